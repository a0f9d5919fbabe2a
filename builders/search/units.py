"""The units that make the index: one for the texts of each segment, and one for all lists.

Segments are cached under a digest of their inputs. After an edit, the segment of the edited source
is made again; the others are read from the cache and merged with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from builders.citations.works import short
from builders.citations.works.bodies import Bodies
from builders.interface.catalogue import CHINESE
from builders.interface.versions import further_languages
from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Publication
from builders.pages.prose_language import frame_language, prose_language
from builders.search.documents import DocumentIndex, document_index, document_texts
from builders.search.files import list_files, text_files
from builders.search.prose import prose_index
from builders.search.segments import Segment, SegmentMaker
from builders.storage.store import Store, key

SEGMENT_SIZE = 128
"""How many sources a segment has. Smaller segments take longer to merge, larger ones to make again."""
FOLDER = "search"
"""The folder of the cache that holds the segments."""
SPARE_SEGMENTS = 16
"""How many segments of earlier states stay in the cache, for edits that are undone."""
TEXTS = f"{__name__}.texts"
LISTS = f"{__name__}.lists"


def units(
    root: Path, publication: Publication, digests: Mapping[str, str]
) -> Iterator[Unit[Asset]]:
    """The units that make the index: those of the texts and, last, that of the lists.

    The former put the segments into the cache from which the latter merges the lists.

    Args:
        root: The project.
        publication: The publication.
        digests: For each source, by its identifier, a digest of all that its entry is made from.
    """
    entries = publication.entries
    languages, chinese = further_languages(publication.settings), _chinese_originators(publication)
    groups = [
        _SegmentSources(first, entries[first : first + SEGMENT_SIZE], languages, chinese)
        for first in range(0, len(entries), SEGMENT_SIZE)
    ]
    keys = [_key(group, digests) for group in groups]
    store = Store(root, FOLDER)
    store.prune(keys, most=len(keys) + SPARE_SEGMENTS)
    for number, (group, kept) in enumerate(zip(groups, keys, strict=True)):
        ids = tuple(entry.id for entry in group.entries)
        make = partial(_texts, publication, group, store, kept)
        yield Unit(f"{TEXTS}#{number}", make, ids)
    pages = tuple(page.uri for page in publication.prose)
    yield Unit(f"{TEXTS}#pages", partial(_texts_of_pages, publication), pages)
    named = (identifier for identifier, _ in publication.registers.entities())
    displays = frozenset((*publication.by_id, *named, *pages))
    yield Unit(LISTS, partial(_lists, publication, groups, store, keys), displays)


def files(publication: Publication) -> Iterator[Asset]:
    """All files of the index, made without the cache."""
    languages, chinese = further_languages(publication.settings), _chinese_originators(publication)
    whole = _SegmentSources(0, publication.entries, languages, chinese)
    yield from text_files(publication, 0, map(_texts_of, whole.documents()))
    yield from _texts_of_pages(publication)
    yield from list_files(publication, (whole.segment(), _segment_of_pages(publication)))


@dataclass(frozen=True, slots=True)
class _SegmentSources:
    """The consecutive sources of one segment."""

    first: int
    """The number of the first source in the publication."""
    entries: Sequence[Entry]
    languages: tuple[str, ...]
    """The further languages of the interface."""
    chinese: Mapping[str, str]
    """The Chinese names of originators; empty if the site has no pages in Chinese."""

    def documents(self) -> Iterator[DocumentIndex]:
        """What each source adds to the index."""
        return (self._index(entry) for entry in self.entries)

    def texts(self) -> Iterator[Iterator[str]]:
        """For each source, the texts of its parts."""
        return (
            document_texts(entry, languages=self.languages, chinese=self.chinese)
            for entry in self.entries
        )

    def segment(self) -> Segment:
        """The segment of these sources, made without the cache."""
        maker = SegmentMaker()
        for entry, document in zip(self.entries, self.documents(), strict=True):
            maker.add(document, entry.annotations)
        return maker.segment()

    def _index(self, entry: Entry) -> DocumentIndex:
        return document_index(entry, languages=self.languages, chinese=self.chinese)


def _key(group: _SegmentSources, digests: Mapping[str, str]) -> str:
    """The name of the segment in the cache, made of all that it depends on."""
    headers = (entry.document.header for entry in group.entries)
    names = (group.chinese.get(header.originator or "", "") for header in headers)
    digested = (digests[one.id] for one in group.entries)
    return key(repr(group.languages), *names, *digested)


def _texts(
    publication: Publication, group: _SegmentSources, store: Store, kept: str
) -> Iterator[Asset]:
    """The files with the texts of a segment, which is in the cache afterwards."""
    if store.has(kept):
        yield from text_files(publication, group.first, group.texts())
        return
    maker = SegmentMaker()
    for number, (entry, document) in enumerate(
        zip(group.entries, group.documents(), strict=True), group.first
    ):
        maker.add(document, entry.annotations)
        yield from text_files(publication, number, [_texts_of(document)])
    store.put(kept, maker.segment().packed())


def _lists(
    publication: Publication, groups: Sequence[_SegmentSources], store: Store, keys: Sequence[str]
) -> Iterator[Asset]:
    return list_files(publication, _segments(publication, groups, store, keys))


def _segments(
    publication: Publication, groups: Sequence[_SegmentSources], store: Store, keys: Sequence[str]
) -> Iterator[Segment]:
    """All segments in order, from the cache or made again; that of the hand-written pages is last."""
    for group, kept in zip(groups, keys, strict=True):
        data = store.get(kept)
        if data is None:
            segment = group.segment()
            store.put(kept, segment.packed())
        else:
            segment = Segment.unpacked(data)
        yield segment
    yield _segment_of_pages(publication)


def _texts_of(document: DocumentIndex) -> list[str]:
    return [part.text for part in document.parts]


def _texts_of_pages(publication: Publication) -> Iterator[Asset]:
    return text_files(publication, len(publication.entries), map(_texts_of, _pages(publication)))


def _segment_of_pages(publication: Publication) -> Segment:
    maker = SegmentMaker()
    for page in _pages(publication):
        maker.add(page)
    return maker.segment()


def _pages(publication: Publication) -> Iterator[DocumentIndex]:
    """What each hand-written page adds to the index."""
    settings = publication.settings
    for page in publication.prose:
        own = prose_language(settings, page.uri, page.text)
        language = own or frame_language(settings, page.uri)
        yield prose_index(page, language, partial(_short_form, publication, language))


def _short_form(publication: Publication, language: str, key: str) -> str:
    """The work or source with the key, as a sentence in the language names it."""
    if entry := publication.by_id.get(publication.present_key(key)):
        return short.short_source(publication, entry)
    work = publication.bibliography.find(key)
    wording = short.wording_in(CHINESE) if language.startswith(CHINESE) else short.IN_ENGLISH
    return short.short(work, wording) if work else key


def _chinese_originators(publication: Publication) -> dict[str, str]:
    """The Chinese names of originators; empty if the site has no pages in Chinese."""
    if CHINESE not in publication.settings.interface:
        return {}
    bodies = Bodies(publication.registers)
    named = ((name, bodies.label_zh(name)) for name in publication.by_originator)
    return {name: chinese for name, chinese in named if chinese}
