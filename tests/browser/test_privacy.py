"""No page asks anything of a third party."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page


def test_no_page_makes_a_request_to_anybody_else(edition: Path, site_url: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in sorted((edition / "site").rglob("*.html")):
        name = path.relative_to(edition / "site").as_posix().removesuffix("index.html")
        page.goto(site_url + name, wait_until="networkidle")
    assert len(asked) > 20
    foreign = {url for url in asked if not url.startswith((site_url, "data:", "blob:"))}
    assert foreign == set()
    assert page.context.cookies() == []
