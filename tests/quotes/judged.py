"""What tests of the pure part ask: how does a quotation compare with these turns?"""

from app.quotes.judging import Judgement, judge
from app.quotes.reading import readings_of
from app.quotes.streams import Codes, PublishedTurn, stream_of


def judged(quotation: str, *texts: str, language: str | None = "en", interviews: str = "a") -> Judgement:
    """Judge a quotation of which the turns have a word."""
    answer = compared(quotation, *texts, language=language, interviews=interviews)
    assert answer is not None
    return answer


def compared(quotation: str, *texts: str, language: str | None = "en", interviews: str = "a") -> Judgement | None:
    """Judge a quotation by turns in a row: odd ones are one speaker's, even ones another's.

    `interviews` has a letter for each interview, among which the turns are dealt out in order.
    """
    codes = Codes()
    share = -(-len(texts) // len(interviews))
    turns = [
        PublishedTurn(i, interviews[i // share], i + 1, "one" if i % 2 else "other", text, language)
        for i, text in enumerate(texts)
    ]
    streams = [
        stream_of([turn for turn in turns if turn.interview == interview], codes)
        for interview in dict.fromkeys(turn.interview for turn in turns)
    ]
    return judge(readings_of(quotation), streams, codes)
