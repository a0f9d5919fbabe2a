"""The citation control of a page, which copies what `muniment cite` prints."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from builders.citations.command import Format, cite
from builders.model.citation import Style
from builders.model.publication import Publication
from builders.understand import understand
from tests.browser import clipboard
from tests.browser.test_axe import SHORT, axe, reader, violations_in_both  # noqa: F401  # fixtures
from tests.browser.waiting import wait_for_script, wait_until_still
from tests.conftest import PROJECT

SOURCE = "07GUANGZHOU208"
LONG = "sources/07guangzhou208/"
WHICH = {"original": "The original", "edition": "This edition"}
BEFORE_INTERACTION = 1000
"""Compressed bytes that the control may add to a page before it is used."""


@pytest.fixture(scope="module")
def understood(edition: Path) -> Publication:
    """The publication from which the pages are made."""
    return understand(edition).publication


def opened(page: Page, site_url: str) -> Locator:
    """Open the control at the head of a source's page."""
    page.goto(site_url + LONG)
    wait_for_script(page, "cite.js")
    page.locator("#cite > summary").click()
    control = page.locator("#cite .mu-ctl")
    expect(control).to_be_visible()
    return control


def at_paragraph(page: Page, site_url: str, paragraph: str) -> Locator:
    """Open the control at a paragraph."""
    page.goto(site_url + LONG)
    wait_for_script(page, "cite.js")
    page.locator(f"#{paragraph} .mu-pn").click()
    sheet = page.locator(".mu-sheet")
    expect(sheet).to_be_visible()
    return sheet


def copied(page: Page, control: Locator, name: str) -> tuple[str, str]:
    """Press a button; returns what it puts on the clipboard, as plain text and as HTML."""
    button = control.get_by_role("button", name=name)
    button.click()
    expect(button).to_have_text("Copied")
    return clipboard.text(page), clipboard.html(page)


@pytest.mark.parametrize("which", WHICH)
@pytest.mark.parametrize("style", Style)
def test_the_control_copies_what_the_command_prints(
    style: Style, which: str, site_url: str, page: Page, understood: Publication
) -> None:
    def said(place: str, form: Format) -> str:
        return cite(
            understood, f"{SOURCE}{place}", style=style, form=form, edition=which == "edition"
        ).rstrip("\n")

    listed = {Style.CHICAGO: "Copy: bibliography", Style.MLA: "Copy: works cited"}
    one = "Copy: reference"  # GB/T 7714 has one form for both
    control = at_paragraph(page, site_url, "p5")
    control.get_by_role("radio", name=WHICH[which], exact=True).check()
    control.get_by_role("radio", name=style.label, exact=True).check()
    noted = {Style.CHICAGO: "Copy: note", Style.GB7714: one}.get(style, "Copy: in the text")
    text, html = copied(page, control, noted)
    assert text == said("#p5", Format.TEXT)
    assert said("#p5", Format.HTML) in html
    control.get_by_label("Paragraph").select_option(label="none")
    text, html = copied(
        page, control, one if style is Style.GB7714 else listed.get(style, "Copy: reference list")
    )
    assert text == said("", Format.TEXT)
    assert said("", Format.HTML) in html


def test_the_control_replaces_the_list_of_citations(site_url: str, page: Page) -> None:
    control = opened(page, site_url)
    expect(page.locator("#cite .mu-cites")).to_be_hidden()
    control.get_by_role("radio", name="APA", exact=True).check()
    expect(control.locator(".mu-out").first).to_have_text("(US Consulate General Guangzhou, 2007)")


def test_if_the_forms_cannot_be_loaded_the_list_stays(site_url: str, page: Page) -> None:
    page.route("**/cite.json", lambda route: route.abort())
    page.goto(site_url + LONG)
    wait_for_script(page, "cite.js")
    page.locator("#cite > summary").click()
    expect(page.locator("#cite .mu-cites")).to_be_visible()
    page.locator("#p5 .mu-pn").click()
    expect(page).to_have_url(f"{site_url}{LONG}#p5")


def test_style_and_kind_are_remembered(site_url: str, page: Page) -> None:
    control = opened(page, site_url)
    control.get_by_role("radio", name="MLA", exact=True).check()
    control.get_by_role("radio", name="This edition", exact=True).check()
    sheet = at_paragraph(page, site_url, "p9")
    expect(sheet.get_by_role("radio", name="MLA")).to_be_checked()
    expect(sheet.get_by_role("radio", name="This edition")).to_be_checked()
    expect(sheet.locator(".mu-out").first).to_contain_text("par. 9")


def test_pressing_a_paragraph_number_opens_the_control_without_scrolling(
    site_url: str, page: Page
) -> None:
    page.goto(site_url + LONG)
    wait_for_script(page, "cite.js")
    number = page.locator("#p9 .mu-pn")
    number.scroll_into_view_if_needed()
    wait_until_still(page)
    before = number.bounding_box()
    number.click()
    expect(page).to_have_url(f"{site_url}{LONG}#p9")
    expect(page.locator(".mu-sheet")).to_be_in_viewport()
    assert before
    after = number.bounding_box()
    assert after
    assert abs(after["y"] - before["y"]) < 2
    assert page.evaluate("document.querySelector(':target').id") == "p9"


def test_a_paragraph_can_be_cited_by_keyboard_alone(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    wait_for_script(page, "cite.js")
    number = page.locator("#p3 .mu-pn")
    number.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Cite 07 GUANGZHOU 208, ¶ 3")
    expect(sheet).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.ariaLabel") == "Copy: note":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_attached()
    assert "para. 3" in clipboard.text(page)
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(number).to_be_focused()


def test_the_link_of_a_paragraph_can_be_copied(site_url: str, page: Page) -> None:
    sheet = at_paragraph(page, site_url, "p5")
    text, _ = copied(page, sheet, "Copy link")
    assert text == "https://muniment.github.io/muniment/sources/07guangzhou208/#p5"


def test_citation_files_can_be_downloaded(site_url: str, page: Page) -> None:
    control = opened(page, site_url)
    for name in ("BibTeX", "biblatex", "RIS", "CSL-JSON"):
        href = control.get_by_role("link", name=name, exact=True).get_attribute("href")
        assert href
        assert page.request.get(href).ok


def test_copying_works_without_the_clipboard_api(site_url: str, page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    control = opened(page, site_url)
    button = control.get_by_role("button", name="Copy: note")
    button.click()
    expect(button).to_have_text("Copied")


def test_the_page_of_a_work_has_the_control(site_url: str, page: Page) -> None:
    page.goto(f"{site_url}works/tip-report-2007/")
    expect(page.locator(".mu-work-do")).to_be_visible()
    page.get_by_text("In other styles").click()
    control = page.locator(".mu-ctl")
    control.get_by_role("radio", name="APA", exact=True).check()
    expect(control.locator(".mu-out").first).to_contain_text("2007)")
    expect(control.get_by_text("This edition")).to_have_count(0)


def test_the_control_loads_almost_nothing_before_it_is_used(site_url: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/js/")[2]))
    page.goto(site_url + LONG, wait_until="networkidle")
    ours = [name for name in asked if name.startswith(("cite", "basket"))]
    assert ours == ["cite.js"]
    script = (PROJECT / "site_src/assets/js/cite.js").read_bytes()
    assert len(gzip.compress(script)) < BEFORE_INTERACTION


def test_a_heading_called_cite_on_another_page_is_no_control(site_url: str, page: Page) -> None:
    """Editors may write such a heading; no script may fail there, as all tests check."""

    def with_heading(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<h1", '<h1 id="cite"', 1))

    page.route("**/privacy/", with_heading)
    page.goto(f"{site_url}privacy/#cite", wait_until="networkidle")
    expect(page.locator("h1#cite")).to_be_visible()


def test_the_control_has_no_accessibility_violations(reader: Page, site_url: str, axe: str) -> None:  # noqa: F811  # fixtures
    reader.goto(site_url + SHORT)
    wait_for_script(reader, "cite.js")
    reader.locator("#cite > summary").click()
    expect(reader.locator("#cite .mu-ctl")).to_be_visible()
    assert violations_in_both(reader, axe, within="#cite") == []
    reader.locator("#p5 .mu-pn").click()
    expect(reader.locator(".mu-sheet")).to_be_visible()
    assert violations_in_both(reader, axe, within=".mu-sheet") == []


def test_citations_and_paragraph_links_work_without_a_script(
    site_url: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + LONG)
    page.locator("#cite > summary").click()
    expect(page.locator("#cite .mu-cites")).to_contain_text("[A/OL]//South China Migration Papers")
    page.goto(site_url + LONG)
    page.locator("#p5 .mu-pn").click()
    expect(page).to_have_url(f"{site_url}{LONG}#p5")
    context.close()


def test_the_heading_of_a_fold_does_not_move_when_it_is_opened(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    wait_for_script(page, "cite.js")
    words = page.locator(".mu-more > .mu-fold > summary")
    where = "all => all.map(one => [one.getBoundingClientRect().x, one.offsetTop])"
    before = words.evaluate_all(where)
    page.locator("#cite > summary").click()
    expect(page.locator("#cite .mu-out").first).to_be_visible()
    assert words.evaluate_all(where) == before
    page.locator("#cite > summary").click()
    expect(page.locator("#cite .mu-out").first).to_be_hidden()


def test_the_fragment_cite_opens_the_citations(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 500})
    page.goto(f"{site_url}{LONG}#cite")
    expect(page.locator("#cite > summary")).to_be_in_viewport()
    expect(page.locator("#cite .mu-out").first).to_be_visible()
