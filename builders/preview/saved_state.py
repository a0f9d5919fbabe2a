"""What is saved of the files that a site is made from, and which files an edit has changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builders.storage.memory import Stamp, stamp, stamps
from builders.storage.unchanged import INPUTS

FRAME = ("mkdocs.yml", "site_src/templates")
"""The files and folders that affect the shell of every page."""

State = tuple[tuple[tuple[str, Stamp], ...], ...]
"""The state of the watched files: for each watched name, the paths below it with their stamps."""


def state_of(root: Path, names: Iterable[str] = INPUTS) -> State:
    """The state of the watched files, which changes when anything is saved."""
    paths = [root / name for name in names]
    return tuple(((str(path), stamp(path)), *stamps(path)) for path in paths)
