"""Works in RIS, with the tags that reference managers read for each type.

What Zotero, EndNote and Mendeley make of a tag depends on the type (`SN` is an ISBN, an ISSN or
a report's number), so the tags are chosen by type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builders.citations.formats import csl
from builders.model.work import Name, Work, WorkType

TYPES = {
    WorkType.ARTICLE_JOURNAL: "JOUR",
    WorkType.ARTICLE_MAGAZINE: "MGZN",
    WorkType.ARTICLE_NEWSPAPER: "NEWS",
    WorkType.BILL: "BILL",
    WorkType.BOOK: "BOOK",
    WorkType.CHAPTER: "CHAP",
    WorkType.COLLECTION: "BOOK",
    WorkType.DATASET: "DATA",
    WorkType.HEARING: "HEAR",
    WorkType.LEGAL_CASE: "CASE",
    WorkType.LEGISLATION: "STAT",
    WorkType.MANUSCRIPT: "MANSCPT",
    WorkType.MAP: "MAP",
    WorkType.PAMPHLET: "PAMP",
    WorkType.PAPER_CONFERENCE: "CONF",
    WorkType.PERSONAL_COMMUNICATION: "PCOMM",
    WorkType.POST: "ICOMM",
    WorkType.POST_WEBLOG: "BLOG",
    WorkType.REGULATION: "STAT",
    WorkType.REPORT: "RPRT",
    WorkType.SOFTWARE: "COMP",
    WorkType.SPEECH: "SLIDE",
    WorkType.STANDARD: "STAND",
    WorkType.THESIS: "THES",
    WorkType.TREATY: "STAT",
    WorkType.WEBPAGE: "ELEC",
}
OTHER_TYPE = "GEN"
"""The RIS type of all other works."""
EDITOR_TAGS = {
    WorkType.BOOK: "A3",
    WorkType.COLLECTION: "A3",
    WorkType.ARTICLE_JOURNAL: "A2",
    WorkType.CHAPTER: "A2",
    WorkType.PAPER_CONFERENCE: "A2",
}
"""The tags for a work's editors, who are not those of its series; `ED` for other types."""
TEXT_TAGS = (
    ("edition", "ET"),
    ("section", "SE"),
    ("publisher_place", "CY"),
    ("publisher", "PB"),
    ("archive", "DB"),
    ("archive_location", "AN"),
    ("doi", "DO"),
    ("url", "UR"),
    ("language", "LA"),
    ("title_short", "ST"),
    ("abstract", "AB"),
    ("note", "N1"),
)
IN_SERIES = frozenset({WorkType.BOOK, WorkType.COLLECTION, WorkType.REPORT, WorkType.STANDARD})
"""Types whose secondary title (`T2`) is that of the series."""
GENRE_TYPES = frozenset(
    {
        WorkType.MANUSCRIPT,
        WorkType.MAP,
        WorkType.PERSONAL_COMMUNICATION,
        WorkType.REPORT,
        WorkType.SPEECH,
        WorkType.THESIS,
        WorkType.WEBPAGE,
    }
)
"""Types for which reference managers read a genre (`M3`)."""


def dumps(works: Iterable[Work]) -> str:
    """The text of the file, with the line ends (CR LF) that RIS prescribes."""
    return "\r\n".join(line for work in works for line in (*_lines(work), "ER  - ", "")) + "\r\n"


def _lines(work: Work) -> Iterator[str]:
    for tag, value in _tags(work):
        if value:
            yield f"{tag}  - {' '.join(value.split())}"


def _tags(work: Work) -> Iterator[tuple[str, str]]:
    kind = work.type
    yield "TY", TYPES.get(kind, OTHER_TYPE)
    yield "ID", work.key
    title = work.title.text
    if work.title_translated:
        title = f"{title} [{work.title_translated.strip('[]')}]"
    yield "TI", title
    for person in work.author:
        yield "AU", name(person)
    for person in work.recipient:
        yield "A2", name(person)
    for person in work.editor:
        yield EDITOR_TAGS.get(kind, "ED"), name(person)
    for person in work.translator:
        yield "A4", name(person)
    yield from _dates(work)
    yield from _titles(work)
    yield from _numbers(work)
    for attribute, tag in TEXT_TAGS:
        yield tag, getattr(work, attribute)
    yield "SN", work.isbn or (work.issn if kind is not WorkType.REPORT else "")
    if kind in GENRE_TYPES:
        yield "M3", work.genre
    if work.original_title:
        yield "N1", f"Original title: {work.original_title}"
    for keyword in work.keyword:
        yield "KW", keyword


def name(person: Name) -> str:
    """A name in RIS: `Family, Given, Suffix`; commas, which would split a body, become stops."""
    if person.literal:
        return person.literal.replace(", ", ". ")
    family = " ".join(filter(None, (person.particle, person.family)))
    return ", ".join(filter(None, (family, person.given, person.suffix)))


def _dates(work: Work) -> Iterator[tuple[str, str]]:
    for tag, edtf in (("DA", work.issued), ("Y2", work.accessed)):
        parts = csl.certain_parts(edtf)
        if not parts:
            continue
        month, day = (*(f"{part:02}" for part in parts[1:]), "", "")[:2]
        year = f"{parts[0]:0{4 + (parts[0] < 0)}}"  # four digits, besides the sign
        if tag == "DA":
            yield "PY", year
        yield tag, f"{year}/{month}/{day}/"


def _titles(work: Work) -> Iterator[tuple[str, str]]:
    """The titles of what the work is part of: a journal, a book, a series."""
    if work.type in IN_SERIES:
        yield "T2", work.collection_title
    else:
        yield "T2", work.container_title or work.event_title
        yield "T3", work.collection_title


def _numbers(work: Work) -> Iterator[tuple[str, str]]:
    yield "VL", work.volume
    yield "IS", work.issue
    match work.type:
        case WorkType.REPORT | WorkType.STANDARD:
            yield "SN", work.number
        case WorkType.PERSONAL_COMMUNICATION:
            # No manager has numbers for letters; in Zotero's `Extra`, styles still find this one.
            yield "M2", f"Number: {work.number}" if work.number else ""
        case WorkType.BOOK | WorkType.COLLECTION:
            yield "M1", work.collection_number
        case _:
            yield "M1", work.number
    first, _, last = work.page.partition("-")
    if not (last and last.isdigit()):
        first, last = work.page, ""
    yield "SP", first
    yield "EP", last
