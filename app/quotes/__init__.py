"""Quotations: what of a text is one, and how it compares with published words; no database, no web."""
