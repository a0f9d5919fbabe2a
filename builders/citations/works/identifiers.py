"""Checks of a work's identifiers (ISBN, ISSN, DOI, URL): their form and check digits."""

from __future__ import annotations

import re

from builders.model.identifier import DOI_PATTERN

DOI_RE = re.compile(DOI_PATTERN)
URL_RE = re.compile(r"https?://[^\s<>\"{}\\^`|]+")
ISBN_13_RE = re.compile(r"97[89]\d{10}")
ISBN_10_RE = re.compile(r"\d{9}[\dX]")
ISSN_RE = re.compile(r"\d{7}[\dX]")


def is_isbn(text: str) -> bool:
    """Whether a text is an ISBN-10 or ISBN-13 with a correct check digit."""
    digits = text.replace("-", "").replace(" ", "")
    if ISBN_13_RE.fullmatch(digits):
        return sum(int(digit) * (1, 3)[k % 2] for k, digit in enumerate(digits)) % 10 == 0
    return bool(ISBN_10_RE.fullmatch(digits)) and _is_modulo_eleven(digits)


def is_issn(text: str) -> bool:
    """Whether a text is an ISSN with a correct check digit."""
    digits = text.replace("-", "")
    return bool(ISSN_RE.fullmatch(digits)) and _is_modulo_eleven(digits)


def is_doi(text: str) -> bool:
    """Whether a text has the form of a DOI, without the resolver's address."""
    return bool(DOI_RE.fullmatch(text))


def suggestion(field: str, value: str) -> str:
    """A hint for a DOI that has something before it, as an address; empty for anything else."""
    found = DOI_RE.search(value) if field == "doi" else None
    return f"Write `{found[0]}`." if found else ""


def is_url(text: str) -> bool:
    """Whether a text has the form of a web address."""
    return bool(URL_RE.fullmatch(text))


def _is_modulo_eleven(digits: str) -> bool:
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * weight for weight, value in enumerate(reversed(values), 1)) % 11 == 0
