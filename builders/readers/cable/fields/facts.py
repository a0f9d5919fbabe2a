"""The facts in `builders/data`, each read once and only when first needed."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from builders.data import written

_NOT_A_LETTER_RE = re.compile(r"[^A-Z]+")


def letters(name: str) -> str:
    """The name as telegram numbers write it: `Rio de Janeiro` is `RIODEJANEIRO`."""
    return _NOT_A_LETTER_RE.sub("", name.upper())


def _rows(name: str) -> list[list[str]]:
    text = written(name)
    return [row for row in csv.reader(text.splitlines()) if row]


@cache
def _words(name: str) -> frozenset[str]:
    text = written(name)
    return frozenset(line.strip().upper() for line in text.splitlines() if line.strip())


@cache
def posts() -> Mapping[str, str]:
    """Every known way to write a post, in letters only, and the name telegram numbers use."""
    known: dict[str, str] = {}
    for row in _rows("posts.csv"):
        name = letters(row[0])
        known[name] = name
        for other in row[1].split("|") if len(row) > 1 else ():
            known[letters(other)] = name
    return known


@cache
def routing_indicators() -> Mapping[str, str]:
    """Routing indicator -> addressee, where the indicator stands for one alone."""
    known: dict[str, str] = {}
    for row in _rows("routing-indicators.csv"):
        if len(row) > 1 and " " not in row[0]:
            known.setdefault(row[0], row[1])
    return known


@cache
def addressee_names() -> frozenset[str]:
    """All names that stand behind a routing indicator."""
    return frozenset(name.upper() for name in routing_indicators().values())


@cache
def malformed_identifiers() -> Mapping[str, str]:
    """Identifiers that tell nothing of their telegram, and the telegram's own."""
    return {row[0]: row[1] for row in _rows("malformed-identifiers.csv")}


def subject_tags() -> frozenset[str]:
    """The subject TAGS: `PHUM`."""
    return _words("subject-tags.txt")


def organization_tags() -> frozenset[str]:
    """The organization TAGS: `UNGA`."""
    return _words("organization-tags.txt")


def country_tags() -> frozenset[str]:
    """The TAGS of countries and regions: `CH`, `XA`."""
    return _words("country-tags.txt")


def acronyms() -> frozenset[str]:
    """What stays in capitals in a title."""
    return _words("acronyms.txt")
