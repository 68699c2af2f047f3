import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import SEEDS, ask

pytestmark = pytest.mark.once("what a browser shows of answers")


def sentence(site: str) -> str:
    text: str = ask(f"{site}v1/turns/{SEEDS}.2").json()["text"]
    return text.partition(". ")[0]


def compare(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("form button").click()


def test_a_quotation_is_compared(page: Page, site: str) -> None:
    page.goto(f"{site}?view=quote")
    compare(page, sentence(site))
    expect(page.locator(".judgement")).to_contain_text("Published so")
    expect(page.locator(".match .where").nth(1)).to_have_text(
        "Transcript: edited · Publisher: The Allotment Hour · Rights: CC BY 4.0, The Allotment Hour"
    )
    compare(page, sentence(site).replace("packet", "bucket"))
    expect(page.locator(".verdict.differs")).to_be_visible()
    expect(page.locator(".differences del").first).to_have_text("bucket")
    expect(page.locator(".differences ins").first).to_have_text("packet")
    expect(page.locator(".match mark").first).to_contain_text("You take a bucket packet in spring", use_inner_text=True)
    expect(page.locator(".scope")).to_contain_text("published transcripts")
    page.reload()
    page.locator(".match .where a").first.click()
    expect(page.locator(".turns .linked mark")).to_have_text(sentence(site), use_inner_text=True)
    expect(page.locator(".turns .linked mark")).to_be_in_viewport()


def test_a_claimed_speaker_is_compared(page: Page, site: str) -> None:
    page.goto(f"{site}?view=quote")
    page.locator("#speaker").fill("Della Marsh")
    compare(page, sentence(site))
    expect(page.locator(".match").first).to_contain_text("by another speaker")


def test_an_article_is_compared_in_its_place(page: Page, site: str) -> None:
    page.goto(f"{site}?view=quote")
    page.get_by_label("an article with quotations").check()
    compare(page, f"🌱 He held: “{sentence(site)}.” Nobody added: “The moon is a very large and lonely field.” End.")
    expect(page.locator(".article > li")).to_have_count(2)
    expect(page.locator("#answer > .text mark").first).to_have_text(f"{sentence(site)}.", use_inner_text=True)
    page.locator("#answer > .text a").nth(1).click()
    second = page.locator("#quotation-2")
    expect(second).to_contain_text("No published passage matches")
    expect(second).to_be_in_viewport()


def test_what_is_too_long_for_an_address_is_there_after_reload_and_back(page: Page, site: str) -> None:
    page.goto(f"{site}?view=quote")
    words = " ".join(f"word{number}" for number in range(100))
    compare(page, words)
    expect(page.locator(".judgement")).to_contain_text("No published passage matches")
    expect(page.locator(".scope")).to_contain_text("the address does not share it")
    page.reload()
    expect(page.locator(".judgement")).to_contain_text("No published passage matches")
    expect(page.locator("#text")).to_have_value(words)
    page.get_by_label("an article with quotations").check()
    compare(page, f"He held: “{sentence(site)}.”")
    expect(page.locator(".article > li")).to_have_count(1)
    page.go_back()
    expect(page.locator("#text")).to_have_value(words)
    expect(page.locator(".judgement")).to_contain_text("No published passage matches")
    page.go_forward()
    expect(page.locator(".article > li")).to_have_count(1)
    expect(page.get_by_label("an article with quotations")).to_be_checked()
