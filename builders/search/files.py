"""All files of the index, from a publication."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any

from builders import dates
from builders.collections.rules import members
from builders.collections.sites import folder_of
from builders.interface.catalogue import Catalogue, catalogue
from builders.meanings.glossary import explain_tag
from builders.model.given import Given
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.pages.chinese_names import chinese_names
from builders.pages.prose_language import frame_language, prose_language
from builders.readers.detect import readers
from builders.search import entries, facets
from builders.search.codes import encode_all, encode_rising
from builders.search.documents import DocumentIndex, document_index
from builders.search.entries import Indexed
from builders.search.folding import forget, variants
from builders.search.han import forms_among
from builders.search.index import Index
from builders.search.prose import prose_index
from builders.search.shards import Pairs, Terms, call, path, script

NAME = "="
"""Before a name: the term that leads to the entries of that name."""
SPELLING = "~"
"""Before a word: the term that leads to other spellings of it."""
PACK = 24
"""How many entries are shown from one file."""
BRIEF = 4
"""Where in what is shown of an entry stands what it is."""
ADDRESSES = 1000
"""How many sources' addresses are in one file: read when results are saved, and not before."""
LANGUAGES = {"en": "English", "zh": "Chinese", "vi": "Vietnamese", "fr": "French", "ru": "Russian"}


def files(publication: Publication) -> Iterator[Asset]:
    """Every file of the index; the one that is read first comes last, since it names their version."""
    digest = hashlib.blake2b(digest_size=6)
    maker = _Maker(publication)
    for uri, text in maker.files():
        data = text.encode()
        digest.update(data)
        yield Asset(uri, data)
    uri, text = script("index", {"version": digest.hexdigest(), **maker.summary})
    yield Asset(uri, text.encode())


class _Maker:
    """Makes the files in one pass over the sources; the texts go out as they come."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self.summary: dict[str, Any] = {}

    def files(self) -> Iterator[tuple[str, str]]:
        """All but the first."""
        found = list(entries.indexed(self._publication))
        index = Index({entry.id: number for number, entry in enumerate(found)})
        counts: list[int] = []
        chosen_by: list[DocumentIndex] = []
        sites = self._sites()
        for document in self._documents():
            counts.append(len(document.parts))
            site = sites[len(counts) - 1] if len(counts) <= len(sites) else ""
            for part in document.parts:
                name = f"text/{index.parts}"
                yield f"{site}{path(name)}", call(name, part.text)
                index.add(part)
            chosen_by.append(DocumentIndex((), document.facets, document.bounds))
        for entry in found:
            index.add(entry.part)
        forget()
        terms = Terms(chain(index.terms(), _names(found), _spellings(found)))
        yield from terms.files()
        yield script("forms", forms_among(terms))
        pairs = Pairs(index.pairs())
        yield from pairs.files()
        sources = len(self._publication.entries)
        labels = _Labels(self._publication, found)
        yield from facets.files(chosen_by[:sources], labels)
        for number in range(0, len(found), PACK):
            shown = [labels.shown(entry) for entry in found[number : number + PACK]]
            yield script(f"entries/{number // PACK}", shown)
        slugs = [entry.slug for entry in self._publication.entries]
        for number in range(0, sources, ADDRESSES):
            yield script(f"addresses/{number // ADDRESSES}", slugs[number : number + ADDRESSES])
        self.summary = {
            "sources": sources,
            "addresses": ADDRESSES,
            "parts": encode_all(counts),
            "terms": terms.first,
            "pairs": pairs.count,
            "pack": PACK,
            "registers": [
                [register, entries.LABELS[register], len(list(those))]
                for register, those in groupby(found, key=lambda entry: entry.register)
            ],
            **self._where(sites),
        }

    def _sites(self) -> list[str]:
        """Below which folder of the tree the texts of each source lie; nothing without collections."""
        collections = self._publication.settings.collections
        if not collections:
            return []
        had = self._publication.shared(members)
        return [
            folder_of(had[entry.id]) if entry.id in had else ""
            for entry in self._publication.entries
        ]

    def _where(self, sites: Sequence[str]) -> dict[str, Any]:
        """Where the sources of collections are: of each site its texts and its pages, of each source its site."""
        settings = self._publication.settings
        if not settings.collections:
            return {}
        folders = {folder_of(one): k for k, one in enumerate(settings.collections, 1)}
        return {
            "sites": [
                [one.site_url, one.site_url] if settings.apart else [folder_of(one), ""]
                for one in settings.collections
            ],
            "where": encode_all(folders.get(site, 0) for site in sites),
        }

    def _documents(self) -> Iterator[DocumentIndex]:
        """The sources in their order, then the pages that people wrote."""
        chinese = "zh" in self._publication.settings.interface
        for entry in self._publication.entries:
            yield document_index(entry, chinese=chinese)
        settings = self._publication.settings
        for page in self._publication.prose:
            own = prose_language(settings, page.uri, page.text)
            yield prose_index(page, own or frame_language(settings, page.uri))


class _Labels:
    """What readers are shown for a value of a facet; where there is one, in Chinese, too."""

    def __init__(self, publication: Publication, found: Sequence[Indexed]) -> None:
        self._entries: Mapping[str, str] = {entry.id: entry.shown[1] for entry in found}
        self._words: Catalogue | None = None
        if "zh" in publication.settings.interface:
            self._words = catalogue("zh").with_names(publication.shared(chinese_names))

    def __call__(self, facet: str, value: str) -> tuple[str, ...]:
        label = self._label(facet, value)
        if self._words is None:
            return (label,)
        name = label.removeprefix(f"{value} ") if facet == "tag" else label
        chinese = self._words.find(name)
        if chinese is None:
            return (label,)
        return (label, f"{value} {chinese}" if facet == "tag" else chinese)

    def shown(self, entry: Indexed) -> tuple[Any, ...]:
        """What a result says of an entry; where there is one, with a Chinese word for what it is."""
        if self._words is None:
            return entry.shown
        chinese = self._words.find(entry.shown[BRIEF])
        if entry.date:
            where = self._words.find(Given(entry.place)) or entry.place
            chinese = "，".join(filter(None, (dates.chinese.display(entry.date), where)))
        return (*entry.shown, chinese) if chinese else entry.shown

    def _label(self, facet: str, value: str) -> str:
        match facet:
            case "kind":
                kinds = {reader.kind: reader.label for reader in readers()}
                return kinds.get(value) or Given(f"{value[0].upper()}{value[1:]}")
            case "tag":
                meaning = explain_tag(value)
                return f"{value} {meaning.label}" if meaning else value
            case "person" | "organization" | "place":
                return Given(self._entries.get(value, value))
            case "language":
                return LANGUAGES.get(value.partition("-")[0], value)
            case "notes":
                return "With editors’ notes" if value == "yes" else "Without"
            case _:
                return value


def _names(found: Sequence[Indexed]) -> Iterator[tuple[str, str]]:
    by_name: dict[str, list[int]] = {}
    for number, entry in enumerate(found):
        for name in entry.names:
            by_name.setdefault(name, []).append(number)
    for name, numbers in by_name.items():
        yield NAME + name, encode_rising(numbers)


def _spellings(found: Sequence[Indexed]) -> Iterator[tuple[str, str]]:
    """Other spellings of words, where a register has them."""
    spelt: dict[str, set[str]] = {}
    for entry in found:
        for word, others in variants(entry.spellings).items():
            spelt.setdefault(word, set()).update(others)
    for word, others in spelt.items():
        yield SPELLING + word, " ".join(sorted(others))
