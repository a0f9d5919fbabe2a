"""External links: listed without a request, requested on demand, and remembered."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import external_links
from builders.cli import main
from tests.publication import digests, new_publication

REQUESTS: list[str] = []


class RequestHandler(BaseHTTPRequestHandler):
    """A server that answers `/404` with 404, and `/no-head` only to GET."""

    def do_HEAD(self) -> None:  # the name that http.server calls
        """Answer 405 for `/no-head`."""
        self.answer(405 if self.path == "/no-head" else 200)

    def do_GET(self) -> None:  # the name that http.server calls
        """Answer 200 for `/no-head` too."""
        self.answer(200)

    def answer(self, code: int) -> None:
        """Answer with the number in the path, or else with the code."""
        REQUESTS.append(f"{self.command} {self.path}")
        self.send_response(int(self.path[1:]) if self.path[1:].isdigit() else code)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    REQUESTS.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), RequestHandler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture
def project(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(external_links.request_all, "__defaults__", (0.0, 5.0))
    root = new_publication(tmp_path)
    pages = root / "site"
    pages.mkdir()
    links = "".join(
        f'<p><a class="x" href="{server}/{name}#part">x</a>' for name in ("here", "no-head", "404")
    )
    (pages / "index.html").write_text(f'{links}<a href="other/">y</a><link href="{server}/no">')
    (pages / "other.html").write_text(f'<a href="{server}/here?a=1&amp;b=2">z</a>')
    return root


def run(root: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["links", "--project", str(root), *options])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_links_are_listed_without_a_request(project: Path, server: str) -> None:
    before = digests(project)
    code, said = run(project)
    assert code == 0
    assert said.splitlines() == [
        f"never       {server}/404  (index.html)",
        f"never       {server}/here  (index.html)",
        f"never       {server}/here?a=1&b=2  (other.html)",
        f"never       {server}/no-head  (index.html)",
    ]
    assert not REQUESTS
    assert digests(project) == before


def test_a_missing_page_is_reported_with_the_day_it_was_last_seen(
    project: Path, server: str
) -> None:
    kept = project / external_links.FILE
    kept.write_text(f"# Ours.\n{server}/404:\n  seen: '2020-01-02' # by hand\n")
    code, said = run(project, "--check")
    today = datetime.now(UTC).date().isoformat()
    assert code == 1
    assert f"2020-01-02  {server}/404 [404]  (index.html)" in said
    assert f"{today}  {server}/no-head  (index.html)" in said
    assert "3 of 4 are there" in said
    assert sorted(REQUESTS) == sorted(
        [
            "HEAD /404",
            "GET /404",
            "HEAD /here",
            "HEAD /here?a=1&b=2",
            "HEAD /no-head",
            "GET /no-head",
        ]
    )
    text = kept.read_text()
    assert "# Ours." in text
    assert "# by hand" in text
    assert [path.name for path in kept.parent.glob(".writing-*")] == []
    assert run(project)[1].count(today) == 3


def test_a_link_that_is_no_address_is_broken() -> None:
    (_, answer), *_ = external_links.request_all(["http://[2001:db8::1/x"], seconds=5)
    assert answer == "Invalid IPv6 URL"


def test_a_link_to_an_unreachable_host_is_broken() -> None:
    (_, answer), *_ = external_links.request_all(["http://127.0.0.1:9/x"], seconds=5)
    assert not external_links.is_there(answer)
    assert "refused" in answer


def test_answers_are_saved_in_batches_and_when_stopped(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[list[str]] = []
    save = external_links.save_answers

    def counted(root: Path, answers: Mapping[str, str], today: str) -> None:
        saved.append(list(answers))
        save(root, answers, today)

    def stopped() -> Iterator[tuple[str, str]]:
        for name in "abcde":
            yield name, "200"
        raise KeyboardInterrupt

    monkeypatch.setattr(external_links, "BATCH", 2)
    monkeypatch.setattr(external_links, "save_answers", counted)
    with pytest.raises(KeyboardInterrupt):
        list(external_links.saved_in_batches(project, stopped(), "2026-01-02"))
    assert saved == [["a", "b"], ["c", "d"], ["e"]]
    assert list(external_links.read_answers(project)) == list("abcde")


def test_a_links_file_of_another_form_is_left_alone(project: Path) -> None:
    (project / external_links.FILE).write_text("- a list\n")
    code, said = run(project, "--check")
    assert code == 1
    assert "site_src/links.yml: error:" in said
    assert not REQUESTS
