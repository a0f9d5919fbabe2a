"""Whether one of many strings is in some bytes: the quickest question that can be asked of them."""

from __future__ import annotations

from collections.abc import Collection

from ahocorasick_rs import BytesAhoCorasick, MatchKind

PIECE = 1 << 18
"""Bytes looked at in one go: each place is noted where one of the strings is, and memory is dear."""


class AnyOf:
    """Strings, ready to be looked for all at once."""

    def __init__(self, strings: Collection[bytes]) -> None:
        """Make one automaton of them; none of them is empty."""
        self._automaton = BytesAhoCorasick(strings, matchkind=MatchKind.LeftmostFirst)
        self._longest = max(map(len, strings), default=0)

    def is_in(self, data: bytes) -> bool:
        """Whether one of them is there."""
        step = max(PIECE, self._longest)
        return any(
            self._automaton.find_matches_as_indexes(data[at : at + step + self._longest])
            for at in range(0, len(data), step)
        )
