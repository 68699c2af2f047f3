"""What CSV, NDJSON and lists of JSON objects share: rows of who said what, when, and in which interview."""
