"""The examples in the document are what the bundled samples answer."""

import json
from typing import Any

import pytest

from app.api.examples import ANSWERS, example_of
from tests.openapi.renew import COMMAND, SNAPSHOT, answers, document, steady, written

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.once("examples, of which some name the engine")
async def test_the_examples_are_what_the_samples_answer(corpus_url: str) -> None:
    kept: dict[str, Any] = json.loads(ANSWERS.read_text(encoding="utf-8"))
    given = await answers(corpus_url)
    assert set(kept) == set(given), f"renew them: {COMMAND}"
    for name, answer in given.items():
        assert steady(kept[name]) == steady(answer), f"{name} has changed; if it should have, renew it: {COMMAND}"


def test_every_parameter_that_must_be_given_has_an_example() -> None:
    for path, methods in document()["paths"].items():
        for operation in methods.values():
            for parameter in (it for it in operation.get("parameters", ()) if it["required"]):
                assert example_of(parameter) is not None, (path, parameter["name"])


def test_every_operation_has_an_example() -> None:
    for path, methods in document()["paths"].items():
        for operation in methods.values():
            contents = operation["responses"]["200"]["content"].values()
            assert any("example" in content for content in contents), path


def test_no_example_is_long() -> None:
    assert all(len(written(answer)) < 10_000 for answer in json.loads(ANSWERS.read_text(encoding="utf-8")).values())


def test_the_snapshot_is_of_this_document() -> None:
    assert SNAPSHOT.read_text(encoding="utf-8") == written(document()), f"the document has changed: {COMMAND}"
