"""Works in biblatex, which has more entry types and fields than BibTeX, and EDTF dates.

Only entry types that reference managers know are used: Zotero drops entries of unknown types
(`@legal`, `@standard`), so these are `@misc` and `@manual` with an `entrysubtype`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builders.citations.formats import bib_entries, bibtex, entry_types
from builders.citations.formats.bib_entries import Dialect, Fields, description, edtf, text
from builders.model.work import Work, WorkType

TYPES: Mapping[WorkType, str] = {
    **bibtex.TYPES,
    WorkType.DATASET: "dataset",
    WorkType.REPORT: "report",
    WorkType.SOFTWARE: "software",
    WorkType.THESIS: "thesis",
}
"""Other works are `@misc`; a book with editors and without authors is a `@collection`."""
PLAIN_TYPES = bibtex.PLAIN_TYPES | {
    WorkType.COLLECTION,
    WorkType.DATASET,
    WorkType.PERSONAL_COMMUNICATION,
    WorkType.SOFTWARE,
    WorkType.WEBPAGE,
}
CONTAINERS = {"article": "journaltitle", "incollection": "booktitle", "inproceedings": "booktitle"}
PUBLISHERS = {
    "booklet": "howpublished",
    "manual": "organization",
    "misc": "organization",
    "online": "organization",
    "report": "institution",
    "thesis": "institution",
}
EVERYWHERE = frozenset(
    {
        "abstract",
        "author",
        "date",
        "doi",
        "editor",
        "entrysubtype",
        "ids",
        "keywords",
        "langid",
        "library",
        "note",
        "origtitle",
        "shorttitle",
        "title",
        "titleaddon",
        "url",
        "urldate",
    }
)
"""Fields that every type may have."""
_BOOKS = "translator series volume number pages edition publisher location isbn chapter"
FIELDS: Mapping[str, frozenset[str]] = {
    kind: EVERYWHERE | set(more.split())
    for kind, more in {
        "article": "journaltitle series volume number pages translator issn",
        "book": _BOOKS,
        "booklet": "howpublished type location pages chapter",
        "collection": _BOOKS,
        "dataset": "edition number organization publisher location series type",
        "incollection": f"booktitle {_BOOKS}",
        "inproceedings": "booktitle eventtitle series volume number pages publisher location isbn",
        "letter": "howpublished type location",
        "manual": "type edition series number publisher organization location isbn",
        "misc": "howpublished type organization location",
        "online": "organization",
        "report": "institution type number location pages chapter",
        "software": "howpublished type organization location",
        "thesis": "institution type location pages chapter",
        "unpublished": "howpublished eventtitle location type",
    }.items()
}
"""The fields that biblatex's data model has for each type; biber warns of any other.

`@letter` has no field at all in the model, not even a title. It is used nevertheless, because
programs that read biblatex recognise a letter by it.
"""
THESES = {bibtex.DOCTORS: "phdthesis", bibtex.MASTERS: "mathesis"}
"""biblatex's keywords for theses, which it prints in the language of the citing document."""
LANGUAGES = {tag: name for name, tag in entry_types.LANGUAGES.items()}
"""From BCP 47 to babel's names."""


def dumps(works: Iterable[Work]) -> str:
    """The text of the file."""
    return bib_entries.dumps(works, DIALECT)


def entry_type(work: Work) -> str:
    """The entry type of a work."""
    if work.type is WorkType.BOOK and work.editor and not work.author:
        return "collection"
    return TYPES.get(work.type, bibtex.MISC)


def _has(kind: str, field: str) -> bool:
    return field in FIELDS[kind]


def _dates(work: Work) -> Fields:
    yield "date", edtf(work.issued)
    yield "urldate", edtf(work.accessed)
    language = LANGUAGES.get(work.language) or LANGUAGES.get(work.language.partition("-")[0], "")
    yield "langid", text(language)


def _genre(work: Work, kind: str) -> Fields:
    match kind:
        case "thesis":
            yield "type", text(THESES.get(work.genre, work.genre) or "phdthesis")
        case "report":
            # A report has no series in the data model, so the series goes into its type.
            yield (
                "type",
                text(", ".join(filter(None, (work.genre, work.collection_title))) or "Report"),
            )
        case "manual" | "dataset" | "booklet":  # a booklet's `howpublished` is its publisher
            yield "type", text(work.genre)
        case _:
            yield "howpublished", text(description(work))
            yield "type", text(work.genre if kind == "letter" else "")


DIALECT = Dialect(
    entry_type=entry_type,
    has=_has,
    containers=CONTAINERS,
    publishers=PUBLISHERS,
    place="location",
    plain_types=PLAIN_TYPES,
    genre=_genre,
    dates=_dates,
)
