"""Works in BibTeX, for LaTeX and for every program that reads it.

The fields are the standard ones, in UTF-8, and `entrysubtype`, which BibTeX ignores but which
tells other programs what an `@misc` is. The entry types are standard, too, except `@letter` and
`@online`: BibTeX's styles print unknown types as `@misc`, which these would be otherwise, and
Zotero recognises a letter and a web page by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builders import dates
from builders.citations.formats import bib_entries, csl
from builders.citations.formats.bib_entries import Dialect, Fields, description, edtf, text
from builders.model.work import Work, WorkType

MISC, LETTER, ONLINE = "misc", "letter", "online"
LIKE_MISC = frozenset({MISC, LETTER, ONLINE})
"""Entry types that BibTeX's styles print as `@misc`."""
TYPES: Mapping[WorkType, str] = {
    WorkType.ARTICLE_JOURNAL: "article",
    WorkType.ARTICLE_MAGAZINE: "article",
    WorkType.ARTICLE_NEWSPAPER: "article",
    WorkType.BOOK: "book",
    WorkType.CHAPTER: "incollection",
    WorkType.COLLECTION: "book",
    WorkType.MANUSCRIPT: "unpublished",
    WorkType.PAMPHLET: "booklet",
    WorkType.PAPER_CONFERENCE: "inproceedings",
    WorkType.PERSONAL_COMMUNICATION: LETTER,
    WorkType.POST: ONLINE,
    WorkType.POST_WEBLOG: ONLINE,
    WorkType.REPORT: "techreport",
    WorkType.STANDARD: "manual",
    WorkType.THESIS: "phdthesis",
    WorkType.WEBPAGE: ONLINE,
}
"""Works of other types are `@misc`."""
PLAIN_TYPES = frozenset(
    {
        WorkType.ARTICLE_JOURNAL,
        WorkType.BOOK,
        WorkType.CHAPTER,
        WorkType.DOCUMENT,
        WorkType.MANUSCRIPT,
        WorkType.PAMPHLET,
        WorkType.PAPER_CONFERENCE,
        WorkType.REPORT,
        WorkType.THESIS,
    }
)
"""Types of works that the entry type expresses fully, without `entrysubtype`."""
CONTAINERS = {
    **dict.fromkeys({*TYPES.values()} - LIKE_MISC, "journal"),
    "incollection": "booktitle",
    "inproceedings": "booktitle",
}
PUBLISHERS = {
    "techreport": "institution",
    "phdthesis": "school",
    "mastersthesis": "school",
    "manual": "organization",
    **dict.fromkeys(LIKE_MISC, "organization"),
    "unpublished": "organization",
}
ONLY_IN_BIBLATEX = frozenset({"", "eventtitle", "ids"})
NOT_PRINTED: Mapping[str, frozenset[str]] = {
    "article": frozenset({"address"}),
    "techreport": frozenset({"series"}),
    **dict.fromkeys(LIKE_MISC, frozenset({"series", "volume", "number", "pages"})),
}
"""Fields that BibTeX's styles do not print for an entry type, or print as something else."""
MASTERS = "Master's thesis"
DOCTORS = "PhD thesis"


def dumps(works: Iterable[Work]) -> str:
    """The text of the file."""
    return bib_entries.dumps(works, DIALECT)


def entry_type(work: Work) -> str:
    """The entry type of a work."""
    if work.type is WorkType.THESIS and work.genre == MASTERS:
        return "mastersthesis"
    return TYPES.get(work.type, MISC)


def _has(kind: str, field: str) -> bool:
    return field not in ONLY_IN_BIBLATEX and field not in NOT_PRINTED.get(kind, ())


def _genre(work: Work, kind: str) -> Fields:
    """The genre of a work, in the field that the entry type has for it."""
    if kind in LIKE_MISC:
        yield "howpublished", text(description(work))
    if kind == "techreport":
        # A report has no series in BibTeX, so the series goes into its type.
        yield "type", text(", ".join(filter(None, (work.genre, work.collection_title))))
    elif kind not in LIKE_MISC or work.type is WorkType.PERSONAL_COMMUNICATION:
        plain = kind in {"phdthesis", "mastersthesis"} and work.genre in {DOCTORS, MASTERS}
        yield "type", "" if plain else text(work.genre)


def _date(work: Work) -> Fields:
    """Year, month and day; for any other date, the year and the EDTF date itself.

    The year is what BibTeX's styles print; biblatex takes the date instead, which alone may be
    negative.
    """
    found = csl.date(work.issued) if work.issued else {}
    parts = found.get("date-parts", [[]])
    is_before_christ = bool(parts[0]) and parts[0][0] < 0
    if parts[0]:
        yield "year", f"{{{-parts[0][0]} BC}}" if is_before_christ else f"{{{parts[0][0]}}}"
    if len(parts) == 1 and not found.keys() - {"date-parts"} and not is_before_christ:
        for name, value in zip(("month", "day"), parts[0][1:], strict=False):
            yield name, dates.MONTHS[value - 1][:3].lower() if name == "month" else f"{{{value}}}"
    else:
        yield "date", edtf(work.issued)


DIALECT = Dialect(
    entry_type=entry_type,
    has=_has,
    containers=CONTAINERS,
    publishers=PUBLISHERS,
    place="address",
    plain_types=PLAIN_TYPES,
    genre=_genre,
    dates=_date,
)
