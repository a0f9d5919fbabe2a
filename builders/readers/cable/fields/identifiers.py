"""Identifiers of telegrams, such as `08BEIJING4697`: two digits of the year, post, serial number."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from builders.readers.cable.fields import facts

ID_RE = re.compile(r"(?P<year>\d{2})(?P<post>[A-Z][A-Z'’ .-]*?)(?P<number>\d{1,18})", re.ASCII)
PUBLISHED_ID_RE = re.compile(r"\d{2}[A-Z][A-Z'.-]*\d+")
"""`08BEIJING4697`: an identifier in the metadata of the releases, where it is never damaged."""
# 08ECTION02OF02ATHENS959, 09SECTION0QF05HANOI297, 0901OF02RPODUBAI288
_SECTION_RE = re.compile(r"\A[A-Z]{0,28}\d[\dOQ]?[OQ]?F\d{1,2}(?=[A-Z])", re.ASCII)
# 06MADRID002583ZFR2585, 94STATE183691TOSEC140193: another office's serial number follows.
_TRAILER_RE = re.compile(r"(?<=\d)[A-Z]{2,9}\d.*\Z", re.ASCII)
_PREFIX_RE = re.compile(
    r"\A(?:UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET|EFTO|NOFORN|SIPDIS|AMEMBASSY|AMCONSUL|AMEMB|EMBASSY"
    r"|CONSULATE|USMISSION|RPO(?=DUBAI))+(?=[A-Z]{3})",
    re.ASCII,
)
# The American Institute's telegrams were numbered as TAIPEI before they were as AITTAIPEI.
_LATEST_YEAR_OF_TAIPEI = 7
_YEAR_RE = re.compile(r"\d\d", re.ASCII)
_CENTURY_RE = re.compile(r"\A(?:19|20)(?=\d\d[A-Z])", re.ASCII)
_LATEST_YEAR_AFTER_2000 = 65
_SHORT_NAME = 7
_SHORTEST_GUESS = 3


def full_year(year: int) -> int:
    """The year in four digits: 66 to 99 are 1966 to 1999."""
    if year > 99:  # noqa: PLR2004  # the largest number of two digits
        return year
    return 1900 + year if year > _LATEST_YEAR_AFTER_2000 else 2000 + year


def post_name(name: str) -> str | None:
    """The post as identifiers write it, or None for an unknown post."""
    return facts.posts().get(facts.letters(name))


@lru_cache(maxsize=4096)
def nearest_post(name: str) -> str | None:
    """The known post that is nearest to a misspelt name; None if there is none or more than one."""
    name = facts.letters(name)
    if len(name) < _SHORTEST_GUESS:
        return None
    furthest = 1 if len(name) < _SHORT_NAME else 2
    for distance in range(1, furthest + 1):
        near = {
            post
            for written, post in facts.posts().items()
            if len(written) > _SHORTEST_GUESS and edit_distance(name, written, distance) <= distance
        }
        if near:
            return near.pop() if len(near) == 1 else None
    return None


def edit_distance(one: str, other: str, limit: int) -> int:
    """The number of letters to add, drop, change or swap with the next, at most `limit` + 1."""
    return OSA.distance(one, other, score_cutoff=limit)


def make_id(year: int, post: str, number: int) -> str:
    """The canonical identifier of a telegram, from the post's name as identifiers write it."""
    if post == "AITTAIPEI" and year % 100 <= _LATEST_YEAR_OF_TAIPEI:
        post = "TAIPEI"
    return f"{year % 100:02}{post}{number}"


def canonical_id(text: str) -> str:
    """The identifier as the post itself writes it: `08BKK0023` is `08BANGKOK23`.

    Text that is no identifier comes back in capitals and without white space. A post that is
    neither known nor near to a known one is kept.
    """
    written = _with_short_year(text)
    match = ID_RE.fullmatch(written)
    if not match:
        return written
    letters = facts.letters(match["post"])
    post = post_name(letters) or _post_after_prefix(letters) or nearest_post(letters) or letters
    return make_id(int(match["year"]), post, int(match["number"]))


def repair_id(text: str) -> str:
    """The canonical identifier that a garbled one means.

    `08ECTION02OF02ATHENS959` is `08ATHENS959`.
    """
    written = _with_short_year(text)
    known = facts.malformed_identifiers().get(written)
    if known:
        return known
    if not _YEAR_RE.match(written):
        return written
    year, rest = written[:2], written[2:]
    for pattern in (_SECTION_RE, _TRAILER_RE, _PREFIX_RE, _SECTION_RE, _PREFIX_RE):
        if not _names_known_post(rest):
            rest = pattern.sub("", rest, count=1)
    return canonical_id(year + rest)


def _with_short_year(text: str) -> str:
    return _CENTURY_RE.sub("", "".join(text.split()).upper(), count=1)


def _post_after_prefix(letters: str) -> str | None:
    """The known post that follows the word for an office, or None: `AMEMBASSYHANOI`."""
    return post_name(_PREFIX_RE.sub("", letters, count=1))


def _names_known_post(rest: str) -> bool:
    match = ID_RE.fullmatch(f"00{rest}")
    return bool(match and post_name(match["post"]))
