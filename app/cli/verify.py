"""`verbatim verify "…"`, `verbatim verify --article FILE`: does a quotation match published words, and whose?"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine

from app.api.objects import turn_of
from app.api.objects.quotes import article_quote_of, quote_check_of
from app.api.schemas import quotes as schemas
from app.api.urls import Urls
from app.cli.databases import read_only
from app.cli.files import reading
from app.cli.options import Database
from app.cli.report import one_line_for_errors
from app.cli.verdicts import agrees, print_article, print_check
from app.dates import days_of
from app.parsers.text.decoding import decode
from app.queries import ReadSession
from app.queries.quotes import Claim, QuoteCheck, check_quotation
from app.quotes.articles import ArticleQuotation, find_quotations
from app.quotes.results import SCOPE
from app.settings import Settings
from app.words import folded_words

OTHERWISE = 1


def verify(  # noqa: PLR0913 (as many parameters as the command has options)
    text: Annotated[str | None, typer.Argument(help="The quotation, without its marks.")] = None,
    *,
    database: Database,
    article: Annotated[Path | None, typer.Option(help="Check every quotation of a text; - is standard input.")] = None,
    speaker: Annotated[
        str | None, typer.Option(help="Whose words they are said to be: an id, a name or a label.")
    ] = None,
    interview: Annotated[str | None, typer.Option(help="The id of the interview they are said to be from.")] = None,
    date_from: Annotated[str | None, typer.Option(help="2020-09-17, 2020-09 or 2020.")] = None,
    date_to: Annotated[str | None, typer.Option(help="2020-09-17, 2020-09 or 2020.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what the API answers.")] = False,
) -> None:
    """Check whether a quotation matches published words, and whose they are.

    The exit code is 0 where the words are published as quoted, if need be with harmless words left out, and of whom
    and when is claimed; 1 where anything differs; 2 for wrong usage.
    """
    if (text is None) == (article is None):
        raise typer.BadParameter("give either a quotation or --article FILE")
    _refuse_what_is_no_text(text, speaker, interview)
    first, last = _day(date_from, "--date-from")[0], _day(date_to, "--date-to")[1]
    if first and last and first > last:
        raise typer.BadParameter("--date-to comes before --date-from")
    claim = Claim(speaker, interview, first, last)
    urls = Urls((Settings().public_url or "").rstrip("/"))
    given = None if article is None else _read(article)
    quotations = _quotation(text) if given is None else find_quotations(given)
    with read_only(database, migrated=True) as engine:
        checks = [_check(engine, quotation.text, claim) for quotation in quotations]
    if as_json:
        typer.echo(_answer(quotations, checks, urls, given).model_dump_json(by_alias=True))
    elif article is not None:
        print_article(list(zip(quotations, checks, strict=True)), urls)
    else:
        print_check(text or "", checks[0], urls)
    if not all(agrees(check) for check in checks):
        raise typer.Exit(OTHERWISE)


def _refuse_what_is_no_text(*arguments: str | None) -> None:
    """Refuse what the shell handed over as bytes that are no UTF-8."""
    if any("\ud800" <= character <= "\udfff" for argument in arguments for character in argument or ""):
        raise typer.BadParameter("give UTF-8")


def _quotation(text: str | None) -> list[ArticleQuotation]:
    """Take the whole of `text` for a quotation."""
    if text is None or not folded_words(text):
        raise typer.BadParameter("there is no word in the quotation")
    return [ArticleQuotation(0, len(text), text, None)]


def _read(article: Path) -> str:
    with reading(article) as file:
        data = file.read()
    with one_line_for_errors():
        return decode(data).text if data.strip() else ""


def _day(text: str | None, option: str) -> tuple[date | None, date | None]:
    """Give the first and the last day that `text` can mean."""
    try:
        return days_of(text) if text else (None, None)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def _answer(
    quotations: Sequence[ArticleQuotation], checks: Sequence[QuoteCheck], urls: Urls, article: str | None
) -> schemas.ArticleCheck | schemas.QuoteCheck:
    """Give the object that the API answers with."""
    answers = [
        quote_check_of(check, [turn_of(match.turn, urls, match.revision_at) for match in check.matches])
        for check in checks
    ]
    if article is None:
        return answers[0]
    quotes = [article_quote_of(article, *each) for each in zip(quotations, answers, strict=True)]
    return schemas.ArticleCheck(quotes=quotes, scope=SCOPE)


def _check(engine: Engine, text: str, claim: Claim) -> QuoteCheck:
    with ReadSession(engine) as session:
        return check_quotation(session, text, claim)
