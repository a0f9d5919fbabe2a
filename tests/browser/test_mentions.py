"""Marks of names and dates in the text of a source: choices, cards, size and speed."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.browser.waiting import wait_until_still

LONG = "sources/07guangzhou208/"
MOST_BYTES = 150_000
"""Compressed bytes that a page may load before the reader does anything."""
OPEN_PANEL = "() => document.querySelector('.mu-marks').open = true"
PASSING = 100
"""Milliseconds for which a pointer may be over a name without opening its card."""
TIMES = """() => {
  globalThis.times = {};
  document.addEventListener("pointerover", ({ target }) => {
    if (target.closest("a.mu-k")) times.came ??= performance.now();
  }, true);
  document.addEventListener("toggle", ({ target, newState }) => {
    if (target.id === "mu-card" && newState === "open") times.opened ??= performance.now();
  }, true);
}"""
SHIFTS = """() => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    globalThis.shifts.push(...list.getEntries().map((entry) => entry.value));
  }).observe({ type: "layout-shift" });
}"""


def is_marked(name: Locator) -> bool:
    """Whether words are underlined and react to the pointer."""
    drawn: bool = name.evaluate(
        """e => { const s = getComputedStyle(e);
        return s.pointerEvents !== "none"
          && (s.textDecorationLine === "underline" || s.backgroundImage !== "none") }"""
    )
    return drawn


def choose(page: Page, choice: str) -> None:
    """Make a choice in the panel of marks."""
    page.evaluate(OPEN_PANEL)
    page.locator(f"label:has(#mk-{choice})").click()


def counts(page: Page) -> dict[str, int]:
    """The number of visible marks of each kind."""
    found: dict[str, int] = page.evaluate(
        """() => { const counts = {};
        document.querySelectorAll(".mu-text a.mu-k").forEach(e => {
          const s = getComputedStyle(e), kind = e.classList[1].slice(5);
          if (s.textDecorationLine === "underline" || s.backgroundImage !== "none")
            counts[kind] = (counts[kind] ?? 0) + 1; });
        return counts }"""
    )
    return found


def test_only_the_first_mention_in_a_paragraph_is_marked(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    federation = page.locator("#p7 a[href$='/guangdong-women-s-federation/']")
    assert federation.count() > 1
    assert [is_marked(name) for name in federation.all()] == [True] + [False] * (
        federation.count() - 1
    )
    assert set(counts(page)) == {"person", "org", "place", "date", "term", "ref"}


def test_a_reader_can_mark_every_mention_or_none(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    first = sum(counts(page).values())
    choose(page, "every")
    assert sum(counts(page).values()) == page.locator(".mu-text a.mu-k").count() > first
    choose(page, "none")
    assert counts(page) == {}
    choose(page, "first")
    assert sum(counts(page).values()) == first


def test_unmarked_mentions_are_no_tab_stops(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    again = page.locator(".mu-text a.mu-rep").first
    expect(again).to_have_attribute("tabindex", "-1")
    choose(page, "every")
    expect(again).not_to_have_attribute("tabindex", "-1")
    choose(page, "org")
    for name in page.locator("#p7 a.mu-k-org").all():
        expect(name).to_have_attribute("tabindex", "-1")


def test_kinds_can_be_switched_off_and_the_choice_is_remembered(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    choose(page, "every")
    choose(page, "place")
    assert "place" not in counts(page)
    page.goto(site_url + "sources/09guangzhou176/")
    expect(page.locator("#mk-place")).not_to_be_checked()
    expect(page.locator("#mk-every")).to_be_checked()
    assert "place" not in counts(page)
    choose(page, "place")
    page.reload()
    assert counts(page)["place"] > 0


def test_marks_can_be_chosen_without_a_script(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + LONG)
    again = page.locator("#p7 a.mu-k-org.mu-rep").first
    assert not is_marked(again)
    page.locator(".mu-marks summary").click()
    page.locator("label:has(#mk-every)").click()
    assert is_marked(again)
    page.locator("label:has(#mk-org)").click()
    assert not is_marked(again)
    context.close()


def test_a_name_links_to_its_entry(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.locator("#p7 a.mu-k-person").first.click()
    expect(page).to_have_url(site_url + "people/guo-suisheng/")
    expect(page.locator("h1")).to_have_text("Guo Suisheng")


def test_a_date_links_to_the_list_of_dates(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    date = page.locator("#p2 a.mu-k-date").first
    date.click()
    entry = page.locator(f"[id='{(date.get_attribute('href') or '')[1:]}']")
    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text("31 January 2007")
    expect(entry).to_contain_text("2007-01-31")


def test_hovering_a_name_opens_a_card_without_a_layout_shift(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    name = page.locator("#p7 a.mu-k-org").first
    name.scroll_into_view_if_needed()
    wait_until_still(page)
    page.evaluate(SHIFTS)
    card = page.locator("#mu-card")
    page.evaluate(TIMES)
    name.hover()
    expect(card).to_be_visible()
    # The card opens only after the pointer has rested.
    assert page.wait_for_function("times.opened - times.came").json_value() > PASSING
    for words in ("Organization", "机构", "Guangdong Women’s Federation", "广东省妇女联合会"):
        expect(card).to_contain_text(words)
    expect(card.locator("a[href^='#e-']")).to_have_text("22 mentions in 10 paragraphs")
    assert card.locator("a").last.get_attribute("href") == name.get_attribute("href")
    # Moving from the name to its card does not close the card.
    card.locator("a").last.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()
    assert page.evaluate("globalThis.shifts") == []


def test_the_keyboard_opens_a_card_and_escape_closes_it(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.locator("#p7 .mu-pn").focus()
    page.keyboard.press("Tab")
    name = page.locator("#p7 a.mu-k").first
    expect(name).to_be_focused()
    card = page.locator("#mu-card")
    expect(card).to_be_visible()
    assert name.get_attribute("aria-describedby") == card.get_attribute("id")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(name).to_be_focused()
    page.keyboard.press("Tab")
    expect(card).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/**")


def test_a_tap_opens_a_sheet(site_url: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(site_url + LONG)
    name = page.locator("#p7 a.mu-k-person").first
    name.tap()
    card = page.locator("#mu-card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("Guo Suisheng")
    expect(card).to_be_focused()
    box = card.bounding_box()
    assert box
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 800)
    card.get_by_role("button", name="Close").tap()
    expect(card).to_be_hidden()
    expect(name).to_be_focused()
    name.tap()
    expect(card).to_be_visible()
    page.locator("#p7 .mu-pm").tap()
    expect(card).to_be_hidden()
    name.tap()
    card.get_by_role("link", name="Register entry").tap()
    page.wait_for_url("**/people/guo-suisheng/")
    context.close()


def test_without_a_script_a_name_links_to_its_entry(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + LONG)
    page.locator("#p7 a.mu-k-person").first.click()
    page.wait_for_url("**/people/guo-suisheng/")
    context.close()


def test_copied_text_has_only_the_words_of_the_source(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    for paragraph in ("p6", "p5"):
        words = page.locator(f"#{paragraph} .mu-p").evaluate("e => e.textContent")
        page.evaluate(
            "id => getSelection().selectAllChildren(document.querySelector(`#${id} .mu-p`))",
            paragraph,
        )
        page.keyboard.press("Control+c")
        assert page.evaluate("navigator.clipboard.readText()").strip() == words
    assert "Chongzuo, also on" in page.locator("#p6 .mu-p").inner_text()


def test_marks_drawn_by_css_have_accessible_names(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    text = page.locator(".mu-text")
    for name in ("Correction b", "Editors’ note 13", "p. 2: a new page begins here"):
        expect(text.get_by_role("link", name=name, exact=True)).to_have_count(1)
    shown = page.locator("#c3-at").evaluate("e => getComputedStyle(e, '::before').content")
    # After a word joiner.
    assert shown == '"\N{WORD JOINER}b"'


@pytest.mark.parametrize("width", [390, 1600])
def test_a_page_loads_few_bytes(width: int, site_url: str, page: Page) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # it needs a Python function
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + LONG)
    page.wait_for_load_state("networkidle")
    sizes = {answer.url.removeprefix(site_url): len(sent(answer)) for answer in answers}
    assert sum(sizes.values()) < MOST_BYTES, sizes


def sent(answer: Response) -> bytes:
    """The body of a response as it is sent; fonts are already compressed."""
    body = answer.body()
    return body if answer.url.endswith(".woff2") else gzip.compress(body, 6)
