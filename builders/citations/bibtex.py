"""Works as BibTeX, for LaTeX and for every program that reads it.

Standard fields, in UTF-8; `entrysubtype`, which BibTeX passes over, says what an `@misc` is, so
that nothing is lost to a program that knows it. Standard entry types, too, but for `@letter` and
`@online`: BibTeX's styles take a type that they do not know for `@misc`, which these would be
otherwise, and Zotero knows a letter and a web page by them and by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from builders import dates
from builders.citations import csl, latex
from builders.model.work import Name, Work, WorkType

MISC, LETTER, ONLINE = "misc", "letter", "online"
LIKE_MISC = frozenset({MISC, LETTER, ONLINE})
"""What BibTeX's styles print as `@misc`."""
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
"""All others are `@misc`."""
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
"""What an entry type says without `entrysubtype`."""
SUBTYPES = {
    WorkType.ARTICLE_NEWSPAPER: "newspaper",
    WorkType.ARTICLE_MAGAZINE: "magazine",
    WorkType.PERSONAL_COMMUNICATION: "letter",
}
"""biblatex's own words; for the rest the name of CSL's type serves."""
CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
PUBLISHERS = {
    "techreport": "institution",
    "phdthesis": "school",
    "mastersthesis": "school",
    "manual": "organization",
    **dict.fromkeys(LIKE_MISC, "organization"),
    "unpublished": "organization",
}
LAWS = frozenset({WorkType.LEGISLATION, WorkType.REGULATION, WorkType.BILL})
"""Whose number (`Public Law 106-386`) is a description and no number."""
MASTERS = "Master's thesis"
DOCTORS = "PhD thesis"

Fields = Iterator[tuple[str, str]]


def dumps(works: Iterable[Work]) -> str:
    """The text of the file."""
    return "\n".join(entry(entry_type(work), work.key, fields(work)) for work in works)


def entry(kind: str, key: str, found: Fields) -> str:
    """One entry, its fields one below the other, their signs of equality in a column."""
    pairs = [(name, value) for name, value in found if value]
    width = max((len(name) for name, _ in pairs), default=0)
    lines = [f"  {name:<{width}} = {value},\n" for name, value in pairs]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def entry_type(work: Work) -> str:
    """The entry type of a work."""
    if work.type is WorkType.THESIS and work.genre == MASTERS:
        return "mastersthesis"
    return TYPES.get(work.type, MISC)


def fields(work: Work) -> Fields:
    """The fields of a work, each with its delimiters."""
    kind = entry_type(work)
    yield "author", people(work.author)
    yield "editor", people(work.editor)
    yield "translator", people(work.translator)
    yield "title", f"{{{latex.encode_title(work.title)}}}"
    yield "titleaddon", text(work.title_translated)
    yield "shorttitle", text(work.title_short)
    yield "origtitle", text(work.original_title)
    if kind not in LIKE_MISC:
        yield CONTAINERS.get(kind, "journal"), text(work.container_title)
    yield "series", text(work.collection_title if kind not in {"techreport", *LIKE_MISC} else "")
    yield "volume", text(work.volume)
    yield "number", text(number(work) if kind not in LIKE_MISC else "")
    yield "chapter", text(work.section)
    yield "pages", text(work.page).replace("-", "--")
    yield "edition", text(work.edition)
    yield from _genre(work, kind)
    yield PUBLISHERS.get(kind, "publisher"), text(publisher(work))
    yield "address", text(work.publisher_place if kind != "article" else "")
    yield "library", text(archive(work))
    yield from _date(work)
    yield from shared(work)
    if work.type not in PLAIN_TYPES:
        yield "entrysubtype", text(SUBTYPES.get(work.type, work.type.value))


def shared(work: Work) -> Fields:
    """The fields that BibTeX and biblatex have under the same names."""
    yield "isbn", text(work.isbn)
    yield "issn", text(work.issn)
    yield "doi", verbatim(work.doi)
    yield "url", verbatim(work.url)
    yield "language", text(work.language)
    yield "keywords", text(", ".join(work.keyword))
    yield "abstract", text(work.abstract)
    yield "note", text(work.note)


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


def publisher(work: Work) -> str:
    """Who published it; a report must have an institution, which may be its own author."""
    if work.publisher or work.type is not WorkType.REPORT:
        return work.publisher
    return " and ".join(name.literal for name in work.author if name.literal)


def archive(work: Work) -> str:
    """Who keeps it, and where."""
    return ", ".join(filter(None, (work.archive, work.archive_location)))


def addressees(work: Work) -> str:
    """To whom a letter goes, for which BibTeX has no field."""
    return " and ".join(map(str, work.recipient))


def number(work: Work) -> str:
    """The number that goes into the field of that name."""
    if work.type in {WorkType.BOOK, WorkType.CHAPTER, WorkType.PAPER_CONFERENCE}:
        return work.collection_number
    return "" if work.type in LAWS else work.issue or work.number


def description(work: Work) -> str:
    """What kind of thing it is, in words: for letters with number and addressee."""
    if work.type in LAWS:
        return work.number
    to = f" to {addressees(work)}" if work.recipient else ""
    words = " ".join(filter(None, (work.genre, work.number))) + to
    within = " ".join(filter(None, (work.container_title, work.volume)))
    # No style prints `library`, and without its archive nobody would find a letter.
    kept = work.archive if work.type is WorkType.PERSONAL_COMMUNICATION else ""
    return ", ".join(filter(None, (words, within, work.event_title, kept)))


def _genre(work: Work, kind: str) -> Fields:
    """What kind of thing it is, in the field that the entry type has for it."""
    if kind in LIKE_MISC:
        yield "howpublished", text(description(work))
    if kind == "techreport":
        # A report has no series in BibTeX; what it is one of says as much.
        yield "type", text(", ".join(filter(None, (work.genre, work.collection_title))))
    elif kind not in LIKE_MISC or work.type is WorkType.PERSONAL_COMMUNICATION:
        plain = kind in {"phdthesis", "mastersthesis"} and work.genre in {DOCTORS, MASTERS}
        yield "type", "" if plain else text(work.genre)


def _date(work: Work) -> Fields:
    """Year, month and day; a date that is none of these as it is, too."""
    found = csl.date(work.issued) if work.issued else {}
    parts = found.get("date-parts", [[]])
    if parts[0]:
        yield "year", f"{{{parts[0][0]}}}"
    if len(parts) == 1 and not found.keys() - {"date-parts"}:
        for name, value in zip(("month", "day"), parts[0][1:], strict=False):
            yield name, dates.MONTHS[value - 1][:3].lower() if name == "month" else f"{{{value}}}"
    else:
        yield "date", verbatim(work.issued)
