"""Every page says what it may load and run, and nothing in it needs more than that."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page

from tests.browser.kinds import MISSING, of_each_kind

POLICY_RE = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
# What a policy without `unsafe-inline` forbids: <p style="..">, <a onclick="..">, <style>, <script>.
INLINE_RE = re.compile(
    r"<[a-z][^>]*\s(?:style|on[a-z]+)=|<style|<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)"
)


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


def test_no_page_breaks_it(edition: Path, site_url: str, page: Page) -> None:
    said: list[str] = []

    def keep(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(f"{page.url} {message.text}")

    page.on("console", keep)
    names = of_each_kind(edition)
    assert len(names) > 20
    for name in names:
        page.goto(site_url + name, wait_until="networkidle")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
    # The browser itself says that a page is not there.
    assert [line for line in said if MISSING not in line] == []
