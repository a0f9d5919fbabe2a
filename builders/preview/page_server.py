"""An HTTP server for a folder of pages, which can make pages that are open reload.

MkDocs's own server answers no request while something is being built. In a preview files are
replaced atomically, one by one, so that this server can always answer.
"""

from __future__ import annotations

import io
import mimetypes
import os
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

OWN_PATHS = "/.muniment/"
"""The path below which the server has what is not part of the publication."""
SCRIPT = f"{OWN_PATHS}reload.js"
STATE = f"{OWN_PATHS}state"
LONGEST_WAIT = 25.0
"""Seconds after which a request that waits for a change is answered anyway; the page asks again."""
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
"""Media types by file extension that some systems have configured otherwise."""


class PageServer(ThreadingHTTPServer):
    """A server of pages and the files they load. A context manager: at its end the server stops."""

    daemon_threads = True

    def __init__(self, host: str, port: int, below: str, folder: Path) -> None:
        """Bind the address; no request is answered before `start`.

        Args:
            host: The host name or IP address to bind.
            port: The port to bind.
            below: The path of the home page, not percent-encoded; it begins and ends with a slash.
            folder: Where the pages are; another folder may be set at any time.

        Raises:
            OSError: the address cannot be bound.
        """
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler, bind_and_activate=False)
        self.below = below
        self.folder = folder
        self._news = threading.Condition()
        # Differs from the states of earlier servers, so that pages still open from one reload.
        self._shown = time.time_ns()
        self._thread = threading.Thread(target=partial(self.serve_forever, 0.1), daemon=True)
        try:
            self.server_bind()
        except BaseException:  # an interrupt too must not leave the socket open
            self.server_close()
            raise

    @property
    def url(self) -> str:
        """The address of the home page."""
        host, port = self.server_address[:2]
        name = f"[{host!s}]" if self.address_family == socket.AF_INET6 else host
        return f"http://{name!s}:{port}{quote(self.below)}"

    def start(self) -> None:
        """Begin to answer requests.

        Raises:
            OSError: another process has begun to listen at the address meanwhile.
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
        """Report an error, except that a client has closed its connection."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as it was given

    def changed(self) -> None:
        """Make all open pages reload."""
        with self._news:
            self._shown += 1
            self._news.notify_all()

    @property
    def shown(self) -> str:
        """An identifier of the present state of the pages."""
        return str(self._shown)

    def next_after(self, known: str) -> str:
        """The state's identifier as soon as it has changed, or after `LONGEST_WAIT` seconds."""
        with self._news:
            self._news.wait_for(lambda: self.shown != known, LONGEST_WAIT)
            return self.shown


class _Handler(SimpleHTTPRequestHandler):
    """Answers one request."""

    server: PageServer

    def send_head(self) -> BinaryIO:
        """The body of the answer; its head has been sent."""
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
        # Read before the file, so that a page whose file is replaced just now reloads.
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
                return self._given(_with_reload_script(file.read_bytes(), shown), kind)
            # Not read into memory, for the file may be large.
            body = file.open("rb")
            # Of the open file: another one may have taken its place.
            return self._headed(body, kind, os.fstat(body.fileno()).st_size)
        except (OSError, ValueError):  # there is no such file, or no such name
            return self._not_there()

    def guess_type(self, path: str) -> str:  # type: ignore[override]  # of a text, as we ask
        """The media type, by the file's extension."""
        suffix = Path(path).suffix.lower()
        return TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named by the library
        """Log nothing: whoever uses a preview knows which pages were opened."""

    def _given(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> BinaryIO:
        return self._headed(io.BytesIO(data), kind, len(data), status)

    def _headed(
        self, body: BinaryIO, kind: str, length: int, status: HTTPStatus = HTTPStatus.OK
    ) -> BinaryIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        # The file may be replaced at any moment.
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
        """The answer for a missing page, with the publication's own 404 page if it has one."""
        status = HTTPStatus.NOT_FOUND
        page = self.server.folder / f"{status.value}.html"
        shown = self.server.shown
        if not page.is_file():
            return self._given(status.phrase.encode(), "text/plain", status)
        return self._given(_with_reload_script(page.read_bytes(), shown), HTML, status)


def _with_reload_script(page: bytes, shown: str) -> bytes:
    """The page with a script that reloads it as soon as the state is another one."""
    head, end, rest = page.rpartition(b"</body>")
    if not end:
        head, rest = page, b""
    script = f'<script src="{SCRIPT}" data-shown="{shown}"></script>'
    return b"".join((head, script.encode(), end, rest))
