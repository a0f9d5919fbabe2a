"""The publication served from this machine, brought up to date and reloaded when something is saved."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from builders.inputs.settings import read_settings
from builders.preview.session import WATCHED, OutOfDateError, Session
from builders.problems import Problem, ProblemsFound, of_disk

POLLED = 0.1
"""Seconds between two looks at what is watched."""

Report = Callable[[Iterable[Problem]], None]


def serve(root: Path, host: str, port: int, report: Report, *, open_browser: bool) -> None:
    """Serves until it is interrupted.

    MkDocs' own server answers no request while there is a mistake. This one tells of the
    mistake and goes on showing the last good pages.

    Raises:
        ProblemsFound: the publication cannot be built at the start.
        OSError: nothing can be served at that address.
    """
    with tempfile.TemporaryDirectory(prefix="muniment-") as folder:
        site = Path(folder) / "site"
        again = Path(folder) / "again"
        again.touch()
        below = urlsplit(read_settings(root)[0].url or "/").path or "/"
        session = Session(root, site, f"http://{host}:{port}{below}")
        report(session.problems)

        def rebuild() -> None:
            try:
                if session.update():
                    # It is watched: the browser reloads, and then comes the rest.
                    again.write_bytes(b"")
                else:
                    report(session.problems)
            except ProblemsFound as found:
                report(found.problems)
            except OutOfDateError:
                again.write_bytes(b"")
            except OSError as error:
                report([of_disk(error)])

        server = LiveReloadServer(
            rebuild, host, port, root=str(site), mount_path=below, polling_interval=POLLED
        )
        server.error_handler = lambda code: _error_page(site, code)
        server.watch(str(again))
        for name in WATCHED:
            if (root / name).exists():
                server.watch(str(root / name))
        try:
            server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]  # not typed there
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


def _error_page(site: Path, code: int) -> bytes | None:
    """The publication's own page for what is not there."""
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
