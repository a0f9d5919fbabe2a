"""The words of a block as TEI, with all annotations inside them.

The corrected reading stands in `corr` beside the text as received in `sic`; corrections of layout
are made silently, as on the page. The editors' notes follow the passages that they are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from builders.aligned_text import AlignedText
from builders.exports.tei.attributes import datable, xml_id
from builders.exports.tei.prose import Prose
from builders.exports.xml_elements import LANGUAGE, element
from builders.markup import NO_ATTRIBUTES, Attributes, Insertion, Mark, mark_up, safe
from builders.model.annotation import PlacedNote, by_block
from builders.model.block_owners import Owners
from builders.model.document import PAGE_BREAK, PAGE_FOOTER, Block, Emendation, EmendationKind
from builders.model.mention import Mention
from builders.model.publication import Entry, Link, Publication
from builders.pages import addresses
from builders.pages.source.editors_notes import after_closing
from builders.pages.source.facsimiles import pictures_by_page
from builders.pages.source.redactions import in_block
from builders.spans import Span, ValuesBySpan

FURNITURE = "fw"
MILESTONES = frozenset({PAGE_BREAK, FURNITURE})
"""Types that belong to the pages of the source and not to its text."""
NAMES = {
    "person": "persName",
    "role": "roleName",
    "organization": "orgName",
    "place": "placeName",
    "term": "term",
    "work": "title",
}
"""Element by kind of mention."""
RULE = "rule"
SOFTWARE = "#muniment"


def is_rule(resp: str) -> bool:
    """Whether a correction was made by a rule (`rule:lost-line-end`) and not by an editor."""
    return resp.partition(":")[0] == RULE


class _Names:
    """The attributes of names, cached, since most entries are named in many sources."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._made: dict[tuple[str, str], Attributes] = {}

    def of(self, mention: Mention) -> Attributes:
        """The `ref` of a name; if relative, it is the same from the folder of any source."""
        register = addresses.REGISTER_OF[mention.kind]
        key = (register, mention.entity)
        if key not in self._made:
            to = addresses.entity(*key)
            iri = addresses.iri(self._publication, addresses.ANY_SOURCE, to)
            self._made[key] = Attributes({"ref": iri})
        return self._made[key]


class Words:
    """Writes the words of the blocks of one source."""

    def __init__(self, publication: Publication, entry: Entry, resps: Mapping[str, str]) -> None:
        """Index the annotations of a source by block.

        Args:
            publication: The publication.
            entry: The source.
            resps: Pointers to those responsible, from `header.responsibility_pointers`.
        """
        self._publication = publication
        self._entry = entry
        self._resps = resps
        self._uri = addresses.source(entry)
        self._prose = Prose(publication, self._uri)
        self._names = publication.shared(_Names)
        annotations = entry.annotations
        self._mentions = by_block(annotations.mentions)
        self._dates = by_block(annotations.dates)
        self._notes = by_block(annotations.notes)
        self._links = by_block(publication.links_from.get(entry.id, ()))
        self._emendations = _by_owner(entry)
        self._facsimiles = {page: f"#{one}" for page, one in pictures_by_page(entry).items()}
        self._within, self.apart = _separate_inner_milestones(
            block for block in entry.document.blocks if not block.is_markup
        )
        """`apart`: all blocks except milestones inside paragraphs that continue after them, and markup."""

    @property
    def corrected(self) -> Iterator[Emendation]:
        """The corrections marked up in the text, in the order of the source."""
        return chain.from_iterable(self._emendations.values())

    def of(self, block: Block) -> str:
        """The content of a block: its label, if it has one, and its words."""
        return self._label(block) + self._read(block)

    def milestone(self, block: Block) -> str:
        """A page break (`pb`) or page furniture (`fw`)."""
        words = self.of(block)
        around = element(FURNITURE, words, {"type": block.name or "page-head"}) if words else ""
        if block.type == FURNITURE:
            return element(FURNITURE, words, {"type": block.name, **self.attributes(block)})
        if block.name == PAGE_FOOTER:  # it says which page ends, and not which one begins
            return around + element("pb", attributes=self.attributes(block))
        given = {"n": block.as_printed, "facs": self._facsimiles.get(block.as_printed, "")}
        return element("pb", attributes={**given, **self.attributes(block)}) + around

    def attributes(self, block: Block) -> dict[str, str]:
        """The `xml:id` of a block's element, and its language if it is not the text's."""
        other = block.language if block.language != self._entry.language else None
        return {**xml_id(block.id), LANGUAGE: other or ""}

    def _label(self, block: Block) -> str:
        """The `label`: number and portion marking as printed, with their corrections and notes."""
        if block.label is None:
            return ""
        text, (at, end) = self._entry.source.text, block.label
        parts: list[str] = []
        for one in self._emendations.get(block.id, ()):
            if _is_in_label(block, one.span):
                choice = safe(one.corr).join(self._choice(one, one.sic))
                parts += (safe(text[at : one.span.start]), element("choice", choice))
                at = one.span.end
        parts.append(safe(text[at:end]))
        notes = [note for note in self._notes.get(block.id, ()) if _is_in_label(block, note.span)]
        return element("label", "".join(parts).strip()) + "".join(map(self._note, notes)) + " "

    def _read(self, block: Block) -> str:
        """The words of a block with all annotations inside them."""
        whole: list[Mark] = []
        insertions: list[Insertion] = []
        for redaction in in_block(self._entry.source.redactions, block):
            what = element("desc", safe(f"{redaction.what}. {redaction.reason}"))
            gap = element("gap", what, {"reason": "redacted"})
            whole.append(Mark(redaction.span, "seg", {"type": "redaction"}, within=(gap, "")))
        for emendation in self._emendations.get(block.id, ()):
            if not _is_in_label(block, emendation.span):
                made = self._correction(emendation, block.text)
                if isinstance(made, Mark):
                    whole.append(made)
                else:
                    insertions.append(made)
        for note in self._notes.get(block.id, ()):
            if not _is_in_label(block, note.span):
                at = after_closing(block.text, note.span.end)
                said = self._note(note)
                insertions.append(Insertion(note.span.end, "", "", reading=at, content=said))
        insertions += (
            Insertion(inside.start, "", "", content=self.milestone(inside))
            for inside in self._within.get(block.id, ())
        )
        marks = self._splittable_marks(block)
        if whole:
            marks = chain(whole, cut_at_edges(block, marks, whole))
        return str(mark_up(block.text, marks, insertions))

    def _splittable_marks(self, block: Block) -> Iterator[Mark]:
        """The marks of a block that may be split: typography, notes, references, names, dates."""
        for span in block.emphasis:
            yield Mark(span, "hi", {"rend": "italic"})
        for span in block.strong:
            yield Mark(span, "hi", {"rend": "bold"})
        for note in self._notes.get(block.id, ()):
            if not _is_in_label(block, note.span):
                yield Mark(note.span, "seg", {"type": "passage", "corresp": f"#{note.address}"})
        for link in self._links.get(block.id, ()):
            yield self._reference(link)
        for mention in self._mentions.get(block.id, ()):
            ref = self._names.of(mention)
            yield Mark(mention.span, NAMES[mention.kind], ref, mention.reading)
        for date in self._dates.get(block.id, ()):
            yield Mark(date.span, "date", datable(date.edtf), date.reading)

    def _reference(self, link: Link) -> Mark:
        """The mark of a reference: `ref` to a source of this publication, or else `rs`."""
        target = self._publication.by_id.get(link.target or "")
        if target is None:
            return Mark(link.span, "rs", {"type": link.kind, "key": link.wanted})
        uri = addresses.source(target)
        begins = "" if uri == self._uri and link.fragment else self._iri(uri)
        fragment = f"#{link.fragment}" if link.fragment else ""
        return Mark(link.span, "ref", {"type": link.kind, "target": f"{begins}{fragment}"})

    def _correction(self, emendation: Emendation, text: AlignedText) -> Mark | Insertion:
        """A `choice` of received and corrected text: a mark, or an insertion if nothing is read."""
        reading = text.reading_span(emendation.span)
        if reading is None:
            choice = element("choice", "".join(self._choice(emendation, emendation.sic)))
            return Insertion(emendation.span.start, "", "", content=choice)
        span = text.source_span(*reading)
        received = self._entry.source.text[span.start : span.end]
        return Mark(span, "choice", NO_ATTRIBUTES, reading, self._choice(emendation, received))

    def _choice(self, emendation: Emendation, received: str) -> tuple[str, str]:
        """The content of `choice` before and after the corrected words."""
        _, _, rule = emendation.resp.partition(":")
        given = {
            **xml_id(emendation.id),
            "type": emendation.kind.value,
            "subtype": rule,
            "resp": SOFTWARE if is_rule(emendation.resp) else self._resps[emendation.resp],
        }
        opening = element("corr", attributes=given).removesuffix("/>")
        return f"{element('sic', safe(received))}{opening}>", "</corr>"

    def _note(self, placed: PlacedNote) -> str:
        """The `note` element of an editors' note."""
        note = placed.note
        given = {
            **xml_id(placed.address),
            "type": note.kind.value,
            "subtype": "inference" if note.inference else "",
            "n": str(placed.number),
            "resp": self._resps[note.resp],
            LANGUAGE: self._publication.settings.language,
        }
        return element("note", self._prose.paragraphs(note.note), given)

    def _iri(self, uri: str) -> str:
        return addresses.iri(self._publication, self._uri, uri)


def _is_in_label(block: Block, span: Span) -> bool:
    """Whether a span lies in a paragraph's label and not in its words."""
    return block.label is not None and block.label.contains(span)


def cut_at_edges(block: Block, marks: Iterable[Mark], whole: Sequence[Mark]) -> Iterator[Mark]:
    """The marks, cut where they partly overlap one in `whole`, so that none of those is split."""
    spans = [mark.reading or block.text.reading_span(mark.span) for mark in whole]
    uncut = ValuesBySpan((span, span) for span in spans if span)
    for mark in marks:
        reading = mark.reading or block.text.reading_span(mark.span)
        if reading is None:
            continue
        edges = {*reading}
        for span in uncut.overlapping(reading):
            if not span.contains(reading):
                edges.update(edge for edge in span if not reading.contains(span))
        inside = sorted(edge for edge in edges if reading.start <= edge <= reading.end)
        for start, end in pairwise(inside):
            yield mark._replace(reading=Span(start, end))


def _separate_inner_milestones(
    blocks: Iterable[Block],
) -> tuple[dict[str, list[Block]], list[Block]]:
    """The milestones inside blocks that continue after them, by id; and all other blocks."""
    within: dict[str, list[Block]] = {}
    apart: list[Block] = []
    for block in blocks:
        around = apart[-1] if apart else None
        if around and block.type in MILESTONES and around.start < block.start < around.end:
            within.setdefault(around.id, []).append(block)
        else:
            apart.append(block)
    return within, apart


def _by_owner(entry: Entry) -> dict[str, list[Emendation]]:
    """The corrections other than of layout, by address of the block in which they stand."""
    blocks = entry.document.blocks
    owners = Owners(blocks)
    found: dict[str, list[Emendation]] = {}
    for emendation in entry.document.emendations:
        if emendation.kind is not EmendationKind.LAYOUT:
            owner = owners.at_or_before(emendation.span.start) or blocks[0]
            found.setdefault(owner.id, []).append(emendation)
    return found
