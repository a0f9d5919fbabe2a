"""The output folder: written only where something changed, and never over a person's file."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builders.model.page import Asset
from builders.problems import Problem, ProblemsFound

MANIFEST = ".muniment.json"
KEPT = frozenset({".gitignore", MANIFEST})

Manifest = Mapping[str, list[str]]
"""From each file's path to the digests it may have: two while a build is under way."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done to a folder so that it holds certain files and no others of ours."""

    folder: Path
    files: Mapping[str, bytes]
    """Every file, by its path below the folder."""
    changed: tuple[str, ...]
    """Those that are not there yet with these bytes."""
    stale: tuple[str, ...]
    """Files of an earlier build that are no longer made."""
    before: Manifest
    """What the last build said it wrote."""

    @property
    def unchanged(self) -> int:
        """How many files are left as they are."""
        return len(self.files) - len(self.changed)


def plan(folder: Path, assets: Iterable[Asset]) -> Plan:
    """What writing these files would change. Nothing is changed yet.

    Raises:
        ProblemsFound: files are in the way that no build wrote, or that a person has edited.
        ValueError: two files have one path, or a path leaves the folder.
    """
    files: dict[str, bytes] = {}
    for asset in assets:
        _check_path(asset.uri)
        if asset.uri in files:
            raise ValueError(f"two files are made for {asset.uri}")
        files[asset.uri] = asset.data
    before = _read_manifest(folder)
    changed: list[str] = []
    in_the_way: list[Problem] = []
    for uri in sorted({*files, *before}):
        there = _digest_of(folder / uri)
        wanted = _digest(files[uri]) if uri in files else None
        if there == wanted:
            continue
        if there is not None and there not in before.get(uri, ()):
            in_the_way.append(_in_the_way(folder, uri, edited=uri in before))
        elif wanted is not None:
            changed.append(uri)
    if in_the_way:
        raise ProblemsFound(in_the_way)
    stale = sorted(uri for uri in before if uri not in files)
    return Plan(folder, files, tuple(changed), tuple(stale), before)


def carry_out(to_do: Plan) -> None:
    """The folder holds exactly the files of the plan (and what it keeps for itself).

    Files that already have their bytes are not touched, so that a watching server sees only
    real changes. The manifest names the files of both builds before the first one is written:
    a build that is killed leaves nothing that the next one would take for a person's.
    """
    folder, before = to_do.folder, to_do.before
    digests = {uri: _digest(data) for uri, data in to_do.files.items()}
    folder.mkdir(parents=True, exist_ok=True)
    if to_do.changed or to_do.stale:
        both = {uri: sorted({*before.get(uri, ()), digest}) for uri, digest in digests.items()}
        _write_manifest(folder, {**before, **both})
    for uri in to_do.changed:
        _replace(folder / uri, to_do.files[uri])
    for uri in to_do.stale:
        _remove(folder, uri)
    after = {uri: [digest] for uri, digest in digests.items()}
    if after != before:
        _write_manifest(folder, after)


def _in_the_way(folder: Path, uri: str, *, edited: bool) -> Problem:
    what = "was changed by hand" if edited else "was not written by a build"
    hint = "This folder is made by the builders: move what you wrote to site_src/, remove the file, and build again."
    return Problem(f"{folder.name}/{uri}", None, "in-the-way", what, hint)


def _check_path(uri: str) -> None:
    path = PurePosixPath(uri)
    if path.is_absolute() or ".." in path.parts or uri in KEPT or "\\" in uri or "\0" in uri:
        raise ValueError(f"{uri!r} is no path below the output folder")


def _replace(path: Path, data: bytes) -> None:
    """The file has these bytes: at every moment the old ones or the new ones, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:  # an interrupt too leaves no half file behind
        Path(name).unlink(missing_ok=True)
        raise


def _remove(folder: Path, uri: str) -> None:
    """The file is gone, and so are the folders that it leaves empty."""
    (folder / uri).unlink(missing_ok=True)
    for parent in PurePosixPath(uri).parents:
        below = folder / parent
        if parent == PurePosixPath() or not below.is_dir() or any(below.iterdir()):
            break
        below.rmdir()


def _read_manifest(folder: Path) -> Manifest:
    try:
        record = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    files: Manifest = record.get("files", {}) if isinstance(record, dict) else {}
    return files


def _write_manifest(folder: Path, files: Manifest) -> None:
    record = {"made_by": "muniment", "files": dict(sorted(files.items()))}
    _replace(folder / MANIFEST, (json.dumps(record) + "\n").encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest_of(path: Path) -> str | None:
    """Of the file's bytes; None where there is nothing, no digest at all where it is no file."""
    if path.is_file():
        return _digest(path.read_bytes())
    return "" if path.exists() else None
