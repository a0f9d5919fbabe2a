"""The manifest: a file in the output folder that tells the next build what this one wrote."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from builders.model.fingerprint import BuildRecord, Fingerprint

MANIFEST = ".muniment.json"
Stamp = list[int]
"""Modification time in nanoseconds and size: if both are as recorded the file is not read again."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of the output folder, by their paths below it, and what they were made from."""

    digests: Mapping[str, list[str]]
    """The digests that each file may have: two while a build is replacing it."""
    stamps: Mapping[str, Stamp]
    recorded: BuildRecord | None
    """What the files were made from, if all of them were made by units."""


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the last build; an empty one if there is none that can be read."""
    try:
        record = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, ValueError):
        return Manifest({}, {}, None)
    if not isinstance(record, dict):
        return Manifest({}, {}, None)
    try:
        recorded = BuildRecord(Fingerprint(**record["made_from"]), record["units"])
    except (KeyError, TypeError):  # nothing was recorded, or another version recorded it
        recorded = None
    return Manifest(_lists(record.get("files")), _lists(record.get("stamps")), recorded)


def write_manifest(manifest: Manifest, folder: Path, aside: Path) -> None:
    """Write the manifest into the folder in one step.

    Args:
        manifest: What is recorded.
        folder: The output folder.
        aside: A folder on the same disk, where the file is written first.
    """
    recorded = manifest.recorded
    made_from = asdict(recorded.fingerprint) if recorded else None
    units = recorded.made if recorded else {}
    with (aside / MANIFEST).open("w", encoding="utf-8") as file:
        # Piece by piece: the manifest of a large publication is a hundred megabytes as a whole.
        file.write(f'{{"made_by": "muniment", "made_from": {json.dumps(made_from)}')
        pieces = (("files", manifest.digests), ("stamps", manifest.stamps), ("units", units))
        for name, piece in pieces:
            file.write(f', "{name}": ')
            file.write(json.dumps(dict(sorted(piece.items()))))
        file.write("}\n")
    (aside / MANIFEST).replace(folder / MANIFEST)


def digest(data: bytes) -> str:
    """The SHA-256 digest of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def stamp(path: str) -> Stamp:
    """The stamp of a file or a folder.

    Raises:
        OSError: nothing is there.
    """
    found = os.stat(path)  # noqa: PTH116  # ten thousand of them: half the time of Path.stat
    return [found.st_mtime_ns, found.st_size]


def _lists(value: object) -> dict[str, list[Any]]:
    """The value, if it maps paths to lists as this version writes them; otherwise an empty dict."""
    if isinstance(value, dict) and all(isinstance(one, list) for one in value.values()):
        return value
    return {}
