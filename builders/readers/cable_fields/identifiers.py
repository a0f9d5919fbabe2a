"""A telegram's number, `08BEIJING4697`: two digits of the year, the post, a serial number."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from builders.readers.cable_fields import facts

ID_RE = re.compile(r"(?P<year>\d{2})(?P<post>[A-Z][A-Z'’ .-]*?)(?P<number>\d{1,18})", re.ASCII)
# 08ECTION02OF02ATHENS959, 09SECTION0QF05HANOI297, 0901OF02RPODUBAI288
_SECTION_RE = re.compile(r"\A[A-Z]{0,8}\d[\dOQ]?[OQ]?F\d{1,2}(?=[A-Z])", re.ASCII)
# 06MADRID002583ZFR2585, 94STATE183691TOSEC140193: what follows is another office's count.
_TRAILER_RE = re.compile(r"(?<=\d)(?:TOSEC|ZFR|[A-Z]{2,5})\d+\Z", re.ASCII)
_PREFIX_RE = re.compile(
    r"(?:UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET|EFTO|NOFORN|SIPDIS|AMEMBASSY|AMCONSUL|AMEMB|EMBASSY"
    r"|CONSULATE|USMISSION|RPO(?=DUBAI))(?=[A-Z]{3})",
    re.ASCII,
)
# The American Institute's telegrams were numbered as TAIPEI before they were as AITTAIPEI.
_LAST_YEAR_OF_TAIPEI = 7
_LAST_YEAR_OF_THE_CENTURY = 65
_SHORT_NAME = 7
_SHORTEST_GUESS = 3


def full_year(year: int) -> int:
    """The year in four digits: 66 to 99 are of the last century."""
    if year > 99:  # noqa: PLR2004  # the largest number of two digits
        return year
    return 1900 + year if year > _LAST_YEAR_OF_THE_CENTURY else 2000 + year


def post_name(name: str) -> str | None:
    """The post as telegram numbers write it, or None for one that is not known."""
    return facts.posts().get(facts.letters(name))


@cache
def nearest_post(name: str) -> str | None:
    """The one post that the name most likely misspells, or None where several are as near."""
    name = facts.letters(name)
    if len(name) < _SHORTEST_GUESS:
        return None
    furthest = 1 if len(name) < _SHORT_NAME else 2
    for distance in range(1, furthest + 1):
        near = {
            post
            for written, post in facts.posts().items()
            if len(written) > _SHORTEST_GUESS and edits(name, written, distance) <= distance
        }
        if near:
            return near.pop() if len(near) == 1 else None
    return None


def edits(one: str, other: str, limit: int) -> int:
    """How many letters to add, drop, change or swap with the next; more than `limit` as limit + 1."""
    return OSA.distance(one, other, score_cutoff=limit)


def make_id(year: int, post: str, number: int) -> str:
    """The canonical identifier of a telegram of a known post."""
    if post == "AITTAIPEI" and year % 100 <= _LAST_YEAR_OF_TAIPEI:
        post = "TAIPEI"
    return f"{year % 100:02}{post}{number}"


def canonical_id(text: str) -> str:
    """The identifier as the post itself writes it: `08BKK0023` is `08BANGKOK23`.

    What is not an identifier, or names no post that is known or near to one, comes back as
    it is, in capitals and without blanks.
    """
    written = "".join(text.split()).upper()
    match = ID_RE.fullmatch(written)
    if not match:
        return written
    letters = facts.letters(match["post"])
    post = post_name(letters) or nearest_post(letters) or letters
    return make_id(int(match["year"]), post, int(match["number"]))


def repair_id(text: str) -> str:
    """The telegram that a garbled identifier means: `08ECTION02OF02ATHENS959` is `08ATHENS959`."""
    written = "".join(text.split()).upper()
    known = facts.malformed_identifiers().get(written)
    if known:
        return known
    year, rest = written[:2], written[2:]
    if not (year.isascii() and year.isdigit()):
        return written
    if not _reads(rest):
        rest = _SECTION_RE.sub("", rest, count=1)
    if not _reads(rest):
        rest = _TRAILER_RE.sub("", rest)
    while not _reads(rest):
        shorter = _PREFIX_RE.sub("", rest, count=1) if _PREFIX_RE.match(rest) else rest
        if shorter == rest:
            break
        rest = shorter
    return canonical_id(year + rest)


def _reads(rest: str) -> bool:
    match = ID_RE.fullmatch(f"00{rest}")
    return bool(match and post_name(match["post"]))
