"""A folder of pages, served on this machine; a page that is open is loaded again when it is told to.

MkDocs' own server answers nothing while something is being made. Files of a preview take each
other's place one by one, whole, so that this one always answers.
"""

from __future__ import annotations

import io
import mimetypes
import socket
import sys
import threading
import time
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO, Self
from urllib.parse import quote, unquote, urlsplit

OURS = "/.muniment/"
"""Below it lies what is no part of the publication."""
SCRIPT = f"{OURS}reload.js"
STATE = f"{OURS}state"
LONGEST = 25.0
"""Seconds after which a page that waits for news is told that there is none, and asks again."""
RELOAD = b"""\
(function () {
  "use strict";
  var shown = document.currentScript.dataset.shown;
  var asked = null;
  function ask() {
    if (asked || document.visibilityState !== "visible") return;
    asked = new AbortController();
    fetch("%s?" + shown, { signal: asked.signal })
      .then(function (answer) { return answer.text(); })
      .then(function (now) {
        asked = null;
        if (now === shown) ask();
        else location.reload();
      })
      .catch(function () {
        asked = null;
        setTimeout(ask, 1000);
      });
  }
  // Browsers ask one server few things at once: a page that nobody sees is to leave it alone.
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "visible") ask();
    else if (asked) asked.abort();
  });
  addEventListener("load", ask);
})();
""" % STATE.encode()
HTML = "text/html"
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json"}
"""Of which some systems say otherwise."""


class PageServer(ThreadingHTTPServer):
    """Pages and what they load. A context: at its end nobody is answered any more."""

    daemon_threads = True

    def __init__(self, host: str, port: int, below: str, folder: Path) -> None:
        """Take the address; nobody is answered before `start`.

        Args:
            host: Its name or its number.
            port: One that is free.
            below: The path of the first page, which begins and ends with a slash.
            folder: Where the pages are; another one may be set at any time.

        Raises:
            OSError: nothing can be served there.
        """
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler, bind_and_activate=False)
        self.below = below
        self.folder = folder
        self._news = threading.Condition()
        # No page that was open before is taken for one of this server's.
        self._shown = time.time_ns()
        self._thread = threading.Thread(target=partial(self.serve_forever, 0.1), daemon=True)
        try:
            self.server_bind()
        except BaseException:
            self.server_close()
            raise

    @property
    def url(self) -> str:
        """The address of the first page."""
        host, port = self.server_address[:2]
        name = f"[{host!s}]" if self.address_family == socket.AF_INET6 else host
        return f"http://{name!s}:{port}{quote(self.below)}"

    def start(self) -> None:
        """Whoever asks is answered.

        Raises:
            OSError: somebody else was faster.
        """
        self.server_activate()
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._thread.is_alive():
            self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing is told of those who did not wait for an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as it was given

    def changed(self) -> None:
        """All pages that are open are loaded again."""
        with self._news:
            self._shown += 1
            self._news.notify_all()

    @property
    def shown(self) -> str:
        """What tells this state of the pages from later ones."""
        return str(self._shown)

    def next_after(self, known: str) -> str:
        """The same as soon as it is another one; soon enough in any case."""
        with self._news:
            self._news.wait_for(lambda: self.shown != known, LONGEST)
            return self.shown


class _Handler(SimpleHTTPRequestHandler):
    """Answers one question."""

    server: PageServer

    def send_head(self) -> BinaryIO:
        """The answer's body, when its head is sent."""
        asked = urlsplit(self.path)
        if asked.path == SCRIPT:
            return self._given(RELOAD, TYPES[".js"])
        if asked.path == STATE:
            return self._given(self.server.next_after(asked.query).encode(), "text/plain")
        below, path = self.server.below, unquote(asked.path)
        if path.startswith(below):
            return self._of_publication(path)
        return self._elsewhere(below) if path in {"/", below[:-1]} else self._not_there()

    def _of_publication(self, path: str) -> BinaryIO:
        # What it was before is known: who has the page that was there before loads it again.
        shown = self.server.shown
        self.directory = str(self.server.folder)
        file = Path(self.translate_path(quote(f"/{path.removeprefix(self.server.below)}")))
        if file.is_dir():
            if not path.endswith("/"):
                return self._elsewhere(f"{path}/")
            file /= "index.html"
        elif path.endswith("/"):
            return self._not_there()
        kind = self.guess_type(str(file))
        try:
            if kind == HTML:
                return self._given(_reloading(file.read_bytes(), shown), kind)
            # It may be a large one, and is not held.
            return self._headed(file.open("rb"), kind, file.stat().st_size)
        except (OSError, ValueError):  # there is no such file, or no such name
            return self._not_there()

    def guess_type(self, path: str) -> str:  # type: ignore[override]  # of a text, as we ask
        """By the end of its name."""
        suffix = Path(path).suffix.lower()
        return TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named by the library
        """Nothing: who works on a publication knows what is looked at."""

    def _given(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> BinaryIO:
        return self._headed(io.BytesIO(data), kind, len(data), status)

    def _headed(
        self, body: BinaryIO, kind: str, length: int, status: HTTPStatus = HTTPStatus.OK
    ) -> BinaryIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        # It may be another one in a moment.
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return body

    def _elsewhere(self, path: str) -> BinaryIO:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(path))
        self.send_header("Content-Length", "0")
        self.end_headers()
        return io.BytesIO()

    def _not_there(self) -> BinaryIO:
        """The publication's own page for what is not there."""
        status = HTTPStatus.NOT_FOUND
        page = self.server.folder / f"{status.value}.html"
        shown = self.server.shown
        if not page.is_file():
            return self._given(status.phrase.encode(), "text/plain", status)
        return self._given(_reloading(page.read_bytes(), shown), HTML, status)


def _reloading(page: bytes, shown: str) -> bytes:
    """The page with a script that loads it again as soon as another state is shown."""
    head, end, rest = page.rpartition(b"</body>")
    if not end:
        head, rest = page, b""
    script = f'<script src="{SCRIPT}" data-shown="{shown}"></script>'
    return b"".join((head, script.encode(), end, rest))
