"""What is measured, never asserted: `python -m tests.benchmarks --help` says what, and names the other measurements.

`corpora` and `corpus` are what is served, `plain` the same rows for others, `servers` who serves it (`bare`, `textbook`
beside Datasette and the product), `questions` what is asked, `load` how, `rounds` in which order, `tables` and `plot`
what is shown; `others` and `ingesting` measure what is no question.
"""

NO_LIMIT_MS = 600_000
