from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event

from app.main import create_app
from app.settings import Settings
from tests.databases import is_sqlite

pytestmark = pytest.mark.anyio


@contextmanager
def counting(app: FastAPI) -> Iterator[list[str]]:
    """Collect the statements that the application executes, beside those that begin a transaction and keep its time."""
    statements: list[str] = []

    def count(*arguments: object) -> None:
        statement = str(arguments[2])
        if statement != "BEGIN" and "statement_timeout" not in statement:
            statements.append(statement)

    engine = app.state.engine.get()
    event.listen(engine, "before_cursor_execute", count)
    yield statements
    event.remove(engine, "before_cursor_execute", count)


@pytest.mark.parametrize(
    ("url", "on_sqlite", "elsewhere"),
    [
        ("/v1", 2, 2),
        ("/v1/turns?", 1, 2),
        ("/v1/turns?speaker=della-marsh&min_words=2&", 2, 2),
        ("/v1/interviews?", 3, 3),
        ("/v1/interviews/seed-library-at-oxley-cross/turns?", 2, 3),
        ("/v1/interviews/seed-library-at-oxley-cross/exchanges?", 4, 4),
        ("/v1/interviews/seed-library-at-oxley-cross/ledger?", 4, 4),
        ("/v1/interviews/seed-library-at-oxley-cross", 2, 3),
        ("/v1/speakers?", 3, 3),
        ("/v1/speakers/della-marsh", 3, 3),
        ("/v1/interviews/seed-library-at-oxley-cross/revisions?", 4, 4),
        ("/v1/turns/seed-library-at-oxley-cross.5", 1, 2),
        ("/v1/turns/seed-library-at-oxley-cross.5/revisions?", 5, 5),
        ("/v1/turns/seed-library-at-oxley-cross.5?revision=1", 4, 5),
        ("/v1/turns/seed-library-at-oxley-cross.5?revision=1&context=5", 4, 5),
        ("/v1/turns/seed-library-at-oxley-cross.5?context=5", 2, 3),
    ],
)
async def test_a_request_takes_as_many_statements_whatever_the_size_of_its_page(
    corpus_url: str, url: str, on_sqlite: int, elsewhere: int
) -> None:
    """SQLite tells by a glance whether the corpus is as it was: a hot page need not ask."""
    app = create_app(Settings(database_url=corpus_url, kept_mb=0))
    async with app.router.lifespan_context(app), AsyncClient(transport=ASGITransport(app), base_url="http://a") as it:
        await it.get(url.rstrip("?&"))
        counts = set()
        for limit in (1, 5, 200) if url.endswith(("?", "&")) else (None,):
            with counting(app) as statements:
                response = await it.get(f"{url}limit={limit}" if limit else url)
            assert response.status_code == 200
            counts.add(len(statements))
        assert counts == {on_sqlite if is_sqlite() else elsewhere}, statements


async def test_a_known_tag_takes_no_statement_but_the_one_for_the_state(corpus_url: str) -> None:
    app = create_app(Settings(database_url=corpus_url, kept_mb=0))
    async with app.router.lifespan_context(app), AsyncClient(transport=ASGITransport(app), base_url="http://a") as it:
        tag = (await it.get("/v1/turns")).headers["etag"]
        with counting(app) as statements:
            assert (await it.get("/v1/turns", headers={"If-None-Match": tag})).status_code == 304
        assert len(statements) == (0 if is_sqlite() else 1)
