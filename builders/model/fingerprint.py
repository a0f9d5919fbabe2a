"""Of what a folder was made, in digests: enough to tell what of it would come out otherwise now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builders.model.page import DESCRIPTIONS


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Digests of all that a publication is made from."""

    everywhere: str
    """Of what may be in any file, the program itself among it."""
    sources: Mapping[str, str]
    """Of the editors' words about each source, by identifier."""
    entries: Mapping[str, str]
    """Of the words about each entry of the registers, by identifier."""
    others: Mapping[str, str]
    """Of each page that a person wrote, by address, of `ASSETS` and of `INSTALLED`."""

    def edited(self, now: Fingerprint) -> frozenset[str] | None:
        """What is not as it was, by the names of `Unit.holds`; None if that may be in any file."""
        if self.everywhere != now.everywhere:
            return None
        entries = _differing(self.entries, now.entries)
        described = {DESCRIPTIONS} if entries else set[str]()
        others = _differing(self.others, now.others)
        return frozenset(_differing(self.sources, now.sources) | entries | others | described)


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    return {name for name, digest in now.items() if before.get(name) != digest}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is known of a folder that was made."""

    fingerprint: Fingerprint
    made: Mapping[str, Sequence[str]]
    """By name of each unit the paths of its files."""
