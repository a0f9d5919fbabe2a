"""The edition, served below a sub-path as when published, and a browser."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, executable

BELOW = "/muniment/"
"""The sub-path of the published site."""

expect.set_options(timeout=30_000)
"""Longer than the usual five seconds, for busy machines; conditions already met cost no time."""
PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
"""Files that a host sends compressed, if the browser accepts that."""


@cache
def packed(path: Path, _changed: int) -> bytes:
    """The compressed content of a file; its modification time is part of the cache key."""
    return gzip.compress(path.read_bytes(), 6)


class BelowHandler(SimpleHTTPRequestHandler):
    """A static file server like GitHub Pages, with the site below a sub-path."""

    def do_GET(self) -> None:
        """Send a file, compressed if its type gains from that."""
        path = Path(self.translate_path(self.path))
        if self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        if "gzip" not in self.headers.get("Accept-Encoding", "") or path.suffix not in PACKED:
            super().do_GET()
            return
        if not path.is_file():
            super().do_GET()
            return
        data = packed(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        # The browser drops its requests when it leaves a page.
        with suppress(ConnectionError):
            self.wfile.write(data)

    def translate_path(self, path: str) -> str:
        """The file for an address; addresses outside the sub-path have none."""
        if not path.startswith(BELOW):
            return str(Path(self.directory) / "no-such-file")
        return super().translate_path("/" + path.removeprefix(BELOW))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for missing addresses, as GitHub Pages does."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Log nothing, to keep the output of the tests clean."""


class KeptHandler(BelowHandler):
    """A server whose files the browser may cache for ten minutes, as from GitHub Pages."""

    def end_headers(self) -> None:
        """Add the header that allows caching."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


@contextmanager
def served(
    folder: Path, below: str = BELOW, handler: type[BelowHandler] = BelowHandler
) -> Iterator[str]:
    """Serve a site; yields its address, with a slash at the end."""
    handling = partial(handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handling) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{below}"
        server.shutdown()


@pytest.fixture(scope="session")
def site_url(edition: Path) -> Iterator[str]:
    """The address at which the edition is served, with a slash at the end."""
    with served(edition / "site") as url:
        yield url


@pytest.fixture(scope="session")
def kept_url(edition: Path) -> Iterator[str]:
    """The same address with caching, for tests that open many pages in one tab."""
    with served(edition / "site", handler=KeptHandler) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium. If there is none, tests are skipped, but never in CI."""
    path = executable()
    if path is None:
        message = "no Chromium found; `make test` installs one"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile that may use the clipboard."""
    fresh = browser.new_context(viewport={"width": 1400, "height": 900})
    fresh.grant_permissions(["clipboard-read", "clipboard-write"])
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab; an uncaught error in a script of the page fails the test."""
    tab = context.new_page()
    errors: list[str] = []
    # An exception raised in here would end the browser for all further tests.
    tab.on("pageerror", lambda error: errors.append(f"{tab.url}: {error.stack or error}"))
    yield tab
    assert errors == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as a browser test, and order the tests.

    In one process, browser tests come after all others, since they are slow. With several
    processes, which take a file at a time, they come first, so that all processes end at about the
    same time. Tests marked `alone` come last: little is then under way that they must wait for.
    """
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("browser")
    several = "PYTEST_XDIST_WORKER" in os.environ
    items.sort(key=lambda item: item.path.is_relative_to(here) != several)
    items.sort(key=lambda item: item.get_closest_marker("alone") is not None)
