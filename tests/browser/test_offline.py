"""The site in the ZIP can be read and searched from a disk, without server or network."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import BrowserContext, Page, Request, expect

from builders.cli import main
from tests.publication import built_publication


@pytest.fixture(scope="module")
def archive(edition: Path) -> Path:
    """The ZIP that readers of the edition can download."""
    (found,) = (edition / "site").glob("*.zip")
    return found


@pytest.fixture(scope="module")
def folder(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    unpacked = tmp_path_factory.mktemp("zip")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(unpacked)
    return unpacked / archive.stem


def note_failure(request: Request, wrong: list[str]) -> None:
    """Note a failed request, unless it was cancelled when the page was left."""
    if request.failure != "net::ERR_ABORTED":
        wrong.append(f"{request.url}: {request.failure}")


@pytest.fixture
def asked(context: BrowserContext, page: Page) -> Iterator[list[str]]:
    """Requests that failed or went elsewhere, of which there must be none."""
    wrong: list[str] = []
    page.on("requestfailed", lambda request: note_failure(request, wrong))
    page.on(
        "console", lambda message: wrong.append(message.text) if message.type == "error" else None
    )
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("file:", "data:", "blob:"))
            else wrong.append(request.url)
        ),
    )
    yield wrong
    assert wrong == []


def test_the_command_makes_the_same_zip_as_a_build(tmp_path: Path) -> None:
    site = built_publication(tmp_path / "publication") / "site"
    (built,) = site.glob("*.zip")
    data = built.read_bytes()
    # The ZIP in the site is not packed into itself.
    for name in ("one", "another"):
        again = tmp_path / name / built.name
        result = CliRunner().invoke(main, ["zip", "--site", str(site), "--output", str(again)])
        assert result.exit_code == 0, result.output
        assert again.read_bytes() == data


def test_every_file_is_in_one_folder_with_a_safe_path(archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
    assert f"{archive.stem}/index.html" in names
    assert len(names) == len(set(names))
    for name in names:
        assert name.startswith(f"{archive.stem}/")
        assert ".." not in name.split("/")


@pytest.mark.usefixtures("asked")
def test_the_search_field_shows_first_results(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("国际移民组织")
    expect(page.locator(".mu-found [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("International Organization for Migration")
    assert page.url.startswith("file:")


@pytest.mark.usefixtures("asked")
def test_the_search_page_filters_and_leads_to_the_hit(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("psychological")
    page.keyboard.press("Enter")
    expect(page.locator(".mu-hit")).to_have_count(2)
    page.locator("[data-facet=year] summary").click()
    page.locator("[data-facet=year] input[value='2009']").check()
    expect(page.locator(".mu-hit")).to_have_count(1)
    page.locator(".mu-hit-p").first.click()
    expect(page.locator(".mu-nofm")).to_contain_text("psychological")
    expect(page.locator("mark.mu-hitmark-now").first).to_be_in_viewport()
    assert "/sources/09chengdu165/index.html" in page.url


@pytest.mark.usefixtures("asked")
def test_tabs_can_be_followed(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    places = (
        ("Sources", "Sources"),
        ("Timeline", "Timeline"),
        ("Index", "People"),
        ("Places", "Places"),
    )
    for tab, title in places:
        page.locator(".mu-tabs a", has_text=tab).first.click()
        expect(page.locator("h1")).to_contain_text(title)


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_view_of_the_timeline_can_be_saved(kind: str, folder: Path, page: Page) -> None:
    """Without its fonts: a page from a disk can neither read its style sheets nor load fonts."""
    page.goto((folder / "timeline/index.html").as_uri())
    page.locator("[data-zoom=in]").click()
    expect(page).to_have_url(re.compile(r"\?from="))
    with page.expect_download() as waiting:
        page.locator(f"[data-save={kind}]").click()
    assert waiting.value.suggested_filename.endswith(f".{kind}")
    assert waiting.value.path().stat().st_size > 5_000


def test_every_link_leads_to_a_file(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        for address in path.read_text().split('href="')[1:]:
            target = address.partition('"')[0].partition("#")[0].partition("?")[0]
            if target and ":" not in target:
                assert (path.parent / target).resolve().is_file(), f"{path}: {target}"
