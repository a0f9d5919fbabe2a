"""The decoder of the index, as in `site_src/assets/js/search/index-parts.js`, and a simple encoder."""

from __future__ import annotations

from builders.search.codes import ALPHABET, COMMON, ENDS, GOES_ON, OTHER, PLACES, encode


def encode_posting(gap: int, code: int) -> str:
    """A posting in letters: the distance to the previous part with the term, and its place code."""
    if code in COMMON:
        return encode(gap * PLACES + COMMON.index(code))
    return encode(gap * PLACES + OTHER) + ALPHABET[code]


def decode_all(letters: str) -> list[int]:
    """The numbers that the letters encode."""
    numbers: list[int] = []
    rest = 0
    for letter in letters:
        digit = ALPHABET.index(letter)
        if digit < ENDS:
            numbers.append(rest * ENDS + digit)
            rest = 0
        else:
            rest = rest * GOES_ON + digit - ENDS + 1
    return numbers


def decode_postings(letters: str) -> list[tuple[int, int]]:
    """The parts encoded by `encode_posting`, each with its place code."""
    found: list[tuple[int, int]] = []
    number = rest = 0
    waiting = False
    for letter in letters:
        digit = ALPHABET.index(letter)
        if waiting:
            found.append((number, digit))
            waiting = False
        elif digit < ENDS:
            gap, place = divmod(rest * ENDS + digit, PLACES)
            number, rest = number + gap, 0
            waiting = place == OTHER
            if not waiting:
                found.append((number, COMMON[place]))
        else:
            rest = rest * GOES_ON + digit - ENDS + 1
    return found
