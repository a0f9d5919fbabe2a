"""Pages in Chinese have no English except quoted text and names.

Text in another language is marked by `lang`. All other text of every kind of page is checked,
attributes that screen readers announce and content added by scripts included. `latin.yml` lists
what may be in Latin letters, besides names of the registers and of the literature.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builders.bibliography import read_bibliography
from builders.citations.works.short import short, wording_in
from builders.inputs.yaml_texts import parse_yaml
from tests.browser.kinds_of_page import MISSING, of_each_kind
from tests.conftest import PROJECT

KNOWN = parse_yaml((Path(__file__).parent / "latin.yml").read_text(encoding="utf-8")).value
HAN_RE = re.compile(r"[㐀-鿿]")
LATIN_RE = re.compile(r"[A-Za-z]{2}")
ENGLISH_WORDS_RE = re.compile(rf"(?<![\w’'-])(?:{KNOWN['words']})(?![\w’'-])")
TEXTS_RE = re.compile("|".join(f"(?:{text})" for text in KNOWN["texts"]))
ENGLISH_PUNCTUATION_RE = re.compile(r"^[,;:.](?:\s|$)|[㐀-鿿][,;:.](?:\s|$)")
"""English punctuation after Chinese characters."""
QUOTED_RE = re.compile(r"[“《‘（(][^”》’）)]*[”》’）)]")
SOURCE = "zh/sources/07guangzhou208/"
WALK = """(elements) => {
  const found = [];
  const READ = ["aria-label", "title", "placeholder", "alt"];
  const walk = (element, chinese) => {
    if (element.matches("script, style, template, noscript, link, meta")) return;
    const lang = element.getAttribute("lang");
    if (lang !== null) chinese = lang.startsWith("zh") && !lang.includes("Latn");
    if (element.matches(elements)) return;
    const where = element.tagName.toLowerCase() + (element.classList[0] ? `.${element.classList[0]}` : "");
    if (chinese) for (const name of READ) if (element.hasAttribute(name)) found.push([`${where}@${name}`, element.getAttribute(name)]);
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE && chinese) found.push([where, child.data]);
      else if (child.nodeType === Node.ELEMENT_NODE) walk(child, chinese);
    }
  };
  walk(document.body, document.documentElement.lang.startsWith("zh"));
  return found;
}"""


@cache
def names() -> frozenset[str]:
    """Names of people, organizations, places, terms, works and sources."""
    found: set[str] = set()
    for path in (PROJECT / "site_src/registers").glob("*.yml"):
        for entry in parse_yaml(path.read_text(encoding="utf-8")).value.values():
            found.update((entry.get("label", ""), entry.get("pinyin", "")))
    bibliography, _ = read_bibliography(PROJECT)
    for work in bibliography.works.values():
        found.update((work.title.text, short(work), short(work, wording_in("zh")), work.number))
    for path in (PROJECT / "site_src/sources").rglob("*.yml"):
        found.update(
            (path.stem, str(parse_yaml(path.read_text(encoding="utf-8")).value.get("title", "")))
        )
    publication = parse_yaml(
        (PROJECT / "site_src/publication.yml").read_text(encoding="utf-8")
    ).value
    return frozenset(found | {publication["name"]})


def untranslated(page: Page, also: frozenset[str] = frozenset()) -> list[str]:
    """Texts of a page that are in English and should not be."""
    found = []
    for where, text in page.evaluate(WALK, ", ".join(KNOWN["elements"])):
        words = " ".join(text.split())
        if ENGLISH_PUNCTUATION_RE.search(words):
            found.append(f"{where}: {words[:90]}")
        words = words.strip(" ,;·，；、：…")
        if not LATIN_RE.search(words) or words in names() or words in also:
            continue
        if HAN_RE.search(words):
            # Among Chinese words, names are left as they are and titles are in quotation marks.
            wrong = bool(ENGLISH_WORDS_RE.search(QUOTED_RE.sub("", _without_names(words))))
        else:
            wrong = not TEXTS_RE.fullmatch(words)
        if wrong:
            found.append(f"{where}: {words[:90]}")
    return sorted(set(found))


def _without_names(words: str) -> str:
    for name in sorted(names(), key=len, reverse=True):
        if len(name) > 3 and name in words:
            words = words.replace(name, "")
    return words


@cache
def kinds(edition: Path) -> list[str]:
    return [uri for uri in of_each_kind(edition) if uri.startswith("zh/")]


def test_no_kind_of_page_has_untranslated_text(page: Page, edition: Path, kept_url: str) -> None:
    found = {}
    own = originators(edition)
    for uri in (*kinds(edition), f"zh/{MISSING}"):
        page.goto(kept_url + uri)
        found[uri] = untranslated(page, own)
    assert {uri: texts for uri, texts in found.items() if texts} == {}


def originators(edition: Path) -> frozenset[str]:
    """Names of originators as the sources have them, which citations of the sources use."""
    table = (edition / "docs/originators/index.md").read_text(encoding="utf-8")
    cited = (edition / "docs/bibliography/index.md").read_text(encoding="utf-8")
    rows = re.findall(r'data-part="sources".*?<a [^>]*>([^<]*)</a>', cited, re.DOTALL)
    return frozenset((*re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', table), *rows))


def test_popups_on_the_page_of_a_source_have_no_untranslated_text(
    page: Page, edition: Path, site_url: str
) -> None:
    own = originators(edition)
    page.goto(site_url + SOURCE)
    page.locator(".mu-text a.mu-k-place, .mu-text .mu-place").first.focus()
    expect(page.locator("#mu-card")).to_be_visible()
    assert untranslated(page, own) == []
    page.keyboard.press("Escape")
    page.locator("#cite > summary").click()
    expect(page.locator(".mu-outs").first).to_be_visible()
    assert untranslated(page, own) == []
    page.keyboard.press("?")
    expect(page.locator("dialog.mu-keys")).to_be_visible()
    assert untranslated(page, own) == []
    page.keyboard.press("Escape")
    page.locator(".mu-reader-b").click()
    page.locator("#mu-reader [data-do=forget]").click()
    expect(page.locator(".mu-toast")).to_be_visible()
    assert untranslated(page, own) == []


@pytest.mark.parametrize("typed", ["Guangdong", "zzzz", "labour", "attention"])
def test_search_results_have_no_untranslated_text(
    page: Page, edition: Path, site_url: str, typed: str
) -> None:
    own = originators(edition)
    page.goto(f"{site_url}zh/search/?q={typed}")
    expect(page.locator(".mu-find-r > *").first).to_be_visible()
    page.locator(".mu-find-n").evaluate("(box) => { box.open = true; }")
    for facet in page.locator(".mu-facet").all():
        facet.evaluate("(box) => { box.open = true; }")
        expect(facet.locator(".mu-facet-v > *").first).to_be_visible()
    assert untranslated(page, own | {typed, "women", "trafficking"}) == []


def test_a_search_result_in_chinese_names_the_originator_in_chinese(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}zh/search/?q=Talking")
    expect(page.locator(".mu-hit-f").first).to_contain_text("，美国驻广州总领事馆")


def test_first_results_have_no_untranslated_text(page: Page, edition: Path, site_url: str) -> None:
    page.goto(f"{site_url}zh/")
    page.locator("#mu-q").fill("Fujian")
    expect(page.locator("#mu-found [role=option]").first).to_be_visible()
    assert untranslated(page, originators(edition)) == []


def test_the_bar_of_hits_has_no_untranslated_text(page: Page, edition: Path, site_url: str) -> None:
    page.goto(f"{site_url}{SOURCE}?h=Vietnam")
    expect(page.locator(".mu-nofm")).to_be_visible()
    assert untranslated(page, originators(edition) | {"Vietnam"}) == []


def test_the_timeline_with_any_lanes_has_no_untranslated_text(
    page: Page, edition: Path, site_url: str
) -> None:
    own = originators(edition)
    page.goto(f"{site_url}zh/timeline/")
    page.get_by_role("button", name="放大").click()
    for lanes in ("layer", "category", "source", "place"):
        page.locator("select[name=lanes]").select_option(lanes)
        expect(page.locator(".mu-lanes output")).to_have_attribute("aria-busy", "false")
        assert untranslated(page, own) == [], lanes


def test_the_basket_has_no_untranslated_text(page: Page, edition: Path, site_url: str) -> None:
    page.goto(f"{site_url}zh/basket/?items=07guangzhou208:p5,@chin-1999,cbmm-2010-01")
    expect(page.locator(".mu-bk-l > li")).to_have_count(3)
    assert untranslated(page, originators(edition)) == []
    # The title of a source is the Chinese one, if it has one.
    expect(page.locator(".mu-bk-l > li .mu-docs-t > a").first).to_have_text(
        "难以谈论的话题：华南的人口贩运"
    )


@pytest.mark.parametrize("left", ["Close", "显示3 of 5", "Notes on the header", "共5 entries"])
def test_untranslated_text_would_be_found(page: Page, site_url: str, left: str) -> None:
    page.goto(f"{site_url}zh/privacy/")
    page.evaluate("(words) => document.querySelector('main').append(words)", left)
    assert untranslated(page) == [f"main.mu-frame: {left}"]


@pytest.mark.parametrize(
    "path", [SOURCE, "zh/timeline/", "zh/places/washington/", "zh/works/zhang-gaylord-1996/"]
)
def test_quotation_marks_have_the_width_of_their_language(
    path: str, page: Page, site_url: str
) -> None:
    """`“金色冒险号”` has those of a Chinese face, though Latin letters come first; English has none of these."""
    page.goto(site_url + path)
    wide = page.evaluate(
        """() => {
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const found = [];
          while (texts.nextNode()) {
            const words = texts.currentNode, holder = words.parentElement;
            const language = holder.closest("[lang]").getAttribute("lang");
            for (const sign of words.data.matchAll(/[“”]/g)) {
              const range = new Range();
              range.setStart(words, sign.index);
              range.setEnd(words, sign.index + 1);
              const width = range.getBoundingClientRect().width / parseFloat(getComputedStyle(holder).fontSize);
              // One that opens is cut to its half where a line begins, and where two signs meet.
              const between = sign[0] === "”" && /[㐀-鿿]/.test(words.data[sign.index - 1] ?? "") && /[㐀-鿿]/.test(words.data[sign.index + 1] ?? "");
              if (width && !holder.closest("kbd")) found.push([language.startsWith("zh"), between, width, words.data]);
            }
          }
          return found;
        }"""
    )
    assert [words for chinese, _, width, words in wide if not chinese and width > 0.7] == []
    assert [
        words for chinese, between, width, words in wide if chinese and between and width < 0.9
    ] == []
    assert wide


def test_the_number_of_a_note_is_on_the_last_line_of_a_title(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site_url}zh/sources/09guangzhou176/")
    number = page.locator("h1 .mu-nr")
    end = page.evaluate(
        """() => { const range = document.createRange(), h1 = document.querySelector("h1");
                  range.setStart(h1, 0); range.setEndBefore(h1.querySelector(".mu-nr"));
                  return [...range.getClientRects()].at(-1).toJSON(); }"""
    )
    box = number.bounding_box()
    assert box
    assert end["top"] < box["y"] + box["height"] / 2 < end["bottom"]
    assert abs(box["x"] - end["right"]) < 5
