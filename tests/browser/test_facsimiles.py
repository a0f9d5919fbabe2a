"""Facsimiles of a source beside its text, with and without a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from builders.cli import main
from tests.browser.conftest import served
from tests.browser.test_axe import axe, violations
from tests.pictures import add_facsimiles, png
from tests.publication import new_publication

__all__ = ["axe"]
PARAGRAPH = "The consul counts the emigrants of the season at the port, and writes it down. " * 9
PAGES = 5
TEXT = "\f".join(f"{(PARAGRAPH + chr(10) * 2) * 4}{n:>40}\n" for n in range(1, PAGES + 1))
VIEWER = ".mu-viewer"
SHOWN = f"{VIEWER} img"


@pytest.fixture(scope="module")
def report_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a source of five pages, with a picture of each and of its cover."""
    root = new_publication(tmp_path_factory.mktemp("facsimiles") / "publication")
    folder = root / "site_src/sources/text"
    (folder / "report.txt").write_text(f"REPORT ON EMIGRATION\n\n{TEXT}")
    (folder / "report.yml").write_text("facsimiles: [{file: cover.png, what: The cover}]\n")
    add_facsimiles(root, "report", *(f"{n}.png" for n in range(1, PAGES + 1)), "cover.png")
    (folder / "album.txt").write_text("ALBUM OF THE PORT\n\nPictures.\n")
    album = root / "site_src/facsimiles/album"
    album.mkdir(parents=True)
    for name, width, height in (("a", 1200, 800), ("b", 900, 600), ("c", 12, 8)):
        (album / f"{name}.png").write_bytes(png(width, height))
    said = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert said.exit_code == 0, said.output
    with served(root / "site") as url:
        yield f"{url}sources/report/"


def test_a_facsimile_opens_beside_the_text_and_can_be_closed(page: Page, report_url: str) -> None:
    page.goto(report_url)
    mark = page.locator(".mu-pb-x").nth(1)
    mark.click()
    expect(page.locator(SHOWN)).to_have_attribute("src", f"{report_url}facsimile/2.png")
    expect(page.locator("#mu-viewer-t")).to_have_text("p. 2")
    expect(mark).to_be_in_viewport()
    text, viewer = page.locator(".mu-text").bounding_box(), page.locator(VIEWER).bounding_box()
    assert text is not None
    assert viewer is not None
    assert text["x"] + text["width"] <= viewer["x"]
    page.keyboard.press("ArrowRight")
    expect(page.locator("#mu-viewer-t")).to_have_text("p. 3")
    page.keyboard.press("Escape")
    expect(page.locator(VIEWER)).to_be_hidden()
    expect(mark).to_be_focused()


def test_the_facsimile_follows_the_page_that_is_read(page: Page, report_url: str) -> None:
    page.goto(report_url)
    page.locator(".mu-pb-x").first.click()
    page.locator(".mu-pb-x").nth(3).evaluate("mark => mark.scrollIntoView({ block: 'end' })")
    expect(page.locator("#mu-viewer-t")).to_have_text("p. 4")


def test_buttons_lead_through_all_facsimiles(page: Page, report_url: str) -> None:
    page.goto(report_url)
    page.locator(".mu-facsimiles figure a").last.click()
    expect(page.locator("#mu-viewer-t")).to_have_text("6 of 6 The cover")
    expect(page.locator(SHOWN)).to_have_attribute("alt", "The cover")
    following = page.get_by_role("button", name="Next picture")
    expect(following).to_be_disabled()
    page.get_by_role("button", name="Previous picture").click()
    expect(page.locator("#mu-viewer-t")).to_have_text("p. 5")
    expect(following).to_be_enabled()
    larger = page.get_by_role("button", name="Full size")
    larger.click()
    expect(larger).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("fetched", [True, False])
@pytest.mark.parametrize("width", [390, 1400])
def test_landscape_facsimiles_have_room_reserved_below_their_heading(
    page: Page, report_url: str, width: int, *, fetched: bool
) -> None:
    """Their room is reserved before they are loaded."""
    if not fetched:
        page.route("**/facsimile/*.png", lambda _: None)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(report_url.replace("/report/", "/album/"), wait_until="domcontentloaded")
    images = page.locator(".mu-facsimiles img")
    images.first.scroll_into_view_if_needed()
    heading = page.locator("#facsimiles h2").bounding_box()
    first, other = (images.nth(k).bounding_box() for k in (0, 1))
    assert heading
    assert first
    assert other
    assert first["y"] - heading["y"] - heading["height"] < 24
    assert first["width"] / first["height"] == pytest.approx(1.5, rel=0.02)
    assert (other["y"], other["height"]) == pytest.approx((first["y"], first["height"]), abs=1)
    # Even the smallest is large enough for a finger.
    tiny = page.locator(".mu-facsimiles figure a").last.bounding_box()
    assert tiny
    assert min(tiny["width"], tiny["height"]) >= 24


@pytest.mark.parametrize("width", [390, 1400])
def test_the_viewer_is_accessible_and_fits_the_window(
    page: Page, report_url: str, axe: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(report_url)
    page.locator(".mu-pb-x").first.click()
    expect(page.locator(SHOWN)).to_be_visible()
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_each_facsimile_links_to_its_file(
    browser: Browser, report_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report_url)
    page.locator(".mu-pb-x").nth(1).click()
    expect(page.locator("#facsimile-2")).to_be_in_viewport()
    page.locator("#facsimile-2 a").click()
    expect(page).to_have_url(f"{report_url}facsimile/2.png")
    context.close()
