"""Whether the numbers of a work can be right: check digits and forms."""

from __future__ import annotations

import re

RESOLVER = "https://doi.org/"
"""Where a DOI is looked up: its address is this and the DOI."""
DOI_RE = re.compile(r"10\.\d{4,9}/\S+")
URL_RE = re.compile(r"https?://[^\s<>\"{}\\^`|]+")
THIRTEEN_RE = re.compile(r"97[89]\d{10}")
TEN_RE = re.compile(r"\d{9}[\dX]")
EIGHT_RE = re.compile(r"\d{7}[\dX]")


def is_isbn(text: str) -> bool:
    """Whether the last digit of an ISBN, old or new, agrees with those before it."""
    digits = text.replace("-", "").replace(" ", "")
    if THIRTEEN_RE.fullmatch(digits):
        return sum(int(digit) * (1, 3)[k % 2] for k, digit in enumerate(digits)) % 10 == 0
    return bool(TEN_RE.fullmatch(digits)) and _modulo_eleven(digits)


def is_issn(text: str) -> bool:
    """Whether the last digit of an ISSN agrees with the seven before it."""
    digits = text.replace("-", "")
    return bool(EIGHT_RE.fullmatch(digits)) and _modulo_eleven(digits)


def is_doi(text: str) -> bool:
    """Whether it has the form of a DOI, without the resolver's address."""
    return bool(DOI_RE.fullmatch(text))


def instead(field: str, value: str) -> str:
    """What to write in place of a number that has something before it; empty where nothing is known."""
    found = DOI_RE.search(value) if field == "doi" else None
    return f"Write `{found[0]}`." if found else ""


def is_url(text: str) -> bool:
    """Whether it has the form of an address on the web."""
    return bool(URL_RE.fullmatch(text))


def _modulo_eleven(digits: str) -> bool:
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * weight for weight, value in enumerate(reversed(values), 1)) % 11 == 0
