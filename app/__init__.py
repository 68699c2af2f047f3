"""Verbatim: interview transcripts as a citable, searchable, read-only REST API."""
