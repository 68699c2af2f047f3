import pytest
from httpx import AsyncClient

pytestmark = pytest.mark.anyio


async def test_the_corpus_is_what_stands_in_numbers(past: AsyncClient) -> None:
    response = await past.get("/v1")
    assert response.status_code == 200
    corpus = response.json()
    assert corpus.pop("links")["turns"] == "/v1/turns"
    assert corpus == {
        "interviews": 6,
        "turns": 25,
        "speakers": 7,
        "words": sum(turn["word_count"] for turn in (await past.get("/v1/turns?limit=200")).json()["items"]),
        "first_date": "2020-01-02",
        "last_date": "2021",
        "revision": 12,
    }


async def test_the_first_document_in_numbers(rtvi: AsyncClient) -> None:
    corpus = (await rtvi.get("/v1")).json()
    assert [corpus[name] for name in ("interviews", "turns", "speakers", "words")] == [1, 50, 2, 7188]
    assert corpus["first_date"] == corpus["last_date"] == "2020-09-17"
