"""`muniment serve`: the publication served from this machine, updated when something is saved."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote, urlsplit

from builders.inputs.settings import read_settings
from builders.preview.page_server import PageServer
from builders.preview.saved_state import State, state_of
from builders.preview.session import OutOfDateError, Session
from builders.problems import Problem, ProblemsFound, disk_problem
from builders.storage.memory import Memory
from builders.storage.replacing import workplace
from builders.storage.store import FOLDER
from builders.storage.unchanged import last_site

POLL_INTERVAL = 0.1
"""Seconds between two looks at the watched files."""
SETTLE_TIME = 0.05
"""Seconds without a change before an update begins: many files may be saved at once."""
PAUSE_PER_LOOK = 4
"""The least pause between two looks at the files, as a multiple of the time that a look takes."""

Report = Callable[[Iterable[Problem]], None]
Say = Callable[[str], None]


def serve(  # noqa: PLR0913  # what is served, where, and who is told of what
    root: Path, host: str, port: int, report: Report, say: Say, *, open_browser: bool
) -> None:
    """Serve until interrupted: at first the site of the last build, until a new one is ready.

    MkDocs's own server answers no request while something is built or contains an error. This one
    reports the error and goes on serving the last good pages.

    Raises:
        ProblemsFound: there is no site yet, and the publication cannot be built.
        OSError: the address cannot be served.
    """
    settings = read_settings(root)[0]
    below = unquote(urlsplit(settings.url or "/").path).rstrip("/") + "/"
    # If collections are sites of their own, the last build's main site is only a part of the tree
    # that a preview shows.
    last = None if settings.collections else last_site(root)
    # In the cache, whose disk has room for it; this also clears away what a killed preview left.
    with closing(workplace(root / FOLDER / "preview")) as work:
        site = work.folder / "site"
        with PageServer(host, port, below, last or site) as server:
            try:
                if last:
                    server.start()
                    say(f"Serving the last build on {server.url} while changes are read")
                    _open_browser(server, open_browser)
                session = _start_session(root, site, server.url, report if last else None)
                report(session.problems)
                server.folder = site
                server.changed()
                if last:
                    say("Up to date: open pages are reloaded")
                else:
                    server.start()
                    say(f"Serving on {server.url}")
                    _open_browser(server, open_browser)
                _follow(root, session, server, report, say)
            except KeyboardInterrupt:
                return


def _open_browser(server: PageServer, wanted: bool) -> None:  # noqa: FBT001  # one option, handed on
    if wanted:
        webbrowser.open(server.url)


def _start_session(root: Path, site: Path, url: str, report: Report | None) -> Session:
    """A new session; if there is a `report`, errors are reported there until they are corrected.

    Raises:
        ProblemsFound: the publication cannot be built, and there is no `report`.
    """
    memory = Memory()
    while True:
        saved = state_of(root)
        try:
            return Session(root, site, url, memory)
        except ProblemsFound as found:
            problems = list(found.problems)
        except OSError as error:
            problems = [disk_problem(error)]
        if report is None:
            raise ProblemsFound(problems)
        report(problems)
        _wait(root, saved)


def _follow(root: Path, session: Session, server: PageServer, report: Report, say: Say) -> NoReturn:
    """Update the site whenever something is saved, for ever."""
    more = False
    while True:
        if not more:
            _wait(root, session.saved)
            say("Something was saved")
        try:
            more = session.update()
        except OutOfDateError:
            more = True
            continue
        except ProblemsFound as found:
            report(found.problems)
            more = False
        except OSError as error:
            report([disk_problem(error)])
            more = False
        else:
            server.changed()
            if not more:
                report(session.problems)
                say("Up to date: open pages are reloaded")


def _wait(root: Path, known: State) -> None:
    """Wait until the state differs from the known one and has then been stable for a moment."""
    now = known
    while now == known:
        begun = time.perf_counter()
        now = state_of(root)
        if now == known:
            time.sleep(max(POLL_INTERVAL, PAUSE_PER_LOOK * (time.perf_counter() - begun)))
    while True:
        time.sleep(SETTLE_TIME)
        before, now = now, state_of(root)
        if now == before:
            return
