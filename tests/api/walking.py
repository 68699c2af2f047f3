"""Walking lists by their links, as a client does."""

from typing import Any

from httpx import AsyncClient


async def walk(client: AsyncClient, url: str, direction: str = "next") -> list[dict[str, Any]]:
    """Give the pages from `url` to the end, or to the beginning where `direction` is `previous`."""
    pages = []
    following: str | None = url
    while following:
        response = await client.get(following)
        assert response.status_code == 200, response.text
        pages.append(response.json())
        following = pages[-1][direction]
        assert len(pages) < 1000
    return pages


def items(pages: list[dict[str, Any]]) -> list[Any]:
    """Give the items of pages in one list."""
    return [item for page in pages for item in page["items"]]
