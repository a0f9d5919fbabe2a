"""Hostile text in sources, registers and addresses is shown literally and never executed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import ConsoleMessage, Dialog, Page, expect

from tests.browser.conftest import BELOW, KeptHandler, served
from tests.browser.kinds_of_page import MISSING, of_each_kind
from tests.conftest import PROJECT
from tests.hostile.conftest import hostile
from tests.hostile.fields import STRINGS, combined_strings

__all__ = ["hostile"]
INDEX = "https://muniment.github.io/muniment/search/"
"""The search of the main site, which sites of collections use."""
PARAMETER_RE = re.compile(r"\.(?:get|getAll|has)\(\"([a-z_-]+)\"\)")
"""Matches `params.get("q")` in scripts, so that new parameters are tested automatically."""


class RootHandler(KeptHandler):
    """A server for a site that is published at the root of its address."""

    def translate_path(self, path: str) -> str:
        """The file for an address, as if the site were below the sub-path."""
        return super().translate_path(f"{BELOW.rstrip('/')}{path}")


@pytest.fixture(scope="module")
def hostile_url(hostile: Path) -> Iterator[str]:
    """The address of the main site."""
    with served(hostile / "site", BELOW, KeptHandler) as url:
        yield url


@pytest.fixture(scope="module")
def apart_url(hostile: Path) -> Iterator[str]:
    """The address of the site of its collection."""
    with served(hostile / "site.collections" / "apart", "/", RootHandler) as url:
        yield url


@pytest.fixture
def wrong(page: Page, hostile_url: str, apart_url: str) -> list[str]:
    """What the tab must not do and did: foreign requests, dialogs, policy violations."""
    found: list[str] = []

    def asked(url: str) -> None:
        if not url.startswith((hostile_url, apart_url, INDEX, "data:", "blob:")):
            found.append(f"asks for {url}")

    def said(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security" in message.text:
            found.append(message.text)

    def opened(dialog: Dialog) -> None:
        found.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("request", lambda request: asked(request.url))
    page.on("console", said)
    page.on("dialog", opened)
    page.on("popup", lambda popup: found.append(f"opens {popup.url}"))
    return found


def open_safely(page: Page, wrong: list[str], url: str) -> None:
    """Open a page and check that nothing in it was executed."""
    page.goto(url, wait_until="load")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert page.evaluate("typeof window.canary") == "undefined", url
    assert page.evaluate("document.querySelector('.mu-mast') !== null"), url
    assert wrong == [], url


def pages_of(site: Path, url: str) -> Iterator[str]:
    """The addresses of a site's pages, without redirects."""
    for path in sorted(site.rglob("*.html")):
        if b'<meta http-equiv="refresh"' not in path.read_bytes():
            yield url + path.relative_to(site).as_posix().removesuffix("index.html")


def test_no_page_executes_or_loads_anything_from_hostile_text(
    hostile: Path, hostile_url: str, apart_url: str, page: Page, wrong: list[str]
) -> None:
    urls = [*pages_of(hostile / "site", hostile_url)]
    assert len(urls) > 100
    apart = [*pages_of(hostile / "site.collections" / "apart", apart_url)]
    assert any("/sources/hostile-" in url for url in apart)
    for url in (*urls, *apart):
        open_safely(page, wrong, url)


def test_no_address_makes_a_script_run(
    hostile: Path, hostile_url: str, page: Page, wrong: list[str]
) -> None:
    scripts = (PROJECT / "site_src/assets/js").rglob("*.js")
    names = {name for path in scripts for name in PARAMETER_RE.findall(path.read_text())}
    assert {"q", "items", "from"} <= names
    texts = combined_strings()
    for k, address in enumerate(of_each_kind(hostile)):
        if address == MISSING:
            continue
        for text in (texts[k % len(texts)], "javascript:window.canary=1", "../../../x"):
            value = quote(text, safe="")
            query = "&".join(f"{name}={value}" for name in sorted(names))
            open_safely(page, wrong, f"{hostile_url}{address}?{query}#{value}")


def test_hostile_text_is_shown_literally(
    hostile: Path, hostile_url: str, apart_url: str, page: Page, wrong: list[str]
) -> None:
    apart = {*pages_of(hostile / "site.collections" / "apart", apart_url)}
    for k, text in enumerate(combined_strings()):
        there = f"{apart_url}sources/hostile-{k}/"
        open_safely(page, wrong, there if there in apart else f"{hostile_url}sources/hostile-{k}/")
        shown = page.locator(".mu-text").text_content() or ""
        for one in (STRINGS["first"][k], *STRINGS["others"][k :: len(STRINGS["first"])]):
            assert one in shown, one
        assert (page.locator("h1").first.text_content() or "").strip() == text.strip()


def test_a_hostile_query_is_shown_literally(hostile_url: str, page: Page, wrong: list[str]) -> None:
    for text in (STRINGS["others"][0], STRINGS["others"][6]):
        page.goto(f"{hostile_url}search/?q={quote(text, safe='')}", wait_until="networkidle")
        expect(page.locator(".mu-find input[type=search]").first).to_have_value(text)
        assert page.evaluate("typeof window.canary") == "undefined"
        assert wrong == []
