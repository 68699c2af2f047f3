import pytest
from httpx import AsyncClient

from app.api.errors import PROBLEMS, ProblemError

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("type_", PROBLEMS)
async def test_each_kind_of_problem_is_explained(past: AsyncClient, type_: str) -> None:
    response = await past.get(f"/problems/{type_}")
    assert response.status_code == 200
    kind = PROBLEMS[type_]
    assert response.json() == {
        "type": f"/problems/{type_}",
        "title": kind.title,
        "status": kind.status,
        "meaning": kind.meaning,
    }


async def test_every_error_is_in_the_table() -> None:
    assert set(PROBLEMS.values()) == set(ProblemError.__subclasses__())


async def test_all_kinds_are_listed(past: AsyncClient) -> None:
    kinds = (await past.get("/problems")).json()["items"]
    assert [kind["type"] for kind in kinds] == [f"/problems/{type_}" for type_ in PROBLEMS]
    assert [kind["status"] for kind in kinds] == sorted(kind["status"] for kind in kinds)


async def test_an_unknown_kind_names_those_there_are(past: AsyncClient) -> None:
    response = await past.get("/problems/nowhere")
    assert response.status_code == 404
    assert "malformed-request, not-found" in response.json()["detail"]


@pytest.mark.parametrize("url", ["/v1/turns/x", "/v1/turns?x=1", "/v1/turns/cut.4", "/v1/turns?q=%ff", "/nowhere"])
async def test_the_type_of_a_problem_leads_to_its_meaning(past: AsyncClient, url: str) -> None:
    problem = (await past.get(url)).json()
    kind = (await past.get(problem["type"])).json()
    assert (kind["title"], kind["status"]) == (problem["title"], problem["status"])
