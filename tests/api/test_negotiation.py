import pytest
from httpx import AsyncClient

from app.api.negotiation import accepts

pytestmark = pytest.mark.anyio

FITS = [
    "",
    "*/*",
    "application/json",
    "APPLICATION/JSON",
    "application/*;q=0.1",
    "text/html, application/xhtml+xml, */*;q=0.8",
    "text/html;q=1, application/json;q=0.001",
    "application/json; charset=utf-8",
    "*/*;q=0, application/json",
]

DOES_NOT_FIT = [
    "text/html",
    "application/xml, text/csv",
    "application/json;q=0",
    "application/json;q=0, */*",
    "application/json;q=x",
    "application/problem+json",
    "*/*;q=0",
]


@pytest.mark.parametrize("header", FITS)
async def test_json_is_given_to_whoever_takes_it(past: AsyncClient, header: str) -> None:
    assert accepts(header, "application/json")
    assert (await past.get("/v1", headers={"Accept": header})).status_code == 200


@pytest.mark.parametrize("header", DOES_NOT_FIT)
async def test_whoever_takes_no_json_is_told_that_there_is_nothing_else(past: AsyncClient, header: str) -> None:
    response = await past.get("/v1/turns", headers={"Accept": header})
    assert response.status_code == 406
    assert response.json() == {
        "type": "/problems/not-acceptable",
        "title": "There is no such format",
        "status": 406,
        "detail": "The answer would be application/json, which the header Accept rules out.",
        "instance": "/v1/turns",
    }
