import re
from pathlib import Path

import pytest
from httpx import AsyncClient

from tests.api.conftest import serving

pytestmark = pytest.mark.anyio


async def test_without_the_reading_page_the_root_leads_here_under_every_prefix(past_url: str) -> None:
    async with serving(past_url, page=False) as past:
        response = await past.get("/")
        turn = (await past.get("/v1/turns/day.1")).json()
    assert turn["html_url"] is None
    assert (response.status_code, response.headers["location"]) == (307, "docs")


async def test_the_page_names_only_files_that_are_served_beside_it(past: AsyncClient) -> None:
    page = await past.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    named = re.findall(r'(?:src|href)="([^"]*)"', page.text)
    assert len(named) >= 5
    for reference in named:
        assert "//" not in reference
        response = await past.get(f"/{reference}")
        assert response.status_code == 200, reference
    assert "<script>" not in page.text
    assert "style=" not in page.text


async def test_the_page_may_load_nothing_from_elsewhere(past: AsyncClient) -> None:
    policy = (await past.get("/docs")).headers["content-security-policy"]
    assert policy.startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    )


@pytest.mark.parametrize("path", ["/docs", "/docs/swagger-ui.css", "/docs/docs.js"])
async def test_what_has_not_changed_is_not_sent_again(past: AsyncClient, path: str) -> None:
    first = await past.get(path)
    assert first.headers["etag"].startswith('W/"')
    again = await past.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/docs/", "/docs/nothing.js", "/docs/..%2fmain.py", "/docs/%2e%2e/docs.py", "/docs/docs.js/"]
)
async def test_nothing_else_is_served(past: AsyncClient, path: str) -> None:
    response = await past.get(path)
    assert response.status_code == 404
    assert response.json()["type"] == "/problems/not-found"


def test_the_assets_come_from_a_package() -> None:
    folder = Path(__file__).parents[2] / "app" / "api" / "docs_page"
    assert sorted(path.name for path in folder.iterdir()) == ["docs.css", "docs.js", "index.html"]
