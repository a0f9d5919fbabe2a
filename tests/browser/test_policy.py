"""Every page has a content security policy, keeps to it, and makes no third-party requests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from tests.browser.kinds_of_page import MISSING, of_each_kind

POLICY_RE = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
# What a policy without `unsafe-inline` forbids: <p style="..">, <a onclick="..">, <style>, <script>.
INLINE_RE = re.compile(
    r"<[a-z][^>]*\s(?:style|on[a-z]+)=|<style|<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)"
)

LOADS_RE = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object|link(?=[^>]*rel=\"?(?:stylesheet|icon|preload|prefetch|preconnect|dns-prefetch|modulepreload)))"
    r"[^>]*?\s(?:src|href|data)=\"?(?:https?:)?//(?!muniment\.github\.io)[^\s\">]+"
)
STYLE_LOADS_RE = re.compile(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']+")

PARALLEL = 6
"""How many pages are open at the same time."""


def test_every_page_has_the_policy_and_nothing_inline(edition: Path) -> None:
    pages = sorted((edition / "site").rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        html = path.read_text(encoding="utf-8")
        said = POLICY_RE.search(html)
        assert said, path
        assert "unsafe-inline" not in said[1], path
        assert "default-src 'self'" in said[1], path
        assert html.index("Content-Security-Policy") < html.index("<link"), path
        assert '<meta name="referrer"' in html, path
        assert INLINE_RE.findall(html) == [], path


class Seen(NamedTuple):
    """What pages of every kind did while they were loaded and scrolled.

    Attributes:
        said: Messages in the console, and uncaught errors.
        asked: The addresses requested.
        cookies: The cookies set.
    """

    said: list[str]
    asked: list[str]
    cookies: list[str]


@pytest.fixture(scope="module")
def seen(edition: Path, site_url: str, browser: Browser) -> Seen:
    """What all pages did; several are open at a time, since each is given time for late requests."""
    seen = Seen([], [], [])
    context = browser.new_context(viewport={"width": 1400, "height": 900})

    def keep(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            seen.said.append(f"{message.page and message.page.url} {message.text}")

    context.on("console", keep)
    context.on("weberror", lambda error: seen.said.append(f"{error.page} {error.error}"))
    context.on("request", lambda request: seen.asked.append(request.url))
    tabs = [context.new_page() for _ in range(PARALLEL)]
    names = of_each_kind(edition)
    assert len(names) > 20
    for start in range(0, len(names), PARALLEL):
        opened = tabs[: len(names) - start]
        for tab, name in zip(opened, names[start:], strict=False):
            tab.goto(site_url + name, wait_until="commit")
        for tab in opened:
            tab.wait_for_load_state("networkidle")
            tab.evaluate("scrollTo(0, document.body.scrollHeight)")
    seen.cookies.extend(str(cookie) for cookie in context.cookies())
    context.close()
    return seen


def test_no_page_violates_the_policy(seen: Seen) -> None:
    # The browser itself reports the missing page.
    assert any(MISSING in line for line in seen.said)
    assert [line for line in seen.said if MISSING not in line] == []


def test_no_page_makes_third_party_requests_or_sets_cookies(seen: Seen, site_url: str) -> None:
    assert len(seen.asked) > 20
    foreign = {url for url in seen.asked if not url.startswith((site_url, "data:", "blob:"))}
    assert foreign == set()
    assert seen.cookies == []


def test_no_file_loads_anything_from_elsewhere(edition: Path) -> None:
    found = []
    for path in (edition / "site").rglob("*"):
        if path.suffix == ".html":
            found += [(path.name, match[0]) for match in LOADS_RE.finditer(path.read_text())]
        elif path.suffix == ".css":
            found += [(path.name, match[0]) for match in STYLE_LOADS_RE.finditer(path.read_text())]
    assert found == []
