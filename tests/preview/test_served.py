"""What built pages load and open: nothing from elsewhere, and no window with access to ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html  # type: ignore[import-untyped]  # ships no types

LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "form": "action",
}
LOADS = {
    *("stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload"),
    *("prefetch", "prerender", "preconnect", "dns-prefetch"),
}
"""Relations of `<link>` for which a browser sends a request."""


@pytest.fixture(scope="module")
def pages(edition: Path) -> list[tuple[str, html.HtmlElement]]:
    site = edition / "site"
    paths = sorted(site.rglob("*.html"))
    return [(path.relative_to(site).as_posix(), html.parse(str(path)).getroot()) for path in paths]


def is_elsewhere(address: str) -> bool:
    return "//" in address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]


def test_pages_load_nothing_from_elsewhere(pages: list[tuple[str, html.HtmlElement]]) -> None:
    assert len(pages) > 100
    for name, page in pages:
        for tag, attribute in LOADED.items():
            for found in page.iter(tag):
                assert not is_elsewhere(found.get(attribute, "")), (name, tag)
        for link in page.iter("link"):
            loads = LOADS & set(link.get("rel", "").split())
            assert not (loads and is_elsewhere(link.get("href", ""))), (name, link.attrib)


def test_links_that_open_a_window_have_noopener(
    pages: list[tuple[str, html.HtmlElement]],
) -> None:
    for name, page in pages:
        for link in page.xpath("//*[@target and not(@target='_self')]"):
            assert "noopener" in link.get("rel", "").split(), (name, link.attrib)


def test_every_page_has_a_content_security_and_a_referrer_policy(
    pages: list[tuple[str, html.HtmlElement]],
) -> None:
    for name, page in pages:
        if page.xpath("//meta[@http-equiv='refresh']"):
            continue  # a redirect, without anything that could run
        policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert "script-src 'self'" in policy, name
        assert "unsafe-inline" not in policy, name
        referrer = page.xpath("string(//meta[@name='referrer']/@content)")
        assert referrer in {"no-referrer", "same-origin", "strict-origin-when-cross-origin"}, name
