"""Pages as people with other senses have them: every kind, checked by axe-core, closed and open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import of_each_kind, of_sources
from tests.browser.npm import installed
from tests.browser.ready import loaded

Scheme = Literal["light", "dark"]
FOLDER = Path(__file__).parent / "axe"
LONG = "sources/07guangzhou208/"
WIDTHS = (390, 1400)
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
MOTION: dict[Scheme, Literal["no-preference", "reduce"]] = {
    "light": "no-preference",
    "dark": "reduce",
}
# Targets of a fingertip's size are asked for by WCAG 2.2, and by no rule that runs by itself.
EVERY_RULE: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
OF_COLOUR: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""What other colours can change."""
RUN = "async (options) => (await axe.run(document, options)).violations"
# What is laid out only when it comes near is looked at too.
LAY_OUT = """() => { const all = new CSSStyleSheet();
  all.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets = [all] }"""
CHANGED = """() => new Promise((done) => requestAnimationFrame(() =>
  done(Promise.allSettled(document.getAnimations().map((one) => one.finished)))))"""
OPEN = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker, as a script."""
    return (installed(FOLDER) / "axe-core" / "axe.min.js").read_text()


def violations(page: Page, axe: str, options: dict[str, Any] = EVERY_RULE) -> list[str]:
    """What is wrong, each with the element and the advice."""
    page.evaluate(LAY_OUT)
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(RUN, options)
    return [
        f"{page.url} {rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.fixture(params=[(w, s) for w in WIDTHS for s in SCHEMES], ids=lambda p: f"{p[0]}-{p[1]}")
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A reader's tab, of some width and in some colours; narrow ones are touched."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        has_touch=width < 500,
        is_mobile=width < 500,
        reduced_motion=MOTION[scheme],
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wrong_in_any_kind_of_page(
    width: int, browser: Browser, edition: Path, site_url: str, axe: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, has_touch=width < 500, is_mobile=width < 500
    )
    page = context.new_page()
    # Every rule at each width and in each colour scheme once, the rules of colour in all four.
    whole, colours = SCHEMES if width < 500 else SCHEMES[::-1]
    kinds = of_each_kind(edition)
    found: list[str] = []
    for name in sorted({*kinds, *of_sources(edition)}):
        page.emulate_media(color_scheme=whole, reduced_motion=MOTION[whole])
        page.goto(site_url + name)
        page.evaluate(OPEN)
        found += [f"{whole} {one}" for one in violations(page, axe)]
        if name in kinds:
            page.emulate_media(color_scheme=colours, reduced_motion=MOTION[colours])
            # A colour that changes by and by is not yet what it will be.
            page.evaluate(CHANGED)
            found += [f"{colours} {one}" for one in violations(page, axe, OF_COLOUR)]
    context.close()
    assert found == []


def test_nor_as_a_page_comes(page: Page, edition: Path, site_url: str, axe: str) -> None:
    found: list[str] = []
    for name in of_each_kind(edition):
        page.goto(site_url + name)
        if page.locator("details").count():
            found += violations(page, axe)
    assert found == []


def test_nor_is_it_with_everything_open(reader: Page, site_url: str, axe: str) -> None:
    reader.goto(site_url + LONG)
    reader.evaluate(OPEN)
    reader.locator("label:has(#mk-every)").click()
    name = reader.locator("#p7 a.mu-k-org").first
    number = reader.locator("#p6 .mu-nr").first
    number.click()
    if reader.evaluate("matchMedia('(hover: none)').matches"):
        name.tap()
    else:
        name.hover()
    expect(reader.locator("#mu-card")).to_be_visible()
    assert violations(reader, axe) == []


def test_nor_side_by_side(reader: Page, site_url: str, axe: str) -> None:
    reader.goto(site_url + LONG)
    reader.locator("label:has(#view-both)").click()
    reader.locator("#p6 .mu-nr").first.click()
    assert violations(reader, axe) == []


def test_nor_in_menus_and_what_is_said(reader: Page, site_url: str, axe: str) -> None:
    reader.goto(site_url + LONG)
    reader.get_by_role("button", name="Text size and colours").click()
    loaded(reader, "reader.js")
    reader.locator("#mu-reader").get_by_label("Large", exact=True).check()
    expect(reader.locator("html")).to_have_attribute("data-size", "large")
    assert violations(reader, axe) == []
    reader.keyboard.press("Escape")
    reader.keyboard.press("y")
    expect(reader.locator(".mu-toast")).to_be_visible()
    reader.keyboard.press("?")
    expect(reader.get_by_role("dialog")).to_be_visible()
    assert violations(reader, axe) == []


def test_a_violation_would_be_found(page: Page, site_url: str, axe: str) -> None:
    page.goto(site_url)
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any("button-name" in one for one in violations(page, axe))
