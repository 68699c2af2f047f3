import pytest
from httpx import AsyncClient
from pydantic import BaseModel

from app.api.schemas import SearchPage, TurnDetail, TurnPage

pytestmark = pytest.mark.anyio

SEEDS = "seed-library-at-oxley-cross"


@pytest.mark.parametrize(
    ("url", "model"),
    [
        ("/v1/turns", TurnPage),
        (f"/v1/turns?interview={SEEDS}&limit=3", TurnPage),
        (f"/v1/interviews/{SEEDS}/turns?around=9&limit=5", TurnPage),
        (f"/v1/turns/{SEEDS}.4?context=2", TurnDetail),
        ("/v1/search?q=seed&facets=kind,year&context=1", SearchPage),
        ("/v1/search?q=sede", SearchPage),
    ],
)
async def test_plain_values_are_written_as_the_model_of_the_answer_would_be(
    client: AsyncClient, url: str, model: type[BaseModel]
) -> None:
    answer = await client.get(url)
    assert answer.status_code == 200
    assert answer.text == model.model_validate_json(answer.content, strict=False).model_dump_json()


@pytest.mark.parametrize(
    ("url", "faulty"),
    [
        ("/v1/turns?limit=2&limit=3", ["limit"]),
        ("/v1/turns?limit=%2B1&speker=a&kind=answer&kind=x", ["kind", "limit", "speker"]),
        (f"/v1/turns/{SEEDS}.4?context=6&revision=", ["context", "revision"]),
        ("/v1/search", ["q"]),
    ],
)
async def test_all_faults_of_parameters_are_told_at_once(client: AsyncClient, url: str, faulty: list[str]) -> None:
    answer = await client.get(url)
    assert answer.status_code == 422
    assert sorted({fault["name"] for fault in answer.json()["errors"]}) == faulty
