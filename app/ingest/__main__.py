"""`python -m app.ingest PATH…` is `verbatim ingest PATH…`."""

import sys
from importlib import import_module

sys.argv.insert(1, "ingest")
import_module("app.cli").main()
