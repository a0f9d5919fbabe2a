"""What is said about a source, as a W3C Web Annotation page for programs that know no Muniment.

| statement  | motivation  | body                                                           |
| ---------- | ----------- | -------------------------------------------------------------- |
| mention    | identifying | the page of the person, body, place, term or work              |
| date       | describing  | the date in EDTF                                               |
| note       | commenting  | the editors' words in Markdown, and what sort of note it is    |
| reference  | linking     | the page referred to, or in words what is not published here   |
| correction | editing     | what is read in place of the words, and why                    |

A date is described and not identified: identifying takes an IRI, and a date in EDTF has none.

Each annotation has two targets with the same words: the element of the published page, and the
file as received. A correction is of what was received, so that on the page too its target is
among the lines as received; the same holds for what stands in the header.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from builders.exports import page_texts, web_selectors
from builders.exports.page_texts import SourcePage
from builders.exports.statements import Statement, StatementKind, statements
from builders.model.annotation import PlacedDate, PlacedNote
from builders.model.document import Emendation
from builders.model.mention import Mention
from builders.model.page import Asset, Unit, made
from builders.model.publication import Entry, Link, Publication
from builders.pages import addresses
from builders.pages.body import absence
from builders.spans import WHITE_SPACE_RE, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
FRAGMENTS_OF_HTML = "http://tools.ietf.org/rfc/rfc3236"
MOTIVATIONS = {
    StatementKind.MENTION: "identifying",
    StatementKind.DATE: "describing",
    StatementKind.NOTE: "commenting",
    StatementKind.REFERENCE: "linking",
    StatementKind.CORRECTION: "editing",
}
DESCRIPTION = (
    "Each annotation has two targets: an element of the published page, and the file as received. "
    "Positions count Unicode code points from 0, half-open: on the page of the element's "
    "textContent, in the file of its characters as decoded, line ends and byte-order mark among "
    "them. Dates are in EDTF."
)
EDITORS = "editors"
RULE = "rule"

Json = dict[str, Any]


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The annotation page of each source, beside its page."""
    for entry in publication.entries:
        yield Unit(addresses.annotation_page(entry), partial(_files, publication, entry))


def assets(publication: Publication) -> Iterator[Asset]:
    """The same, one after the other."""
    return made(units(publication))


def _files(publication: Publication, entry: Entry) -> Iterator[Asset]:
    record = _Writer(publication, entry, page_texts.source_page(entry)).record()
    text = (
        json.dumps(record, ensure_ascii=False, check_circular=False, separators=(",", ":")) + "\n"
    )
    yield Asset(addresses.annotation_page(entry), text.encode("utf-8", "backslashreplace"))


class _Writer:
    """Writes the annotations of one source."""

    def __init__(self, publication: Publication, entry: Entry, page: SourcePage) -> None:
        self._publication = publication
        self._entry = entry
        self._page = page
        self._uri = addresses.annotation_page(entry)
        self._here = self._iri(self._uri)
        self._page_iri = self._iri(addresses.source(entry))
        self._file_iri = self._iri(addresses.received(entry))
        self._entries: dict[str, str] = {}
        self._by_id = publication.by_id

    def record(self) -> Json:
        """The annotation page, with the collection that it is all of."""
        items = [
            self._annotation(statement) for statement in statements(self._publication, self._entry)
        ]
        iri = self._here
        return {
            "@context": CONTEXT,
            "id": iri,
            "type": "AnnotationPage",
            "partOf": {
                "id": f"{iri}#collection",
                "type": "AnnotationCollection",
                "label": f"Annotations of {self._entry.title} ({self._entry.id})",
                "dcterms:description": DESCRIPTION,
                "generator": {
                    "id": "https://github.com/muniment/muniment",
                    "type": "Software",
                    "name": "Muniment",
                },
                "total": len(items),
            },
            "startIndex": 0,
            "items": items,
        }

    def _annotation(self, statement: Statement) -> Json:
        said = statement.said
        record: Json = {
            "id": f"{self._here}#{statement.id}",
            "type": "Annotation",
            "motivation": MOTIVATIONS[statement.kind],
        }
        if isinstance(said, PlacedNote):
            record["creator"] = _agent(said.note.resp)
            record["body"] = self._note(said)
        elif isinstance(said, Emendation):
            record["creator"] = _agent(said.resp)
            span = self._wider(statement.span)
            statement = Statement(statement.kind, said, statement.id, statement.block, span, None)
            record["body"] = self._correction(said, span)
        elif isinstance(said, Mention):
            record["body"] = self._mention(said)
        elif isinstance(said, PlacedDate):
            record["body"] = _date(said)
        else:
            record["body"] = self._reference(said)
        record["target"] = list(self._targets(statement))
        return record

    def _mention(self, mention: Mention) -> Json:
        if mention.entity not in self._entries:
            uri = addresses.entity(addresses.REGISTER_OF[mention.kind], mention.entity)
            self._entries[mention.entity] = self._iri(uri)
        return {
            "type": "SpecificResource",
            "source": self._entries[mention.entity],
            "label": mention.label,
            "purpose": "identifying",
        }

    def _note(self, placed: PlacedNote) -> list[Json]:
        note = placed.note
        tags = [note.kind.value, *(["inference"] if note.inference else [])]
        return [
            self._words(note.note, "commenting", "text/markdown"),
            *({"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in tags),
        ]

    def _reference(self, link: Link) -> Json:
        target = self._by_id.get(link.target or "")
        if target is None:
            says = f"{link.text}: {absence(link)}."
            return {**self._words(says, "linking"), "label": link.wanted}
        body: Json = {
            "type": "SpecificResource",
            "source": self._iri(addresses.source(target)),
            "label": target.title,
            "purpose": "linking",
        }
        if link.fragment:
            body["selector"] = {
                "type": "FragmentSelector",
                "conformsTo": FRAGMENTS_OF_HTML,
                "value": link.fragment,
            }
        return body

    def _correction(self, emendation: Emendation, span: Span) -> list[Json]:
        text = self._entry.source.text
        before = text[span.start : emendation.span.start]
        after = text[emendation.span.end : span.end]
        return [
            {
                "type": "TextualBody",
                "value": f"{before}{emendation.corr}{after}",
                "format": "text/plain",
                "language": self._entry.language,
                "purpose": "editing",
            },
            self._words(emendation.reason, "commenting"),
            {"type": "TextualBody", "value": emendation.kind.value, "purpose": "tagging"},
        ]

    def _words(self, text: str, purpose: str, media_type: str = "text/plain") -> Json:
        """Words of the editors, or of the site."""
        return {
            "type": "TextualBody",
            "value": text,
            "format": media_type,
            "language": self._publication.settings.language,
            "purpose": purpose,
        }

    def _targets(self, statement: Statement) -> Iterator[Json]:
        on_page = self._on_page(statement)
        if on_page:
            yield {
                "type": "SpecificResource",
                "source": self._page_iri,
                "selector": on_page,
            }
        yield {
            "type": "SpecificResource",
            "source": self._file_iri,
            "selector": web_selectors.in_text(self._entry.source.text, statement.span),
        }

    def _on_page(self, statement: Statement) -> list[Json]:
        element = self._page.reading.get(statement.block)
        if statement.reading is not None and element is not None:
            return web_selectors.in_element(element, statement.reading)
        received = self._page.received_at(statement.span)
        if received is None:
            return []
        start = received.span.start
        span = Span(statement.span.start - start, statement.span.end - start)
        return web_selectors.in_element(received.element, span)

    def _wider(self, span: Span) -> Span:
        """A place where something is missing, with the word beside it: words can be quoted."""
        if span.length:
            return span
        text = self._entry.source.text
        start = span.start
        while start > 0 and not WHITE_SPACE_RE.match(text[start - 1]):
            start -= 1
        end = span.end
        while end < len(text) and not WHITE_SPACE_RE.match(text[end]):
            end += 1
        if start == end:
            start, end = max(0, start - 1), min(len(text), end + 1)
        return Span(start, end)

    def _iri(self, uri: str) -> str:
        return addresses.iri(self._publication, self._uri, uri)


def _date(placed: PlacedDate) -> Json:
    return {
        "type": "TextualBody",
        "value": placed.edtf,
        "format": "text/plain",
        "conformsTo": EDTF,
        "purpose": "describing",
    }


def _agent(resp: str) -> Json:
    """Who says so: a rule of the reader, the editors together, or one of them."""
    who, _, rule = resp.partition(":")
    if who == RULE:
        return {"type": "Software", "name": f"Muniment: {rule}" if rule else "Muniment"}
    return {"type": "Organization" if resp == EDITORS else "Person", "name": resp}
