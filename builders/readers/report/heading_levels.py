"""The levels of headings, which converters give differently for the same page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from builders.readers.report.chunks import Chunk
from builders.readers.report.parts import SECTION_NUMBER_RE, Part


def levels(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> dict[int, int]:
    """The level of each heading, by its index.

    Section numbers decide, if there are any (`3.1.` is one level below `3.`). Otherwise the hashes
    give the ranks, if these have no gaps. If headings jump from `#` to `####` (cbmm-2010-01), the
    converter did not know their ranks, and all are of the first level.
    """
    headings = [k for k, part in enumerate(named) if part is Part.HEADING]
    numbers = {
        k: match["number"].count(".") + 1
        for k in headings
        if (match := SECTION_NUMBER_RE.match(chunks[k].text))
    }
    if numbers:
        top = min(numbers.values())
        out = {}
        last = 1
        for k in headings:
            last = numbers[k] - top + 1 if k in numbers else last
            out[k] = last
        return out
    hashes = sorted({chunks[k].level or 0 for k in headings} - {0})
    steps = all(after - before == 1 for before, after in pairwise(hashes))
    rank = {level: position for position, level in enumerate(hashes, 1)}
    return {k: rank.get(chunks[k].level or 0, 1) if steps else 1 for k in headings}
