"""Entries as BibTeX and biblatex both have them: one walk over a work's fields for the two.

What the two call a field, and which of them has it, is said by a `Dialect`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from builders.citations.formats import latex
from builders.model.work import Name, Title, Work, WorkType

SUBTYPES = {
    WorkType.ARTICLE_NEWSPAPER: "newspaper",
    WorkType.ARTICLE_MAGAZINE: "magazine",
    WorkType.PERSONAL_COMMUNICATION: "letter",
}
"""biblatex's own words; for the rest the name of CSL's type serves."""
LAWS = frozenset({WorkType.LEGISLATION, WorkType.REGULATION, WorkType.BILL})
"""Whose number (`Public Law 106-386`) is a description and no number."""

Fields = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """What is the one format's own."""

    entry_type: Callable[[Work], str]
    """The entry type of a work."""
    has: Callable[[str, str], bool]
    """Whether an entry type has a field."""
    containers: Mapping[str, str]
    """From an entry type to its field for what the work is in; the others have none."""
    publishers: Mapping[str, str]
    """From an entry type to its field for who published it; elsewhere `publisher`."""
    place: str
    """The field for where it was published."""
    plain_types: frozenset[WorkType]
    """What an entry type says without `entrysubtype`."""
    genre: Callable[[Work, str], Fields]
    """What kind of thing it is, in the fields that the entry type has for it."""
    dates: Callable[[Work], Fields]
    """When it appeared, and what else only this format has."""


def dumps(works: Iterable[Work], dialect: Dialect) -> str:
    """The text of the file."""
    return "\n".join(
        _entry(dialect.entry_type(work), work.key, fields(work, dialect)) for work in works
    )


def _entry(kind: str, key: str, found: Fields) -> str:
    """One entry, its fields one below the other, their signs of equality in a column."""
    pairs = [(name, value) for name, value in found if value]
    width = max((len(name) for name, _ in pairs), default=0)
    lines = [f"  {name:<{width}} = {value},\n" for name, value in pairs]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def fields(work: Work, dialect: Dialect) -> Fields:
    """The fields of a work, each with its delimiters; empty ones are left out later."""
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
    yield "keywords", text(", ".join(work.keyword))
    yield "ids", verbatim(", ".join(work.former_keys))
    yield "abstract", text(work.abstract)
    yield "note", text(work.note)
    if work.type not in dialect.plain_types:
        yield "entrysubtype", text(SUBTYPES.get(work.type, work.type.value))


def _container(work: Work) -> str:
    """The journal, or the book with the capitals that must stay."""
    if not work.container_kept:
        return text(work.container_title)
    return f"{{{latex.encode_title(Title(work.container_title, work.container_kept))}}}"


def text(words: str) -> str:
    """A field's value."""
    return f"{{{latex.encode(words)}}}" if words else ""


def verbatim(words: str) -> str:
    """An address, in which LaTeX's signs are no signs; a stray brace would end the field."""
    return f"{{{words.replace('{', '%7B').replace('}', '%7D')}}}" if words else ""


def people(names: Iterable[Name]) -> str:
    """Names, bodies in braces of their own."""
    joined = " and ".join(map(_name, names))
    return f"{{{joined}}}" if joined else ""


def _name(name: Name) -> str:
    if name.literal:
        return f"{{{latex.encode(name.literal)}}}"
    family = latex.encode(" ".join(filter(None, (name.particle, name.family))))
    if " " in name.family:  # else its last word alone would be taken for the family name
        family = " ".join(
            filter(None, (latex.encode(name.particle), f"{{{latex.encode(name.family)}}}"))
        )
    return ", ".join(filter(None, (family, latex.encode(name.suffix), latex.encode(name.given))))


def _publisher(work: Work) -> str:
    """Who published it; a report must have an institution, which may be its own author."""
    bodies = [name.literal for name in work.author]
    if work.type is WorkType.WEBPAGE and not work.publisher and work.container_title not in bodies:
        return work.container_title  # the site or agency, for which there is no other field
    if work.publisher or work.type is not WorkType.REPORT:
        return work.publisher
    return " and ".join(name.literal for name in work.author if name.literal)


def _number(work: Work) -> str:
    """The number that goes into the field of that name."""
    if work.type in {WorkType.BOOK, WorkType.CHAPTER, WorkType.PAPER_CONFERENCE}:
        return work.collection_number
    return "" if work.type in LAWS else work.issue or work.number


def description(work: Work) -> str:
    """What kind of thing it is, in words: for letters with number and addressee."""
    if work.type in LAWS:
        return work.number
    to = f" to {' and '.join(map(str, work.recipient))}" if work.recipient else ""
    words = " ".join(filter(None, (work.genre, work.number))) + to
    # Of a page the site stands in `organization`.
    container = "" if work.type is WorkType.WEBPAGE else work.container_title
    within = " ".join(filter(None, (container, work.volume)))
    if work.type is WorkType.TREATY and within and work.page:
        within = f"{within}, {work.page}"
    # No style prints `library`, and without its archive nobody would find a letter.
    kept = work.archive if work.type is WorkType.PERSONAL_COMMUNICATION else ""
    return ", ".join(filter(None, (words, within, work.event_title, kept)))
