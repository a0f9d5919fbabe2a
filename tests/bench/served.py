"""How long an editor waits: from saving a sidecar until `muniment serve` shows the edit."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from builders.inputs.settings import read_settings
from tests.bench.corpus import identifier
from tests.conftest import PROJECT

UP_TO_DATE_RE = re.compile(r"\] (?:Serving on|Up to date)")
"""What the server prints once everything is up to date."""
INTERVAL = 0.01
"""Seconds between two attempts."""
TIMEOUT = 1800
"""Seconds after which waiting is given up."""
BEFORE, AFTER = "Document 0", "Document nought"
"""The words in the headnote of the first made document that an edit replaces, and the new ones."""
TITLE = "Document nought of all"
"""The title that an edit gives that document."""


class Served(NamedTuple):
    """A publication that is served and up to date."""

    address: str
    answered: float
    """Seconds until anything was served: the last build, if there was one."""
    fresh: float
    """Seconds until everything was up to date."""


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    """The publication served as for an editor, once it is up to date."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "builders", "serve", "--project", str(root)]
    below = (read_settings(root)[0].url or "/").split("/", 3)[3]
    begun = time.perf_counter()
    with subprocess.Popen(  # noqa: S603  # a fixed command
        [*command, "--port", str(port)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}/{below}"
            wait_until(lambda: bool(read(address)))
            answered = time.perf_counter() - begun
            said = iter(server.stdout or ())
            if not any(UP_TO_DATE_RE.search(line) for line in said):
                raise RuntimeError("the server has ended")
            yield Served(address, answered, time.perf_counter() - begun)
        finally:
            server.terminate()


def edit(root: Path, address: str) -> Iterator[tuple[str, float]]:
    """After an edit of words and one of a title: what was waited for, and for how many seconds.

    Words are in few files. A title is in every list, so that everything is made again.
    """
    sidecar = first_made_sidecar(root)
    name = sidecar.stem.lower()
    text = sidecar.read_text(encoding="utf-8")
    worded = text.replace(BEFORE, AFTER)
    titled = json.dumps({**json.loads(worded), "title": TITLE}, ensure_ascii=False)
    for what, written in (("words", worded), ("a title", titled)):
        wanted = TITLE if TITLE in written else AFTER
        page, index = f"{address}sources/{name}/", f"{address}search/index.js"
        # This file names the version of the index, which depends on everything that is searched.
        before = read(index)
        begun = time.perf_counter()
        sidecar.write_text(written, encoding="utf-8")
        for until_then, is_served in (
            ("its page", partial(_contains, page, wanted)),
            ("the source's files", partial(_contains, f"{page}cite.ris", wanted)),
            ("all the rest", partial(_differs, index, before)),
        ):
            wait_until(is_served)
            waited = time.perf_counter() - begun
            yield f"{what} edited, until {until_then} can be had", waited


def first_made_sidecar(root: Path) -> Path:
    """The sidecar of the first made document."""
    [sidecar] = (root / "site_src/sources").glob(f"*/{identifier(0)}.yml")
    return sidecar


def _contains(address: str, wanted: str) -> bool:
    return wanted in read(address)


def _differs(address: str, before: str) -> bool:
    return read(address) not in {"", before}


def read(address: str) -> str:
    """The text at the address, or an empty one if nobody answers."""
    try:
        with urlopen(address) as answer:  # noqa: S310  # our own address
            text: str = answer.read().decode()
    except (URLError, ConnectionError):
        return ""
    return text


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait until the condition is true.

    Raises:
        TimeoutError: It has not become true in `TIMEOUT` seconds.
    """
    end = time.perf_counter() + TIMEOUT
    while not condition():
        if time.perf_counter() > end:
            raise TimeoutError
        time.sleep(INTERVAL)
