"""A publication of several sites: search, links and basket work across them."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import BrowserContext, Page, Route, expect

from builders.cli import main
from tests.sites import CABLES, MAIN, PRESS, folders, publication_of_sites

CABLE = "sources/08shenyang12/"
HERALD = "sources/herald-2009/"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders of the sites by their addresses."""
    root = publication_of_sites(tmp_path_factory.mktemp("sites") / "publication")
    said = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert said.exit_code == 0, said.output
    return folders(root)


@pytest.fixture
def reader(context: BrowserContext, page: Page, sites: dict[str, Path]) -> Iterator[Page]:
    """A tab with two servers; a violation of the content security policy fails the test."""

    def answer(route: Route) -> None:
        url = route.request.url.partition("#")[0].partition("?")[0]
        site = next((site for site in sites if url.startswith(site)), None)
        path = sites[site] / url.removeprefix(site) if site else None
        if path is not None and url.endswith("/"):
            path /= "index.html"
        if path is None or not path.is_file():
            route.fulfill(status=404, body="not there")
            return
        kind = mimetypes.guess_type(path.name)[0] or "text/plain"
        # As GitHub Pages does for all files.
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": kind}
        route.fulfill(status=200, headers=headers, body=path.read_bytes())

    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    context.route("**/*", answer)
    yield page
    assert wrong == []


def test_the_search_field_finds_sources_of_another_site(reader: Page) -> None:
    reader.goto(f"{CABLES}{CABLE}")
    reader.locator("#mu-q").fill("lighthouse")
    found = reader.get_by_role("option").filter(has_text="Ferry lost in fog")
    expect(found).to_have_count(1)
    found.click()
    expect(reader).to_have_url(f"{PRESS}{HERALD}?h=lighthouse#p1")
    expect(reader.locator("mark").first).to_have_text("lighthouse")


@pytest.mark.parametrize("language", ["", "zh/"])
def test_the_search_page_of_a_collection_uses_the_common_index(reader: Page, language: str) -> None:
    reader.goto(f"{PRESS}{language}search/?q=harbourmaster")
    links = reader.locator(".mu-hit-t a")
    expect(links).to_have_count(2)
    hrefs = links.evaluate_all("links => links.map((link) => link.href.split('?')[0])")
    assert sorted(hrefs) == [
        f"{CABLES}{language}sources/07shenyang210/",
        f"{CABLES}{language}{CABLE}",
    ]
    links.first.click()
    expect(reader.locator(".mu-mast-name")).to_contain_text("Cables")


def test_an_entry_can_be_found_from_a_collection_and_links_to_its_passages(reader: Page) -> None:
    reader.goto(f"{PRESS}search/?q=Ouyang")
    reader.locator(".mu-hit-en a").click()
    expect(reader).to_have_url(f"{MAIN}people/zheng-ouyang/")
    for passage in (f"{CABLES}{CABLE}#p1", f"{PRESS}{HERALD}#p1"):
        expect(reader.locator(f'a[href="{passage}"]').first).to_be_visible()


def test_the_basket_holds_sources_of_several_sites(reader: Page) -> None:
    reader.goto(f"{MAIN}bibliography/")
    reader.goto(f"{CABLES}{CABLE}")
    reader.locator("#cite > summary").click()
    reader.get_by_role("button", name="Add to basket").click()
    reader.locator(".mu-basket-mark").click()
    expect(reader).to_have_url(f"{MAIN}basket/")
    item = reader.locator(".mu-bk-l > li")
    expect(item).to_have_count(1)
    expect(item.locator(".mu-docs-t a")).to_have_attribute("href", f"{CABLES}{CABLE}")
    # An address that names sources of two servers.
    reader.goto(f"{MAIN}basket/?items=cables/08shenyang12:p1,press/herald-2009,first")
    titles = reader.locator(".mu-bk-l .mu-docs-t a")
    expect(titles).to_have_count(3)
    assert titles.evaluate_all("links => links.map((link) => link.href)") == [
        f"{CABLES}{CABLE}#p1",
        f"{PRESS}{HERALD}",
        f"{MAIN}sources/first/",
    ]


@pytest.mark.parametrize(
    ("former", "now"),
    [
        (f"{CABLES}sources/08shenyang012/#p1", f"{CABLES}{CABLE}#p1"),
        (f"{MAIN}zh/{HERALD}?h=lit#p1", f"{PRESS}zh/{HERALD}?h=lit#p1"),
    ],
)
def test_a_former_address_redirects_to_the_same_place(reader: Page, former: str, now: str) -> None:
    reader.goto(former)
    expect(reader).to_have_url(now)
