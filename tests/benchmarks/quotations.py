"""How surely a quotation is found and judged, and how long it takes: 2,000 quotations perturbed in known ways.

`python -m tests.benchmarks.quotations TRANSCRIPTS FOLDER [--turns N] [--count N]` ingests the real transcripts of
TRANSCRIPTS and makes a corpus of N turns in FOLDER, where both are kept, asks each, and prints one table. `right` is
the share whose first match is the passage that the quotation was made of; `otherwise` counts those whose first match
is another, `none` those answered `no_match`, `whose` wrong attributions. Sentences that nobody published come last,
with how many are more than `no_match`, and the greatest similarity among them. Times are the processor's.
"""

import argparse
import gc
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine

from app import schema
from app.database import disposing, reading_engine, writing_engine
from app.ingest import IngestError, IngestOptions, ingest
from app.queries import ReadSession
from app.queries.quotes import Claim, QuoteCheck, check_quotation
from app.quotes.results import Verdict
from app.transcript import ParseOptions, TranscriptError
from app.words import fold_text
from tests.benchmarks.corpus import make_corpus
from tests.benchmarks.latency import quantile
from tests.quotes.perturbing import WAYS, Corpus, Quotation, make_quotations, make_up, read_turns

SEED = 20_200_917
MADE_UP = 200
NO_LIMIT_MS = 600_000
INTERVIEWS = 2_000
"""Of how many interviews of a large corpus quotations are taken."""
LOW = 75
"""A similarity below which `differs` says that little is alike."""
RIGHT = {"same_person", "same_name", "same_label", "quoted"}

VERDICTS: dict[Verdict, str] = {
    "exact": "exact",
    "exact_after_normalization": "normalized",
    "excerpted": "excerpted",
    "stitched": "stitched",
    "differs": "differs",
    "no_match": "no_match",
}


Answer = tuple[QuoteCheck, float]
"""What a check says, and the milliseconds of the processor that it took."""


class Asked(NamedTuple):
    """A quotation, the answer, and the milliseconds it took."""

    quotation: Quotation
    check: QuoteCheck
    took: float

    def is_right(self) -> bool:
        """Tell whether the first match is the passage, or the very same words elsewhere."""
        if self.check.verdict == "no_match":
            return False
        match = self.check.matches[0]
        place = f"{match.turn.interview_id}.{match.turn.number}"
        if self.quotation.is_found(place, match.start, match.end):
            return True
        published = fold_text(match.published)
        return any(published == fold_text(turn.text[start:end]) for turn, start, end in self.quotation.sources)

    def is_misattributed(self) -> bool:
        """Tell whether the words of one were given to another: only a claim is answered."""
        if self.quotation.speaker is None or not self.is_right():
            return False
        return (self.check.matches[0].attribution in RIGHT) != self.quotation.is_right


def measure(database: str, count: int, made_up: int, interviews: int | None) -> tuple[list[Asked], list[Answer]]:
    """Ask every quotation of the corpus, and the sentences that nobody published."""
    with disposing(reading_engine(database, time_limit_ms=NO_LIMIT_MS)) as engine:
        with ReadSession(engine) as session:
            corpus = Corpus(read_turns(session, interviews), SEED)
        quotations = make_quotations(corpus, -(-count // len(WAYS)))
        ask(engine, corpus.turns[0].text, Claim())  # opens files and reads what is read once
        asked = [Asked(each, *ask(engine, each.text, Claim(speaker=each.speaker))) for each in quotations]
        others = [ask(engine, sentence, Claim()) for sentence in make_up(corpus, made_up)]
    gc.unfreeze()
    return asked, others


def ask(engine: Engine, text: str, claim: Claim) -> Answer:
    gc.freeze()  # as a server does: else what is kept here would be looked through again and again
    begun = time.process_time()
    with ReadSession(engine) as session:
        check = check_quotation(session, text, claim)
    return check, (time.process_time() - begun) * 1000


def table(name: str, asked: Sequence[Asked], made_up: Sequence[Answer]) -> str:
    """Give a line for each way, and what became of the sentences that nobody published."""
    heads = ["n", "right", "otherwise", "none", "whose", "p50", "p99", *VERDICTS.values()]
    ways = {way: [each for each in asked if each.quotation.way == way] for way in WAYS}
    lines = [f"{name:26}" + "".join(f"{head:>11}" for head in heads)]
    lines += [f"{way:26}" + _row(some) for way, some in ways.items() if some]
    lines += [f"{'all':26}" + _row(asked), f"{'made up':26}" + _made_up_row(made_up)]
    near = sorted((check.matches[0].similarity for check, _ in made_up if check.verdict != "no_match"), reverse=True)
    high = sum(similarity >= LOW for similarity in near)
    most = ", ".join(f"{similarity:.0f}" for similarity in near[:5])
    return "\n".join([*lines, f"made up, more than `no_match`: {len(near)}; {LOW} of 100 or more: {high} ({most} …)\n"])


def _made_up_row(made_up: Sequence[Answer]) -> str:
    blank = "".join(f"{'–':>11}" for _ in range(4))
    return f"{len(made_up):11}{blank}" + _times([took for _, took in made_up]) + _verdicts([c for c, _ in made_up])


def _row(asked: Sequence[Asked]) -> str:
    right = sum(each.is_right() for each in asked)
    none = sum(each.check.verdict == "no_match" for each in asked)
    whose = sum(each.is_misattributed() for each in asked)
    counts = f"{len(asked):11}{right / len(asked):11.3f}{len(asked) - right - none:11}{none:11}{whose:11}"
    return counts + _times([each.took for each in asked]) + _verdicts([each.check for each in asked])


def _times(times: Sequence[float]) -> str:
    return "".join(f"{quantile(list(times), share):11.1f}" for share in (0.5, 0.99))


def _verdicts(checks: Sequence[QuoteCheck]) -> str:
    counted = Counter(check.verdict for check in checks)
    return "".join(f"{counted[verdict]:11}" for verdict in VERDICTS)


def ingest_real(database: str, files: Iterable[Path]) -> None:
    """Ingest those of `files` that are transcripts of known formats."""
    with disposing(writing_engine(database)) as engine:
        schema.upgrade(engine)
        for file in files:
            with suppress(IngestError, TranscriptError):  # what is none, and what names an interview twice
                ingest(engine, file.read_bytes(), IngestOptions(parse=ParseOptions(name=file.name), path=str(file)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("transcripts", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--turns", type=int, default=1_000_000)
    parser.add_argument("--count", type=int, default=2_000)
    given = parser.parse_args()
    real, large = given.folder / "real.db", given.folder / f"corpus-{given.turns}.db"
    if not real.exists():
        ingest_real(str(real), sorted(path for path in given.transcripts.rglob("*") if path.is_file()))
    if not large.exists():
        make_corpus(large, given.turns)
    print(table("real transcripts", *measure(str(real), given.count, MADE_UP, None)), flush=True)  # noqa: T201
    print(table(f"{given.turns:,} turns", *measure(str(large), given.count, MADE_UP, INTERVIEWS)))  # noqa: T201


if __name__ == "__main__":
    main()
