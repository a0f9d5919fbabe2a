"""Lines of a plain text that end where their author ended them, and not where the page was full.

In running text a line ends where the next word had no room. A break that leaves more room than
that was meant: in addresses, signatures and verse, and between paragraphs that are a line each, as
word processors save them.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise

PAGE = 120
"""Characters of the longest line that somebody may have broken by hand."""
ROOM = 0.75
"""Of the longest line: a line that ends before, though the next word had room, was ended."""
NARROW = 0.5
"""Of the text's own width: a group of such lines was not broken for want of room."""
VERSE = 4
"""So many lines with a capital at the head of each are none of running prose by chance."""
BULLETS = "-*•–—·"


class Setting(Enum):
    """How the lines between two blank ones are set."""

    RUNNING = auto()
    """One paragraph, broken where the page was full."""
    LINES = auto()
    """Each line stands by itself: verse, an address, a signature, a list."""
    PARAGRAPHS = auto()
    """Each line is a paragraph."""


def setting(group: Sequence[str], width: int) -> Setting:
    """How a group of lines is set.

    Args:
        group: The lines without the white space around them.
        width: The longest line of the whole text, see `width_of`.
    """
    longest = _longest(group)
    breaks = [
        len(line) + 1 + len(following.partition(" ")[0]) for line, following in pairwise(group)
    ]
    ended = sum(reached <= ROOM * longest for reached in breaks)
    if longest > PAGE and ended:
        return Setting.PARAGRAPHS
    if 2 * ended > len(breaks):
        return Setting.LINES
    if not breaks or longest > PAGE or not all(map(_begins, group)):
        return Setting.RUNNING
    narrow = longest <= NARROW * width
    verse = len(group) >= VERSE and min(breaks) <= longest
    return Setting.LINES if narrow or verse else Setting.RUNNING


def width_of(lines: Sequence[str]) -> int:
    """The width of a text in characters: of its longest line, but no more than a page has."""
    return min(_longest(lines), PAGE)


def _longest(lines: Sequence[str]) -> int:
    """Characters of the longest line but for single words: an address has no room for a break."""
    return max((len(line) for line in lines if " " in line), default=0)


def _begins(line: str) -> bool:
    """Whether a line begins as a sentence, a name or an item of a list does."""
    first = next((character for character in line if character.isalpha()), "")
    return line[0].isdigit() or line[0] in BULLETS or first.isupper()
