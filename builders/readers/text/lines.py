"""How the lines of a plain text are set: which line ends were meant, and which the page's width made.

In running text a line ends where the next word no longer fitted. A line end that leaves room for
that word was meant: in addresses, signatures and verse, and between paragraphs of one line each, as
word processors save them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from builders.readers.blocks import GAP_RE, UNSPACED
from builders.readers.measure import column_measure, is_column
from builders.readers.other_genres import MAIL_RE

PAGE_WIDTH = 120
"""The greatest width, in columns, at which lines may have been broken to fit a page."""
SHORT_LINE = 0.75
"""A share of the longest line: a line that, with the next word, is no longer was ended on purpose."""
NARROW_GROUP = 0.5
"""A share of the text's width: a group of lines within it was not broken for lack of room."""
VERY_NARROW_GROUP = 1 / 3
"""A share of it in which even lines that begin in lower case stand by themselves, as below letters."""
WIDE_LINES = 0.2
"""The share of a text's lines that are wide where prose was set at its width, not in columns."""
FEWEST_VERSE_LINES = 4
"""The fewest lines taken for verse: so many in prose do not all begin with a capital by chance."""
LONGEST_CHINESE_VERSE = 16
"""The most characters in a line of Chinese verse, the pause included."""
BULLETS = "-*•–—·"
ITEM_RE = re.compile(
    r"(?:(?P<brackets>\((?:[a-z]|[ivx]{1,4}|\d{1,2})\))|(?P<letter>[a-z][.)])|(?P<number>\d{1,2}[.)])|(?P<bullet>[-*•–·]))\s+(?=\S)"
)
"""`(a) four men`, `2. Passages`, `- rice`."""
_DELIMITER_RE = re.compile(r"[,;](?! )")
"""What separates the fields in a row of CSV; in a sentence, a space follows it."""
_FEWEST_ROWS = 3
_FEWEST_DELIMITERS = 2
TURN_RE = re.compile(
    r"(?P<moment>\[?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?\]?\s)"
    r"|(?P<speaker>(?:[^\W\d_a-zß-öø-ÿа-џ][\w.'’-]{0,20}\s?){1,3}(?::\s|：))"
)
"""`[14/03/2019, 09:12:33] Ada: `, `09:12 `, `WSY: `: how a message, an entry or a turn begins."""
_UNSPACED_RE = re.compile(f"[{UNSPACED}]")
_STOP_RE = re.compile(r"[.,;:!?،؛؟۔।，。、；：！？]\Z")


class Setting(Enum):
    """How the lines between two blank ones are set."""

    RUNNING = auto()
    """One paragraph, broken where the page was full."""
    LINES = auto()
    """Each line stands by itself: verse, an address, a signature, a list."""
    PARAGRAPHS = auto()
    """Each line is a paragraph."""
    TABLE = auto()
    """Columns that white space separates."""


class Width(NamedTuple):
    """The width of a text, in columns."""

    longest: int
    """Of its longest line, but at most `PAGE_WIDTH`."""
    prose: int
    """The same, or 0 where so few lines are wide that prose may have been set in columns."""


def setting(group: Sequence[str], width: Width) -> Setting:
    """How a group of lines is set.

    Args:
        group: The lines without the white space around them.
        width: The width of the whole text, see `width_of`.
    """
    if _is_table(group):
        return Setting.TABLE
    longest = _measure(group)
    breaks = [_width(line) + _room_needed(following) for line, following in pairwise(group)]
    ended = sum(reached <= SHORT_LINE * longest for reached in breaks)
    if longest > PAGE_WIDTH and ended:
        return Setting.PARAGRAPHS
    separate = _is_delimited(group) or MAIL_RE.match("\n".join((*group, "")))
    very_narrow = (
        len(group) > 1
        and longest <= VERY_NARROW_GROUP * width.prose
        and not any(line.endswith("-") for line in group)  # a word is broken for lack of room
    )
    if 2 * ended > len(breaks) or separate or very_narrow:
        return Setting.LINES
    if not breaks or longest > PAGE_WIDTH:
        return Setting.RUNNING
    stops = all(map(_STOP_RE.search, group))
    if not stops and not all(map(_looks_like_beginning, group)):
        return Setting.RUNNING
    narrow = longest <= NARROW_GROUP * width.longest
    marked = stops or (_shows_capitals(group) and min(breaks) <= longest)
    verse = len(group) >= FEWEST_VERSE_LINES and (marked or _is_chinese_verse(group))
    return Setting.LINES if narrow or verse else Setting.RUNNING


def item_starts(group: Sequence[str]) -> frozenset[int]:
    """The indices of the lines that begin list items; none unless two are marked alike.

    A list may stand within another (`1.`, `(a)`, `(b)`, `2.`).
    """
    styles = [match.lastgroup if (match := ITEM_RE.match(line)) else None for line in group]
    counts = Counter(filter(None, styles))
    alike = next(filter(None, styles[1:]), "")
    if counts[alike] == 1:
        return frozenset()
    return frozenset(number for number, style in enumerate(styles) if style and counts[style] > 1)


def turn_starts(group: Sequence[str]) -> frozenset[int]:
    """The indices of the lines that begin messages or turns of a conversation.

    None unless the first line does, and another in the same way.
    """
    styles = [match.lastgroup if (match := TURN_RE.match(line)) else None for line in group]
    starts = [number for number, style in enumerate(styles) if style and style == styles[0]]
    return frozenset(starts if len(starts) > 1 else ())


def paragraph_starts(group: Sequence[str]) -> frozenset[int]:
    """The indices of the lines that begin a paragraph, the line before having been ended on purpose."""
    longest = _measure(group)
    return frozenset(
        number
        for number, (line, following) in enumerate(pairwise(group), 1)
        if _width(line) + _room_needed(following) <= SHORT_LINE * longest
        and (_STOP_RE.search(line) or _UNSPACED_RE.match(following))
        and _looks_like_beginning(following)
    )


def ends_with_stop(line: str) -> bool:
    """Whether a line ends with a punctuation mark that ends a sentence or a clause."""
    return _STOP_RE.search(line) is not None


def width_of(lines: Sequence[str]) -> Width:
    """The width of a text, given its lines."""
    longest = min(_greatest_width(lines), PAGE_WIDTH)
    wide = sum(_width(line) > NARROW_GROUP * longest for line in lines)
    return Width(longest, longest if wide >= WIDE_LINES * len(lines) else 0)


def _is_table(group: Sequence[str]) -> bool:
    """Whether gaps divide most of the lines into columns; one behind a number is that of a list."""
    parted = sum(GAP_RE.search(line, _end_of_mark(line)) is not None for line in group)
    return len(group) > 1 and parted > len(group) / 2


def _end_of_mark(line: str) -> int:
    """Where the words of a list item begin; 0 in any other line."""
    mark = ITEM_RE.match(line)
    return mark.end() if mark else 0


def _is_delimited(group: Sequence[str]) -> bool:
    """Whether the lines are rows of a table in CSV, each with as many commas or semicolons."""
    if len(group) < _FEWEST_ROWS:
        return False
    counts = {len(_DELIMITER_RE.findall(line)) for line in group}
    return len(counts) == 1 and min(counts) >= _FEWEST_DELIMITERS


def _measure(group: Sequence[str]) -> int:
    """The width at which lines were broken: the greatest, or that of a newspaper's column."""
    return column_measure(group) if is_column(group) else _greatest_width(group)


def _greatest_width(lines: Sequence[str]) -> int:
    """The width of the longest line, single words aside: a web address cannot be broken."""
    return max(
        (_width(line) for line in lines if " " in line or _UNSPACED_RE.search(line)), default=0
    )


def _width(line: str) -> int:
    """The width of a line: a Chinese character is as wide as two letters."""
    return len(line) if line.isascii() else len(line) + len(_UNSPACED_RE.findall(line))


def _room_needed(line: str) -> int:
    """The columns that the first word of this line would have taken up on the line before."""
    return 2 if _UNSPACED_RE.match(line) else 1 + len(line.partition(" ")[0])


def _looks_like_beginning(line: str) -> bool:
    """Whether a line begins as a sentence, a name or an item of a list does."""
    first = next((character for character in line if character.isalpha()), "")
    return line[0].isdigit() or line[0] in BULLETS or (bool(first) and not first.islower())


def _is_chinese_verse(group: Sequence[str]) -> bool:
    """Whether the lines are short and all of one length, as in Chinese verse."""
    return (
        any(map(_UNSPACED_RE.match, group))
        and len(set(map(len, group))) == 1
        and len(group[0]) <= LONGEST_CHINESE_VERSE
    )


def _shows_capitals(group: Sequence[str]) -> bool:
    """Whether capitals can show where a line of verse begins, as in a telegram they cannot."""
    return not any(map(_UNSPACED_RE.match, group)) and not "".join(group).isupper()
