"""Works as CSL-JSON objects, from which both formatting and exchange start."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

from builders.dates import UNSPECIFIED_YEAR
from builders.model.work import Name, Work

TEXTS = {
    "title_short": "title-short",
    "original_title": "original-title",
    "container_title": "container-title",
    "collection_title": "collection-title",
    "collection_number": "collection-number",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "page": "page",
    "edition": "edition",
    "section": "section",
    "genre": "genre",
    "publisher": "publisher",
    "publisher_place": "publisher-place",
    "event_title": "event-title",
    "archive": "archive",
    "archive_location": "archive_location",
    "isbn": "ISBN",
    "issn": "ISSN",
    "doi": "DOI",
    "url": "URL",
    "language": "language",
    "abstract": "abstract",
    "note": "note",
}
"""From a work's fields to CSL's variables."""
NAMES = ("author", "editor", "translator", "recipient")
SEASONS = {first + season: season + 1 for first in (21, 25, 29) for season in range(4)}
"""From EDTF's numbers of seasons, spring to winter, in either hemisphere or unsaid, to CSL's."""
MONTHS_OF_GROUPS = {
    **{33 + k: (3 * k + 1, 3 * k + 3) for k in range(4)},
    **{37 + k: (4 * k + 1, 4 * k + 4) for k in range(3)},
    **{40 + k: (6 * k + 1, 6 * k + 6) for k in range(2)},
}
"""From EDTF's numbers of quarters, thirds and halves of a year to their first and last months."""
MONTHS_IN_YEAR = 12
SIMPLE_RE = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
"""A year, a month or another part of it, or a day: `2009`, `2009-03`, `2009-21`, `2009-03-21`"""
OPEN_ENDS = frozenset({"", "..", "open", "unknown"})
UNKNOWN_DIGIT = "X"


def record(work: Work) -> dict[str, Any]:
    """The work as a CSL-JSON object, without empty fields."""
    found: dict[str, Any] = {"id": work.key, "type": work.type.value, "title": work.title.text}
    if work.title_translated:
        found["title"] = f"{work.title.text} [{work.title_translated.strip('[]')}]"
    for attribute in NAMES:
        people = getattr(work, attribute)
        if people:
            found[attribute] = [name(person) for person in people]
    for attribute, variable in TEXTS.items():
        value = getattr(work, attribute)
        if value:
            found[variable] = value
    for attribute in ("issued", "accessed"):
        value = getattr(work, attribute)
        if value:
            found[attribute] = date(value)
    if work.keyword:
        found["keyword"] = keywords(work)
    return found


def keywords(work: Work) -> str:
    """The keywords as one text, separated by commas; a comma within one becomes a dash."""
    return ", ".join(re.sub(r"\s*,\s*", " – ", word) for word in work.keyword)


def name(person: Name) -> dict[str, Any]:
    """The name of a person or body as a CSL-JSON object."""
    if person.literal:
        return {"literal": person.literal}
    parts = {
        "family": person.family,
        "given": person.given,
        "non-dropping-particle": person.particle,
        "suffix": person.suffix,
    }
    return {part: value for part, value in parts.items() if value}


def date(edtf: str) -> dict[str, Any]:
    """An EDTF date as a CSL date: `date-parts` of a date or range, `season`, and `circa` in doubt.

    A date that CSL cannot express is a `literal`.
    """
    text = edtf.strip("[]{}")
    doubtful = text != edtf or any(sign in text for sign in "~?%")
    text = re.sub("[~?%]", "", text)
    if ".." in text and "/" not in text:
        text = text.replace("..", "/")
    first, *rest = re.split(r"[/,]\s*", text)
    last = rest[-1] if rest else ""
    if first in OPEN_ENDS:
        first, last, doubtful = last, "", True
    if UNSPECIFIED_YEAR in {_year(first), _year(last)}:
        return {"literal": edtf}
    found: dict[str, Any] = {}
    if UNKNOWN_DIGIT in _year(first) + _year(last):
        last, doubtful = last or first, True
    parts = [_parts(_with_digits(first, "0"))]
    if last not in OPEN_ENDS:
        parts.append(_parts(_with_digits(last, "9")))
    elif not rest and len(parts[0]) > 1 and parts[0][1] in MONTHS_OF_GROUPS:
        parts *= 2  # the first and the last month of a quarter
    if not all(parts):
        return {"literal": edtf}
    if season := SEASONS.get(parts[0][1]) if len(parts[0]) > 1 else None:
        parts = [part[:1] for part in parts]
        found["season"] = season
    found["date-parts"] = [_with_months(part, end=bool(k)) for k, part in enumerate(parts)]
    if doubtful:
        found["circa"] = True
    return found


def certain_parts(edtf: str) -> list[int]:
    """Year, month and day; for a range, the parts common to both ends, or the year it begins in.

    Empty if there is no date, or if CSL cannot express it.
    """
    parts = date(edtf).get("date-parts", [[]]) if edtf else [[]]
    first, last = parts[0], parts[-1]
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return [one for one, _ in pairs] or first[:1]


def digits_of(edtf: str, separator: str) -> str:
    """`certain_parts` as digits: `2009/03/21`; empty for a year before the year 1.

    For formats that know neither ranges nor doubt. Nothing is better than a date that a program
    takes for another.
    """
    parts = certain_parts(edtf)
    if not parts or parts[0] < 0:
        return ""
    return separator.join(f"{part:0{2 if k else 4}}" for k, part in enumerate(parts))


def _year(edtf: str) -> str:
    """The year of a date."""
    return edtf.partition("-")[0]


def _with_digits(edtf: str, digit: str) -> str:
    """The date with a digit in place of the unknown ones of its year: `1990` for `199X`."""
    year, dash, below = edtf.partition("-")
    return f"{year.replace(UNKNOWN_DIGIT, digit)}{dash}{below}"


def _parts(edtf: str) -> list[int]:
    """Year, month and day, up to the first that is unknown; empty for a text that is no date."""
    known = takewhile(lambda part: UNKNOWN_DIGIT not in part, edtf.split("-"))
    match = SIMPLE_RE.fullmatch("-".join(known))
    if match is None:
        return []
    year, *below = (int(part) for part in match.groups() if part)
    # In CSL the year before the year 1 is -1, that is 1 BC; in EDTF it is 0.
    return [year if year > 0 else year - 1, *below]


def _with_months(parts: list[int], *, end: bool) -> list[int]:
    """The parts of a date, with a month in place of a part of the year, of which CSL has none."""
    year, *rest = parts
    if not rest or rest[0] <= MONTHS_IN_YEAR:
        return parts
    months = MONTHS_OF_GROUPS.get(rest[0])
    return [year, months[end]] if months else [year]
