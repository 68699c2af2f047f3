import re
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.api.server import running
from tests.api.test_docs_page import watch
from tests.conftest import migrate
from tests.openapi.tools import MODULES, node_tool
from tests.web.conftest import LONG_TURNS, SEEDS, ask

pytestmark = pytest.mark.once("what a browser shows of answers")

VIEWS = [
    "",
    "?q=seed",
    "?q=zeed&kind=answer",
    "?view=interviews",
    f"?read={SEEDS}#5",
    "?read=orchard",
    "?read=tide-talk&revision=1#3",
    "?view=quote&text=You take a bucket in spring, you grow it, you eat most of it",
    "?view=words&q=seed&sort=left",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def page_files() -> list[tuple[str, str]]:
    return [(file.name, file.read_text("utf-8")) for file in (files("app.web") / "page").iterdir()]


def test_the_page_is_small_and_cached_by_its_content(site: str) -> None:
    assert sum(len(text.encode()) for _, text in page_files()) < 60_000
    shown = ask(site)
    assert "'unsafe-inline'" not in shown.headers["content-security-policy"]
    assert shown.headers["cache-control"] == "no-cache"
    assert ask(site, headers={"If-None-Match": shown.headers["etag"]}).status_code == 304
    [script] = re.findall(r'src="(page/[^"]+)"', shown.text)
    asset = ask(f"{site}{script}")
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert asset.headers["content-type"].startswith("text/javascript")
    assert ask(f"{site}page/0000000000000000/main.js").status_code == 404


def test_no_string_becomes_markup_and_nothing_says_said() -> None:
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\("
    said = r"[\"`>][^\"`]*\bsaid\b"
    assert [name for name, text in page_files() if re.search(f"{markup}|{said}", text)] == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_every_view_fits_and_axe_finds_nothing(browser: Browser, site: str, width: int, scheme: str) -> None:
    node_tool("tsc")  # which stands for all that npm installs
    axe = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    found = {}
    for view in VIEWS:
        page.goto("about:blank")
        page.goto(f"{site}{view}", wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(axe)
        report = page.evaluate("tags => axe.run({ runOnly: tags })", WCAG)
        found[view] = [(violation["id"], violation["nodes"][0]["html"]) for violation in report["violations"]]
    assert found == {view: [] for view in VIEWS}
    page.close()


def test_all_of_it_works_with_the_keyboard(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("packet")
    expect(page.locator(".hits > li").first).to_be_visible()
    page.locator(".hits .where a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".turns .linked")).to_be_focused()
    page.locator(".strip a").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("[id='2'].linked")).to_be_focused()


def test_without_javascript_the_api_is_named(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    assert "all of it is in the API" in page.inner_text("body")
    context.close()


def test_what_fails_is_shown_where_it_fails_until_something_succeeds(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}?q=seed")
    expect(page.locator(".hits > li").first).to_be_visible()
    page.route("**/v1/search*", lambda route: route.abort())
    page.locator("#q").fill("packet")
    expect(page.locator("#answer .problem")).to_contain_text("The server cannot be reached")
    page.unroute("**/v1/search*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".hits > li").first).to_be_visible()
    expect(page.locator(".problem")).to_have_count(0)
    page.locator("#q").fill("-seed")
    expect(page.locator("#answer .problem")).to_contain_text("nothing but exclusions")
    page.close()


def test_a_slow_answer_is_waited_for_in_sight(page: Page, site: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/v1/search*", hold)
    page.goto(f"{site}?q=seed")
    expect(page.locator("main.waiting")).to_be_visible()
    page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished))")
    assert page.evaluate("getComputedStyle(document.querySelector('main'), '::before').opacity") == "1"
    held.pop().continue_()
    expect(page.locator(".hits > li").first).to_be_visible()
    expect(page.locator("main.waiting")).to_have_count(0)


def test_an_empty_corpus_says_how_to_fill_it_and_a_server_that_stops_is_told(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    database = tmp_path_factory.mktemp("empty") / "verbatim.db"
    migrate(database)
    page = browser.new_page()
    with running(f"sqlite:///{database}") as port:
        ask(f"http://127.0.0.1:{port}/")
        page.goto(f"http://127.0.0.1:{port}/")
        expect(page.locator("#answer")).to_contain_text("verbatim ingest FILE")
        page.locator("#q").fill("seed")
        expect(page.locator(".understood")).to_contain_text("0 turns with any form of seed")
    page.locator("#q").fill("packet")
    expect(page.locator("#answer .problem")).to_contain_text("The server cannot be reached")
    page.close()


def test_it_works_under_a_prefix_and_another_name(browser: Browser, page_corpus: str) -> None:
    """A proxy strips the prefix, and the API calls itself by a name that is not the browser's."""
    outside = "http://127.0.0.1:9/x/"
    page = browser.new_page()
    heard, _ = watch(page)
    with running(page_corpus, root_path="/x", public_url="https://verbatim.example/x") as port:
        ask(f"http://127.0.0.1:{port}/")
        inside = f"http://127.0.0.1:{port}/"
        page.route("**/*", lambda route: route.fulfill(response=route.fetch(url=_moved(route, outside, inside))))
        page.goto(f"{outside}?q=packet")
        page.locator(".hits summary").first.click()
        expect(page.locator("details .turn").first).to_be_visible()
        page.goto(f"{outside}?read=long-talk#1100")
        expect(page.locator(".linked")).to_have_attribute("id", "1100")
        expect(page.locator(".strip a")).to_have_count(LONG_TURNS)  # nothing is asked for any longer
    assert heard == []
    page.close()


def _moved(route: Route, outside: str, inside: str) -> str:
    assert route.request.url.startswith(outside)
    return route.request.url.replace(outside, inside)
