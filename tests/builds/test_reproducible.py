"""The same inputs make the same bytes: elsewhere, at another time, by somebody else, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.builds.building import build_command, file_states
from tests.conftest import PROJECT
from tests.publication import digests, new_publication

SITECUSTOMIZE = """
import datetime, os, socket, time

AHEAD = float(os.environ["AHEAD"])
_time, _time_ns, _localtime, _gmtime, _strftime = (
    time.time, time.time_ns, time.localtime, time.gmtime, time.strftime
)
time.time = lambda: _time() + AHEAD
time.time_ns = lambda: _time_ns() + int(AHEAD * 1e9)
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
time.strftime = lambda form, moment=None: _strftime(form, moment or time.localtime())


class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.timezone.utc).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return cls.now()


class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


datetime.datetime, datetime.date = Moment, Day


def refused(*_):
    raise RuntimeError("a build asked the network")


socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refused
socket.create_connection = refused
"""
"""Loaded by Python before all else: the clock is ahead, and there is no network."""


def build(
    root: Path,
    work: Path,
    env: Mapping[str, str],
    ahead: float = 0,
    *,
    several: bool = False,
) -> None:
    """Build the project in another environment, at another time, and without a network."""
    site = work / "site-packages"
    site.mkdir(parents=True, exist_ok=True)
    (site / "sitecustomize.py").write_text(SITECUSTOMIZE)
    done = subprocess.run(  # noqa: S603  # our own command
        build_command(root, "--again", several=several),
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(site), "AHEAD": str(ahead), **env},
        capture_output=True,
        check=False,
        text=True,
        umask=int(env.get("UMASK", "022"), 8),
    )
    assert done.returncode == 0, done.stdout + done.stderr


def output_files(root: Path) -> dict[str, str]:
    return {
        f"{name}/{uri}": state
        for name in ("docs", "site")
        for uri, state in file_states(root / name).items()
        if uri != ".gitignore"  # written by people
    }


def differing_files(first: dict[str, str], second: dict[str, str]) -> list[str]:
    return sorted(uri for uri in {*first, *second} if first.get(uri) != second.get(uri))


HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "HOME": "/", "UMASK": "022"}
THERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "20100116",
    "HOME": "/nonexistent",
    "USER": "nobody",
    "UMASK": "077",
}
CENTURY = 100 * 365.25 * 86400


ELSEWHERE = "a longer, other folder (déjà vu)"


def test_the_edition_is_the_same_bytes_elsewhere(edition: Path, tmp_path: Path) -> None:
    two = new_publication(tmp_path / ELSEWHERE / "two", edition=True)
    build(two, tmp_path, THERE, CENTURY / 4, several=True)
    first = output_files(edition)
    assert len(first) > 100
    assert differing_files(first, output_files(two)) == []


def test_the_same_inputs_make_the_same_bytes(tmp_path: Path) -> None:
    one = new_publication(tmp_path / "one")
    two = tmp_path / ELSEWHERE / "two"
    two.parent.mkdir()
    shutil.copytree(one, two)
    written = digests(one / "site_src")

    build(one, tmp_path, HERE)
    build(two, tmp_path, THERE, CENTURY / 4, several=True)

    first = output_files(one)
    assert len(first) > 100
    assert differing_files(first, output_files(two)) == []
    assert digests(one / "site_src") == written
    # The other way round, over the existing output: with a cache, at other times.
    build(one, tmp_path, THERE, CENTURY / 10, several=True)
    build(two, tmp_path, HERE)
    assert (
        differing_files(first, output_files(one)) == differing_files(first, output_files(two)) == []
    )


def test_the_simulated_time_and_the_missing_network_take_effect(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(SITECUSTOMIZE)
    program = "import datetime, socket, time; print(datetime.datetime.now().year, time.localtime().tm_year); socket.create_connection(('127.0.0.1', 1))"
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(tmp_path), "AHEAD": str(CENTURY)},
        capture_output=True,
        check=False,
        text=True,
    )
    first, second = done.stdout.split()
    assert first == second > "2100"
    assert "a build asked the network" in done.stderr


def test_no_file_names_the_machine_that_it_was_made_on(edition: Path) -> None:
    for path in (edition / "site").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert str(edition.parent).encode() not in data, path
            assert str(PROJECT).encode() + b"/" not in data, path
