"""Works, and sources as works, in the vocabulary of schema.org."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builders import dates
from builders.citations.formats import csl
from builders.model.identifier import DOI_RESOLVER, Identifier
from builders.model.sidecar import SubjectHeading
from builders.model.work import Name, Work, WorkType

TYPES = {
    WorkType.ARTICLE_JOURNAL: "ScholarlyArticle",
    WorkType.ARTICLE_MAGAZINE: "Article",
    WorkType.ARTICLE_NEWSPAPER: "NewsArticle",
    WorkType.BILL: "Legislation",
    WorkType.BOOK: "Book",
    WorkType.CHAPTER: "Chapter",
    WorkType.COLLECTION: "Book",
    WorkType.DATASET: "Dataset",
    WorkType.LEGISLATION: "Legislation",
    WorkType.MANUSCRIPT: "Manuscript",
    WorkType.MAP: "Map",
    WorkType.PAMPHLET: "Book",
    WorkType.PAPER_CONFERENCE: "ScholarlyArticle",
    WorkType.PERSONAL_COMMUNICATION: "Message",
    WorkType.POST: "SocialMediaPosting",
    WorkType.POST_WEBLOG: "BlogPosting",
    WorkType.REGULATION: "Legislation",
    WorkType.REPORT: "Report",
    WorkType.SOFTWARE: "SoftwareApplication",
    WorkType.THESIS: "Thesis",
    WorkType.TREATY: "Legislation",
    WorkType.WEBPAGE: "WebPage",
}
"""schema.org has no type for letters; a message has a sender and recipients, as letters do."""
DEFAULT_TYPE = "CreativeWork"
CONTAINERS = {
    WorkType.ARTICLE_JOURNAL: "Periodical",
    WorkType.ARTICLE_MAGAZINE: "Periodical",
    WorkType.ARTICLE_NEWSPAPER: "Newspaper",
    WorkType.CHAPTER: "Book",
    WorkType.PAPER_CONFERENCE: "Book",
}
LETTER = "http://purl.org/ontology/bibo/Letter"
"""The type of letters in the Bibliographic Ontology."""
FindPage = Callable[[str], str]
"""What gives the IRI of a name's page in the edition, or nothing if there is none."""


def type_of(work: Work) -> str:
    """The schema.org type of the work, without its namespace."""
    return TYPES.get(work.type, DEFAULT_TYPE)


def node(work: Work, page: FindPage) -> dict[str, Any]:
    """The node of a work, without properties whose value is not known."""
    sent = work.type is WorkType.PERSONAL_COMMUNICATION
    found = {
        "@type": [type_of(work), "ArchiveComponent"] if work.archive else type_of(work),
        "additionalType": LETTER if sent else "",
        "name": in_language(work.title.text, work.language),
        "headline": work.title.text if work.type is WorkType.ARTICLE_NEWSPAPER else "",
        "alternateName": [title for title in (work.title_translated, work.original_title) if title],
        "author": [agent(name, page) for name in work.author],
        "editor": [agent(name, page) for name in work.editor],
        "recipient": [agent(name, page) for name in work.recipient],
        "dateSent" if sent else "datePublished": date(work.issued),
        "inLanguage": work.language,
        "genre": work.genre,
        "identifier": work.number,
        "isbn": work.isbn,
        "pagination": work.page,
        "publisher": body(work.publisher, page),
        "isPartOf": list(filter(None, (_container(work), _series(work)))),
        "holdingArchive": {"@type": "ArchiveOrganization", "name": work.archive}
        if work.archive
        else "",
        "itemLocation": work.archive_location,
        "sameAs": [f"{DOI_RESOLVER}{work.doi}"] if work.doi else [],
        "abstract": work.abstract,
    }
    return without_empty(found)


def without_empty(found: dict[str, Any]) -> dict[str, Any]:
    """The node without empty values, and with lists of one value replaced by the value."""
    values = {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value
        for key, value in found.items()
    }
    return {key: value for key, value in values.items() if value not in ("", None, [], {})}


def in_language(text: str, language: str) -> Any:
    """A text with its language; English, the language of the pages, is not given."""
    return {"@value": text, "@language": language} if language not in ("", "en") else text


def agent(name: Name, page: FindPage) -> dict[str, Any]:
    """The node of a person or organisation, with its page in the edition."""
    words = str(name)
    return without_empty(
        {
            "@type": "Organization" if name.literal else "Person",
            "@id": page(words),
            "name": words,
            "familyName": name.last if name.given else "",
            "givenName": name.given,
        }
    )


def body(name: str, page: FindPage) -> dict[str, Any]:
    """The node of an organisation by its name; empty if the name is."""
    return without_empty({"@type": "Organization", "@id": page(name), "name": name}) if name else {}


def identifier(found: Identifier) -> dict[str, Any]:
    """The node of an identifier with its scheme and where it leads."""
    return without_empty(
        {
            "@type": "PropertyValue",
            "propertyID": found.scheme.value,
            "value": found.value,
            "url": found.address,
        }
    )


def defined_term(subject: SubjectHeading) -> dict[str, Any]:
    """The node of something that a source is about."""
    return without_empty({"@type": "DefinedTerm", "@id": subject.uri, "name": subject.term})


def date(edtf: str) -> str:
    """A date in ISO 8601, as schema.org requires: a plain EDTF date itself, else only its year."""
    if not edtf or csl.SIMPLE_RE.fullmatch(edtf):
        return edtf
    year = dates.year(edtf)
    return f"{year:04}" if year is not None else ""


def _container(work: Work) -> dict[str, Any]:
    if not work.container_title:
        return {}
    kind = CONTAINERS.get(work.type, DEFAULT_TYPE)
    return without_empty({"@type": kind, "name": work.container_title, "issn": work.issn})


def _series(work: Work) -> dict[str, Any]:
    if not work.collection_title:
        return {}
    return {"@type": "CreativeWorkSeries", "name": work.collection_title}
