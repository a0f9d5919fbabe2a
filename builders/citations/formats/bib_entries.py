"""Writing entries for both BibTeX and biblatex.

A `Dialect` says how the two differ in the names of fields and in which fields they have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from builders.citations.formats import csl, latex
from builders.model.work import Name, Title, Work, WorkType

SUBTYPES = {
    WorkType.ARTICLE_NEWSPAPER: "newspaper",
    WorkType.ARTICLE_MAGAZINE: "magazine",
    WorkType.PERSONAL_COMMUNICATION: "letter",
}
"""biblatex's own values of `entrysubtype`; other types use the name of their CSL type."""
LAWS = frozenset({WorkType.LEGISLATION, WorkType.REGULATION, WorkType.BILL})
"""Types whose number (`Public Law 106-386`) is written as a description, not as a number."""
DIVIDING_RE = re.compile(r",|\band\b", re.IGNORECASE)
"""What divides names, or the parts of one, in a list of names."""

Fields = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one of the two formats differs from the other."""

    entry_type: Callable[[Work], str]
    """The entry type of a work."""
    has: Callable[[str, str], bool]
    """Whether an entry type has a field."""
    containers: Mapping[str, str]
    """From an entry type to its field for the container; the others have none."""
    publishers: Mapping[str, str]
    """From an entry type to its field for the publisher; `publisher` for the others."""
    place: str
    """The field for the place of publication."""
    plain_types: frozenset[WorkType]
    """Types of works that the entry type expresses fully, without `entrysubtype`."""
    genre: Callable[[Work, str], Fields]
    """The genre of a work, in the fields that the entry type has for it."""
    dates: Callable[[Work], Fields]
    """The dates of a work, and fields that only this format has."""


def dumps(works: Iterable[Work], dialect: Dialect) -> str:
    """The text of the file."""
    return "\n".join(
        _entry(dialect.entry_type(work), work.key, fields(work, dialect)) for work in works
    )


def _entry(kind: str, key: str, found: Fields) -> str:
    """One entry with its non-empty fields, one on each line, their equals signs aligned."""
    pairs = [(name, value) for name, value in found if value]
    width = max((len(name) for name, _ in pairs), default=0)
    lines = [f"  {name:<{width}} = {value},\n" for name, value in pairs]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def fields(work: Work, dialect: Dialect) -> Fields:
    """The fields of a work, with delimiters around the values; empty ones are left out later."""
    kind = dialect.entry_type(work)
    yield from (pair for pair in _all_fields(work, kind, dialect) if dialect.has(kind, pair[0]))


def _all_fields(work: Work, kind: str, dialect: Dialect) -> Fields:
    yield "author", people(work.author)
    yield "editor", people(work.editor)
    yield "translator", people(work.translator)
    yield "title", f"{{{latex.encode_title(work.title)}}}"
    yield "titleaddon", text(work.title_translated)
    yield "shorttitle", text(work.title_short)
    yield "origtitle", text(work.original_title)
    yield dialect.containers.get(kind, ""), _container(work)
    yield "eventtitle", text(work.event_title)
    yield "series", text(work.collection_title)
    yield "volume", text(work.volume)
    yield "number", text(_number(work))
    yield "chapter", text(work.section)
    yield "pages", text(work.page).replace("-", "--")
    yield "edition", text(work.edition)
    yield from dialect.genre(work, kind)
    yield dialect.publishers.get(kind, "publisher"), text(_publisher(work))
    yield dialect.place, text(work.publisher_place)
    yield "library", text(", ".join(filter(None, (work.archive, work.archive_location))))
    yield from dialect.dates(work)
    yield "isbn", text(work.isbn)
    yield "issn", text(work.issn)
    yield "doi", verbatim(work.doi)
    yield "url", verbatim(work.url)
    yield "language", text(work.language)
    yield "keywords", text(csl.keywords(work))
    yield "ids", verbatim(", ".join(work.former_keys))
    yield "abstract", text(work.abstract)
    yield "note", text(work.note)
    if work.type not in dialect.plain_types:
        yield "entrysubtype", text(SUBTYPES.get(work.type, work.type.value))


def _container(work: Work) -> str:
    """The title of the container, with braces around capitals that must stay."""
    if not work.container_kept:
        return text(work.container_title)
    return f"{{{latex.encode_title(Title(work.container_title, work.container_kept))}}}"


def text(words: str) -> str:
    """A text as the value of a field; empty if there is none."""
    return f"{{{latex.encode(words)}}}" if words else ""


def verbatim(words: str) -> str:
    """A value that LaTeX reads verbatim, as an address; braces, which could end it, are encoded."""
    return f"{{{words.replace('{', '%7B').replace('}', '%7D')}}}" if words else ""


def edtf(date: str) -> str:
    """A date as the value of a field; in the braces of a set, which are balanced, it stays one."""
    return f"{{{date}}}" if date else ""


def people(names: Iterable[Name]) -> str:
    """Names as the value of a field, bodies in braces of their own."""
    joined = " and ".join(map(_name, names))
    return f"{{{joined}}}" if joined else ""


def _name(name: Name) -> str:
    if name.literal:
        return f"{{{latex.encode(name.literal)}}}"
    family, *rest = map(_in_braces_if_divided, (name.family, name.suffix, name.given))
    if " " in name.family:  # otherwise its last word alone would be taken for the family name
        family = f"{{{latex.encode(name.family)}}}"
    family = " ".join(filter(None, (latex.encode(name.particle), family)))
    return ", ".join(filter(None, (family, *rest)))


def _in_braces_if_divided(part: str) -> str:
    """A part of a name in LaTeX, in braces if it would be taken for several parts or names."""
    encoded = latex.encode(part)
    return f"{{{encoded}}}" if DIVIDING_RE.search(part) else encoded


def _publisher(work: Work) -> str:
    """The publisher; for a report, which must have an institution, its author if there is none."""
    bodies = [name.literal for name in work.author]
    if work.type is WorkType.WEBPAGE and not work.publisher and work.container_title not in bodies:
        return work.container_title  # the site or agency has no field of its own
    if work.publisher or work.type is not WorkType.REPORT:
        return work.publisher
    return " and ".join(name.literal for name in work.author if name.literal)


def _number(work: Work) -> str:
    """The value of the field `number`."""
    if work.type in {WorkType.BOOK, WorkType.CHAPTER, WorkType.PAPER_CONFERENCE}:
        return work.collection_number
    return "" if work.type in LAWS else work.issue or work.number


def description(work: Work) -> str:
    """The genre of a work with its number, recipients and container, as for a letter."""
    if work.type in LAWS:
        of_page = " ".join(filter(None, (work.volume, work.container_title, work.page)))
        return ", ".join(filter(None, (work.number, of_page if work.container_title else "")))
    words = " ".join(filter(None, (work.genre, work.number)))
    if work.recipient:
        words = f"{words or 'Letter'} to {' and '.join(map(str, work.recipient))}"
    # The site of a web page is in `organization`.
    container = "" if work.type is WorkType.WEBPAGE else work.container_title
    within = " ".join(filter(None, (container, work.volume)))
    if work.type is WorkType.TREATY and within and work.page:
        within = f"{within}, {work.page}"
    # No style prints `library`, and without the archive nobody could find a letter.
    kept = work.archive if work.type is WorkType.PERSONAL_COMMUNICATION else ""
    return ", ".join(filter(None, (words, within, work.event_title, kept)))
