"""The Manifest of each source with pictures: its metadata, its other formats, and its pictures.

There are no scaled-down pictures: the thumbnail of each is the picture itself, as on the page of
its source. Without a thumbnail, Universal Viewer requests one at an address that it makes up.
A date that is not a single day has no `navDate`, which can only express one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from builders.citations.in_text.plain_text import first_paragraph, plain
from builders.citations.works.sources import source_works
from builders.exports.iiif import iris, page_texts, rights
from builders.exports.iiif.structures import structures
from builders.exports.iiif.words import LanguageMap, Words, language_map
from builders.interface import versions
from builders.interface.catalogue import tag_of
from builders.model.facsimile import Facsimile
from builders.model.languages import LANGUAGE_NAMES, is_right_to_left
from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.listing import Item, lister_of
from builders.pages.source.facsimiles import Figure, figures

Json = dict[str, Any]
DAY_RE = re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}")
TEI_NAMESPACE = "http://www.tei-c.org/ns/1.0"
HTML = "text/html"


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The manifest of each source that has one."""
    for entry in publication.entries:
        if addresses.has_manifest(publication, entry):
            uri = addresses.manifest(entry)
            yield Unit(uri, partial(_files, publication, entry), (entry.id,))


def _files(publication: Publication, entry: Entry) -> Iterator[Asset]:
    record = _Writer(publication, entry).manifest()
    yield Asset(addresses.manifest(entry), iris.encoded(record))


class _Writer:
    """Writes the manifest of one source."""

    def __init__(self, publication: Publication, entry: Entry) -> None:
        self._publication = publication
        self._entry = entry
        self._uri = addresses.manifest(entry)
        self._here = self._iri(self._uri)
        self._words = publication.shared(Words)
        self._item: Item = publication.shared(lister_of).at(self._uri).item(entry)
        self._figures = [one for one in figures(entry) if one.facsimile.is_picture]
        self._texts = {one.stem for one, _ in page_texts.pictured_texts(entry).values()}

    def manifest(self) -> Json:
        """The Manifest, without what is not known."""
        sidecar, words = self._entry.sidecar, self._words
        summary = first_paragraph(sidecar.headnote), first_paragraph(sidecar.headnote_zh)
        day = self._item.datetime
        to_the_left = is_right_to_left(self._entry.language)
        record = {
            "@context": iris.CONTEXT,
            "id": self._here,
            "type": "Manifest",
            "label": words.title(self._entry),
            "metadata": [
                {"label": words.label(label), "value": value}
                for label, value in self._metadata()
                if value
            ],
            "summary": words.prose(*summary),
            "thumbnail": [self._picture(one.facsimile) for one in self._figures[:1]],
            "viewingDirection": "right-to-left" if to_the_left else "",
            "navDate": f"{day}T00:00:00Z" if DAY_RE.fullmatch(day) else "",
            "rights": rights.uri(sidecar.license),
            "requiredStatement": self._required_statement(),
            "provider": [self._provider()],
            "homepage": list(self._homepages()),
            "seeAlso": list(self._see_also()),
            "rendering": list(self._renderings()),
            "items": list(map(self._canvas, self._figures)),
            "structures": structures(self._entry, words, self._here, self._canvases()),
        }
        return _without_empty(record)

    def _metadata(self) -> Iterator[tuple[str, LanguageMap]]:
        """The labels and values that a viewer shows, in order."""
        entry, item, words = self._entry, self._item, self._words
        work = self._publication.shared(source_works).original(entry)
        originator = entry.document.header.originator
        yield "Date", words.label(item.date) if entry.date else {}
        yield "Kind", words.label(item.kind_label)
        yield "Originator", words.name(originator) if originator else {}
        if not originator:
            yield "By", language_map(map(str, work.author)) if work.author else {}
        original = entry.sidecar.original
        own = (entry.id, item.identifier, work.number, *(one.label for one in original.identified))
        identifiers = dict.fromkeys(filter(None, own))
        yield "Identifier", language_map(identifiers)
        kept = ", ".join(filter(None, (work.archive, work.archive_location)))
        yield "Archive", language_map([kept]) if kept else {}
        yield "Extent", language_map([original.extent]) if original.extent else {}
        terms = [one.term for one in entry.sidecar.subjects]
        yield "Subjects", language_map(terms) if terms else {}
        language = LANGUAGE_NAMES.get(entry.language)
        yield "Language", words.label(language) if language else language_map([entry.language])
        license_ = entry.sidecar.license
        yield "Rights", language_map([license_]) if license_ and not rights.uri(license_) else {}

    def _required_statement(self) -> Json:
        """The `requiredStatement`: the editors' statement of rights, which viewers must show."""
        prose = plain(self._entry.sidecar.rights)
        words = self._words
        return {"label": words.label("Rights"), "value": words.prose(prose)} if prose else {}

    def _provider(self) -> Json:
        """The `provider`: the publication, as the publisher of this edition."""
        home, label = self._iri("index.md"), self._words.publication()
        page = {"id": home, "type": "Text", "label": label, "format": HTML}
        return {"id": home, "type": "Agent", "label": label, "homepage": [page]}

    def _homepages(self) -> Iterator[Json]:
        """The page of the source in each language of the interface."""
        settings, page = self._publication.settings, addresses.source(self._entry)
        others, title = versions.further_languages(settings), self._words.title(self._entry)
        for language in settings.interface:
            uri = f"{language}/{page}" if language in others else page
            tag = tag_of(language)
            label = {tag: title[tag]} if tag in title else title
            about = {"label": label, "format": HTML, "language": [tag]}
            yield {"id": self._iri(uri), "type": "Text", **about}

    def _see_also(self) -> Iterator[Json]:
        entry = self._entry
        for label, uri, media_type, profile in (
            ("TEI XML", addresses.tei(entry), "application/tei+xml", TEI_NAMESPACE),
            ("JSON", addresses.record(entry), "application/json", ""),
            (
                "CSL-JSON",
                addresses.citation_file(entry, "csl.json"),
                "application/vnd.citationstyles.csl+json",
                "",
            ),
        ):
            about = {"label": language_map([label]), "format": media_type, "profile": profile}
            yield _without_empty({"id": self._iri(uri), "type": "Dataset", **about})

    def _renderings(self) -> Iterator[Json]:
        """Other forms for readers: the page with the text, the file as received, PDFs."""
        entry, words = self._entry, self._words
        yield self._rendering(f"{self._iri(addresses.source(entry))}#text", "Text with notes", HTML)
        received = self._iri(addresses.received(entry))
        yield self._rendering(received, "Text as received", "text/plain")
        for one in entry.facsimiles:
            if not one.is_picture:
                iri = self._iri(addresses.facsimile(entry, one.name))
                label = words.prose(one.what) if one.what else language_map([one.name])
                yield {"id": iri, "type": "Text", "label": label, "format": one.media_type}

    def _rendering(self, iri: str, label: str, media_type: str) -> Json:
        label_of = self._words.label(label)
        return {"id": iri, "type": "Text", "label": label_of, "format": media_type}

    def _canvas(self, figure: Figure) -> Json:
        """The Canvas of a picture, with a link to the file with the text of its page."""
        one = figure.facsimile
        canvas = iris.canvas(self._publication, self._entry, one)
        picture = self._picture(one)
        painting = {
            "id": f"{self._here}#{one.id}",
            "type": "Annotation",
            "motivation": "painting",
            "body": picture,
            "target": canvas,
        }
        page = {"id": f"{self._here}#page-{one.stem}", "type": "AnnotationPage"}
        what = self._words.prose(one.what)
        record = {
            "id": canvas,
            "type": "Canvas",
            "label": what if what and not one.page else self._words.label(figure.label),
            "summary": what if one.page else {},
            "thumbnail": [picture],
            "height": one.height,
            "width": one.width,
            "items": [{**page, "items": [painting]}],
            "annotations": [self._text(one)] if one.stem in self._texts else [],
        }
        return _without_empty(record)

    def _picture(self, one: Facsimile) -> Json:
        file = self._iri(addresses.facsimile(self._entry, one.name))
        size = {"height": one.height, "width": one.width}
        return {"id": file, "type": "Image", "format": one.media_type, **size}

    def _text(self, one: Facsimile) -> Json:
        iri = self._iri(iris.text_file(self._entry, one))
        return {"id": iri, "type": "AnnotationPage", "label": self._words.label("Text of the page")}

    def _canvases(self) -> dict[str, list[str]]:
        """The Canvases that show each page."""
        found: dict[str, list[str]] = {}
        for figure in self._figures:
            if page := figure.facsimile.page:
                canvas = iris.canvas(self._publication, self._entry, figure.facsimile)
                found.setdefault(page, []).append(canvas)
        return found

    def _iri(self, uri: str) -> str:
        return addresses.iri(self._publication, self._uri, uri)


def _without_empty(record: Json) -> Json:
    """The record without empty values."""
    return {name: value for name, value in record.items() if value not in ("", [], {})}
