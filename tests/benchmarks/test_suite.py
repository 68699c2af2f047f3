"""The measurements run: what they measure is not looked at."""

import json
import os
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import main

QUESTIONS = ["page of 20", "one turn", "interview", "rare word", "common word", "phrase", "facets", "quotation"]
LITTLE = ["--rounds", "1", "--seconds", "0.001", "--requests", "100", "--ingest", "50"]


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="Linux alone tells the processor time of others")
def test_all_is_measured_and_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures, plot = tmp_path / "figures.json", tmp_path / "plot.svg"
    files = ["--folder", str(tmp_path), "--json", str(figures), "--plot", str(plot)]
    main(["samples", *LITTLE, *files, "--without", "datasette", "light"])
    found = json.loads(figures.read_text(encoding="utf-8"))
    samples, printed = found["corpora"]["samples"], capsys.readouterr().out
    assert list(samples["answers"]) == list(samples["single"]) == QUESTIONS
    assert list(samples["answers"]["page of 20"]) == [
        *("bare again", "verbatim new", "verbatim again"),
        *("textbook new", "textbook again", "constants again"),
    ]
    assert [samples["answers"][question]["bare again"]["cpu_ratio"] for question in QUESTIONS] == [1.0] * 8
    assert all(answer["refused"] == 0 for answers in samples["answers"].values() for answer in answers.values())
    assert list(samples["mix"]) == ["alone", "mixed", "slow searches"]
    assert found["ingest"]["50 turns"]["words"] > 0
    assert all(question in printed and question in plot.read_text(encoding="utf-8") for question in QUESTIONS)
