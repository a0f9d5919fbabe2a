"""Which lines of a plain text are headings, and which its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builders.readers.blocks import ENDS_A_SENTENCE_RE, LEADERS_RE
from builders.readers.letter_dates import days
from builders.readers.other_genres import SALUTATION_RE

STOP_RE = re.compile(r"[。！？؟۔।]")
"""What ends a sentence in Chinese, where no space need follow, and in Arabic, Urdu and Hindi."""
LEADS_ON_RE = re.compile(r"[,;:،؛，；：、–—-]\Z")
FIELD_RE = re.compile(
    r"(?:to|from|cc|bcc|through|memorandum (?:for|to)|subjects?|attention|attn|refs?|references?|via|info|action|date|place|source|fuente|lugar|fecha|contacts?|tel|e-?mail|(?:members? |also )?present|in attendance|attended by|apologies(?: from)?|absent"
    r"|von|an|anwesend|(?:étaient )?présents?|absents?|excusés?|presentes|presenti|aanwezig|närvarande|出席者?|列席者?|缺席者?)"
    r"\s?[:：]\s{0,3}\S",
    re.IGNORECASE,
)
"""`Present: Mr J. Hall, Mrs Bell`, `To: The Governor`: a field of minutes or of a memorandum."""
ONE_LETTER_RE = re.compile(r"[\W_]*[A-HJ-UWYZ][\W_]*")
"""`J`, as programs misread a mark on the page; `V` may number a chapter."""
CLASSIFICATION_RE = re.compile(r"\W*(?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED|UNCLASSIFIED)\W*")
"""`SECRET`, which stands at the head and the foot of each page."""
LONGEST_HEADING = 80
_MOST_WORDS = 12
_MOST_LOWER = 0.5
_MOST_LINES_OF_A_TITLE = 3
_SHORTEST_FULL_LINE = 30
_LONG_WORD = 4
_CAPITALS_OF_A_TITLE = 0.6


def looks_like_heading(line: str, language: str, *, first: bool) -> bool:
    """Whether a line is short, without a stop at its end, and in capitals or Title Case.

    At the very top of the text a capital at its beginning is enough.
    """
    words = _words(line)
    if not words or len(line) > LONGEST_HEADING or len(words) > _MOST_WORDS:
        return False
    if not _may_be_heading(line, language) or words[0][0].islower():
        return False
    return first or sum(word[0].islower() for word in words) < len(words) * _MOST_LOWER


def is_title(lines: Sequence[str], language: str) -> bool:
    """Whether the first lines of a text are a title too long for one line.

    All but the last are full lines, none ends with a mark of punctuation, and most of the longer words
    have capitals. The lines of an address or of verse are shorter, or a day stands in them.
    """
    if not 1 < len(lines) <= _MOST_LINES_OF_A_TITLE:
        return False
    whole = " ".join(lines)
    long = [word for word in _words(whole) if len(word) >= _LONG_WORD]
    return (
        all(len(line) >= _SHORTEST_FULL_LINE for line in lines[:-1])
        and all(len(line) <= LONGEST_HEADING for line in lines)
        and not any(LEADS_ON_RE.search(line) or ENDS_A_SENTENCE_RE.search(line) for line in lines)
        and not whole[0].islower()
        and lines[-1][0].isalpha()
        and ":" not in whole
        and sum(not word[0].islower() for word in long) > len(long) * _CAPITALS_OF_A_TITLE
        and _may_be_heading(whole, language)
    )


def _words(line: str) -> list[str]:
    return [word for word in line.split() if word[:1].isalpha()]


def _may_be_heading(line: str, language: str) -> bool:
    """Whether nothing shows that a line is a sentence, a salutation, a field or dated."""
    if ENDS_A_SENTENCE_RE.search(line) or LEADS_ON_RE.search(line) or STOP_RE.search(line):
        return False
    if ONE_LETTER_RE.fullmatch(line) or CLASSIFICATION_RE.fullmatch(line):
        return False
    if LEADERS_RE.search(line) or SALUTATION_RE.match(f"{line},") or FIELD_RE.match(line):
        return False
    return not days(" ".join(line.split()), language)
