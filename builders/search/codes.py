"""Numbers written as letters, small ones as a single letter, so that lists of gaps are short.

The files of the index are scripts, because a page can load scripts from a local disk too. So they are
text, and numbers are written with the 92 printable ASCII characters that need no escape in a string:
64 that end a number and 28 that can only come before its last letter. This is an (s,c)-dense code:
one letter up to 63, two up to 1,855, three up to 52,031.
"""

from __future__ import annotations

from collections.abc import Iterable

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""Digits to base 36: of small counts, which take one letter, and of numbers within terms."""
ENDS = 64
GOES_ON = len(ALPHABET) - ENDS
COMMON = (4, 5, 6, 7, 0, 12, 13)
"""The most common codes of terms (see `documents`): of those that occur in the text alone, in its four
classes of frequency; in a title alone; in the notes alone. Most postings of a frequent word have one
of them, so that gap and code together take one letter."""
PLACES = len(COMMON) + 1
OTHER = len(COMMON)
"""The place of any code that is not in `COMMON`; that code follows as a letter of its own."""


def encode(number: int) -> str:
    """The number in letters."""
    rest, last = divmod(number, ENDS)
    letters = ALPHABET[last]
    while rest:
        rest, digit = divmod(rest - 1, GOES_ON)
        letters = ALPHABET[ENDS + digit] + letters
    return letters


def encode_all(numbers: Iterable[int]) -> str:
    """The numbers in letters, without separators: the last letter of each number marks its end."""
    return "".join(map(encode, numbers))


def encode_rising(numbers: Iterable[int]) -> str:
    """Rising numbers in letters: the first, then the gaps."""
    letters: list[str] = []
    before = 0
    for number in numbers:
        letters.append(encode(number - before))
        before = number
    return "".join(letters)
