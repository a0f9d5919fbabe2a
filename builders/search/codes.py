"""Numbers written as letters, small ones in a single letter, so that lists of gaps are short text.

The parts of the index are scripts, which a page can load from a disk as well. So they are text, and
numbers are written with the 92 characters of ASCII that need no escape in a string. 64 of them end a
number, 28 come before the last (an (s,c)-dense code: one letter up to 63, two up to 1,855, three up
to 52,031).
"""

from __future__ import annotations

from collections.abc import Iterable

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""Digits of numbers that take one letter, and of numbers within names."""
ENDS = 64
GOES_ON = len(ALPHABET) - ENDS
COMMON = (4, 5, 6, 7, 0, 12, 13)
"""The most common codes (see `documents`): in the text, in its four classes of frequency; in a title;
in the notes. The gap and the code of most postings of a frequent word take one letter together."""
PLACES = len(COMMON) + 1
OTHER = len(COMMON)
"""The place of any other code, which then follows as a letter of its own."""


def encode(number: int) -> str:
    """The number in letters."""
    rest, last = divmod(number, ENDS)
    letters = ALPHABET[last]
    while rest:
        rest, digit = divmod(rest - 1, GOES_ON)
        letters = ALPHABET[ENDS + digit] + letters
    return letters


def encode_all(numbers: Iterable[int]) -> str:
    """The numbers in letters, without separators: each shows where it ends."""
    return "".join(map(encode, numbers))


def encode_rising(numbers: Iterable[int]) -> str:
    """Rising numbers in letters: the first, then the gaps."""
    letters: list[str] = []
    before = 0
    for number in numbers:
        letters.append(encode(number - before))
        before = number
    return "".join(letters)
