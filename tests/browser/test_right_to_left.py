"""Sources in Arabic, Hebrew and Persian, and a hand-written page, run from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from builders.cli import main
from builders.inputs.yaml_texts import parse_yaml
from tests.browser.conftest import served
from tests.browser.test_notes_in_page import box
from tests.conftest import PROJECT
from tests.publication import new_publication

FILES: dict[str, str] = parse_yaml(
    (PROJECT / "tests/right_to_left.yml").read_text(encoding="utf-8")
).value
PHONE, DESK = 390, 1280
PAGES = (
    "sources/ar-letter/",
    "sources/he-minutes/",
    "sources/fa-report/",
    "sources/",
    "people/salim-haddad/",
    "works/kitab1990/",
    "bibliography/",
    "people/",
    "timeline/",
    "about-ar/",
    "about-he/",
    "search/?q=حداد",
)
LINE_ENDS = """(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const lines = new Map();
  for (const { left, right, bottom, width } of range.getClientRects()) {
    if (!width) continue;
    const line = [...lines.keys()].find((other) => Math.abs(other - bottom) < 8) ?? bottom;
    const [from, to] = lines.get(line) ?? [Infinity, -Infinity];
    lines.set(line, [Math.min(from, left), Math.max(to, right)]);
  }
  return [...lines.values()];
}"""
"""The left and right end of each line of an element."""


@pytest.fixture(scope="module")
def right_to_left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = new_publication(tmp_path_factory.mktemp("right-to-left"))
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    with served(Path(root) / "site") as url:
        yield url


@pytest.fixture(params=[PHONE, DESK])
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


def width_of(page: Page) -> int:
    assert page.viewport_size
    return page.viewport_size["width"]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_the_window(right_to_left: str, tab: Page, address: str) -> None:
    tab.goto(right_to_left + address)
    expect(tab.locator("h1").first).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("source", ["ar-letter", "he-minutes", "fa-report"])
def test_lines_of_a_source_start_at_the_right(right_to_left: str, tab: Page, source: str) -> None:
    tab.goto(f"{right_to_left}sources/{source}/")
    paragraphs = tab.locator(".mu-text p.mu-p:visible")
    ends = [paragraphs.nth(k).evaluate(LINE_ENDS) for k in range(paragraphs.count())]
    several = [lines for lines in ends if len(lines) > 1]
    assert several
    for lines in several:
        rights = [right for _, right in lines]
        assert max(rights) - min(rights) < 3, "all lines begin at one edge"
    edges = {round(max(right for _, right in lines)) for lines in ends}
    assert max(edges) - min(edges) < 3, "and so do all paragraphs"


def test_paragraph_numbers_are_on_the_right(right_to_left: str, tab: Page) -> None:
    tab.goto(f"{right_to_left}sources/ar-letter/")
    number, paragraph = box(tab.locator("#p1 .mu-num")), box(tab.locator("#p1 .mu-p"))
    middle = paragraph["x"] + paragraph["width"] / 2
    assert number["x"] > middle
    assert number["x"] + number["width"] <= width_of(tab)


def test_a_note_in_english_runs_from_left_to_right(right_to_left: str, tab: Page) -> None:
    tab.goto(f"{right_to_left}sources/ar-letter/#note-wilhelmina")
    note = tab.locator(".mu-note:has(#note-wilhelmina)")
    expect(note).to_be_visible()
    assert note.evaluate("note => getComputedStyle(note).direction") == "ltr"
    place = box(note)
    first = note.locator("p").first
    (left, _), *_ = first.evaluate(LINE_ENDS)
    assert left - place["x"] < place["width"] / 4, "its words begin at its left edge"
    text = box(tab.locator(".mu-text"))
    if width_of(tab) == DESK:
        assert place["x"] >= box(tab.locator("#p1 .mu-p"))["x"] + 100, "beside the text"
    else:
        assert place["x"] >= text["x"] - 1


def test_a_note_in_arabic_starts_at_the_right(right_to_left: str, tab: Page) -> None:
    tab.goto(f"{right_to_left}sources/ar-letter/#note-ujur")
    words = tab.locator(".mu-note:has(#note-ujur) p").first
    expect(words).to_be_visible()
    assert words.evaluate("p => getComputedStyle(p).direction") == "rtl"
    place = box(words)
    (_, right), *_ = words.evaluate(LINE_ENDS)
    assert place["x"] + place["width"] - right < 3


def test_quotations_of_an_entry_run_from_right_to_left_and_its_forms_do_not(
    right_to_left: str, tab: Page
) -> None:
    tab.goto(f"{right_to_left}people/salim-haddad/")
    said = tab.locator(".mu-saying-t")
    expect(said).to_have_count(4)
    assert set(said.evaluate_all("all => all.map((one) => one.dir)")) == {"rtl"}
    forms = tab.locator(".mu-form")
    # The list is in English, so its items run from left to right in any script.
    lefts = [box(forms.nth(k))["x"] for k in range(forms.count())]
    assert lefts == sorted(lefts)


def test_sentences_in_search_results_start_at_the_right(right_to_left: str, tab: Page) -> None:
    tab.goto(f"{right_to_left}search/?q=حداد")
    sentences = tab.locator(".mu-hit-s p")
    expect(sentences.first).to_be_visible()
    for k in range(sentences.count()):
        sentence = sentences.nth(k)
        assert sentence.evaluate("p => p.dir") == "rtl"
        place = box(sentence)
        for _, right in sentence.evaluate(LINE_ENDS):
            assert place["x"] + place["width"] - right < 3


def test_a_hand_written_page_has_its_language_in_search_results(
    right_to_left: str, tab: Page
) -> None:
    tab.goto(f"{right_to_left}search/?q=السفينة")
    page = tab.locator(".mu-hit", has=tab.locator('a[href*="about-ar"]'))
    expect(page.locator("h3 a")).to_have_attribute("lang", "ar")
    assert page.locator(".mu-hit-s p").first.get_attribute("lang") == "ar"


def test_a_hand_written_page_has_the_direction_of_its_words(right_to_left: str, tab: Page) -> None:
    tab.goto(f"{right_to_left}about-ar/")
    article = tab.locator("article.mu-written")
    place = box(article)
    edge = place["x"] + place["width"]
    for part in ("h1", "h2", "p", "table:not([class])"):
        first = box(article.locator(f"> {part}").first)
        assert edge - first["x"] - first["width"] < 3, part
    bullets = box(article.locator("> ul li").first)
    assert 10 < edge - bullets["x"] - bullets["width"] < 60, "there is room for the bullet"
    inserted = article.locator(".mu-embed").first
    assert inserted.evaluate("one => getComputedStyle(one).direction") == "ltr"
    tabs = tab.locator(".mu-tabs")
    assert tabs.evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert tab.locator("html").get_attribute("lang") == "en"
