"""The page of a source in a browser: views, links to paragraphs, explanations, print, layout."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import PROJECT

SOURCES = sorted((PROJECT / "site_src" / "sources").rglob("*.txt"))
LONG = "sources/07guangzhou208/"


def text_with_bars(path: Path) -> str:
    """The text of a file with a bar for each e-mail address, otherwise unchanged."""
    text = path.read_bytes().decode()
    return re.sub(r"[A-Za-z0-9]+@[a-z.]+[a-z]", "██████@██████", text)


def received_lines(page: Page) -> str:
    """The received text on the page, with line ends restored."""
    lines: list[str] = page.locator(".mu-rc samp").evaluate_all(
        "all => all.map(e => e.textContent)"
    )
    return "\n".join(line.removesuffix("\n") for line in lines)


@pytest.mark.parametrize("path", SOURCES, ids=[path.stem for path in SOURCES])
def test_the_view_as_received_has_every_character(path: Path, site_url: str, page: Page) -> None:
    page.goto(f"{site_url}sources/{path.stem.lower()}/")
    text = text_with_bars(path)
    assert received_lines(page).rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize("path", SOURCES, ids=[path.stem for path in SOURCES])
def test_the_download_has_the_original_bytes_except_for_bars(
    path: Path, site_url: str, page: Page
) -> None:
    page.goto(f"{site_url}sources/{path.stem.lower()}/")
    href = page.locator("a[download]", has_text="Text as received").get_attribute("href")
    assert href
    answer = page.request.get(page.url.rstrip("/") + "/" + href)
    assert answer.body() == text_with_bars(path).encode()
    assert (answer.body() == path.read_bytes()) == ("redacted" not in href)


def test_switching_views_keeps_the_place(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG + "#p9")
    paragraph = page.locator("#p9")
    expect(paragraph).to_be_in_viewport()
    for view in ("view-received", "view-both", "view-reading"):
        page.locator(f"label:has(#{view})").click()
        expect(page.locator(f"#{view}")).to_be_checked()
        expect(paragraph).to_be_in_viewport()


@pytest.mark.parametrize("width", [1600, 1024, 390])
def test_the_choice_of_views_stays_where_it_was_clicked(
    width: int, site_url: str, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + "sources/09chengdu165/")
    label = page.locator("label:has(#view-both)")
    label.scroll_into_view_if_needed()
    expect(page.locator(".js")).to_be_attached()
    before = label.bounding_box()
    for view in ("view-both", "view-received", "view-both", "view-reading"):
        page.locator(f"label:has(#{view})").click()
        assert label.bounding_box() == before


def test_views_can_be_switched_by_keyboard(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.locator("#view-reading").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#view-received")).to_be_checked()
    expect(page.locator(".mu-rc").first).to_be_visible()


def test_the_table_of_contents_marks_the_section_after_a_jump(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 1000})
    page.goto(site_url + LONG)
    after = page.locator(".mu-after")
    page.evaluate("element => scrollTo(0, element.offsetTop + 900)", after.element_handle())
    expect(page.locator(".mu-rail [aria-current]")).to_have_text("Mentioned here")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_folds_minor_fields_of_a_header(
    site_url: str, browser: Browser, *, scripts: bool
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(site_url + LONG)
    info = page.locator(".mu-fact", has_text="CHINA POSTS COLLECTIVE")
    expect(page.locator(".mu-fact", has_text="Goldberg")).to_be_visible()
    expect(info).to_be_hidden()
    expect(page.get_by_text("Editors’ headnote").last).to_be_in_viewport()
    page.get_by_text("more fields").click()
    expect(info).to_be_visible()
    # A folded field unfolds if it has a search hit or is named by the address.
    if scripts:
        page.goto(f"{site_url}{LONG}?h=USDOC")
        expect(info.locator("mark")).to_be_in_viewport()
    for width in (1024, 700):
        page.set_viewport_size({"width": width, "height": 768})
        page.goto(site_url + LONG)
        expect(info).to_be_visible()
        expect(page.locator(".mu-rest")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_headnote_in_the_other_language_is_folded(
    site_url: str, browser: Browser, *, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    for width, folder, hidden in ((390, "", "zh-Hans"), (390, "zh/", "en"), (1600, "", "zh-Hans")):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(site_url + folder + LONG)
        other = page.locator(f".mu-headnote > div[lang={hidden}]")
        expect(page.locator(".mu-headnote p").first).to_be_visible()
        expect(other).to_be_hidden()
        page.locator(".mu-other summary").click()
        expect(other).to_be_visible()
        page.locator(".mu-other summary").click()
        expect(other).to_be_hidden()
        page.emulate_media(media="print")
        expect(other).to_be_visible()
        page.emulate_media(media="screen")
    context.close()


@pytest.mark.parametrize("javascript", ["with", "without"])
def test_a_phone_folds_the_notes_on_the_header(
    javascript: str, site_url: str, browser: Browser
) -> None:
    page = browser.new_page(
        viewport={"width": 390, "height": 844}, java_script_enabled=javascript == "with"
    )
    page.goto(site_url + "sources/09chengdu165/")
    note = page.locator(".mu-hnotes .mu-note").first
    expect(note).to_be_hidden()
    page.locator(".mu-hnotes-f > summary").click()
    expect(note).to_be_visible()
    page.locator(".mu-hnotes-f > summary").click()
    expect(note).to_be_hidden()
    page.goto(site_url + "sources/09chengdu165/#note-sender-among-addressees")
    expect(note).to_be_in_viewport()
    page.emulate_media(media="print")
    expect(page.locator(".mu-hnotes .mu-note").last).to_be_visible()
    expect(page.locator(".mu-hnotes-f")).to_be_hidden()
    page.close()


def test_views_work_without_javascript(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + LONG)
    expect(page.locator("#p9 .mu-p")).to_be_visible()
    expect(page.locator(".mu-rc").first).to_be_hidden()
    page.locator("label:has(#view-received)").click()
    expect(page.locator(".mu-rc").first).to_be_visible()
    expect(page.locator("#p9 .mu-p")).to_be_hidden()
    context.close()


def test_print_has_both_views_and_the_apparatus(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.emulate_media(media="print")
    expect(page.locator("#p9 .mu-p")).to_be_visible()
    expect(page.locator(".mu-rc samp").first).to_be_visible()
    expect(page.locator("#apparatus")).to_be_visible()
    expect(page.locator(".mu-mast")).to_be_hidden()


def test_every_paragraph_has_a_permanent_link(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    for n in range(1, 17):
        expect(page.locator(f"#p{n} a[href='#p{n}']")).to_have_count(1)


def test_damaged_paragraph_numbers_are_corrected(site_url: str, page: Page) -> None:
    page.goto(site_url + "sources/09chengdu165/")
    numbers = page.locator(".mu-pn-n").all_inner_texts()
    assert numbers == [str(n) for n in range(1, 11)]


def test_explanations_of_header_fields_open_by_keyboard(site_url: str, page: Page) -> None:
    page.goto(site_url + "sources/09guangzhou176/")
    header = page.locator(".mu-head")
    for word in ("KTIP", "SIPDIS", "210816Z MAR 09"):
        term = header.get_by_text(word, exact=True).first
        tip = page.locator(f"[id='{term.get_attribute('aria-describedby')}']")
        expect(tip).to_be_hidden()
        term.focus()
        expect(tip).to_be_visible()
        assert len(tip.inner_text()) > 10


def test_a_source_is_cited_in_every_style_without_a_script(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + LONG)
    page.locator("#cite summary").click()
    card = page.locator("#cite")
    for style in ("Chicago, notes", "Chicago, author-date", "APA", "MLA", "GB/T 7714"):
        expect(card.locator("dt", has_text=style)).to_have_count(2)
    expect(card).to_contain_text("South China Migration Papers")
    for name in ("BibTeX", "biblatex", "RIS", "CSL-JSON"):
        href = card.get_by_role("link", name=name, exact=True).get_attribute("href")
        assert href
        assert page.request.get(page.url.rstrip("/") + "/" + href).ok
    context.close()


def test_emphasis_in_the_source_is_kept(site_url: str, page: Page) -> None:
    page.goto(site_url + "sources/cbmm-2010-01/")
    set_off = page.locator(".mu-text em").all_text_contents()
    assert "Documents: The Developer's Toolkit" in "".join(set_off)


@pytest.mark.parametrize("source", [LONG, "sources/cbmm-2010-01/"])
def test_side_by_side_received_lines_are_level_with_their_reading(
    source: str, site_url: str, page: Page
) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(site_url + source)
    page.locator("label:has(#view-both)").click()
    expect(page.locator(".mu-rc").first).to_be_visible()
    # A heading followed by a letter or a page break is two pieces on the left.
    assert page.locator(".mu-h + .mu-rd + .mu-rc").count()
    apart: list[float] = page.locator(".mu-rc").evaluate_all(
        """all => all.map((one) => {
          let read = one.previousElementSibling;
          while (read.previousElementSibling?.matches(".mu-rd")) read = read.previousElementSibling;
          return Math.abs(one.getBoundingClientRect().top - read.getBoundingClientRect().top);
        })"""
    )
    assert max(apart) < 1


def test_codes_in_the_header_are_not_broken_over_lines(site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site_url + LONG)
    for width in (320, 300, 280, 260):
        page.set_viewport_size({"width": width, "height": 800})
        lines = page.locator(".mu-fact a.mu-term").evaluate_all(
            "all => all.map(one => one.getClientRects().length)"
        )
        assert set(lines) == {1}


def test_a_screen_reader_is_told_the_number_of_a_source_once(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    kind = page.locator(".mu-kind").aria_snapshot()
    assert "07 GUANGZHOU 208" in kind
    assert "07GUANGZHOU208" not in kind


def test_the_table_of_addressees_has_margins_within_its_panel(site_url: str, page: Page) -> None:
    page.goto(site_url + LONG)
    page.get_by_text("Addressees with routing indicators").click()
    table, cell = page.locator(".mu-routes").bounding_box(), page.locator(".mu-routes td").first
    facts, first = page.locator(".mu-facts").bounding_box(), cell.bounding_box()
    assert table
    assert facts
    assert first
    assert first["x"] >= table["x"] + 10
    assert table["x"] + table["width"] <= facts["x"] + facts["width"] + 1


@pytest.mark.parametrize("width", [1200, 1600])
def test_texts_of_all_pages_start_at_the_same_left_edge(
    width: int, page: Page, site_url: str
) -> None:
    """So that the eye finds the next page where the last one was."""
    page.set_viewport_size({"width": width, "height": 1000})
    begins = {}
    for path in ("sources/07guangzhou208/", "people/li-yi/", "method/", ""):
        page.goto(site_url + path)
        begins[path] = page.locator("h1").evaluate("it => it.getBoundingClientRect().x")
    assert len(set(begins.values())) == 1, begins


def test_the_rule_beside_a_target_paragraph_does_not_touch_its_correction(
    page: Page, site_url: str
) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"{site_url}sources/09chengdu165/#p5")
    letter = page.locator("#p5 > .mu-num .mu-nr").bounding_box()
    number = page.locator("#p5 > .mu-num").bounding_box()
    assert letter is not None
    assert number is not None
    rule = 2
    assert letter["x"] + letter["width"] <= number["x"] + number["width"] - rule
