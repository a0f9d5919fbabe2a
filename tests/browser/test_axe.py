"""Accessibility of every kind of page, checked by axe-core, with folds closed and open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds_of_page import of_each_kind, of_sources
from tests.browser.npm import installed
from tests.browser.waiting import wait_for_script

Scheme = Literal["light", "dark"]
FOLDER = Path(__file__).parent / "axe"
LONG = "sources/07guangzhou208/"
SHORT = "sources/chinadaily-2015-12-05/"
"""What opens on every page of a source is checked on a short one, which takes less time."""
OTHER_LANGUAGE = "zh/"
WIDTHS = (390, 1400)
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
MOTION: dict[Scheme, Literal["no-preference", "reduce"]] = {
    "light": "no-preference",
    "dark": "reduce",
}
# WCAG 2.2 requires a minimum target size, but axe-core does not run this rule by default.
EVERY_RULE: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
OF_COLOUR: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""Rules whose result depends on colours."""
RUN = "async ([where, options]) => (await axe.run(where || document, options)).violations"
# Elements that are laid out only when scrolled near must be checked as well.
LAY_OUT = """() => { const all = new CSSStyleSheet();
  all.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets = [all] }"""
MARK_ALIKE = """(few) => {
  const LOOK = ["color", "fill", "background-color", "background-image", "opacity", "font-size",
    "font-weight", "text-shadow", "text-decoration-line", "border-bottom-style"];
  const looks = new Map(), times = new Map();
  const look = (one) => {
    if (one && !looks.has(one)) {
      const style = getComputedStyle(one);
      const own = LOOK.map((name) => style.getPropertyValue(name));
      looks.set(one, [look(one.parentElement), one.localName, one.getAttribute("class"), ...own].join());
    }
    return looks.get(one);
  };
  for (const one of document.querySelectorAll("body *")) {
    times.set(look(one), (times.get(look(one)) ?? 0) + 1);
    one.toggleAttribute("data-alike", times.get(look(one)) > few);
  }
}"""
LEAVE_ALIKE = """axe.configure({ rules: [
  { id: "color-contrast", selector: "*:not([data-alike])" },
  { id: "link-in-text-block", selector: "a[href]:not([data-alike]), [role=link]:not([data-alike])" }] })"""
FEW = 3
"""How many elements that look alike, as do their ancestors, have their contrast computed.

For a long page, computing it for all takes six times as long; `every_page.py` does.
"""
CHANGED = """() => new Promise((done) => requestAnimationFrame(() =>
  done(Promise.allSettled(document.getAnimations().map((one) => one.finished)))))"""
OPEN = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    return (installed(FOLDER) / "axe-core" / "axe.min.js").read_text()


def violations(
    page: Page,
    axe: str,
    options: dict[str, Any] = EVERY_RULE,
    *,
    few: int = FEW,
    within: str = "",
) -> list[str]:
    """Violations in a page, or within some elements, each with the element and the advice."""
    page.evaluate(LAY_OUT)
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
        page.evaluate(LEAVE_ALIKE)
    page.evaluate(MARK_ALIKE, few)
    found: list[dict[str, Any]] = page.evaluate(RUN, [within, options])
    return [
        f"{page.url} {rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def violations_in_both(page: Page, axe: str, *, within: str = "") -> list[str]:
    """Violations of every rule in one colour scheme, and of rules about colour in the other.

    Over both widths, every rule thus runs in both schemes, and rules about colour in all four
    combinations.

    Args:
        page: The page as it is now.
        axe: The script of axe-core.
        within: What has changed since the page was loaded: nothing else is checked for its colours.
    """
    whole, other = schemes(page)
    use_scheme(page, other)
    found = [f"{other} {one}" for one in violations(page, axe, OF_COLOUR, within=within)]
    use_scheme(page, whole)
    return found + [f"{whole} {one}" for one in violations(page, axe)]


def schemes(page: Page) -> tuple[Scheme, Scheme]:
    """The scheme in which every rule runs at the width of the page, and the one for colour only."""
    size = page.viewport_size
    assert size
    return SCHEMES if size["width"] < 500 else SCHEMES[::-1]


def use_scheme(page: Page, scheme: Scheme) -> None:
    """Switch the page to a colour scheme, and wait until colours have changed."""
    page.emulate_media(color_scheme=scheme, reduced_motion=MOTION[scheme])
    # A colour in transition is not yet the final one.
    page.evaluate(CHANGED)


@contextmanager
def tab(browser: Browser, width: int) -> Iterator[Page]:
    """A tab of the given width in its main colour scheme; narrow ones have touch."""
    narrow = width < 500
    context = browser.new_context(
        viewport={"width": width, "height": 900}, has_touch=narrow, is_mobile=narrow
    )
    page = context.new_page()
    use_scheme(page, schemes(page)[0])
    yield page
    context.close()


@pytest.fixture(params=WIDTHS)
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with tab(browser, request.param) as page:
        yield page


def test_no_kind_of_page_has_violations(
    reader: Page, edition: Path, kept_url: str, axe: str
) -> None:
    kinds = of_each_kind(edition)
    found: list[str] = []
    narrow = schemes(reader) == SCHEMES
    for name in sorted({*kinds, *of_sources(edition)}):
        # Chinese pages have the structure and styles of the English ones: once is enough.
        other = name.startswith(OTHER_LANGUAGE)
        if other and not narrow:
            continue
        reader.goto(kept_url + name)
        reader.evaluate(OPEN)
        # Colours are of a scheme and not of a width: narrow pages have both, wide ones the darker.
        look = violations_in_both if narrow and name in kinds and not other else violations
        found += look(reader, axe)
    assert found == []


def test_closed_folds_have_no_violations(
    page: Page, edition: Path, kept_url: str, axe: str
) -> None:
    found: list[str] = []
    for name in of_each_kind(edition):
        if name.startswith(OTHER_LANGUAGE):
            continue
        page.goto(kept_url + name)
        # The rest of the page is checked with folds open.
        if page.locator("details").count():
            found += violations(page, axe, within="details")
    assert found == []


def test_a_source_with_marks_note_and_card_open_has_no_violations(
    reader: Page, site_url: str, axe: str
) -> None:
    reader.goto(site_url + SHORT)
    reader.evaluate(OPEN)
    reader.locator("label:has(#mk-every)").click()
    name = reader.locator("#p2 a.mu-k-org").first
    number = reader.locator("#p4 .mu-nr").first
    number.click()
    if reader.evaluate("matchMedia('(hover: none)').matches"):
        name.tap()
    else:
        name.hover()
    expect(reader.locator("#mu-card")).to_be_visible()
    assert violations_in_both(reader, axe, within=".mu-text, #mu-card") == []
    expect(reader.locator("#mu-card")).to_be_visible()


def test_the_side_by_side_view_has_no_violations(reader: Page, site_url: str, axe: str) -> None:
    reader.goto(site_url + SHORT)
    reader.locator("label:has(#view-both)").click()
    reader.locator("#p6 .mu-nr").first.click()
    assert violations_in_both(reader, axe) == []


def test_menus_and_messages_have_no_violations(reader: Page, site_url: str, axe: str) -> None:
    reader.goto(site_url + SHORT)
    reader.get_by_role("button", name="Text size and colours").click()
    wait_for_script(reader, "reader.js")
    reader.locator("#mu-reader").get_by_label("Large", exact=True).check()
    expect(reader.locator("html")).to_have_attribute("data-size", "large")
    assert violations_in_both(reader, axe, within="#mu-reader") == []
    reader.keyboard.press("Escape")
    for scheme, options in zip(schemes(reader), (EVERY_RULE, OF_COLOUR), strict=True):
        use_scheme(reader, scheme)
        # The message disappears after some seconds.
        reader.keyboard.press("y")
        expect(reader.locator(".mu-toast")).to_be_visible()
        assert violations(reader, axe, options, within=".mu-toast") == []
    reader.keyboard.press("?")
    expect(reader.get_by_role("dialog")).to_be_visible()
    assert violations_in_both(reader, axe, within="dialog[open]") == []


def test_a_violation_would_be_found(page: Page, site_url: str, axe: str) -> None:
    page.goto(site_url)
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any("button-name" in one for one in violations(page, axe))


def test_low_contrast_in_one_of_many_elements_would_be_found(
    page: Page, site_url: str, axe: str
) -> None:
    page.goto(site_url + LONG)
    assert violations(page, axe, OF_COLOUR) == []
    page.evaluate("[...document.querySelectorAll('.mu-p')].at(-1).style.color = '#ccc'")
    assert any("color-contrast" in one for one in violations(page, axe, OF_COLOUR))


def test_a_fold_without_a_name_would_be_found(page: Page, site_url: str, axe: str) -> None:
    page.goto(site_url + SHORT)
    assert violations(page, axe, within="details") == []
    page.evaluate("document.querySelector('#cite > summary').replaceChildren()")
    assert any("summary-name" in one for one in violations(page, axe, within="details"))
