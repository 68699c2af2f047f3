"""What `verbatim verify` prints: the verdict, the published words with what differs, who, when, and where they are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import regex
from rapidfuzz.distance import Indel
from rich.console import Console
from rich.text import Text

from app.api.urls import Urls
from app.cli.report import console
from app.queries.quotes import QuoteCheck, QuoteMatch
from app.quotes.articles import FEWEST_WORDS, ArticleQuotation
from app.quotes.results import SCOPE, Attribution, Verdict
from app.words import fold_text

NEAREST = 3
"""How many passages are shown where none matches."""

SAYS: dict[Verdict, str] = {
    "exact": "published, character for character",
    "exact_after_normalization": "published, otherwise written",
    "excerpted": "published, with words left out or put in where the quotation shows it",
    "stitched": "the pieces are published; what is left out holds a negation or a number, or they stand apart",
    "differs": "like published words",
    "no_match": "not found",
}
ATTRIBUTED: dict[Attribution, str] = {
    "same_person": "the speaker named, who is declared",
    "same_name": "the name given, as printed",
    "same_label": "the label given, as printed",
    "other_speaker": "published as the words of another speaker than the one named",
    "unknown_speaker": "no speaker here is called as the one named",
    "question": "published as the words of whoever asks",
    "quoted": "published within quotation marks: the words may be another's",
    "other_interview": "published in another interview than the one named",
    "other_date": "published at another date than the one named",
}
_AGREEING: frozenset[Verdict] = frozenset({"exact", "exact_after_normalization", "excerpted"})
_OWN: frozenset[Attribution] = frozenset({"same_person", "same_name", "same_label"})
_PIECE = regex.compile(r"\S+")
_CONTROL = regex.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LONGEST_LINE = 120


def agrees(check: QuoteCheck) -> bool:
    """Tell whether the words are published as quoted, and of whom and when is claimed."""
    claims = {match.attribution for match in check.matches[:1]} - {None}
    return check.verdict in _AGREEING and claims <= _OWN


def print_check(text: str, check: QuoteCheck, urls: Urls) -> None:
    """Print what the check of a quotation says, and what it does not."""
    _print_answer(text, check, urls)
    _print(Text(SCOPE))


def print_article(checks: Sequence[tuple[ArticleQuotation, QuoteCheck]], urls: Urls) -> None:
    """Print what became of each quotation of an article, and how many there are of each verdict."""
    for number, (quotation, check) in enumerate(checks, start=1):
        hint = f"; named near it: {quotation.speaker_hint}" if quotation.speaker_hint else ""
        _print(Text(f"{number}. characters {quotation.start} to {quotation.end}{hint}", style="bold"))
        _print(Text(f"“{_clean(quotation.text)}”\n"))
        _print_answer(quotation.text, check, urls)
    counted = Counter(check.verdict for _, check in checks)
    told = [f"{counted[verdict]} {verdict}" for verdict in SAYS if counted[verdict]]
    _print(Text(f"{_count(len(checks), 'quotation')}: {', '.join(told)}" if checks else "no quotations found"))
    _print(Text(f"Quotations of fewer than {FEWEST_WORDS} words were left aside. {SCOPE}"))


def _print_answer(text: str, check: QuoteCheck, urls: Urls) -> None:
    _print(Text.assemble((check.verdict, "bold"), f": {_said(check)}\n"))
    for match in _shown(check):
        plain = check.verdict == "no_match" or (check.verdict == "stitched" and len(check.matches) > 1)
        _print(Text(_clean(match.published)) if plain else _marked(text, match.published))
        for line in _about(match, urls):
            _print(Text(line))
        _print(Text(""))


def _shown(check: QuoteCheck) -> Sequence[QuoteMatch]:
    """Give the matches that a reader needs: all pieces, or the nearest, or the one that matches."""
    if check.verdict == "stitched":
        return check.matches
    return check.matches[: NEAREST if check.verdict == "no_match" else 1]


def _said(check: QuoteCheck) -> str:
    said = SAYS[check.verdict]
    if check.verdict == "no_match":
        seen = check.searched
        counts = {"interview": seen.interviews, "turn": seen.turns, "word": seen.words}
        said += " in " + ", ".join(_count(count, name) for name, count in counts.items())
        return said + ("; the nearest passages:" if check.matches else "")
    if check.verdict == "differs":
        said += f", {check.matches[0].similarity:.0f} of 100"
    folds = ", ".join(check.normalization).replace("_", " ")
    return said + (f" (taken for equal: {folds})" if folds else "")


def _about(match: QuoteMatch, urls: Urls) -> Iterator[str]:
    turn = match.turn
    named = f" in {_clean(turn.interview_title)}" if turn.interview_title else ""
    yield f"  {_clean(turn.label)} ({turn.kind}){named}, {turn.interview_date or 'without a date'}"
    yield f"  {urls.turn(turn.interview_id, turn.number, match.revision_at)}"
    if match.attribution:
        yield f"  {match.attribution}: {ATTRIBUTED[match.attribution]}"
    for difference in match.differences:
        if flags := " and ".join(difference.flags):
            yield f"  {flags}: {_clean(difference.quoted) or '–'} → {_clean(difference.published) or '–'}"
    for omission in match.omitted:
        told = [*omission.flags, *([f"crosses {omission.crosses}"] if omission.crosses else [])]
        words = "" if omission.word_count is None else f" {_count(omission.word_count, 'word')}"
        left_out = f": {_clean(omission.text)[:_LONGEST_LINE]}" if omission.text else ""
        yield f"  left out{words}{' (' + ', '.join(told) + ')' if told else ''}{left_out}"


def _count(count: int, name: str) -> str:
    return f"{count} {name}" + ("" if count == 1 else "s")


def _marked(quoted: str, published: str) -> Text:
    """Give the published words, with those that only the quotation has and those that it has not told apart."""
    left, right = _PIECE.findall(_clean(quoted)), _PIECE.findall(_clean(published))
    steps = Indel.opcodes([fold_text(piece) for piece in left], [fold_text(piece) for piece in right])
    marked = Text()
    for equal, run in groupby(steps, key=lambda step: bool(step.tag == "equal")):
        together = list(run)
        old = " ".join(left[together[0].src_start : together[-1].src_end])
        new = " ".join(right[together[0].dest_start : together[-1].dest_end])
        marked.append(" " if marked else "")
        marked.append(new if equal else _difference(old, new))
    return marked


def _difference(old: str, new: str) -> Text:
    if not _is_plain(console()):
        return Text.assemble((old, "red strike"), " " if old and new else "", (new, "green"))
    return Text((f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else ""))


def _is_plain(out: Console) -> bool:
    return not out.is_terminal or out.no_color


def _clean(text: str) -> str:
    """Give `text` without what would steer a terminal."""
    return _CONTROL.sub(" ", text)


def _print(text: Text) -> None:
    console().print(text, soft_wrap=True)
