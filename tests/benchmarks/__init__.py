"""What is measured, never asserted; `python -m tests.benchmarks --help` says how."""

NO_LIMIT_MS = 600_000
