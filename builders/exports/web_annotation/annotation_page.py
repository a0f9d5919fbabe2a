"""The statements about a source as a W3C Annotation Page, for programs that do not know Muniment.

| statement  | motivation  | body                                                           |
| ---------- | ----------- | -------------------------------------------------------------- |
| mention    | identifying | the page of the person, organization, place, term or work      |
| date       | describing  | the date in EDTF                                               |
| note       | commenting  | the editors' words in Markdown, and the kind of note           |
| reference  | linking     | the page referred to, or a description if not published here   |
| correction | editing     | the corrected text, and the reason                             |

Dates use `describing`, because `identifying` requires an IRI, which a date in EDTF does not have.

Each annotation has two targets with the same words: an element of the published page, and the
file as received. A correction concerns the text as received, so that on the page, too, its target
is among the lines as received; the same holds for annotations in the header.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import partial
from typing import Any

from builders.dates import EDTF_DATATYPE
from builders.exports.web_annotation import page_texts, selectors
from builders.exports.web_annotation.page_texts import SourcePage
from builders.exports.web_annotation.selectors import encoded
from builders.exports.web_annotation.statements import Statement, StatementKind, statements
from builders.model.annotation import PlacedDate, PlacedNote
from builders.model.document import Emendation
from builders.model.mention import Mention
from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Link, Publication
from builders.pages import addresses
from builders.pages.source.body import absence
from builders.spans import WHITE_SPACE_RE, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
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
LONGEST_HALF_WORD = 32
EDITORS = "editors"
RULE = "rule"

Json = dict[str, Any]


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The annotation page of each source, beside its page."""
    for entry in publication.entries:
        files = partial(_files, publication, entry)
        yield Unit(addresses.annotation_page(entry), files, (entry.id,))


def _files(publication: Publication, entry: Entry) -> Iterator[Asset]:
    text = _Writer(publication, entry, page_texts.source_page(entry)).text()
    yield Asset(addresses.annotation_page(entry), text.encode("utf-8", "backslashreplace"))


class _Mentions:
    """The bodies of mentions, cached, since most entries are named in many sources."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._made: dict[Hashable, str] = {}

    def body(self, mention: Mention, uri: str) -> str:
        """The body for a mention; relative addresses are the same from every annotation page."""
        known = (mention.kind, mention.entity, mention.label)
        if known not in self._made:
            to = addresses.entity(addresses.REGISTER_OF[mention.kind], mention.entity)
            self._made[known] = encoded(
                {
                    "type": "SpecificResource",
                    "source": addresses.iri(self._publication, uri, to),
                    "label": mention.label,
                    "purpose": "identifying",
                }
            )
        return self._made[known]


class _Writer:
    """Writes the annotations of one source directly as JSON; parts that recur are encoded once."""

    def __init__(self, publication: Publication, entry: Entry, page: SourcePage) -> None:
        self._publication = publication
        self._entry = entry
        self._page = page
        self._uri = addresses.annotation_page(entry)
        self._text = entry.source.text
        self._here = self._iri(self._uri)
        self._on_page = _target_opening(self._iri(addresses.source(entry)))
        self._in_file = _target_opening(self._iri(addresses.received(entry)))
        self._mentions = publication.shared(_Mentions)
        self._by_id = publication.by_id

    def text(self) -> str:
        """The Annotation Page, which is the only page of its Annotation Collection."""
        items = [
            self._annotation(statement) for statement in statements(self._publication, self._entry)
        ]
        about = encoded(self._about(len(items))).removesuffix("}")
        return f'{about},"items":[{",".join(items)}]}}\n'

    def _about(self, total: int) -> Json:
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
                "total": total,
                "first": iri,
                "last": iri,
            },
            "startIndex": 0,
        }

    def _annotation(self, statement: Statement) -> str:
        content, span = statement.content, statement.span
        creator = ""
        if isinstance(content, Mention):
            body = self._mentions.body(content, self._uri)
        elif isinstance(content, PlacedDate):
            body = encoded(_date(content))
        elif isinstance(content, PlacedNote):
            creator = content.note.resp
            body = encoded(self._note(content))
        elif isinstance(content, Emendation):
            creator = content.resp
            span = self._widened(span)
            body = encoded(self._correction(content, span))
        else:
            body = encoded(self._reference(content))
        who = f'"creator":{encoded(_agent(creator))},' if creator else ""
        return (
            f'{{"id":{encoded(f"{self._here}#{statement.id}")},"type":"Annotation"'
            f',"motivation":"{MOTIVATIONS[statement.kind]}",{who}"body":{body}'
            f',"target":[{self._targets(statement, span)}]}}'
        )

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
        text = self._text
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
        """A textual body in the publication's language."""
        return {
            "type": "TextualBody",
            "value": text,
            "format": media_type,
            "language": self._publication.settings.language,
            "purpose": purpose,
        }

    def _targets(self, statement: Statement, span: Span) -> str:
        in_file = f"{self._in_file}{selectors.in_text(self._text, span)}}}"
        on_page = self._selectors_on_page(statement, span)
        return f"{self._on_page}{on_page}}},{in_file}" if on_page else in_file

    def _selectors_on_page(self, statement: Statement, span: Span) -> str:
        element = self._page.reading.get(statement.block)
        if statement.reading is not None and element is not None:
            return selectors.in_element(element, statement.reading)
        received = self._page.received_at(span)
        if received is None:
            return ""
        start = received.span.start
        within = Span(span.start - start, span.end - start)
        return selectors.in_element(received.element, within)

    def _widened(self, span: Span) -> Span:
        """The span, an empty one widened to the word around it, so that there is text to quote.

        A script without spaces has whole paragraphs between two spaces, so what is taken as a word
        ends after `LONGEST_HALF_WORD` characters on either side.
        """
        if span.length:
            return span
        text = self._text
        start = span.start
        first = max(0, start - LONGEST_HALF_WORD)
        while start > first and not WHITE_SPACE_RE.match(text[start - 1]):
            start -= 1
        end = span.end
        last = min(len(text), end + LONGEST_HALF_WORD)
        while end < last and not WHITE_SPACE_RE.match(text[end]):
            end += 1
        if start == end:
            start, end = max(0, start - 1), min(len(text), end + 1)
        return Span(start, end)

    def _iri(self, uri: str) -> str:
        return addresses.iri(self._publication, self._uri, uri)


def _target_opening(iri: str) -> str:
    """The JSON of a target up to its selectors."""
    return f'{{"type":"SpecificResource","source":{encoded(iri)},"selector":'


def _date(placed: PlacedDate) -> Json:
    return {
        "type": "TextualBody",
        "value": placed.edtf,
        "format": "text/plain",
        "conformsTo": EDTF_DATATYPE,
        "purpose": "describing",
    }


def _agent(resp: str) -> Json:
    """The creator of a statement: a rule of a reader, the editors together, or one of them."""
    who, _, rule = resp.partition(":")
    if who == RULE:
        return {"type": "Software", "name": f"Muniment: {rule}" if rule else "Muniment"}
    return {"type": "Organization" if resp == EDITORS else "Person", "name": resp}
