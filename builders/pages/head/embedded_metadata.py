"""A source as `meta` elements for reference managers: Highwire, Dublin Core and Zotero's own.

Which names are used follows what Zotero's translators "Embedded Metadata" and "RDF" make of them,
since they are the most particular; other programs read Dublin Core or Highwire.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.citations.formats import csl
from builders.citations.formats.coins import OTHER_TYPE, TYPES
from builders.model.sidecar import Original
from builders.model.work import Name, Work, WorkType

SCHEMAS = {
    "schema.DC": "http://purl.org/dc/elements/1.1/",
    "schema.DCTERMS": "http://purl.org/dc/terms/",
}
"""The namespaces of the prefixes, as `link` elements that Dublin Core prescribes."""
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
"""Zotero's item types; a work of any other type is a document."""
ABBREVIATION_RE = re.compile(r"\b(?:[A-Z]\.){2,}")
"""An abbreviation of capitals with full stops: `U.S.`"""
Pair = tuple[str, str]
UNDATED: Pair = ("z:date", "n.d.")
"""For a page without a date: Zotero would else take the first date on it, which is a source's."""


def statements(work: Work, rights: str = "", original: Original | None = None) -> Iterator[Pair]:
    """The names and contents of a work's elements, without those that are empty.

    Args:
        work: The work.
        rights: Who holds which rights.
        original: What the editors say of the original.
    """
    found = _all(work, rights, original or Original())
    return ((name, content) for name, content in found if content)


def _all(work: Work, rights: str, original: Original) -> Iterator[Pair]:
    # Without it, Zotero takes anything with a Highwire title for a journal article.
    yield "z:itemType", ITEM_TYPES.get(work.type, OTHER_TYPE)
    yield "citation_title", work.title.text
    yield "DC.title", work.title.text
    yield from _creators(work)
    yield "citation_publication_date", csl.digits_of(work.issued, "/")
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
    for identifier in original.identified:
        yield "DC.identifier", identifier.address or identifier.value
    for keyword in work.keyword:
        yield "DC.subject", keyword
    yield "DCTERMS.extent", original.extent or ""
    yield "DC.rights", rights
    yield "DCTERMS.abstract", work.abstract


def _creators(work: Work) -> Iterator[Pair]:
    for name in work.author:
        yield "DC.creator", creator(name)
    # Zotero ignores all other creators if there is a Highwire author.
    if not work.recipient and not _would_be_split(work.author):
        for name in work.author:
            yield "citation_author", creator(name)
    for name in work.recipient:
        yield "z:recipients", creator(name)


def creator(name: Name) -> str:
    """A name in a form that Zotero splits correctly.

    Zotero takes for the family name what precedes a comma or, without a comma, the last word. So
    the name of an organisation gets a comma at its end, which Zotero drops, and has no other. It
    also puts a space after a full stop, which would give `U. S. Consulate`.
    """
    given = "" if name.literal else " ".join(filter(None, (name.given, name.suffix)))
    if given:
        return f"{name.last}, {given}"
    words = name.literal or name.last
    words = ABBREVIATION_RE.sub(lambda found: found[0].replace(".", ""), words)
    words = words.replace(", ", " – ").replace(",", " ")
    return f"{words}," if " " in words else words


def _would_be_split(authors: tuple[Name, ...]) -> bool:
    """Whether Zotero would split a sole author, with spaces in both parts of the name, into two."""
    return len(authors) == 1 and " " in authors[0].last and " " in authors[0].given


def _by_type(work: Work) -> Iterator[Pair]:
    """The elements that only some types of work have, or have under another name."""
    match work.type:
        case WorkType.ARTICLE_NEWSPAPER:
            # `citation_journal_title` would make it a journal article whatever its type.
            yield "prism.publicationName", work.container_title
            yield "citation_issn", work.issn
            yield "citation_firstpage", work.page
            yield "z:section", work.section
        case WorkType.REPORT:
            yield "citation_technical_report_institution", work.publisher
            yield "citation_technical_report_number", work.number
            yield "z:seriesTitle", work.collection_title
        case _:
            # Zotero's letters have no field for a number, but its styles read one from `Extra`.
            yield "z:extra", f"Number: {work.number}" if work.number else ""
