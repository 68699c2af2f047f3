import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.once("what a browser shows of answers")


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_results_come_as_one_types(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.locator(".interviews li")).to_have_count(5)
    page.locator("#q").press_sequentially("seed", delay=5)
    expect(page.locator(".hits > li").first).to_be_visible()
    expect(page.locator(".understood")).to_contain_text("any form of seed")
    assert "seed" in page.locator(".hits mark").first.inner_text().lower()
    assert state(page) == {"q": ["seed"]}


def test_a_newer_search_cancels_an_older_one(page: Page, site: str) -> None:
    held: list[Route] = []
    failed: list[str] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.on("requestfailed", lambda request: failed.append(request.url))
    page.route(re.compile(r"/v1/search\?q=seed&"), hold)
    page.goto(f"{site}?q=seed")
    page.locator("#q").fill("lamp")
    expect(page.locator(".understood")).to_contain_text("any form of lamp")
    assert [url for url in failed if "q=seed&" in url]
    expect(page.locator(".problem")).to_have_count(0)


def test_facets_filter_and_filters_are_taken_away(page: Page, site: str) -> None:
    page.goto(f"{site}?q=seed")
    page.locator(".facet a", has_text="answer").click()
    expect(page.locator(".filters")).to_contain_text("kind: answer")
    assert state(page) == {"q": ["seed"], "kind": ["answer"]}
    expect(page.locator(".facet [aria-current]")).to_have_text("✓ answer")
    page.locator(".facet a", has_text="Nkechi").click()
    expect(page.locator(".filters")).to_contain_text("speaker: Nkechi Olubanjo")
    page.locator(".filters a", has_text="kind").click()
    expect(page.locator(".filters li")).to_have_count(1)
    page.go_back()
    expect(page.locator(".filters li")).to_have_count(2)
    page.reload()
    expect(page.locator(".filters li")).to_have_count(2)


def test_a_bar_is_a_year(page: Page, site: str) -> None:
    page.goto(f"{site}?q=the")
    years = page.locator(".bars a")
    expect(years).to_have_count(6)  # from 1995, five years each
    expect(years.last).to_have_attribute("title", re.compile(r"^2020 to 2024: \d+ turns, .* %"))
    years.last.click()
    expect(page.locator(".filters")).to_contain_text("date: 2020 to 2024")
    expect(page.locator(".hits .where", has_text="1999")).to_have_count(0)


def test_an_answer_has_its_question_and_unfolds_its_context(page: Page, site: str) -> None:
    page.goto(f"{site}?q=packet&kind=answer")
    expect(page.locator(".hits .asked").first).not_to_be_empty()
    first = page.locator(".hits > li").first
    first.locator("summary").click()
    expect(first.locator("details .turn")).to_have_count(5)
    expect(first.locator("details mark").first).to_be_visible()


def test_what_is_not_found_is_suggested(page: Page, site: str) -> None:
    page.goto(f"{site}?q=pakcet")
    page.locator("#answer a", has_text="packet").first.click()
    expect(page.locator(".hits > li").first).to_be_visible()


def test_a_hit_leads_to_its_words_and_back_to_its_place(page: Page, site: str) -> None:
    page.goto(f"{site}?q=the")
    hit = page.locator(".hits > li .where a").last
    hit.scroll_into_view_if_needed()
    hit.click()
    linked = page.locator(".turns .linked")
    expect(linked.locator("mark").first).to_be_in_viewport()
    expect(linked.locator("mark").first).to_have_text(re.compile("the", re.IGNORECASE))
    expect(linked).to_be_focused()
    assert linked.get_attribute("id") == urlsplit(page.url).fragment
    page.go_back()
    expect(hit).to_be_in_viewport()


def test_words_in_use(page: Page, site: str) -> None:
    page.goto(f"{site}?view=words")
    page.locator("#q").fill("the")
    lines = page.locator(".concordance tbody tr")
    expect(lines).to_have_count(50)
    expect(page.locator(".shares li").first).to_contain_text(" of ")
    page.locator(".sorts a", has_text="words after").click()
    expect(page.locator(".sorts a[aria-current]")).to_have_text("words after")
    first = lines.first.inner_text()
    page.locator(".paging a", has_text="Next").click()
    expect(lines.first).not_to_have_text(first)
    assert state(page)["sort"] == ["right"]
    lines.first.locator("a").click()
    expect(page.locator(".turns .linked mark")).to_be_in_viewport()


def test_shares_filter_and_lead_to_the_turns(page: Page, site: str) -> None:
    page.goto(f"{site}?view=words&q=seed")
    page.locator(".shares a", has_text="Tobias Wren").click()
    expect(page.locator(".filters")).to_contain_text("speaker: Tobias Wren")
    expect(page.locator(".concordance tbody tr")).to_have_count(1)
    page.locator(".understood a").click()
    expect(page.locator(".hits > li")).to_have_count(1)


def test_a_part_of_a_list_that_is_gone_leads_to_its_beginning(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}?q=the&cursor=WyJhYzU5OTBlMWIzNjAiLDUs")
    page.get_by_role("link", name="Begin again").click()
    expect(page.locator(".hits > li").first).to_be_visible()
    assert "cursor" not in page.url
    page.close()


def test_hits_come_without_counts_where_these_take_too_long(page: Page, site: str) -> None:
    def without(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"facets": {}, "uncounted": ["year", "speaker"]})

    page.route("**/v1/search?*", without)
    page.goto(f"{site}?q=the")
    expect(page.locator(".hits > li").first).to_be_visible()
    expect(page.locator("aside")).to_contain_text("Too many to count")
    page.goto(f"{site}?view=words&q=lamp")
    expect(page.locator(".concordance tbody tr").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Too many to count")
