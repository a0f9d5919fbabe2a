"""A work that can be cited: one of `references.bib`, or a source of the edition.

Fields are named as in CSL (`container_title`, `issued`), which is also what they mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from builders.model.scripts import EAST_ASIAN_RE
from builders.spans import Span


class WorkType(StrEnum):
    """The type of a work; the values are the types of CSL 1.0.2."""

    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BILL = "bill"
    BOOK = "book"
    CHAPTER = "chapter"
    COLLECTION = "collection"
    DATASET = "dataset"
    DOCUMENT = "document"
    HEARING = "hearing"
    INTERVIEW = "interview"
    LEGAL_CASE = "legal_case"
    LEGISLATION = "legislation"
    MANUSCRIPT = "manuscript"
    MAP = "map"
    PAMPHLET = "pamphlet"
    PAPER_CONFERENCE = "paper-conference"
    PERSONAL_COMMUNICATION = "personal_communication"
    POST = "post"
    POST_WEBLOG = "post-weblog"
    REGULATION = "regulation"
    REPORT = "report"
    SOFTWARE = "software"
    SPEECH = "speech"
    STANDARD = "standard"
    THESIS = "thesis"
    TREATY = "treaty"
    WEBPAGE = "webpage"


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a person, or of a body if only `literal` is given."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """A particle that belongs to the family name: the `den` of den Boer."""
    suffix: str = ""
    """`Jr.`"""
    literal: str = ""
    """The name, as it stands, of a body or of a person whose name cannot be divided."""
    family_first: bool = False
    """Whether the family name comes first, without a comma, as in Chinese: Zhang Yan."""

    @property
    def last(self) -> str:
        """The name by which the person or body is called in a short citation."""
        return self.literal or " ".join(filter(None, (self.particle, self.family)))

    def __str__(self) -> str:
        """The whole name in reading order."""
        parts = (self.given, self.particle, self.family, self.suffix)
        if self.family_first:
            parts = (self.family, self.given, self.suffix, "")
        between = "" if self.family_first and EAST_ASIAN_RE.search(self.family) else " "
        return self.literal or between.join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Title:
    """A title, and which of its words every style must leave as they are."""

    text: str = ""
    kept: tuple[Span, ...] = ()
    """Ranges whose capitals no style may change: proper names, abbreviations."""

    def __str__(self) -> str:
        """The text of the title."""
        return self.text

    def __bool__(self) -> bool:
        """Whether the title has any text."""
        return bool(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One work. A field that is not known is empty."""

    key: str
    """Its key in `references.bib`, or the slug of a source."""
    type: WorkType
    title: Title
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    recipient: tuple[Name, ...] = ()
    issued: str = ""
    """EDTF."""
    accessed: str = ""
    """EDTF."""
    title_short: str = ""
    """The short name by which it is known: for laws, telegrams, long titles."""
    title_translated: str = ""
    """The title in the language of the edition, if `title` is in another."""
    original_title: str = ""
    """The title in the work's own language, if `title` is a translation."""
    container_title: str = ""
    container_kept: tuple[Span, ...] = ()
    """Ranges of `container_title` whose capitals no style may change."""
    collection_title: str = ""
    """The series."""
    collection_number: str = ""
    volume: str = ""
    issue: str = ""
    number: str = ""
    """The number of a report, law or telegram."""
    page: str = ""
    edition: str = ""
    section: str = ""
    genre: str = ""
    """`Diplomatic cable`, `PhD thesis`, `Speech`."""
    publisher: str = ""
    publisher_place: str = ""
    event_title: str = ""
    archive: str = ""
    archive_location: str = ""
    isbn: str = ""
    issn: str = ""
    doi: str = ""
    url: str = ""
    language: str = ""
    """BCP 47 tag, if known."""
    keyword: tuple[str, ...] = ()
    abstract: str = ""
    note: str = ""
    former_keys: tuple[str, ...] = ()
    """The keys by which it was cited before: biblatex's `ids`."""

    @property
    def creators(self) -> tuple[Name, ...]:
        """The names under which it is listed: the authors, or else the editors."""
        return self.author or self.editor


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The works of `references.bib`, in the order of the file."""

    works: Mapping[str, Work] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    """From each key to the line on which its entry begins."""
    former: Mapping[str, str] = field(default_factory=dict)
    """From each former key of a work to its present one."""

    @property
    def keys(self) -> Mapping[str, str]:
        """From each key by which a work can be cited to its present one."""
        return {**{key: key for key in self.works}, **self.former}

    def present_key(self, key: str) -> str:
        """The present key of the work that once had this one; any other key unchanged."""
        return self.former.get(key, key)

    def find(self, key: str) -> Work | None:
        """The work that has or once had a key; None if there is none."""
        return self.works.get(self.present_key(key))
