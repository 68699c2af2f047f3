"""`python -m app` is `verbatim`."""

from app.cli import main

main()
