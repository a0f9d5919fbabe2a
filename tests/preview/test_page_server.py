"""The answers of the preview's server."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from builders.preview.page_server import SCRIPT, STATE, PageServer
from builders.storage.replacing import write_atomically

PAGE = "<html><body><p>Words.</p></body></html>"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PageServer]:
    site = tmp_path / "site"
    for path, text in {
        "index.html": PAGE,
        "first/index.html": PAGE.replace("Words", "The first"),
        "404.html": PAGE.replace("Words", "Nothing is here"),
        "data/a b.json": "{}",
        "of-ours.js": "1;",
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(path if path.endswith(".txt") else text)
    (tmp_path / "secret.html").write_text("A secret.")
    with PageServer("127.0.0.1", 0, "/edition/", site) as serving:
        serving.start()
        yield serving


def answer(server: PageServer, path: str) -> tuple[int, str, str]:
    """The status of the answer, its target or media type, and its text."""
    asked = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
    asked.request("GET", path)
    found = asked.getresponse()
    text = found.read().decode()
    asked.close()
    return found.status, found.headers["Location"] or found.headers["Content-Type"], text


ANSWERS = {
    "/": (302, "/edition/", ""),
    "/edition": (302, "/edition/", ""),
    "/edition/first": (302, "/edition/first/", ""),
    "/edition/?q=words": (200, "text/html", "Words."),
    "/edition/first/": (200, "text/html", "The first."),
    "/edition/first/index.html": (200, "text/html", "The first."),
    "/edition/data/a%20b.json": (200, "application/json", "{}"),
    "/edition/of-ours.js": (200, "text/javascript", "1;"),
    "/edition/index.html/": (404, "text/html", "Nothing is here."),
    "/edition/no%00name": (404, "text/html", "Nothing is here."),
    "/edition/data/": (404, "text/html", "Nothing is here."),
    "/edition/second/": (404, "text/html", "Nothing is here."),
    "/elsewhere/": (404, "text/html", "Nothing is here."),
    "/edition/../secret.html": (404, "text/html", "Nothing is here."),
    "/edition/%2e%2e/secret.html": (404, "text/html", "Nothing is here."),
    SCRIPT: (200, "text/javascript", "location.reload()"),
}


@pytest.mark.parametrize("path", ANSWERS)
def test_only_addresses_below_the_first_page_are_answered(server: PageServer, path: str) -> None:
    status, what, words = ANSWERS[path]
    found = answer(server, path)
    assert found[:2] == (status, what)
    assert words in found[2]


def test_a_file_that_is_replaced_while_it_is_opened_comes_as_a_whole(
    server: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = server.folder / "of-ours.js"
    open_first = Path.open

    def replaced_when_open(path: Path, mode: str) -> IO[Any]:
        file = open_first(path, mode)
        if path == script:
            write_atomically(path, b"const replaced = 1;")
        return file

    monkeypatch.setattr(Path, "open", replaced_when_open)
    assert answer(server, "/edition/of-ours.js")[2] == "1;"


def test_pages_load_a_script_that_the_sites_policy_allows(server: PageServer) -> None:
    text = answer(server, "/edition/")[2]
    assert f'<script src="{SCRIPT}" data-shown="{server.shown}"></script></body></html>' in text
    assert "script" not in answer(server, "/edition/data/a%20b.json")[2]


def test_an_open_page_is_told_when_another_state_is_shown(server: PageServer) -> None:
    known = server.shown
    heard: list[str] = []

    def ask() -> None:
        heard.append(answer(server, f"{STATE}?{known}")[2])

    waiting = threading.Thread(target=ask)
    waiting.start()
    waiting.join(0.3)
    assert not heard
    server.changed()
    waiting.join(20)
    assert heard == [server.shown]
    assert known != server.shown
    # A late request is answered at once.
    ask()
    assert heard[1] == server.shown


def test_another_folder_can_replace_the_one_that_is_served(
    server: PageServer, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/index.html").write_text("Others.")
    server.folder = tmp_path / "other"
    assert answer(server, "/edition/")[2].startswith("Others.")
    assert answer(server, "/edition/first/")[:2] == (404, "text/plain")


def test_an_address_in_use_is_an_error_at_once(server: PageServer, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        PageServer("127.0.0.1", server.server_address[1], "/", tmp_path)
