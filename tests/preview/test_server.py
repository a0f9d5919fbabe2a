"""`muniment serve`: the last build is served at once, what was saved since as soon as it is made."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.preview import server
from builders.preview.page_server import STATE
from builders.preview.saved_state import State, state_of
from builders.preview.session import Session
from builders.problems import Problem
from builders.storage.store import FOLDER
from tests.bench.served import read, serving, wait_until
from tests.publication import new_publication

PATIENCE = 60
"""Seconds for a small site."""
SIDECAR = "site_src/sources/text/first.yml"


class Serving:
    """A server in a thread of its own, which reads the publication only when it is allowed to."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.said: list[str] = []
        self.problems: list[Problem] = []
        self.may_read = threading.Event()
        self.stopped = threading.Event()
        may_read, stopped = self.may_read, self.stopped

        class Waiting(Session):
            def __init__(self, *arguments: object) -> None:
                assert may_read.wait(PATIENCE)
                super().__init__(*arguments)  # type: ignore[arg-type]  # as they were given

        def stamped(root: Path) -> State:
            if stopped.is_set():
                raise KeyboardInterrupt
            return state_of(root)

        monkeypatch.setattr(server, "Session", Waiting)
        monkeypatch.setattr(server, "state_of", stamped)
        self.thread = threading.Thread(target=self._serve, args=(root,))

    def _serve(self, root: Path) -> None:
        told: Callable[[Iterable[Problem]], None] = self.problems.extend
        server.serve(root, "127.0.0.1", 0, told, self.said.append, open_browser=False)

    @property
    def url(self) -> str:
        """The address, as soon as it is announced."""
        wait_until(lambda: bool(self.said))
        [url] = [word.strip(",") for word in self.said[0].split() if "://" in word]
        return url

    def read(self, path: str) -> str:
        """The answer at that path."""
        return read(self.url + path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return new_publication(tmp_path / "publication")


@pytest.fixture
def served(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    found = Serving(root, monkeypatch)
    yield found
    found.stopped.set()
    found.may_read.set()
    found.thread.join(PATIENCE)
    assert not found.thread.is_alive()
    assert [*(root / FOLDER).glob(".preview*")] == []


def build(root: Path) -> None:
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output


def test_the_last_build_is_served_while_the_publication_is_read(
    root: Path, served: Serving
) -> None:
    sidecar = root / SIDECAR
    sidecar.write_text("title: The first title\n")
    build(root)
    sidecar.write_text("title: The second title\n")
    served.thread.start()
    assert "The first title" in served.read("sources/first/")
    shown = served.read("").split('data-shown="')[1].split('"')[0]
    assert "last build" in served.said[0]
    # An edit saved during reading is shown in the end, and an open page is told of it.
    served.may_read.set()
    sidecar.write_text("title: The third title\n")
    assert read(f"{served.url.rsplit('/', 2)[0]}{STATE}?{shown}") != shown
    wait_until(lambda: "The third title" in served.read("sources/first/"))
    wait_until(lambda: "The third title" in served.read("sources/"))
    assert not served.problems


def test_after_a_mistake_at_the_start_the_last_build_is_served(root: Path, served: Serving) -> None:
    build(root)
    sidecar = root / SIDECAR
    sidecar.write_text("titel: A title\n")
    served.may_read.set()
    served.thread.start()
    wait_until(lambda: bool(served.problems))
    assert "titel" in str(served.problems)
    assert "one paragraph" in served.read("sources/first/")
    sidecar.write_text("title: A title\n")
    wait_until(lambda: "A title" in served.read("sources/first/"))


def test_the_address_of_a_publication_may_have_escapes(root: Path, served: Serving) -> None:
    settings = root / "mkdocs.yml"
    old, new = "https://muniment.github.io/muniment/", "https://example.org/my%20%E6%A1%A3/a%23b"
    settings.write_text(settings.read_text().replace(old, new))
    served.may_read.set()
    served.thread.start()
    assert served.url.endswith("/my%20%E6%A1%A3/a%23b/")
    assert "one paragraph" in served.read("sources/first/")


def test_an_edited_page_is_served_before_what_depends_on_it_is_made(
    root: Path, served: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = threading.Event()
    finish: Callable[..., None] = vars(Session)["_finish"]

    def waiting(session: Session, *arguments: object) -> None:
        assert going_on.wait(PATIENCE)
        finish(session, *arguments)

    monkeypatch.setattr(Session, "_finish", waiting)
    served.may_read.set()
    served.thread.start()
    assert "first" in served.read("sources/")
    (root / SIDECAR).write_text("title: Another title\n")
    wait_until(lambda: "Another title" in served.read("sources/first/"))
    assert "Another title" not in served.read("sources/")
    going_on.set()
    wait_until(lambda: "Another title" in served.read("sources/"))


def test_a_stopped_server_leaves_nothing_behind(root: Path) -> None:
    with serving(root) as served:
        assert "first" in read(f"{served.address}sources/")
        assert [*(root / FOLDER).glob(".preview*")]
    assert [*(root / FOLDER).glob(".preview*")] == []
