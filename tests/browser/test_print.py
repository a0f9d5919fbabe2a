"""Printed pages: origin and address, notes, citation, numbered sheets, legible type."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

LONG = "sources/07guangzhou208/"
WITH_PICTURES = (LONG, "timeline/", "places/", "network/")
LEGIBLE = 6
"""Points; smaller letters cannot be read."""
A4 = 643
"""The width of the text on a sheet, in CSS pixels."""
LETTERS = """() => [...document.querySelectorAll("main *")].flatMap((one) => {
  const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!words || !one.checkVisibility({ visibilityProperty: true }) || !one.getBoundingClientRect().width) return [];
  const scale = one.ownerSVGElement ? Math.abs(one.getScreenCTM().a) : 1;
  return [[parseFloat(getComputedStyle(one).fontSize) * scale * 0.75, one.textContent.trim()]];
})"""


@pytest.fixture
def paper(site_url: str, page: Page) -> Page:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(site_url + LONG, wait_until="networkidle")
    page.emulate_media(media="print")
    return page


def test_publication_and_address_are_printed(paper: Page) -> None:
    line = paper.locator(".mu-print")
    expect(line).to_contain_text("South China Migration Papers")
    expect(line).to_contain_text("https://muniment.github.io/muniment/sources/07guangzhou208/")
    paper.emulate_media(media="screen")
    expect(line).to_be_hidden()


def test_the_citation_of_this_edition_is_printed(paper: Page) -> None:
    cited = paper.locator("#cite")
    expect(cited).to_be_visible()
    expect(cited).to_contain_text("This edition")
    assert cited.locator("dd:visible").count() == 2
    assert "February 14, 2007" in cited.locator("dd:visible").last.inner_text()


def test_descriptions_of_entries_have_one_font_size(paper: Page) -> None:
    sizes = paper.locator(".mu-es .mu-e-b").evaluate_all(
        "all => all.map(one => getComputedStyle(one).fontSize)"
    )
    assert len(set(sizes)) == 1


def test_the_number_of_a_note_on_the_header_is_raised(paper: Page) -> None:
    middles: list[list[float]] = paper.locator(".mu-fact .mu-nr").evaluate_all(
        """all => all.map(one => [one, one.previousElementSibling].map((it) => {
          const { top, bottom } = it.getBoundingClientRect();
          return (top + bottom) / 2;
        }))"""
    )
    assert middles
    assert all(number < word for number, word in middles)


def test_navigation_is_not_printed(paper: Page) -> None:
    for part in (
        ".mu-mast",
        ".mu-tabs >> nth=0",
        ".mu-tabs-in",
        ".mu-rail",
        ".mu-bar",
        ".mu-turn",
        ".mu-foot",
    ):
        expect(paper.locator(part)).to_be_hidden()
    for part in ("#p9 .mu-p", ".mu-note:has(#note-ngo)", "#apparatus", "#card"):
        expect(paper.locator(part).first).to_be_visible()


def read(program: str, file: Path) -> list[str]:
    """The text of each sheet of a PDF."""
    text = subprocess.run(  # noqa: S603  # a fixed command of the test
        (program, "-layout", str(file), "-"), capture_output=True, text=True, check=True
    ).stdout
    return [sheet for sheet in text.split("\f") if sheet.strip()]


def test_the_network_is_printed_on_the_first_sheet_followed_by_its_table(
    site_url: str, page: Page, tmp_path: Path
) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not on this machine: the sheets cannot be read")
    page.goto(f"{site_url}network/")
    last = page.locator("[data-row] a").last.inner_text()
    page.pdf(path=tmp_path / "network.pdf", prefer_css_page_size=True)
    first, second, *_ = read(program, tmp_path / "network.pdf")
    assert "Network" in first
    assert last in first
    assert re.search(r"Who +Together with +Paragraphs +Where", second)
    assert re.search(r"^Pairs", second.strip())


def test_sheets_are_numbered(paper: Page, tmp_path: Path) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not on this machine: the sheets cannot be read")
    file = tmp_path / "source.pdf"
    paper.pdf(path=file, prefer_css_page_size=True)
    sheets = read(program, file)
    numbers = [re.findall(r"(\d+) / (\d+)", sheet)[-1] for sheet in sheets]
    assert numbers == [(str(n), str(len(sheets))) for n in range(1, len(sheets) + 1)]
    assert len(sheets) < 30


@pytest.mark.parametrize("name", WITH_PICTURES)
def test_all_printed_text_is_legible(name: str, site_url: str, page: Page) -> None:
    page.set_viewport_size({"width": A4, "height": 900})
    page.goto(site_url + name)
    page.emulate_media(media="print")
    letters = page.evaluate(LETTERS)
    assert len(letters) > 50
    assert [(size, words) for size, words in letters if size < LEGIBLE] == []


@pytest.mark.parametrize("path", ["sources/", "people/", "bibliography/"])
def test_filters_are_printed_only_if_they_are_used(path: str, site_url: str, page: Page) -> None:
    page.goto(site_url + path)
    narrowed = page.locator(".mu-filter")
    expect(narrowed).to_be_visible()
    page.emulate_media(media="print")
    expect(narrowed).to_be_hidden()
    page.emulate_media(media="screen")
    narrowed.locator("[name=q]").fill("guangzhou")
    expect(narrowed.get_by_role("button")).to_be_visible()
    page.emulate_media(media="print")
    expect(narrowed).to_be_visible()
