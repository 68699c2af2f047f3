"""Files made to cost much cost little: time grows with the size and not faster, and pieces are bounded."""

import gc
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from app.parsers import parse
from app.parsers.units.unit import MOST_PIECES, counted
from app.transcript import ParseOptions, TranscriptError

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
SEGMENTS = '{"version": "1", "segments": ['

HOSTILE: dict[str, tuple[str, Callable[[int], str]]] = {
    "one long line": ("vtt", lambda n: VTT + "a " * n),
    "chevrons": ("vtt", lambda n: VTT + ">> " * n),
    "a run of signs": ("vtt", lambda n: VTT + ">" * n),
    "open voices": ("vtt", lambda n: VTT + "<v " * n),
    "open classes": ("vtt", lambda n: VTT + "<c." * n),
    "references": ("vtt", lambda n: VTT + "&amp;" * n),
    "colons": ("vtt", lambda n: VTT + "Ida: " * n),
    "labels": ("vtt", lambda n: VTT + "".join(f"Ida W{i}: x\n" for i in range(n // 8))),
    "arrows": ("srt", lambda n: "1\n00:00:01,000 --> 00:00:02,000\n" + "a --> b\n" * (n // 4)),
    "blank lines": ("vtt", lambda n: VTT + "\n" * n + "x"),
    "spaces": ("vtt", lambda n: VTT + " " * n + "x"),
    "cues that repeat": ("vtt", lambda n: "WEBVTT\n\n" + "00:01.000 --> 00:02.000\na\na\n\n" * (n // 8)),
    "what nobody sees": ("podcast", lambda n: SEGMENTS + '{"body": "' + "a\u200b" * n + '"}]}'),
    "tiny segments": ("podcast", lambda n: SEGMENTS + '{"body": "a"}, ' * n + '{"body": "a"}]}'),
    "blank lines in a text": ("podcast", lambda n: SEGMENTS + '{"body": "a' + "\\n " * n + 'b"}]}'),
    "keys": ("json", lambda n: "[{" + "".join(f'"a{i}": 1, ' for i in range(n)) + '"b": 1}]'),
    "a key said twice": ("json", lambda n: "[{" + "".join(f'"a{i}": 1, ' for i in range(n)) + '"a0": 1}]'),
    "cells": ("csv", lambda n: "speaker,text\n" + "," * n),
    "columns": ("csv", lambda n: "speaker" + ",a" * n),
    "quotation marks": ("csv", lambda n: 'speaker,text\n"' + '""' * n),
    "rows": ("csv", lambda n: "speaker,text\n" + "a,b\n" * (n // 8)),
    "interviews": ("csv", lambda n: "interview,speaker,text\n" + "".join(f"{i},a,b\n" for i in range(n // 8))),
    "lines of JSON": ("ndjson", lambda n: '{"speaker": "a", "text": "b"}\n' * (n // 8)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_size(name: str, request: pytest.FixtureRequest) -> None:
    format_key, make = HOSTILE[name]

    def seconds(size: int) -> float:
        source = make(size).encode()
        taken = []
        for _ in range(2):
            began = time.process_time()
            with suppress(TranscriptError):
                parse(source, ParseOptions(format=format_key))
            taken.append(time.process_time() - began)
        return min(taken)

    gc.disable()  # what it costs depends on all that other tests left in memory
    request.addfinalizer(gc.enable)
    assert seconds(16_000) < 2.5**2 * max(seconds(4_000), 0.05)


def test_pieces_are_bounded_before_they_take_memory() -> None:
    with pytest.raises(TranscriptError, match="more than 2,000,000 labels, texts and marks"):
        list(counted((0 for _ in range(MOST_PIECES)) for _ in range(2)))
