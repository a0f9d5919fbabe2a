"""Many problems of one kind, abridged for a terminal: the first few, and how many are like them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from builders.problems import Problem

MOST_ALIKE = 5
"""How many problems with the same words are listed, whatever values these quote."""
MOST_OF_A_SHAPE = 20
"""How many are listed that differ only in the names they quote."""
_VALUE_RE = re.compile(r"'[^']*'|\"[^\"]*\"|[0-9]+")
_NAME_RE = re.compile(r"`[^`]*`|“[^“”]*”")
OMITTED = "…"


def abridged(problems: Iterable[Problem]) -> Iterator[Problem | str]:
    """The problems in their order, and a line for all that are left out of each kind.

    Many files with the same mistake would otherwise push all others off the screen. A name that is
    wrong (`unknown key`) is part of the mistake; a value (`'c. 1920' is not a date`) is not.
    """
    alike: Counter[tuple[str, ...]] = Counter()
    shapes: Counter[tuple[str, ...]] = Counter()
    left_out: dict[tuple[str, ...], list[Problem]] = defaultdict(list)
    for problem in problems:
        words = _VALUE_RE.sub(OMITTED, problem.message)
        shape = _NAME_RE.sub(f"`{OMITTED}`", words)
        same, similar = ((problem.severity, problem.code, wording) for wording in (words, shape))
        alike[same] += 1
        if alike[same] > MOST_ALIKE:
            left_out[same].append(problem)
            continue
        shapes[similar] += 1
        if shapes[similar] > MOST_OF_A_SHAPE:
            left_out[similar].append(problem)
        else:
            yield problem
    for (severity, code, wording), others in left_out.items():
        if len(others) == 1:
            yield others[0]
            continue
        files = len({problem.file for problem in others})
        where = f" in {files} files" if files > 1 else f" in {others[0].file}"
        yield f"{severity}: {len(others)} more{where}: {wording} [{code}]"
