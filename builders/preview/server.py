"""The publication served from this machine, brought up to date and reloaded when something is saved."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from builders.inputs.settings import read_settings
from builders.preview.page_server import PageServer
from builders.preview.session import OutOfDateError, Session, State, state_of
from builders.problems import Problem, ProblemsFound, of_disk
from builders.storage.memory import Memory
from builders.storage.places import workplace
from builders.storage.store import FOLDER
from builders.storage.unchanged import last_site

POLLED = 0.1
"""Seconds between two looks at what is watched, of which nobody waits for more than a few."""
SETTLED = 0.05
"""Seconds without anything saved, after which it is looked at: many files may be saved at once."""
LOOKING = 4
"""So many times as long as a look takes it is waited for the next, where that is longer."""

Report = Callable[[Iterable[Problem]], None]
Say = Callable[[str], None]


def serve(  # noqa: PLR0913  # what is served, where, and who is told of what
    root: Path, host: str, port: int, report: Report, say: Say, *, open_browser: bool
) -> None:
    """Serves until it is interrupted: the site of the last build at once, until a new one stands.

    MkDocs' own server answers no request while something is made or while there is a mistake.
    This one tells of the mistake and goes on showing the last good pages.

    Raises:
        ProblemsFound: there is no site yet, and the publication cannot be built.
        OSError: nothing can be served at that address.
    """
    settings = read_settings(root)[0]
    below = urlsplit(settings.url or "/").path.rstrip("/") + "/"
    # Where collections are sites of their own, the last build's are parts of what is shown here.
    last = None if settings.collections else last_site(root)
    # On the disk that has room for it; what a preview that was killed has left is cleared away.
    with closing(workplace(root / FOLDER / "preview")) as work:
        site = work.folder / "site"
        with PageServer(host, port, below, last or site) as server:
            try:
                if last:
                    server.start()
                    say(f"Serving the last build on {server.url}, while all that is new is read")
                    _opened(server, open_browser)
                session = _begun(root, site, server.url, report if last else None)
                report(session.problems)
                server.folder = site
                server.changed()
                if last:
                    say("Up to date: pages that are open are loaded again")
                else:
                    server.start()
                    say(f"Serving on {server.url}")
                    _opened(server, open_browser)
                _follow(root, session, server, report, say)
            except KeyboardInterrupt:
                return


def _opened(server: PageServer, wanted: bool) -> None:  # noqa: FBT001  # one option, handed on
    if wanted:
        webbrowser.open(server.url)


def _begun(root: Path, site: Path, url: str, report: Report | None) -> Session:
    """A session; where somebody is told of mistakes, when these are mended.

    Raises:
        ProblemsFound: the publication cannot be built, and nobody is told.
    """
    memory = Memory()
    while True:
        saved = state_of(root)
        try:
            return Session(root, site, url, memory)
        except ProblemsFound as found:
            problems = list(found.problems)
        except OSError as error:
            problems = [of_disk(error)]
        if report is None:
            raise ProblemsFound(problems)
        report(problems)
        _wait(root, saved)


def _follow(root: Path, session: Session, server: PageServer, report: Report, say: Say) -> NoReturn:
    """What is saved is shown, for ever."""
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
            report([of_disk(error)])
            more = False
        else:
            server.changed()
            if not more:
                report(session.problems)
                say("Up to date: pages that are open are loaded again")


def _wait(root: Path, known: State) -> None:
    """Until something else is saved than what is known, and for a moment no more."""
    now = known
    while now == known:
        begun = time.perf_counter()
        now = state_of(root)
        if now == known:
            time.sleep(max(POLLED, LOOKING * (time.perf_counter() - begun)))
    while True:
        time.sleep(SETTLED)
        before, now = now, state_of(root)
        if now == before:
            return
