"""What the editors say about one source, as written in the YAML file beside it.

These types are the schema: what they do not name is an error in a sidecar.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, PositiveInt, StringConstraints

from builders.model.document import EmendationKind
from builders.model.languages import Language
from builders.model.written import Id, Text, Url, Written

WORDS = frozenset({"provenance", "rights", "headnote", "headnote_zh", "notes", "changes"})
"""The fields that people write to be read, and that nothing else is worked out from."""

PROSE = ("headnote", "headnote_zh", "provenance", "rights")
"""Those of them that are said of the source as a whole, in Markdown, as its page has them."""


class Passage(Written):
    """A passage of a source, pointed at by quoting it (W3C TextQuoteSelector)."""

    quote: Text
    """The words as the source has them; any white space stands for any other."""
    prefix: str = ""
    """Words just before, where the quote occurs twice."""
    suffix: str = ""
    """Words just after, where the quote occurs twice."""
    near: str | None = None
    """Address of the paragraph it is in (`p7`), where the quote occurs twice."""


class Correction(Passage):
    """An editor's emendation."""

    read: str
    """What is read in place of the quote; empty where it is left out."""
    kind: EmendationKind
    reason: Text
    """A sentence for readers."""
    resp: Text = "editors"
    """Who says so."""


class NoteKind(StrEnum):
    """What a note does for its readers."""

    EXPLAINS = "explains"
    """Says what a reader of today may not know."""
    IDENTIFIES = "identifies"
    """Says who or what is meant."""
    QUALIFIES = "qualifies"
    """Says where the source is not quite right, or disagrees with another."""
    QUESTIONS = "questions"
    """Says what could not be settled."""
    TEXTUAL = "textual"
    """Is about the text and its transmission."""


def _or_empty(value: object) -> object:
    """`note:` with nothing behind it."""
    return "" if value is None else value


class Note(Passage):
    """What the editors say about a passage."""

    id: Id
    """Its address within the page, for ever: `#note-<id>`."""
    kind: NoteKind
    note: Annotated[str, StringConstraints(strip_whitespace=True), BeforeValidator(_or_empty)]
    """Markdown, with citations (`[@key]`, `[@09GUANGZHOU176, ¶5]`); empty is a stub, and an error."""
    inference: bool = False
    """Whether it rests on the editors' judgement and on no citation."""
    resp: Text = "editors"
    """Who says so."""


class Shown(StrEnum):
    """What stands in the text in place of a redacted passage."""

    BAR_AND_REASON = "bar-and-reason"
    """A bar of fixed length, and behind it what was there."""
    BAR = "bar"
    """The bar alone; what was there is said in the list of redactions."""


class Redaction(Written):
    """A passage that is not published. One of `quote`, `pattern` and `bars` says which."""

    quote: Text | None = None
    """The words as the source has them; wherever they stand, they are taken out."""
    prefix: str = ""
    """Words just before, where only some places of the quote are meant."""
    suffix: str = ""
    """Words just after, where only some places of the quote are meant."""
    pattern: Text | None = None
    """Name of a pattern, `email` or `phone`; all that it finds is taken out."""
    bars: tuple[PositiveInt, ...] = ()
    """In a redacted copy: which of the file's bars, counted from 1, stand for the passages."""
    what: Text | None = None
    """What was there, in a few words; a pattern has words of its own."""
    reason: Text
    """A sentence for readers."""
    authority: Text = "the editors"
    """Who decided it."""
    date: Text
    """EDTF: when it was decided."""
    shown: Shown = Shown.BAR_AND_REASON


class Change(Written):
    """That a source was published, or what the editors have changed in its page since."""

    date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    """The day."""
    what: Text
    """A sentence for those who have read or cited an earlier state."""


class Surface(Written):
    """What the editors say of one of the facsimiles."""

    file: Text
    """Its name in the source's folder below `site_src/facsimiles/`."""
    page: Text | None = None
    """The page that it shows, where its name is not that of the page."""
    what: Text | None = None
    """What is to be seen on it, for those who cannot see it: `The first page, with a seal`."""
    redacted: bool = False
    """Whether the editors have made sure that it shows nothing that is redacted in the text."""


class Original(Written):
    """What a citation of the original needs and its own text does not say."""

    author: tuple[Text, ...] = ()
    """Bodies as they are called, persons as `Family, Given`."""
    genre: Text | None = None
    """`Diplomatic cable`, `Newsletter`."""
    number: Text | None = None
    publisher: Text | None = None
    place: Text | None = None
    """Where it was published."""
    issn: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{3}[\dX]$")] | None = None
    section: Text | None = None
    """The section of the newspaper."""
    archive: Text | None = None
    """Who keeps it."""
    archive_location: Text | None = None
    """Under which mark."""
    url: Url | None = None
    """Where the original, or a copy older than this edition, stands on the web."""


class Sidecar(Written):
    """All that the editors say about one source. Every field may be left out."""

    title: Text | None = None
    """Title for lists, where the source has none or a bad one."""
    title_zh: Text | None = None
    """The title in Chinese, as the editors give it."""
    date: Text | None = None
    """EDTF, where the source's own date is missing or wrong."""
    language: Language | None = None
    """BCP 47 tag of the main language."""
    encoding: Text | None = None
    """Encoding of the file where it is not UTF-8: gb18030, windows-1252 ..."""
    kind: Text | None = None
    """Name of the reader, where the content misleads the choice."""
    provenance: Text | None = None
    """Where this text came from and through which hands. Markdown."""
    rights: Text | None = None
    """Who holds which rights, as far as known. Markdown."""
    license: Url | None = None
    """Address of the licence, or of a statement of rights (rightsstatements.org)."""
    headnote: Text | None = None
    """What this source is and what to be careful about. Markdown."""
    headnote_zh: Text | None = None
    """The same in Chinese. Markdown."""
    original: Original = Original()
    """For citing it: what the source does not say of itself."""
    emendations: tuple[Correction, ...] = ()
    """Corrections by hand, in any order."""
    notes: tuple[Note, ...] = ()
    """Notes on passages, in any order."""
    redactions: tuple[Redaction, ...] = ()
    """Passages that are not published, in any order."""
    facsimiles: tuple[Surface, ...] = ()
    """What is to be said of its facsimiles, in any order."""
    changes: tuple[Change, ...] = ()
    """When it was published and what was changed since, in any order."""
    former_ids: tuple[Text, ...] = ()
    """Identifiers under which it was published before; each leaves a redirect."""

    @property
    def prose(self) -> dict[str, str]:
        """What they say of the source as a whole, in Markdown, by field: those that are not empty."""
        named = {name: getattr(self, name) for name in PROSE}
        return {name: text for name, text in named.items() if text}

    @property
    def latest_changes(self) -> list[Change]:
        """The changes, the latest first."""
        return sorted(self.changes, key=lambda change: change.date, reverse=True)
