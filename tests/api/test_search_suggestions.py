import pytest
from httpx import AsyncClient

from tests.api.test_search import search

pytestmark = pytest.mark.anyio


async def test_where_something_is_found_nothing_is_suggested(past: AsyncClient) -> None:
    assert (await search(past, "mill"))["suggestions"] is None


async def test_each_word_is_counted_alone(past: AsyncClient) -> None:
    found = await search(past, 'mill "keys" upp* castle')
    words = found["suggestions"]["words"]
    assert [word["word"] for word in words] == ["mill", "keys", "upp", "castle"]
    for word in words:
        assert (await past.get(word["url"])).json()["total"] == word["turns"]
    assert [word["turns"] > 0 for word in words] == [True, False, True, False]


async def test_a_search_without_each_filter_is_counted(past: AsyncClient) -> None:
    found = await search(past, "mill", kind="question", date_from="2021", speaker="nora-field")
    assert found["total"] == 0
    filters = found["suggestions"]["filters"]
    assert [(each["filter"], each["turns"]) for each in filters] == [("kind", 3)]
    assert (await past.get(filters[0]["url"])).json()["total"] == 3


async def test_where_no_filter_alone_is_to_blame_all_are_left_out(past: AsyncClient) -> None:
    found = await search(past, "mill", speaker="nobody", outlet="nothing", context=1)
    (wider,) = found["suggestions"]["filters"]
    assert (wider["filter"], wider["turns"]) == ("speaker,outlet", (await search(past, "mill"))["total"])
    assert (await past.get(wider["url"])).json()["total"] == wider["turns"]
    assert "context=1" in wider["url"]


@pytest.mark.parametrize(
    ("q", "word", "spelling"),
    [
        ("millr", "millr", "miller"),
        ("dauhgter", "dauhgter", "daughter"),
        ("daugter", "daugter", "daughter"),
        ('"second dor"', "dor", "door"),
        ("-key thrd OR sekond", "thrd", "third"),
        ("Ddaughtter’s", "ddaughtter", "daughter"),
    ],
)
async def test_near_spellings_are_those_of_the_corpus(past: AsyncClient, q: str, word: str, spelling: str) -> None:
    spellings = (await search(past, q))["suggestions"]["spellings"]
    [near] = [near for near in spellings if near["word"] == word and near["spelling"] == spelling]
    again = (await past.get(near["url"])).json()
    assert spelling in again["query"]["words"]
    assert near["turns"] == (await search(past, f'"{spelling}"'))["total"]


async def test_what_resembles_nothing_has_no_spelling(past: AsyncClient) -> None:
    for q in ("xylophonist", "qq", "z" * 500, "中国"):
        assert (await search(past, q))["suggestions"]["spellings"] == []
