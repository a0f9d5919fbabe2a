"""Facts about posts, addressees, tags and words from `builders/data`, each file read when needed."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from builders.data import written

_NOT_A_LETTER_RE = re.compile(r"[^A-Z]+")


def letters(name: str) -> str:
    """The letters of a name as identifiers write them: `Rio de Janeiro` is `RIODEJANEIRO`."""
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
    """Every known spelling of a post, in letters only, with its name in identifiers."""
    known: dict[str, str] = {}
    for row in _rows("posts.csv"):
        name = letters(row[0])
        known[name] = name
        for other in row[1].split("|") if len(row) > 1 else ():
            known[letters(other)] = name
    return known


@cache
def posts_in_words() -> Mapping[str, str]:
    """The spelling with spaces of each post whose name has several words: `HO CHI MINH CITY`."""
    known: dict[str, str] = {}
    for row in _rows("posts.csv"):
        name = letters(row[0])
        for other in row[1].split("|") if len(row) > 1 else ():
            if " " in other and letters(other) == name:
                known.setdefault(name, other)
    return known


@cache
def routing_indicators() -> Mapping[str, str]:
    """The addressee of each routing indicator that stands for a single one."""
    known: dict[str, str] = {}
    for row in _rows("routing-indicators.csv"):
        if len(row) > 1 and " " not in row[0]:
            known.setdefault(row[0], row[1])
    return known


@cache
def addressee_names() -> frozenset[str]:
    """The names of all addressees that have a routing indicator."""
    return frozenset(name.upper() for name in routing_indicators().values())


@cache
def malformed_identifiers() -> Mapping[str, str]:
    """Identifiers too malformed to be repaired by rule, each with the telegram's own."""
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
    """The words that stay in capitals in a title."""
    return _words("acronyms.txt")
