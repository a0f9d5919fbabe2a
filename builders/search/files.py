"""The files of the index, made from the segments of a publication."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any

from builders import dates
from builders.agents import shown
from builders.collections.rules import members
from builders.collections.sites import folder_of
from builders.interface.catalogue import Catalogue
from builders.meanings.glossary import explain_tag
from builders.model.languages import LANGUAGE_NAMES
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.model.untranslated import Untranslated
from builders.pages.names_in_languages import catalogues
from builders.readers.detect import readers
from builders.search import entries, facets
from builders.search.codes import encode_all, encode_rising
from builders.search.documents import DocumentIndex
from builders.search.entries import IndexedEntry
from builders.search.folding import clear_cache, variants
from builders.search.han import forms_among
from builders.search.index import Index
from builders.search.segments import Segment, segment_of_parts
from builders.search.shards import Pairs, Terms, call, path, script

FROM_SIDECARS = frozenset({"author", "recipient", "sent_from", "subject"})
"""Facets whose values are what editors wrote."""
NAME_PREFIX = "="
"""Prefix of the term for a folded name, whose list holds the numbers of the entries of that name."""
SPELLING_PREFIX = "~"
"""Prefix of the term for a word with other spellings, which its list holds."""
COMMA = ", "
"""What stands between the date and the place of an event."""
ENTRIES_PER_FILE = 24
"""How many entries one file holds."""
BRIEF_INDEX = 4
"""The index of the brief in `IndexedEntry.shown`."""
ADDRESSES_PER_FILE = 1000
"""How many sources' addresses one file holds. These files are read only when results are saved."""


def text_files(
    publication: Publication, first: int, documents: Iterable[Iterable[str]]
) -> Iterator[Asset]:
    """The files with the texts of consecutive documents, one for each part.

    Args:
        publication: The publication.
        first: The number of the first document.
        documents: For each document, the texts of its parts.
    """
    sites = _text_folders(publication)
    for number, document in enumerate(documents, first):
        site = sites[number] if number < len(sites) else ""
        for part, text in enumerate(document):
            name = f"text/{number}-{part}"
            yield Asset(f"{site}{path(name)}", call(name, text).encode())


def list_files(publication: Publication, segments: Iterable[Segment]) -> Iterator[Asset]:
    """All files of the index except the texts; the file that browsers fetch first comes last.

    That file states a version, by which browsers know whether the files they have stored belong to
    this index.

    Args:
        publication: The publication.
        segments: The segments of the sources in their order, then that of the hand-written pages.
    """
    digest = hashlib.blake2b(digest_size=6)
    maker = _ListFiles(publication, segments, digest.update)
    for uri, text in maker.files():
        data = text.encode()
        digest.update(data)
        yield Asset(uri, data)
    uri, text = script("index", {"version": digest.hexdigest(), **maker.summary})
    yield Asset(uri, text.encode())


class _ListFiles:
    """Makes the files of `list_files` in one pass over the segments."""

    def __init__(
        self,
        publication: Publication,
        segments: Iterable[Segment],
        digest_texts: Callable[[bytes], object],
    ) -> None:
        self._publication = publication
        self._segments = segments
        self._digest_texts = digest_texts
        """Called with the digest of the texts of each segment."""
        self.summary: dict[str, Any] = {}

    def files(self) -> Iterator[tuple[str, str]]:
        """All files except the one that browsers fetch first, whose content is `summary` afterwards."""
        index = Index()
        counts: list[int] = []
        documents: list[DocumentIndex] = []
        forms: dict[str, dict[str, None]] = defaultdict(dict)
        for segment in self._segments:
            index.add(segment)
            counts += segment.counts
            documents += segment.documents
            for entity, words in segment.forms.items():
                forms[entity].update(dict.fromkeys(words))
            self._digest_texts(segment.texts)
        found = list(entries.indexed_entries(self._publication, forms))
        forms.clear()
        index.add(segment_of_parts(entry.part for entry in found))
        clear_cache()
        numbers = {entry.id: number for number, entry in enumerate(found)}
        terms = Terms(chain(index.terms(numbers), _name_terms(found), _spelling_terms(found)))
        yield from terms.files()
        yield script("forms", forms_among(terms))
        pairs = Pairs(index.pairs())
        yield from pairs.files()
        sources = len(self._publication.entries)
        labels = _Labels(self._publication, found)
        yield from facets.files(documents[:sources], labels)
        for number in range(0, len(found), ENTRIES_PER_FILE):
            shown = [labels.shown(entry) for entry in found[number : number + ENTRIES_PER_FILE]]
            yield script(f"entries/{number // ENTRIES_PER_FILE}", shown)
        slugs = [entry.slug for entry in self._publication.entries]
        for number in range(0, sources, ADDRESSES_PER_FILE):
            yield script(
                f"addresses/{number // ADDRESSES_PER_FILE}",
                slugs[number : number + ADDRESSES_PER_FILE],
            )
        self.summary = {
            "sources": sources,
            "addresses": ADDRESSES_PER_FILE,
            "parts": encode_all(counts),
            "terms": terms.first,
            "pairs": pairs.count,
            "pack": ENTRIES_PER_FILE,
            "registers": [
                [register, entries.LABELS[register], len(list(those))]
                for register, those in groupby(found, key=lambda entry: entry.register)
            ],
            **_site_fields(self._publication),
        }


def _text_folders(publication: Publication) -> list[str]:
    """For each source, the folder of the site that has its texts; an empty list without collections."""
    if not publication.settings.collections:
        return []
    had = publication.shared(members)
    return [folder_of(had[entry.id]) if entry.id in had else "" for entry in publication.entries]


def _site_fields(publication: Publication) -> dict[str, Any]:
    """Where the texts and the pages of each collection's site are, and the number of each source's site.

    The sites are numbered from 1; 0 is the publication's own. Empty without collections.
    """
    settings = publication.settings
    if not settings.collections:
        return {}
    folders = {folder_of(one): k for k, one in enumerate(settings.collections, 1)}
    return {
        "sites": [
            [one.site_url, one.site_url] if settings.is_split else [folder_of(one), ""]
            for one in settings.collections
        ],
        "where": encode_all(folders.get(site, 0) for site in _text_folders(publication)),
    }


def _brief(entry: IndexedEntry, words: Catalogue) -> str | None:
    """The brief of an entry, or the date and place of an event, in a language; None if it has none."""
    if not entry.date:
        return words.find(entry.shown[BRIEF_INDEX])
    where = words.find(Untranslated(entry.place)) or entry.place
    when = dates.display_in(words.language, entry.date)
    return words.scripts.get(COMMA, COMMA).join(filter(None, (when, where)))


class _Labels:
    """Labels of the values of facets and of entries, with those in further languages by code."""

    def __init__(self, publication: Publication, found: Sequence[IndexedEntry]) -> None:
        self._entries: Mapping[str, str] = {entry.id: entry.shown[1] for entry in found}
        self._others: Mapping[str, Catalogue] = publication.shared(catalogues)

    def __call__(self, facet: str, value: str) -> tuple[Any, ...]:
        label = self._label(facet, value)
        code = f"{value} " if facet == "tag" else ""
        # What editors wrote stays marked as such, which a text cut out of it would not.
        name = label.removeprefix(code) if code else label
        found = ((language, words.find(name)) for language, words in self._others.items())
        others = {language: f"{code}{other}" for language, other in found if other}
        return (label, others) if others else (label,)

    def shown(self, entry: IndexedEntry) -> tuple[Any, ...]:
        """What a result shows of an entry; last come its briefs in further languages, by code."""
        found = ((language, _brief(entry, words)) for language, words in self._others.items())
        others = {language: brief for language, brief in found if brief}
        return (*entry.shown, others) if others else entry.shown

    def _label(self, facet: str, value: str) -> str:
        match facet:
            case "kind":
                kinds = {reader.kind: reader.label for reader in readers()}
                return kinds.get(value) or Untranslated(f"{value[0].upper()}{value[1:]}")
            case "tag":
                meaning = explain_tag(value)
                return f"{value} {meaning.label}" if meaning else value
            case "person" | "organization" | "place":
                return Untranslated(self._entries.get(value, value))
            case "language":
                return LANGUAGE_NAMES.get(value, value)
            case "notes":
                return "With editors’ notes" if value == "yes" else "Without"
            case _:
                words = shown(value) if facet in {"author", "recipient"} else value
                return Untranslated(words) if facet in FROM_SIDECARS else words


def _name_terms(found: Sequence[IndexedEntry]) -> Iterator[tuple[str, str]]:
    """The terms of all names, with the numbers of the entries that they stand for."""
    by_name: dict[str, list[int]] = {}
    for number, entry in enumerate(found):
        for name in entry.names:
            by_name.setdefault(name, []).append(number)
    for name, numbers in by_name.items():
        yield NAME_PREFIX + name, encode_rising(numbers)


def _spelling_terms(found: Sequence[IndexedEntry]) -> Iterator[tuple[str, str]]:
    """The terms of the words that the registers spell in more than one way, with the other spellings."""
    spelt: dict[str, set[str]] = {}
    for entry in found:
        for word, others in variants(entry.spellings).items():
            spelt.setdefault(word, set()).update(others)
    for word, others in spelt.items():
        yield SPELLING_PREFIX + word, " ".join(sorted(others))
