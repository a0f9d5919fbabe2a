"""What a build says of a folder that it wrote, in a file beside the others, for the next build."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from builders.model.fingerprint import Fingerprint, Recorded

MANIFEST = ".muniment.json"
Stamp = list[int]
"""Time of change in nanoseconds and size: a file that has both as recorded is not read again."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Files by their paths below the folder, and what they were made from."""

    digests: Mapping[str, list[str]]
    """Those that each file may have: two while a build is under way."""
    stamps: Mapping[str, Stamp]
    recorded: Recorded | None
    """What the files were made from, if all of them were made by units."""


def read_manifest(folder: Path) -> Manifest:
    """What the last build said; that it wrote nothing, where none did."""
    try:
        record = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, ValueError):
        return Manifest({}, {}, None)
    if not isinstance(record, dict):
        return Manifest({}, {}, None)
    try:
        recorded = Recorded(Fingerprint(**record["made_from"]), record["units"])
    except (KeyError, TypeError):  # nobody said, or another version did
        recorded = None
    return Manifest(_lists(record.get("files")), _lists(record.get("stamps")), recorded)


def write_manifest(manifest: Manifest, folder: Path, aside: Path) -> None:
    """The manifest is in the folder, in one step: it is written in another on the same disk."""
    recorded = manifest.recorded
    made_from = asdict(recorded.fingerprint) if recorded else None
    units = recorded.made if recorded else {}
    with (aside / MANIFEST).open("w", encoding="utf-8") as file:
        # A piece at a time: of a large publication the whole is a hundred megabytes.
        file.write(f'{{"made_by": "muniment", "made_from": {json.dumps(made_from)}')
        pieces = (("files", manifest.digests), ("stamps", manifest.stamps), ("units", units))
        for name, piece in pieces:
            file.write(f', "{name}": ')
            file.write(json.dumps(dict(sorted(piece.items()))))
        file.write("}\n")
    (aside / MANIFEST).replace(folder / MANIFEST)


def digest(data: bytes) -> str:
    """What only these bytes have."""
    return hashlib.sha256(data).hexdigest()


def stamp(path: str) -> Stamp:
    """The stamp of a file or a folder.

    Raises:
        OSError: nothing is there.
    """
    found = os.stat(path)  # noqa: PTH116  # ten thousand of them: half the time of Path.stat
    return [found.st_mtime_ns, found.st_size]


def _lists(value: object) -> dict[str, list[Any]]:
    """Lists by path, as this version writes them; none where another program wrote something else."""
    if isinstance(value, dict) and all(isinstance(one, list) for one in value.values()):
        return value
    return {}
