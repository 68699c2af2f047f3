"""A fuzzer that coverage guides, for one format: a tool to run by hand, in an environment that has atheris.

`python -m tests.trust.guided FORMAT [-max_total_time=60 …]`; what comes of it belongs into `tests/trust/corpus/FORMAT`.
"""

import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

atheris = import_module("atheris")

with atheris.instrument_imports(include=["app"]):
    from app.parsers import parse, source_text
    from app.transcript import ParseOptions, TranscriptError, prove_nothing_lost

from tests.trust.mutants import samples  # noqa: E402, what is imported before is not watched


def main(format: str, arguments: list[str]) -> None:  # noqa: A002
    """Read what the fuzzer makes of the samples; whatever is raised but a refusal ends it with the input."""

    def read(data: bytes) -> None:
        with suppress(TranscriptError):
            found = parse(data, ParseOptions(name="talk", format=format))
            for each in found:
                text = source_text(each.format, data, each.encoding, each.key)
                try:
                    prove_nothing_lost(text, (turn.text for turn in each.turns), each.ledger)
                except TranscriptError as error:
                    raise AssertionError(str(error)) from None

    with TemporaryDirectory() as folder:
        for number, data in enumerate(samples()[format]):
            Path(folder, str(number)).write_bytes(data)
        atheris.Setup([sys.argv[0], folder, *arguments], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
