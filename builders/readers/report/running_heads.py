"""Running heads: short lines that are repeated from page to page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from builders.readers.report.chunks import Chunk
from builders.readers.report.parts import EDGE_NUMBER_RE, MASTHEAD_RE, Part, interrupts

_LONGEST_RUNNING_HEAD = 12


def running_key(text: str) -> str:
    """The part of a running head that is the same on every page: no number, case-folded."""
    return " ".join(EDGE_NUMBER_RE.sub("", text).casefold().split())


def name_running_heads(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with short lines that are repeated at page boundaries named as running heads."""
    places: dict[str, list[int]] = {}
    for k, chunk in enumerate(chunks):
        short = chunk.count <= _LONGEST_RUNNING_HEAD and not chunk.text.endswith((".", ";"))
        if named[k] in {Part.HEADING, Part.PARAGRAPH, Part.CAPTION} and short:
            places.setdefault(running_key(chunk.text), []).append(k)
    now = list(named)
    for key, found in places.items():
        # A line may be seen to interrupt a sentence only after another is named a running head.
        if len(found) > 1 and key and _is_running_head(chunks, now, key, found):
            for k in found:
                now[k] = Part.RUNNING_HEAD
    return tuple(now)


def _is_running_head(
    chunks: tuple[Chunk, ...], named: Sequence[Part], key: str, found: list[int]
) -> bool:
    if MASTHEAD_RE.search(key):
        return True
    counts = Counter(
        named[k - 1] is Part.PAGE_FOOTER
        or (k + 1 < len(named) and named[k + 1] is Part.PAGE_FOOTER)
        or interrupts(chunks, named, k)
        for k in found
        if k
    )
    return counts[True] > 0 and counts[True] >= counts[False]
