"""What an editor waits for: from a sidecar's being saved to what `muniment serve` answers."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from builders.settings import read_settings
from tests.bench.corpus import identifier
from tests.conftest import PROJECT

LOOK = 0.01
"""Seconds between two looks."""
LONGEST = 7200
"""Seconds after which nobody waits any more."""
BEFORE, AFTER = "Document 0", "Document nought"
"""What the headnote of the first made document calls it, and what an editor makes of that."""


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """The address of the publication, served as an editor has it, once its site stands."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "builders", "serve", "--project", str(root)]
    below = (read_settings(root)[0].url or "/").split("/", 3)[3]
    server = subprocess.Popen(  # noqa: S603  # a fixed command
        [*command, "--port", str(port)],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}/{below}"
        until(lambda: bool(read(address)))
        yield address
    finally:
        server.terminate()
        server.wait()


def edit(root: Path, address: str) -> Iterator[tuple[str, float]]:
    """What was waited for after a headnote was changed, and for how many seconds."""
    name = identifier(0)
    [sidecar] = (root / "site_src/sources").glob(f"*/{name}.yml")
    text = sidecar.read_text(encoding="utf-8")
    page = f"{address}sources/{name.lower()}/"
    begun = time.perf_counter()
    sidecar.write_text(text.replace(BEFORE, AFTER), encoding="utf-8")
    until(lambda: AFTER in read(page))
    yield "an edit, until its page is served", time.perf_counter() - begun
    # What is made for other programs comes with all that is made from other sources.
    until(lambda: AFTER in read(f"{page}cite.ris"))
    yield "an edit, until all the rest is served", time.perf_counter() - begun


def read(address: str) -> str:
    """What stands there, or nothing where nobody answers."""
    try:
        with urlopen(address) as answer:  # noqa: S310  # our own address
            text: str = answer.read().decode()
    except (URLError, ConnectionError):
        return ""
    return text


def until(true: Callable[[], bool]) -> None:
    """Waits.

    Raises:
        TimeoutError: it has not become true.
    """
    end = time.perf_counter() + LONGEST
    while not true():
        if time.perf_counter() > end:
            raise TimeoutError
        time.sleep(LOOK)
