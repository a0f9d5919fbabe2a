"""A fast test whether any of many strings is in some bytes."""

from __future__ import annotations

from collections.abc import Collection

from ahocorasick_rs import BytesAhoCorasick, MatchKind

PIECE = 1 << 18
"""Bytes searched at a time: the automaton lists every match, which takes memory."""


class AnyOf:
    """A set of strings to look for, all at once."""

    def __init__(self, strings: Collection[bytes]) -> None:
        """Build an automaton of the strings, none of which may be empty."""
        self._automaton = BytesAhoCorasick(strings, matchkind=MatchKind.LeftmostFirst)
        self._longest = max(map(len, strings), default=0)

    def is_in(self, data: bytes) -> bool:
        """Whether any of the strings is in the data."""
        step = max(PIECE, self._longest)
        return any(
            self._automaton.find_matches_as_indexes(data[at : at + step + self._longest])
            for at in range(0, len(data), step)
        )
