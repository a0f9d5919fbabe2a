"""Source pages as people with other senses have them: checked by axe-core, with all that opens open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.npm import installed

FOLDER = Path(__file__).parent / "axe"
PAGES = ("sources/07guangzhou208/", "sources/cbmm-2010-01/", "sources/chinadaily-2015-12-05/")
WIDTHS = (390, 1024, 1600)
SCHEMES = ("light", "dark")


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker, as a script."""
    return (installed(FOLDER) / "axe-core" / "axe.min.js").read_text()


def violations(page: Page, axe: str) -> list[str]:
    """What is wrong, each with the element and the advice."""
    # What is laid out only when it comes near is looked at too; the page allows no style element.
    page.evaluate("""() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { content-visibility: visible !important }");
        document.adoptedStyleSheets.push(sheet);
    }""")
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run(document)).violations")
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
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
    )
    yield context.new_page()
    context.close()


def test_nothing_is_wrong(reader: Page, site_url: str, axe: str) -> None:
    reader.goto(site_url + PAGES[0])
    assert violations(reader, axe) == []


@pytest.mark.parametrize("path", PAGES[1:])
def test_nor_in_other_kinds(path: str, page: Page, site_url: str, axe: str) -> None:
    page.goto(site_url + path)
    assert violations(page, axe) == []


def test_nor_is_it_with_everything_open(reader: Page, site_url: str, axe: str) -> None:
    reader.goto(site_url + PAGES[0])
    reader.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    reader.locator("label:has(#mk-every)").click()
    name = reader.locator("#p7 a.mu-k-org").first
    number = reader.locator("#p6 .mu-nr").first
    number.click()
    if reader.evaluate("matchMedia('(hover: none)').matches"):
        name.tap()
    else:
        name.hover()
    expect(reader.locator(".mu-card")).to_be_visible()
    assert violations(reader, axe) == []


def test_nor_side_by_side(reader: Page, site_url: str, axe: str) -> None:
    reader.goto(site_url + PAGES[0])
    reader.locator("label:has(#view-both)").click()
    reader.locator("#p6 .mu-nr").first.click()
    assert violations(reader, axe) == []
