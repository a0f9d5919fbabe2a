"""A source as `meta` elements that reference managers read: Highwire's, Dublin Core's, Zotero's.

What is written under which name follows what Zotero's translators "Embedded Metadata" and "RDF"
do with it, since theirs is the strictest reading; other programs know Dublin Core or Highwire.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.citations.formats.coins import ANYTHING, TYPES
from builders.model.work import Name, Work, WorkType

SCHEMAS = {
    "schema.DC": "http://purl.org/dc/elements/1.1/",
    "schema.DCTERMS": "http://purl.org/dc/terms/",
}
"""What the prefixes stand for, as Dublin Core wants it said."""
ITEM_TYPES = {
    **TYPES,
    WorkType.ARTICLE_JOURNAL: "journalArticle",
    WorkType.BOOK: "book",
    WorkType.CHAPTER: "bookSection",
    WorkType.COLLECTION: "book",
    WorkType.PAPER_CONFERENCE: "conferencePaper",
    WorkType.REPORT: "report",
    WorkType.THESIS: "thesis",
}
"""Zotero's types; all others are documents."""
ABBREVIATION_RE = re.compile(r"\b(?:[A-Z]\.){2,}")
"""`U.S.`"""
Pair = tuple[str, str]
UNDATED: Pair = ("z:date", "n.d.")
"""For a page with no date of its own: Zotero would take the first that stands on it, of a source."""


def statements(work: Work, rights: str = "") -> Iterator[Pair]:
    """The names and contents of the elements, those without content left out."""
    return ((name, content) for name, content in _all(work, rights) if content)


def _all(work: Work, rights: str) -> Iterator[Pair]:
    # Without it a title of Highwire's makes anything a journal's article.
    yield "z:itemType", ITEM_TYPES.get(work.type, ANYTHING)
    yield "citation_title", work.title.text
    yield "DC.title", work.title.text
    yield from _creators(work)
    yield "citation_publication_date", work.issued
    yield "DC.date", work.issued
    yield "DC.type", work.genre
    yield from _by_type(work)
    yield "DC.publisher", work.publisher
    yield "z:place", work.publisher_place
    yield "z:archive", work.archive
    yield "z:archiveLocation", work.archive_location
    yield "citation_language", work.language
    yield "DC.language", work.language
    yield "citation_public_url", work.url
    yield "DC.identifier", work.url
    yield "DC.rights", rights
    yield "DCTERMS.abstract", work.abstract


def _creators(work: Work) -> Iterator[Pair]:
    for name in work.author:
        yield "DC.creator", creator(name)
    # Zotero passes over all other creators where there is an author of Highwire's.
    if not work.recipient and not _would_be_split(work.author):
        for name in work.author:
            yield "citation_author", creator(name)
    for name in work.recipient:
        yield "z:recipients", creator(name)


def creator(name: Name) -> str:
    """A name of which a reader makes the right parts.

    Zotero takes the last word of a name without a comma for the family name, and what stands
    before a comma where there is one. So a body's name ends with a comma, which is dropped, and
    has no other. It also sets a blank behind a full stop, which would give `U. S. Consulate`.
    """
    if name.literal:
        words = ABBREVIATION_RE.sub(lambda found: found[0].replace(".", ""), name.literal)
        words = words.replace(", ", " – ").replace(",", " ")
        return f"{words}," if " " in words else words
    given = " ".join(filter(None, (name.given, name.suffix)))
    return f"{name.last}, {given}" if given else creator(Name(literal=name.last))


def _would_be_split(authors: tuple[Name, ...]) -> bool:
    """Whether Zotero would make two persons of a sole author with blanks in both parts."""
    return len(authors) == 1 and " " in authors[0].last and " " in authors[0].given


def _by_type(work: Work) -> Iterator[Pair]:
    """What one type has and others have not, or under another name."""
    match work.type:
        case WorkType.ARTICLE_NEWSPAPER:
            # `citation_journal_title` would make it a journal's article whatever its type.
            yield "prism.publicationName", work.container_title
            yield "citation_issn", work.issn
            yield "citation_firstpage", work.page
            yield "z:section", work.section
        case WorkType.REPORT:
            yield "citation_technical_report_institution", work.publisher
            yield "citation_technical_report_number", work.number
            yield "z:seriesTitle", work.collection_title
        case _:
            # Letters have no number in Zotero; from `Extra` its styles take one all the same.
            yield "z:extra", f"Number: {work.number}" if work.number else ""
