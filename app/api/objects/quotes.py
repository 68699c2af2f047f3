"""Checks of quotations: rows → objects of the wire."""

from collections.abc import Mapping

from app.api import schemas
from app.api.objects.hits import places_of
from app.api.schemas.quotes import (
    ArticleQuote,
    QuoteCheck,
    QuoteDifference,
    QuoteMatch,
    QuoteOmission,
    QuoteSearched,
    TextQuoteSelector,
)
from app.queries import quotes as queries
from app.quotes.articles import ArticleQuotation
from app.quotes.results import SCOPE, Difference


def quote_check_of(check: queries.QuoteCheck, turns: list[schemas.Turn]) -> QuoteCheck:
    """Give a check whose matches are in these turns."""
    searched = check.searched
    return QuoteCheck(
        verdict=check.verdict,
        matches=[_match(match, turn) for match, turn in zip(check.matches, turns, strict=True)],
        searched=QuoteSearched(
            interviews=searched.interviews, turns=searched.turns, words=searched.words, revision=searched.revision
        ),
        normalization=list(check.normalization),
        scope=SCOPE,
    )


def article_quote_of(article: str, quotation: ArticleQuotation, check: QuoteCheck) -> ArticleQuote:
    """Give a quotation of an article with its check."""
    (place,) = places_of(article, [(quotation.start, quotation.end)])
    return ArticleQuote(
        **place,
        text=quotation.text,
        speaker_hint=quotation.speaker_hint,
        check=check,
    )


def _match(match: queries.QuoteMatch, turn: schemas.Turn) -> QuoteMatch:
    (place,) = places_of(turn.text, [(match.start, match.end)])
    return QuoteMatch(
        turn=turn,
        **place,
        published=match.published,
        sentence=match.sentence,
        similarity=match.similarity,
        differences=[_difference(each, turn.text) for each in match.differences],
        omitted=[
            QuoteOmission(text=each.text, word_count=each.word_count, flags=list(each.flags), crosses=each.crosses)
            for each in match.omitted
        ],
        attribution=match.attribution,
        selector=TextQuoteSelector(
            exact=match.selector.exact, prefix=match.selector.prefix, suffix=match.selector.suffix
        ),
    )


def _difference(each: Difference, text: str) -> QuoteDifference:
    place: Mapping[str, int | None] = dict.fromkeys(schemas.SearchMatch.model_fields)
    if each.at is not None:
        (place,) = places_of(text, [(each.at, each.at + len(each.published))])
    return QuoteDifference(op=each.op, quoted=each.quoted, published=each.published, flags=list(each.flags), **place)
