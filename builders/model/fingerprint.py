"""Digests of what an output folder was made from: enough to tell which files would now differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builders.model.page import DESCRIPTIONS


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Digests of everything that a publication is made from."""

    everywhere: str
    """Digest of everything that may affect any file, including the program itself."""
    sources: Mapping[str, str]
    """Digests of the editors' words about each source, by identifier."""
    entries: Mapping[str, str]
    """Digests of the words about each register entry, by identifier."""
    others: Mapping[str, str]
    """Digests of each page that a person wrote, by address, of the sentences that cite each work (`citing`),
    of `ASSETS` and of `INSTALLED`."""

    def edited(self, now: Fingerprint) -> frozenset[str] | None:
        """What has been edited, in the terms of `Unit.displays`; None if that may affect any file."""
        if self.everywhere != now.everywhere:
            return None
        entries = _differing(self.entries, now.entries)
        described = {DESCRIPTIONS} if entries else set[str]()
        others = _differing(self.others, now.others)
        return frozenset(_differing(self.sources, now.sources) | entries | others | described)


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    return {name for name, digest in now.items() if before.get(name) != digest}


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What a build has recorded about the folder that it made."""

    fingerprint: Fingerprint
    made: Mapping[str, Sequence[str]]
    """Paths of the files that each unit made, by the unit's name."""
