"""What the editors say about one source, as written in the YAML file beside it.

These types are the schema: a field that they do not name is an error in a sidecar.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, PositiveInt, StringConstraints, model_validator

from builders import dates
from builders.model.document import EmendationKind
from builders.model.identifier import Identifier, IdentifierText, identified
from builders.model.languages import Language
from builders.model.written import Id, Text, TextOrRecord, Url, Written

DISPLAY_FIELDS = frozenset({"provenance", "rights", "headnote", "headnote_zh", "notes", "changes"})
"""The fields that are written only to be read: nothing else is derived from them."""

PROSE = ("headnote", "headnote_zh", "provenance", "rights")
"""Those of them that are about the source as a whole, in Markdown, as its page shows them."""


class Passage(Written):
    """A passage of a source, pointed at by quoting it (W3C TextQuoteSelector)."""

    quote: Text
    """The words as the source has them; any run of white space matches any other."""
    prefix: str = ""
    """Words just before, if the quote occurs more than once."""
    suffix: str = ""
    """Words just after, if the quote occurs more than once."""
    near: str | None = None
    """Address of the paragraph it is in (`p7`), if the quote occurs more than once."""


class Correction(Passage):
    """An editor's emendation."""

    read: str
    """What is read in place of the quote; empty to leave it out."""
    kind: EmendationKind
    reason: Text
    """A sentence for readers."""
    resp: Text = "editors"
    """Who is responsible for it."""


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
    """An empty string for `note:` with nothing after it."""
    return "" if value is None else value


class Note(Passage):
    """What the editors say about a passage."""

    id: Id
    """Its permanent address within the page: `#note-<id>`."""
    kind: NoteKind
    note: Annotated[str, StringConstraints(strip_whitespace=True), BeforeValidator(_or_empty)]
    """Markdown with citations (`[@key]`, `[@09GUANGZHOU176, ¶5]`); empty, it is a stub, an error."""
    inference: bool = False
    """Whether it rests on the editors' judgement rather than on a citation."""
    resp: Text = "editors"
    """Who is responsible for it."""


class Shown(StrEnum):
    """What stands in the text in place of a redacted passage."""

    BAR_AND_REASON = "bar-and-reason"
    """A bar of fixed length, followed by what was there."""
    BAR = "bar"
    """The bar alone; the list of redactions says what was there."""


class Redaction(Written):
    """A passage that is not published. One of `quote`, `pattern` and `bars` says which."""

    quote: Text | None = None
    """The words as the source has them; every occurrence of them is taken out."""
    prefix: str = ""
    """Words just before, if only some occurrences of the quote are meant."""
    suffix: str = ""
    """Words just after, if only some occurrences of the quote are meant."""
    pattern: Text | None = None
    """Name of a pattern, `email` or `phone`; everything that it matches is taken out."""
    bars: tuple[PositiveInt, ...] = ()
    """In a redacted copy: which of the file's bars, counted from 1, stand for the passages."""
    what: Text | None = None
    """What was there, in a few words; a pattern brings its own."""
    reason: Text
    """A sentence for readers."""
    authority: Text = "the editors"
    """Who decided it."""
    date: Text
    """EDTF: when it was decided."""
    shown: Shown = Shown.BAR_AND_REASON


class Change(Written):
    """The publication of a source, or a later change that the editors made to its page."""

    date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    """The day."""
    what: Text
    """A sentence for readers who have read or cited an earlier state."""


class Surface(Written):
    """What the editors say about one of the facsimiles."""

    file: Text
    """Name of the file in the source's folder below `site_src/facsimiles/`."""
    page: Text | None = None
    """The page that it shows, if the file is not named after the page."""
    what: Text | None = None
    """What can be seen on it, for readers who cannot see it: `The first page, with a seal`."""
    redacted: bool = False
    """Whether the editors have made sure that it shows nothing that is redacted in the text."""


class SubjectHeading(TextOrRecord):
    """Something that a source is about. It may be given as a plain text, its `term`."""

    term: Text
    """A free word or phrase, or the heading of a vocabulary: `Emigration and immigration`."""
    uri: Url | None = None
    """Address of the heading in a controlled vocabulary: LCSH, AAT, Wikidata, for instance."""


class Original(Written):
    """What a citation or a catalogue says of the original but its own text does not."""

    author: tuple[Text, ...] = ()
    """Organizations by their names, persons as `Family, Given`."""
    recipient: tuple[Text, ...] = ()
    """To whom a letter was sent: organizations by their names, persons as `Family, Given`."""
    family_first: tuple[Text, ...] = ()
    """Those of the authors and recipients whose family name comes first, written as above.

    Not needed for names in Chinese, Japanese or Korean script, nor for people in the register.
    """
    sent_from: Text | None = None
    """The place a letter was sent from, by its name in the register of places or any other."""
    title_short: Text | None = None
    """The title by which notes cite the source, if author and year would be long or misleading."""
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
    """The shelfmark under which it is kept."""
    extent: Text | None = None
    """How much there is of it: `3 leaves`, `1 file (214 p.)`."""
    identifiers: tuple[IdentifierText, ...] = ()
    """What identifies it elsewhere: `ark:/…`, `doi:10.…`, `hdl:…`, `urn:…` or an address."""
    url: Url | None = None
    """Where the original, or a copy older than this edition, is on the web."""

    @model_validator(mode="after")
    def _family_first_is_of_persons(self) -> Original:
        persons = {name for name in (*self.author, *self.recipient) if "," in name}
        if not persons.issuperset(self.family_first):
            raise ValueError(
                "`family_first` repeats names of `author` or `recipient`, each as `Family, Given`"
            )
        return self

    @property
    def identified(self) -> tuple[Identifier, ...]:
        """Its identifiers with their schemes and addresses."""
        return tuple(map(identified, self.identifiers))


class Sidecar(Written):
    """Everything that the editors say about one source. Every field may be left out."""

    title: Text | None = None
    """Title for lists, if the source has none or a bad one."""
    title_zh: Text | None = None
    """The title in Chinese, as the editors give it."""
    date: Text | None = None
    """EDTF, if the source's own date is missing or wrong; `XXXX` if nobody can date it."""
    language: Language | None = None
    """BCP 47 tag of the main language."""
    encoding: Text | None = None
    """Encoding of the file, if it is not UTF-8: gb18030, windows-1252 ..."""
    kind: Text | None = None
    """Name of the reader, if the content leads to the wrong choice."""
    provenance: Text | None = None
    """Where this text came from, and through whose hands. Markdown."""
    rights: Text | None = None
    """Who holds which rights, as far as is known. Markdown."""
    license: Url | None = None
    """Address of the licence, or of a statement of rights (rightsstatements.org)."""
    headnote: Text | None = None
    """What this source is, and what to be careful about. Markdown."""
    headnote_zh: Text | None = None
    """The headnote in Chinese. Markdown."""
    subjects: tuple[SubjectHeading, ...] = ()
    """What it is about: free words, or headings of a controlled vocabulary with their `uri`."""
    original: Original = Original()
    """For citations and catalogues: what the text of the original does not say."""
    emendations: tuple[Correction, ...] = ()
    """Corrections by hand, in any order."""
    notes: tuple[Note, ...] = ()
    """Notes on passages, in any order."""
    redactions: tuple[Redaction, ...] = ()
    """Passages that are not published, in any order."""
    facsimiles: tuple[Surface, ...] = ()
    """Remarks on its facsimiles, in any order."""
    changes: tuple[Change, ...] = ()
    """When it was published and what has changed since, in any order."""
    former_ids: tuple[Text, ...] = ()
    """Identifiers under which it was published before; each leaves a redirect."""

    @property
    def prose(self) -> dict[str, str]:
        """The remarks on the source as a whole that are not empty, in Markdown, by field."""
        named = {name: getattr(self, name) for name in PROSE}
        return {name: text for name, text in named.items() if text}

    @property
    def is_undated(self) -> bool:
        """Whether the editors say that nobody can date the source."""
        return self.date is not None and dates.is_unspecified(self.date)

    def date_before(self, own: str | None) -> str | None:
        """The editors' date, which comes before the source's own; None for an undated source.

        Args:
            own: The date that the reader found in the source.
        """
        return None if self.is_undated else self.date or own

    @property
    def latest_changes(self) -> list[Change]:
        """The changes, the latest first."""
        return sorted(self.changes, key=lambda change: change.date, reverse=True)
