"""Numbers as letters: small ones take one, so that lists of gaps are short in files of text.

An index part is a script that a page can load from a disk, too; so it is text, and numbers are
written with the 92 characters of ASCII that need no escape in a string. 64 of them end a number,
28 go before (an (s,c)-dense code: one letter up to 63, two up to 1,855, three up to 52,031).
"""

from __future__ import annotations

from collections.abc import Iterable

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""Where one letter a number is enough, and where a number stands in a name."""
ENDS = 64
GOES_ON = len(ALPHABET) - ENDS
COMMON = (4, 5, 6, 7, 0, 12, 13)
"""Where words mostly stand, and how often (`documents`): in the text, four classes; in a title; in
notes. Of the usual posting of a frequent word its gap and its code are one letter together."""
PLACES = len(COMMON) + 1
OTHER = len(COMMON)
"""Stands for any other code, which is the next letter."""


def encode(number: int) -> str:
    """The number in letters."""
    rest, last = divmod(number, ENDS)
    letters = ALPHABET[last]
    while rest:
        rest, digit = divmod(rest - 1, GOES_ON)
        letters = ALPHABET[ENDS + digit] + letters
    return letters


def encode_all(numbers: Iterable[int]) -> str:
    """Numbers one behind the other; each tells where it ends."""
    return "".join(map(encode, numbers))


def encode_rising(numbers: Iterable[int]) -> str:
    """Numbers that rise, as the first and the gaps after it."""
    letters: list[str] = []
    before = 0
    for number in numbers:
        letters.append(encode(number - before))
        before = number
    return "".join(letters)
