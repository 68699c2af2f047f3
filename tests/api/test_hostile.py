from urllib.parse import quote, urlencode

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

pytestmark = pytest.mark.anyio

LISTS = ["/v1", "/v1/turns", "/v1/interviews", "/v1/speakers", "/v1/search", "/v1/interviews/day/turns"]
ONES = ["/v1/turns/", "/v1/interviews/", "/v1/speakers/", "/problems/", "/docs/", "/"]
NAMES = [
    *("limit", "cursor", "speaker", "outlet", "language", "date_from", "date_to", "interview", "kind", "min_words"),
    *("max_words", "sort", "q", "role", "identity", "anonymous", "context", "revision", "facets"),
]
VALUES = st.one_of(
    st.text(max_size=20),
    st.integers().map(str),
    st.dates().map(str),
    st.sampled_from(["answer", "-date", "name", "true", "day", "day.1", "%", "\0", "'", '"', "2020-13", "W10", "null"]),
)


def is_told(status: int, content_type: str) -> bool:
    """Tell whether an answer is JSON, or a problem, or leads elsewhere."""
    if status in (200, 307, 308):
        return True
    return status in (400, 404, 405, 406, 410, 422) and content_type == "application/problem+json"


@given(st.sampled_from(LISTS), st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=4))
async def test_no_query_is_a_fault_of_ours(past: AsyncClient, path: str, query: list[tuple[str, str]]) -> None:
    response = await past.get(f"{path}?{urlencode(query)}")
    assert is_told(response.status_code, response.headers.get("content-type", "")), response.text


@given(st.sampled_from(ONES), st.text(max_size=30), st.sampled_from(["", "/turns", "/revisions", "?revision=1"]))
async def test_no_path_is_a_fault_of_ours(past: AsyncClient, path: str, name: str, tail: str) -> None:
    response = await past.get(f"{path}{quote(name, safe='')}{tail}")
    assert is_told(response.status_code, response.headers.get("content-type", "")), response.text


@given(st.sampled_from(LISTS), st.binary(max_size=30))
async def test_no_bytes_are_a_fault_of_ours(past: AsyncClient, path: str, query: bytes) -> None:
    response = await past.get(f"{path}?{quote(query)}")
    assert is_told(response.status_code, response.headers.get("content-type", "")), response.text


@given(
    st.sampled_from(["accept", "if-none-match", "if-modified-since", "accept-encoding", "origin", "range"]), st.binary()
)
async def test_no_header_is_a_fault_of_ours(past: AsyncClient, name: str, value: bytes) -> None:
    response = await past.get("/v1/turns", headers={name.encode(): value})
    assert response.status_code in (200, 304, 406)
