import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.web.conftest import LONG_TURNS, SEEDS

pytestmark = pytest.mark.once("what a browser shows of answers")

TRIPLE_CLICK = 3
NEAR = 4
"""Pixels."""


def test_an_interview_is_read(page: Page, site: str) -> None:
    page.goto(f"{site}?read={SEEDS}")
    expect(page.locator(".turns .turn")).to_have_count(30)
    expect(page.locator("h1")).to_have_text("The Seed Library at Oxley Cross")
    facts = page.locator(".facts")
    for fact in ("CC BY 4.0", "edited", "The Allotment Hour"):
        expect(facts).to_contain_text(fact)
    expect(page.locator(".strip a")).to_have_count(30)
    page.locator(".strip a").nth(20).click()
    expect(page.locator(".turns .linked")).to_be_in_viewport()
    page.emulate_media(media="print")
    for gone in ("header", "footer", ".picture", ".downloads", ".tools"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".turns .turn").last).to_be_visible()


def test_what_is_not_stated_is_told(page: Page, site: str) -> None:
    page.goto(f"{site}?view=interviews")
    expect(page.locator(".interviews li", has_text="Tide talk")).to_contain_text(
        "Transcript: kind not stated · Publisher: not stated · Rights: not stated"
    )


def test_a_long_interview_comes_in_order_and_leads_to_its_end(page: Page, site: str) -> None:
    page.goto(f"{site}?read=long-talk#{LONG_TURNS}")
    linked = page.locator(".turns .linked")
    expect(linked).to_be_in_viewport()
    expect(linked).to_be_focused()
    expect(page.locator(".strip a")).to_have_count(LONG_TURNS)
    numbers = page.evaluate("[...document.querySelectorAll('.turns > .turn')].map((turn) => Number(turn.id))")
    assert numbers == list(range(1, LONG_TURNS + 1))


def test_a_linked_turn_of_a_long_interview_is_there_at_once_and_stays_in_its_place(page: Page, site: str) -> None:
    asked: list[str] = []
    held: list[Route] = []
    free = False
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/turns?*cursor=*", lambda route: route.continue_() if free else held.append(route))
    page.goto(f"{site}?read=long-talk#{LONG_TURNS // 2}")
    linked = page.locator(".turns .linked")
    expect(linked).to_be_focused()
    assert next(url for url in asked if "/turns?" in url).endswith(f"/turns?limit=200&around={LONG_TURNS // 2}")
    place = linked.bounding_box()
    free = True
    for route in held:
        route.continue_()
    expect(page.locator(".strip a")).to_have_count(LONG_TURNS)
    assert place
    expect(linked).to_be_in_viewport()
    moved = linked.bounding_box()
    assert moved
    assert abs(moved["y"] - place["y"]) < NEAR


def test_text_from_right_to_left_is_so(page: Page, site: str) -> None:
    page.goto(f"{site}?read=orchard")
    turn = page.locator(".turns .turn").first
    expect(turn).to_be_visible()
    assert turn.evaluate("element => getComputedStyle(element).direction") == "rtl"


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (f"{SEEDS}#999", "There is no turn"),
        ("nothing", "There is no interview `nothing`"),
        ("tide-talk#3", "Turn 3 is gone. Revision 2 of the interview no longer has it."),
        ("tide-talk#3", "And the boats"),
        ("tide-talk&revision=1#2", "In revision 1 they were:Twice a day, and never"),
    ],
)
def test_what_is_gone_changed_or_never_was_is_told(browser: Browser, site: str, place: str, told: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}?read={place}")
    expect(page.locator(".problem, .note")).to_contain_text(told)
    expect(page.locator("h1")).to_have_count(1)
    page.close()


def test_an_address_cannot_change_what_is_published(page: Page, site: str) -> None:
    page.goto(f"{site}?read={SEEDS}&mark=2_9-12_3-5_x-y_4-99999#2")
    expect(page.locator("[id='2'].linked mark")).to_have_count(1)
    shown = page.locator("[id='2'] .text").inner_text()
    page.goto(f"{site}?read={SEEDS}")
    expect(page.locator("[id='2'] .text")).to_have_text(shown)


def test_words_are_copied_with_their_citation(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}?read={SEEDS}")
    text = page.locator("[id='2'] .text p")
    text.click(click_count=TRIPLE_CLICK)
    page.locator(".copy").click()
    expect(page.locator("#status")).to_have_text("Copied, with citation and address")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{text.inner_text()}”\n")
    assert "Tobias Wren, “The Seed Library at Oxley Cross”" in copied
    assert copied.endswith(f"\n{site}?read={SEEDS}&revision=1#2")
    page.locator("[id='3'] [data-copy]").press("Enter")
    expect(page.locator("[id='3'] [data-copy].done")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith("&revision=1#3")
    context.close()


def test_a_selection_over_two_turns_is_no_quotation(page: Page, site: str) -> None:
    page.goto(f"{site}?read={SEEDS}")
    expect(page.locator("[id='3']")).to_be_attached()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('[id=\"2\"] .text'))")
    expect(page.locator(".copy")).to_be_visible()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.turns'))")
    expect(page.locator(".copy")).to_be_hidden()


def test_what_may_not_be_copied_is_shown_to_be_copied_by_hand(page: Page, site: str) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(f"{site}?read={SEEDS}")
    page.locator("[id='2'] [data-copy]").click()
    expect(page.locator("dialog")).to_contain_text("does not allow copying")
    assert page.locator("dialog textarea").input_value().endswith(f"{site}?read={SEEDS}&revision=1#2")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
