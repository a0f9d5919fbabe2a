"""`muniment serve` and `mkdocs serve`: saved changes appear in the browser."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.publication import new_publication

TIMEOUT = 120
"""Seconds allowed for a build or a start of the server."""
COMMANDS = {
    "muniment": ["-m", "builders", "serve", "--port", "{port}"],
    "mkdocs": ["-m", "mkdocs", "serve", "--dev-addr", "127.0.0.1:{port}"],
}


def free_port() -> int:
    """A free port below 32768, where systems assign none by themselves."""
    while True:
        port = random.randrange(20_000, 32_000)  # noqa: S311  # no secret
        with socket.socket() as taken, suppress(OSError):
            taken.bind(("127.0.0.1", port))
            return port


@contextmanager
def served(root: Path, command: str) -> Iterator[str]:
    """Run the server; yields the address of the publication."""
    port = free_port()
    arguments = [part.format(port=port) for part in COMMANDS[command]]
    log = (root.parent / "serve.log").open("w")
    process = subprocess.Popen(  # noqa: S603  # a fixed command of the test
        [sys.executable, *arguments], cwd=root, stdout=log, stderr=subprocess.STDOUT
    )
    try:
        until = time.monotonic() + TIMEOUT
        while time.monotonic() < until:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (root.parent / "serve.log").read_text()
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/muniment/"
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def wait_for(words: str, log: Path) -> None:
    """Wait until the server has logged these words."""
    until = time.monotonic() + TIMEOUT
    while words not in log.read_text() and time.monotonic() < until:
        time.sleep(0.2)
    assert words in log.read_text()


EDITS = {
    "source": ("site_src/sources/text/first.txt", "one paragraph", "one short paragraph"),
    "sidecar": ("site_src/sources/text/first.yml", None, "title: The source renamed\n"),
}
SEEN = {"source": "one short paragraph", "sidecar": "The source renamed"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_saved_file_appears_without_reloading_by_hand(
    command: str, tmp_path: Path, page: Page
) -> None:
    root = new_publication(tmp_path / "publication")
    with served(root, command) as url:
        page.goto(url + "sources/first/")
        expect(page.locator("body")).to_contain_text("It has one paragraph.")
        for name, (path, old, new) in EDITS.items():
            file = root / path
            file.write_text(file.read_text().replace(old, new) if old else new)
            expect(page.locator("main")).to_contain_text(SEEN[name], timeout=1000 * TIMEOUT)


def test_a_mistake_is_reported_and_the_last_good_page_stays(tmp_path: Path, page: Page) -> None:
    root = new_publication(tmp_path / "publication")
    with served(root, "muniment") as url:
        page.goto(url + "sources/first/")
        sidecar = root / "site_src/sources/text/first.yml"
        sidecar.write_text("titel: x\n")
        log = root.parent / "serve.log"
        wait_for("unknown key `titel`", log)
        # Now errors reported by MkDocs and by the disk.
        sidecar.unlink()
        method = root / "site_src/pages/method.md"
        method.write_text("# Method\n\n[Nowhere](nowhere.pdf)\n")
        wait_for("contains a link 'nowhere.pdf'", log)
        method.write_text("# Method\n\nNone.\n")
        sidecar.mkdir()
        wait_for("[disk]", log)
        sidecar.rmdir()
        assert "Traceback" not in log.read_text()
        # A new tab, since the first may be about to reload.
        other = page.context.new_page()
        other.goto(url + "sources/first/")
        expect(other.locator("body")).to_contain_text("It has one paragraph.")
        sidecar.write_text("title: The source renamed\n")
        expect(page.locator("main")).to_contain_text("The source renamed", timeout=1000 * TIMEOUT)
