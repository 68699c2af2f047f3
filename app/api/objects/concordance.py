"""Lines of a concordance: rows → objects of the wire."""

from bisect import bisect_left

from app.api.objects.hits import matches_of
from app.api.objects.turns import interview_reference_of, speaker_reference_of
from app.api.schemas.concordance import ConcordanceLine, ConcordanceTurn
from app.api.urls import Urls
from app.queries.concordance import Line
from app.queries.turns import TurnRow
from app.words import words


def line_of(line: Line, row: TurnRow, width: int, urls: Urls) -> ConcordanceLine:
    """Give a match in `row` with `width` words on either side of it."""
    first, last = _around(row.text, line.start, line.end, width)
    [place] = matches_of(row.text, [(line.start, line.end)])
    return ConcordanceLine(
        turn=ConcordanceTurn(
            id=f"{row.interview_id}.{row.number}",
            url=urls.turn(row.interview_id, row.number),
            html_url=urls.place(row.interview_id, row.number),
            number=row.number,
            revision=row.revision,
            kind=row.kind,
            label=row.label,
        ),
        interview=interview_reference_of(row, urls),
        speaker=speaker_reference_of(row, urls),
        left=row.text[first : line.start],
        match=row.text[line.start : line.end],
        right=row.text[line.end : last],
        **place.model_dump(),
    )


def _around(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Give where so many words before and after begin and end; the text's own ends where there are no more."""
    written = words(text)
    before = bisect_left(written, start, key=lambda word: word.start) - width
    after = bisect_left(written, end, key=lambda word: word.start) + width
    first = written[before].start if before > 0 else 0
    return first, written[after - 1].end if after < len(written) else len(text)
