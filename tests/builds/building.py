"""A build in a process of its own, which can be killed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import PROJECT

PROGRAM = """
import sys
from builders import entries
from builders.processes import workers
if sys.argv.pop(1) == "several":
    entries.FEW = workers.FEW = 0
from builders.cli import main
main()
"""
"""The program; with `several`, processes share the work even if there is little of it."""
SOURCE = "site_src/sources/text/first.txt"


def build_command(root: Path, *options: str, several: bool = False) -> list[str]:
    """The command that builds the project."""
    how = "several" if several else "one"
    return [sys.executable, "-c", PROGRAM, how, "build", "--project", str(root), *options]


def start_build(
    root: Path, *, several: bool = False, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """A running build, in a session of its own as on a terminal."""
    return subprocess.Popen(  # noqa: S603  # our own command
        build_command(root, several=several),
        cwd=PROJECT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def run_build(root: Path, *, several: bool = False) -> str:
    """The output of a build that succeeds."""
    process = start_build(root, several=several)
    said, _ = process.communicate()
    assert process.returncode == 0, said
    return said


def set_source_text(root: Path, words: str) -> None:
    """Give the source another text."""
    (root / SOURCE).write_text(f"The first source\n\nIt says {words}.\n")


def file_states(folder: Path) -> dict[str, str]:
    """Mode and digest of every file by its path, except the manifest, which records times."""
    return {
        path.relative_to(folder).as_posix(): (
            f"{path.stat().st_mode:o} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".muniment.json"
    }


def leftover_folders(root: Path) -> list[str]:
    """The working folders that builds should have removed."""
    return sorted(path.name for path in root.glob(".*.building"))


def running_processes(session: int) -> list[str]:
    """The processes of a session that are still running."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(folder.name)
    return found
