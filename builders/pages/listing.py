"""Sources as rows of a list or table, the same on every page that lists sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builders import dates, markup
from builders.model.cable import IDENTIFIER_RE, identifier
from builders.model.publication import Entry, Publication
from builders.model.untranslated import Untranslated
from builders.pages import addresses
from builders.pages.short_names import short_names
from builders.readers.detect import reader_named
from builders.readers.languages import title_language


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A name with a link to its page."""

    name: str
    href: str


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One source in a list; pages that share an item share its HTML too (`kept` in templates)."""

    id: str
    identifier: str
    """The identifier as its field writes it: `09 GUANGZHOU 176`."""
    number: str
    """The identifier beside a title: the number of a telegram; empty for any other identifier, which
    is only the name of a file, and where it is the title."""
    short: str
    """The source in a few words, where it has no room for its title: `China Daily 2015`."""
    href: str
    title: str
    title_zh: Markup
    """Empty if there is none."""
    kind: str
    kind_label: str
    date: str
    """In words."""
    datetime: str
    year: str
    originator: NamedLink | None
    tags: tuple[NamedLink, ...]
    language: str
    """The language of the title."""


@dataclass(frozen=True, slots=True)
class _SourceFields:
    """What lists show of a source that does not depend on the page of the list."""

    identifier: str
    number: str
    short: str
    uri: str
    title_zh: Markup
    kind: str
    kind_label: str
    date: str
    datetime: str
    year: str
    language: str


class _SharedIndex:
    """What is worked out once for the lists of all pages."""

    def __init__(self, publication: Publication) -> None:
        self.originators = addresses.originators(publication.by_originator)
        self.tags = addresses.tags(publication.by_tag)
        self._short_names = publication.shared(short_names)
        self._sources: dict[str, _SourceFields] = {}

    def source(self, entry: Entry) -> _SourceFields:
        """What lists show of a source that does not depend on the page of the list."""
        if entry.id not in self._sources:
            year = dates.year(entry.date) if entry.date else None
            name = identifier(entry.id)
            is_number = IDENTIFIER_RE.fullmatch(entry.id) and name != entry.title
            self._sources[entry.id] = _SourceFields(
                name,
                name if is_number else "",
                self._short_names[entry.id],
                addresses.source(entry),
                _title_in_chinese(entry.sidecar.title_zh or ""),
                *kind_of(entry),
                dates.display(entry.date) if entry.date else dates.undated(),
                dates.html_datetime(entry.date or ""),
                str(year) if year else "",
                title_language(entry.title, entry.language),
            )
        return self._sources[entry.id]


def _title_in_chinese(title: str) -> Markup:
    """The title with no line break within a date, nor within a clause that fits on a line."""
    return markup.whole_clauses(markup.whole_dates(markup.escaped(title)))


PLAIN_TEXT = "text"
"""The kind of plain texts, whose genre only their editors can tell."""


def kind_of(entry: Entry) -> tuple[str, str]:
    """The kind of a source, as the value that lists and searches filter by and as its label.

    Where editors give the genre of a plain text (`letter`), that is its kind.
    """
    genre = entry.sidecar.original.genre
    if genre is None or entry.document.kind != PLAIN_TEXT:
        return entry.document.kind, reader_named(entry.document.kind).label
    words = " ".join(genre.split())
    return words.casefold(), Untranslated(f"{words[0].upper()}{words[1:]}")


class Lister:
    """Makes the items for the lists of one page."""

    def __init__(
        self, publication: Publication, from_uri: str, known: _SharedIndex | None = None
    ) -> None:
        """Make items for the page at `from_uri`, reusing what is known from other pages."""
        self._publication = publication
        self._from = from_uri
        self._known = known or _SharedIndex(publication)
        self._items: dict[str, Item] = {}
        self._tags: dict[str, NamedLink] = {}
        self._names: dict[str, NamedLink] = {}

    def at(self, from_uri: str) -> Lister:
        """A lister for another page, sharing what this one knows."""
        return Lister(self._publication, from_uri, self._known)

    def item(self, entry: Entry) -> Item:
        """A source as an item of this page's lists."""
        if entry.id not in self._items:
            self._items[entry.id] = self._made(entry)
        return self._items[entry.id]

    def _made(self, entry: Entry) -> Item:
        name = entry.document.header.originator
        known = self._known.source(entry)
        return Item(
            id=entry.id,
            identifier=known.identifier,
            number=known.number,
            short=known.short,
            href=addresses.link(self._from, known.uri),
            title=entry.title,
            title_zh=known.title_zh,
            kind=known.kind,
            kind_label=known.kind_label,
            date=known.date,
            datetime=known.datetime,
            year=known.year,
            originator=self._originator(name) if name else None,
            tags=tuple(self.tag(code) for code in entry.tags),
            language=known.language,
        )

    def items(self, entries: Iterable[Entry]) -> Sequence[Item]:
        """Several sources as items, in their order."""
        return [self.item(entry) for entry in entries]

    def tag(self, code: str) -> NamedLink:
        """A TAGS code with a link to its page."""
        if code not in self._tags:
            href = addresses.link(self._from, self._known.tags[code])
            self._tags[code] = NamedLink(code, href)
        return self._tags[code]

    def originator(self, name: str) -> str:
        """The path of an originator's page, below `docs/`."""
        return self._known.originators[name]

    def _originator(self, name: str) -> NamedLink:
        if name not in self._names:
            self._names[name] = NamedLink(
                Untranslated(name), addresses.link(self._from, self.originator(name))
            )
        return self._names[name]


def lister_of(publication: Publication) -> Lister:
    """The lister for `publication.shared`; every page takes its own from it with `at`."""
    return Lister(publication, "")
