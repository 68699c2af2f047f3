import re
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.api.server import running
from tests.api.test_docs_page import watch
from tests.openapi.tools import MODULES, node_tool
from tests.web.conftest import SEEDS

VIEWS = [
    "",
    "?q=seed",
    "?q=zeed&kind=answer",
    "?view=interviews",
    f"?read={SEEDS}",
    f"?read={SEEDS}#5",
    "?view=quote&text=You take a packet in spring and never bring it back",
    "?view=words&q=seed&sort=left",
]


def ask(address: str, headers: dict[str, str] | None = None) -> httpx.Response:
    """Ask a server that may just be starting."""
    return httpx.get(address, headers=headers, timeout=30)


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_the_page_is_small_and_cached_by_its_content(site: str) -> None:
    folder = files("app.web") / "page"
    assert sum(len(file.read_bytes()) for file in folder.iterdir()) < 60_000
    shown = ask(site)
    assert "'unsafe-inline'" not in shown.headers["content-security-policy"]
    assert shown.headers["cache-control"] == "no-cache"
    assert ask(site, headers={"If-None-Match": shown.headers["etag"]}).status_code == 304
    [script] = re.findall(r'src="(page/[^"]+)"', shown.text)
    asset = ask(f"{site}{script}")
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert asset.headers["content-type"].startswith("text/javascript")
    assert ask(f"{site}page/0000000000000000/main.js").status_code == 404


def test_no_string_becomes_markup() -> None:
    scripts = [file.read_text() for file in (files("app.web") / "page").iterdir() if file.name.endswith(".js")]
    assert not [
        script
        for script in scripts
        if re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script)
    ]


def test_nothing_says_said_of_what_is_published() -> None:
    texts = [file.read_text() for file in (files("app.web") / "page").iterdir() if file.name.endswith((".js", ".html"))]
    assert not [text for text in texts if re.search(r"[\"`>][^\"`]*\bsaid\b", text)]


def test_results_come_as_one_types(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("#q").press_sequentially("seed", delay=5)
    expect(page.locator(".hits > li").first).to_be_visible()
    expect(page.locator(".understood")).to_contain_text("any form of seed")
    assert "seed" in page.locator(".hits mark").first.inner_text().lower()
    assert state(page) == {"q": ["seed"]}


def test_a_late_answer_does_not_replace_a_newer_one(page: Page, site: str) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/v1/search\?q=seed&"), held.append)
    page.goto(f"{site}?q=seed")
    page.wait_for_function("document.querySelector('#q')")
    page.locator("#q").fill("lamp")
    expect(page.locator(".understood")).to_contain_text("any form of lamp")
    assert len(held) == 1
    expect(page.locator(".understood")).to_contain_text("any form of lamp")


def test_facets_filter_and_filters_are_taken_away(page: Page, site: str) -> None:
    page.goto(f"{site}?q=seed")
    page.locator(".facet a", has_text="answer").click()
    expect(page.locator(".filters")).to_contain_text("kind: answer")
    assert state(page) == {"q": ["seed"], "kind": ["answer"]}
    expect(page.locator(".hits > li.question")).to_have_count(0)
    page.locator(".filters a").click()
    expect(page.locator(".filters")).to_have_count(0)
    page.go_back()
    expect(page.locator(".filters")).to_contain_text("kind: answer")
    page.reload()
    expect(page.locator(".filters")).to_contain_text("kind: answer")


def test_a_bar_is_a_year(page: Page, site: str) -> None:
    page.goto(f"{site}?q=seed")
    page.locator(".bars a").first.click()
    expect(page.locator(".filters")).to_contain_text("date from: 2022")


def test_an_answer_has_its_question_and_unfolds_its_context(page: Page, site: str) -> None:
    page.goto(f"{site}?q=packet&kind=answer")
    first = page.locator(".hits > li").first
    expect(first.locator(".asked")).to_be_visible()
    first.locator("summary").click()
    expect(first.locator("details .turn").nth(1)).to_be_visible()


def test_what_is_not_found_is_suggested(page: Page, site: str) -> None:
    page.goto(f"{site}?q=pakcet")
    page.locator("#results a", has_text="packet").first.click()
    expect(page.locator(".hits > li").first).to_be_visible()


def test_a_hit_leads_to_its_place(page: Page, site: str) -> None:
    page.goto(f"{site}?q=packet&kind=answer")
    page.locator(".hits > li .where a").first.click()
    linked = page.locator(".turns .linked")
    expect(linked).to_be_in_viewport()
    assert page.evaluate("document.activeElement.id") == linked.get_attribute("id") == urlsplit(page.url).fragment


def test_an_interview_is_read(page: Page, site: str) -> None:
    page.goto(f"{site}?read={SEEDS}")
    expect(page.locator(".turns .turn")).to_have_count(30)
    expect(page.locator("h1")).to_have_text("The Seed Library at Oxley Cross")
    expect(page.locator(".facts")).to_contain_text("CC BY 4.0")
    expect(page.locator(".facts")).to_contain_text("edited")
    page.locator(".strip a").nth(20).click()
    expect(page.locator(".turns .linked")).to_be_in_viewport()


def test_a_turn_that_is_not_there_is_said(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}?read={SEEDS}#999")
    expect(page.locator(".problem")).to_contain_text("There is no turn")
    page.goto(f"{site}?read=nothing")
    expect(page.locator(".problem")).to_contain_text("There is no interview `nothing`")
    page.close()


def test_selected_words_are_copied_with_their_citation(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}?read={SEEDS}")
    expect(page.locator(".turns .turn")).to_have_count(30)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('[id=\"2\"] p'))")
    page.locator(".copy").click()
    expect(page.locator("#status")).to_have_text("Copied, with citation and address")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“You take a packet in spring")
    assert "Tobias Wren, “The Seed Library at Oxley Cross”" in copied
    assert copied.endswith(f"{site}v1/turns/{SEEDS}.2?revision=1")
    context.close()


def test_a_quotation_is_compared(page: Page, site: str) -> None:
    text = ask(f"{site}v1/turns/{SEEDS}.2").json()["text"]
    sentence = text.split(". ")[0]
    page.goto(f"{site}?view=quote")
    page.locator("#text").fill(sentence)
    page.locator("form button").click()
    expect(page.locator(".judgement")).to_contain_text("Published so")
    page.locator("#text").fill(sentence.replace("packet", "bucket"))
    page.locator("form button").click()
    expect(page.locator(".verdict.differs")).to_be_visible()
    expect(page.locator(".differences del").first).to_have_text("bucket")
    expect(page.locator(".differences ins").first).to_have_text("packet")
    expect(page.locator(".scope")).to_contain_text("published transcripts")
    page.locator(".match .where a").first.click()
    expect(page.locator(".turns .linked")).to_be_in_viewport()


def test_an_article_is_compared(page: Page, site: str) -> None:
    text = ask(f"{site}v1/turns/{SEEDS}.2").json()["text"].split(". ")[0]
    page.goto(f"{site}?view=quote")
    page.locator("#text").fill(
        f"He explained: “{text}.” Nobody added: “The moon is a very large and lonely potato field.”"
    )
    page.get_by_label("an article with quotations").check()
    page.locator("form button").click()
    expect(page.locator(".article > li")).to_have_count(2)
    expect(page.locator(".article > li").nth(1)).to_contain_text("No published passage matches")


def test_words_in_use(page: Page, site: str) -> None:
    page.goto(f"{site}?view=words")
    page.locator("#word").fill("seed")
    expect(page.locator(".concordance tbody tr").first).to_be_visible()
    expect(page.locator(".charts .bars")).to_be_visible()
    page.locator(".sorts a", has_text="words after").click()
    expect(page.locator(".sorts strong")).to_have_text("words after")
    assert state(page) == {"view": ["words"], "q": ["seed"], "sort": ["right"]}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_every_view_fits_and_axe_finds_nothing(browser: Browser, site: str, view: str, width: int, scheme: str) -> None:
    node_tool("tsc")  # which stands for all that npm installs
    page = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    said, _ = watch(page)
    page.goto(f"{site}{view}", wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found["violations"]] == []
    assert said == []
    page.close()


def test_all_of_it_works_with_the_keyboard(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("packet")
    expect(page.locator(".hits > li").first).to_be_visible()
    page.locator(".hits .where a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".turns .turn").first).to_be_attached()
    expect(page.locator(".turns .linked")).to_be_focused()


def test_without_javascript_the_api_is_named(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    assert "All that it shows is in the API" in page.inner_text("body")
    context.close()


def test_a_server_that_stops_is_said(browser: Browser, corpus_url: str) -> None:
    page = browser.new_page()
    with running(corpus_url, page="true") as port:
        page.goto(f"http://127.0.0.1:{port}/?q=seed")
        expect(page.locator(".hits > li").first).to_be_visible()
    page.locator("#q").fill("packet")
    expect(page.locator(".problem")).to_contain_text("The server cannot be reached")
    page.close()


def test_print_gives_the_transcript_alone(page: Page, site: str) -> None:
    page.goto(f"{site}?read={SEEDS}")
    expect(page.locator(".turns .turn")).to_have_count(30)
    page.emulate_media(media="print")
    for gone in ("header", "footer", ".picture", ".downloads"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".turns .turn").last).to_be_visible()


def test_without_the_page_the_documentation_comes_first(corpus_url: str) -> None:
    with running(corpus_url, page="false") as port:
        answer = ask(f"http://127.0.0.1:{port}/")
    assert (answer.status_code, answer.headers["location"]) == (307, "docs")
