"""Whether there is anything to build: whether the files that the last build read or wrote have changed.

Files are compared by inode, time and size, without reading them. On another machine or in a new
clone all of them differ, and everything is built.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from builders.storage.replacing import write_atomically
from builders.storage.store import FOLDER, program_digest
from builders.storage.supplied import ASSETS, SUPPLIED_ROOT, TEMPLATES

NAME = "last-build.json"
INPUTS = ("site_src", "references.bib", "mkdocs.yml")
"""The files and the folder that hold what people write."""
WRITTEN = "docs"


@dataclass(frozen=True, slots=True)
class LastBuild:
    """The result of the last build."""

    site: str
    """Folder of the site, relative to the project if it is in it."""
    collections: str
    """Folder of the collections' sites, which there may not be; relative likewise."""
    warnings: tuple[Mapping[str, Any], ...]
    """The fields of each warning that it printed."""
    pages: int
    elsewhere: tuple[str, ...] = ()
    """Files and folders that it read outside `INPUTS`, such as the font of the cards."""


def unchanged(root: Path) -> LastBuild | None:
    """The last build, if building again would give the same result; otherwise None."""
    try:
        record = json.loads((root / FOLDER / NAME).read_bytes())
        last = LastBuild(
            record["site"],
            record["collections"],
            tuple(record["warnings"]),
            record["pages"],
            tuple(record["elsewhere"]),
        )
        same = record["state"] == _state(root, last)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return last if same else None


def last_site(root: Path) -> Path | None:
    """The site of the last build, even if something was saved since; None if there is no site."""
    try:
        site = root / json.loads((root / FOLDER / NAME).read_bytes())["site"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return site if (site / "index.html").is_file() else None


def remember(root: Path, last: LastBuild, read: str) -> None:
    """Record the result of a build, if nothing was saved while it ran.

    Args:
        root: The project.
        last: The result.
        read: What `inputs_digest` gave before the build began.
    """
    path = root / FOLDER / NAME
    state = _state(root, last)
    with suppress(OSError):  # that the cache cannot be written is not an error
        if state["read"] != read:
            path.unlink(missing_ok=True)
        else:
            write_atomically(path, json.dumps({**asdict(last), "state": state}).encode())


def inputs_digest(root: Path) -> str:
    """A digest that changes when any file does that every build reads."""
    return _digest([*_stamps(root, INPUTS), *_stamps(SUPPLIED_ROOT, (TEMPLATES, ASSETS))])


def _state(root: Path, last: LastBuild) -> dict[str, Any]:
    """The present state of all that the last build read and wrote."""
    return {
        "program": program_digest(),
        "read": inputs_digest(root),
        "elsewhere": _digest(_stamps(root, last.elsewhere)),
        "written": _digest(_stamps(root, (WRITTEN, last.site, last.collections))),
    }


def _digest(stamps: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for stamp in stamps:
        digest.update(stamp.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _stamps(root: Path, names: Iterable[str]) -> Iterator[str]:
    """The path, inode, time and size of each file. Folders have none: their times add nothing."""
    for name in names:
        path = root / name
        if path.is_dir():
            yield from _below(str(path))
        else:
            found = path.stat() if path.exists() else None
            stamp = (found.st_ino, found.st_mtime_ns, found.st_size) if found else None
            yield f"{path} {stamp}\0"


def _below(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        else:
            # A broken symbolic link is counted as it is; the build reports it.
            stat = entry.stat() if os.path.exists(entry.path) else entry.stat(follow_symlinks=False)  # noqa: PTH110  # ten thousand of them
            yield f"{entry.path} {stat.st_ino} {stat.st_mtime_ns} {stat.st_size}\0"
