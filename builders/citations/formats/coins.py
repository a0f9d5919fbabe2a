"""Works as ContextObjects (ANSI/NISO Z39.88), which pages carry in COinS spans.

A reference manager that finds them offers to save the works. Zotero reads the formats `journal`,
`book`, `dissertation` and, for all else, `dc`, in which `rft.type` may be one of its own types.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from builders.citations.formats import csl
from builders.model.work import Name, Work, WorkType

CLASS = "Z3988"
"""The class of a span whose title is a ContextObject."""
PLUS = "＋"
"""Replaces a plus sign, which Zotero takes for a space however it is encoded."""
VERSION = "Z39.88-2004"
FORMAT = "info:ofi/fmt:kev:mtx:"
JOURNAL, BOOK, DISSERTATION, DUBLIN_CORE = "journal", "book", "dissertation", "dc"
FORMATS = {
    WorkType.ARTICLE_JOURNAL: (JOURNAL, "article"),
    WorkType.BOOK: (BOOK, "book"),
    WorkType.COLLECTION: (BOOK, "book"),
    WorkType.CHAPTER: (BOOK, "bookitem"),
    WorkType.PAPER_CONFERENCE: (BOOK, "proceeding"),
    WorkType.REPORT: (BOOK, "report"),
    WorkType.THESIS: (DISSERTATION, ""),
}
"""From a type of work to its format and the genre within it; others are Dublin Core."""
TYPES = {
    WorkType.ARTICLE_MAGAZINE: "magazineArticle",
    WorkType.ARTICLE_NEWSPAPER: "newspaperArticle",
    WorkType.BILL: "bill",
    WorkType.DATASET: "dataset",
    WorkType.HEARING: "hearing",
    WorkType.INTERVIEW: "interview",
    WorkType.LEGAL_CASE: "case",
    WorkType.LEGISLATION: "statute",
    WorkType.MANUSCRIPT: "manuscript",
    WorkType.MAP: "map",
    WorkType.PERSONAL_COMMUNICATION: "letter",
    WorkType.POST: "forumPost",
    WorkType.POST_WEBLOG: "blogPost",
    WorkType.REGULATION: "statute",
    WorkType.SOFTWARE: "computerProgram",
    WorkType.SPEECH: "presentation",
    WorkType.STANDARD: "standard",
    WorkType.TREATY: "statute",
    WorkType.WEBPAGE: "webpage",
}
"""Zotero's item types for works in Dublin Core."""
OTHER_TYPE = "document"
PART_GENRES = frozenset({"article", "bookitem", "proceeding"})
"""Genres of works that are parts of a larger whole."""


def context_object(work: Work) -> str:
    """The work as keys and encoded values: `ctx_ver=Z39.88-2004&rft_val_fmt=...`."""
    return "&".join(
        f"{key}={quote(value.replace('+', PLUS), safe='')}" for key, value in _pairs(work) if value
    )


def _pairs(work: Work) -> Iterator[tuple[str, str]]:
    form, genre = FORMATS.get(work.type, (DUBLIN_CORE, ""))
    yield "ctx_ver", VERSION
    yield "rft_val_fmt", f"{FORMAT}{form}"
    yield "rft_id", f"info:doi/{work.doi}" if work.doi else ""
    yield "rft_id", f"urn:isbn:{work.isbn}" if work.isbn else ""
    yield "rft_id", _without_plus_signs(work.url)
    yield "rft.genre", genre
    if form == DUBLIN_CORE:
        # Before other fields: Zotero interprets those that follow by the type.
        yield "rft.type", TYPES.get(work.type, OTHER_TYPE)
        yield "rft.source", work.container_title
    yield from _titles(work, form, genre)
    yield "rft.date", csl.digits_of(work.issued, "-")
    yield "rft.volume", work.volume
    yield "rft.issue", work.issue
    yield "rft.pages", work.page
    yield "rft.edition", work.edition
    yield "rft.series", work.collection_title
    yield "rft.issn", work.issn
    yield "rft.isbn", work.isbn
    yield "rft.place", work.publisher_place
    yield "rft.inst" if form == DISSERTATION else "rft.pub", work.publisher
    yield "rft.degree", work.genre if form == DISSERTATION else ""
    yield "rft.language", work.language
    if form != DISSERTATION:
        yield "rft.description", work.abstract
        for keyword in work.keyword:
            yield "rft.subject", keyword
    yield from _creators(work.creators)


def _without_plus_signs(url: str) -> str:
    """The address with plus signs encoded: in a query they mean spaces, before it themselves."""
    path, mark, query = url.partition("?")
    return f"{path.replace('+', '%2B')}{mark}{query.replace('+', '%20')}"


def _titles(work: Work, form: str, genre: str) -> Iterator[tuple[str, str]]:
    title = work.title.text
    if genre in PART_GENRES:
        yield "rft.atitle", title
        yield "rft.jtitle" if form == JOURNAL else "rft.btitle", work.container_title
    else:
        yield "rft.btitle" if form == BOOK else "rft.title", title


def _creators(names: tuple[Name, ...]) -> Iterator[tuple[str, str]]:
    """The creators, in the keys that Zotero reads rightly.

    A whole name would have its last word taken for the family name. Zotero reverses the order of
    several `aucorp`, but not that of several `aulast`.
    """
    for name in names:
        if name.literal:
            yield "rft.aucorp" if len(names) == 1 else "rft.aulast", name.literal
        elif name.given:
            given = " ".join(filter(None, (name.given, name.suffix)))
            yield "rft.au", f"{name.last}, {given}"
        else:
            yield "rft.aulast", name.last
