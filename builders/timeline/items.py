"""Items of the timeline, made from documents, curated events and dates recognised in texts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from operator import itemgetter

from builders import dates
from builders.model.annotation import PlacedDate
from builders.model.document import Block
from builders.model.event import PlacedEvent, Witness
from builders.model.publication import Entry
from builders.model.timeline import Extent, Layer, Support, TimelineItem
from builders.readers.datelines import is_dateline
from builders.readers.languages import title_language
from builders.spans import Span, ValuesBySpan
from builders.storage.memory import Memory

VAGUE = frozenset("~?%X")
"""EDTF's qualifiers for approximate, uncertain and both, and its mark for an unspecified digit."""
STATUS_OF_KIND = {"cable": "sent", "news": "published", "report": "covers"}
"""What a document's own date stands for, by kind of document."""
END_OF_SENTENCE_RE = re.compile(r"[.!?;]['\"”’)\]]*\s+(?=[^\W\da-z])|[。！？；]")
"""The full stop of `in 2005. The`, but not of `No. 5 of`, which no capital follows."""
CONTEXT = 64
"""Characters shown at most on either side of a date quoted from a text."""
LONGEST_HALF = 500
"""Characters of the sentence quoted at most on either side of a date: a table has no full stops."""
Testimony = tuple[PlacedEvent, Witness]
"""An event, and one of its witnesses."""


class ItemCollector:
    """Collects the items of the timeline; what has no date, or no valid one, is left out."""

    def __init__(
        self,
        events: Iterable[PlacedEvent] = (),
        memory: Memory | None = None,
        language: str = "en",
    ) -> None:
        """Make the items of events.

        Args:
            events: The events.
            memory: Keeps the items of sources that have not changed.
            language: The language in which the editors write.
        """
        self._memory = memory or Memory()
        self._testimonies: dict[str, list[Testimony]] = defaultdict(list)
        self.items: list[TimelineItem] = []
        """The items made so far."""
        for event in events:
            self.items.extend(_event_items(event, language))
            for witness in event.witnesses:
                if witness.source:
                    self._testimonies[witness.source].append((event, witness))

    def add(self, entry: Entry) -> None:
        """Add the items of a source: the document itself and the dates in its text."""
        about = (entry, tuple(self._testimonies.get(entry.id, ())))
        name = ("in time", entry.id)
        self.items.extend(self._memory.get_or_make(name, about, partial(_source_items, *about)))


def extents(edtf: str) -> tuple[Extent, ...]:
    """The extent of a date, or one extent for each member of a set.

    Raises:
        ValueError: the text is not EDTF, or is an interval that ends before it begins.
    """
    dates.parse(edtf)
    if edtf[:1] not in {"[", "{"}:
        return (_extent(edtf),)
    return tuple(_extent(_as_interval(part.strip())) for part in edtf[1:-1].split(","))


def _as_interval(part: str) -> str:
    """A member of a set as an interval: within a set `2009..2011` means each year of the range."""
    first, dots, last = part.partition("..")
    return f"{first or '..'}/{last or '..'}" if dots else part


def _extent(edtf: str) -> Extent:
    when = dates.parse(edtf)
    first, stroke, last = edtf.partition("/")
    last = last if stroke else first
    return Extent(
        when.lower,
        when.upper,
        bool(VAGUE & {*first}),
        bool(VAGUE & {*last}),
    )


def _date_fields(edtf: str | None) -> dict[str, object] | None:
    """The fields of an item that derive from its date, or None without a usable date."""
    try:
        parts = extents(edtf) if edtf else ()
    except ValueError:
        return None
    # A date outside the calendar (`Y-17000`, `0000`) has no bounds and cannot be drawn.
    if not parts or any(part.lower is None and part.upper is None for part in parts):
        return None
    lowers = [part.lower for part in parts]
    uppers = [part.upper for part in parts]
    return {
        "edtf": edtf,
        "lower": None if None in lowers else min(day for day in lowers if day),
        "upper": None if None in uppers else max(day for day in uppers if day),
        "extents": parts,
        "one_of": bool(edtf) and str(edtf).startswith("["),
    }


def _source_items(entry: Entry, testimonies: Iterable[Testimony]) -> list[TimelineItem]:
    """The item of the document itself, and those of the dates in its text."""
    by_block: dict[str, list[Testimony]] = defaultdict(list)
    for event, witness in testimonies:
        by_block[witness.block].append((event, witness))
    return [*_document_items(entry), *_text_items(entry, by_block)]


def _document_items(entry: Entry) -> Iterator[TimelineItem]:
    dated = _date_fields(entry.date)
    if dated is None:
        return
    yield TimelineItem(
        id=f"document-{entry.slug}",
        layer=Layer.DOCUMENT,
        title=entry.title,
        title_zh=entry.sidecar.title_zh or "",
        language=title_language(entry.title, entry.language),
        category=entry.document.kind,
        status=STATUS_OF_KIND.get(entry.document.kind, "dated"),
        entities=_sorted(form.entity for form in entry.annotations.forms),
        evidence=(Support(str(entry.date), source=entry.id),),
        former=tuple(f"document-{old.lower()}" for old in entry.sidecar.former_ids),
        **dated,  # type: ignore[arg-type]  # the fields that `_date_fields` names
    )


def _event_items(placed: PlacedEvent, language: str) -> Iterator[TimelineItem]:
    event = placed.event
    dated = _date_fields(event.date)
    if dated is None:
        return
    yield TimelineItem(
        id=f"event-{placed.id}",
        layer=Layer.EVENT,
        title=event.title,
        title_zh=event.title_zh or "",
        language=title_language(event.title, language),
        category=event.category or "",
        status=event.status.value,
        place=event.place,
        entities=_sorted(placed.entities),
        evidence=tuple(
            Support(
                witness.edtf or event.date,
                source=witness.source,
                block=witness.block,
                text=witness.text,
                work=witness.work,
                locator=witness.locator,
                status=witness.status,
            )
            for witness in placed.witnesses
        ),
        description=event.description or "",
        former=tuple(f"event-{old}" for old in event.former_ids),
        **dated,  # type: ignore[arg-type]  # the fields that `_date_fields` names
    )


def _text_items(
    entry: Entry, testimonies_in: Mapping[str, Iterable[Testimony]]
) -> Iterator[TimelineItem]:
    blocks = {block.id: block for block in entry.document.blocks}
    counts: dict[str, int] = defaultdict(int)
    dated_blocks = {found.block for found in entry.annotations.dates}
    mentions: dict[str, list[tuple[Span, str]]] = {block: [] for block in dated_blocks}
    for mention in entry.annotations.mentions if dated_blocks else ():
        if mention.block in dated_blocks:
            mentions[mention.block].append((mention.reading, mention.entity))
    mentioned = {block: ValuesBySpan(those) for block, those in mentions.items()}
    quoted = {
        block: ValuesBySpan(
            (witness.span, (number, (event, witness)))
            for number, (event, witness) in enumerate(those)
            if witness.span
        )
        for block, those in testimonies_in.items()
    }
    sentences = {block: _Sentences(blocks[block].text.text) for block in dated_blocks}
    for found in entry.annotations.dates:
        counts[found.block] += 1
        dated = _date_fields(found.edtf)
        if dated is None:
            continue
        block = blocks[found.block]
        if found.edtf == entry.date and is_dateline(block.text.text, *found.reading):
            # The document's own date, for which the document's item stands.
            continue
        sentence = sentences[found.block].around(found.reading)
        testimony = _first_testimony(quoted.get(found.block), found.span)
        place = f"{found.block}-{counts[found.block]}"
        yield TimelineItem(
            id=f"text-{entry.slug}-{place}",
            layer=Layer.TEXT,
            title=_excerpt(block.text.text, sentence, found.reading),
            language=block.language or entry.language,
            category=entry.document.kind,
            entities=_sorted(mentioned[found.block].overlapping(sentence)),
            evidence=(_support(entry, block, found, sentence),),
            event=f"event-{testimony[0].id}" if testimony else None,
            folded=bool(testimony and _adds_nothing(found, *testimony)),
            former=tuple(f"text-{old.lower()}-{place}" for old in entry.sidecar.former_ids),
            **dated,  # type: ignore[arg-type]  # the fields that `_date_fields` names
        )


def _sorted(entities: Iterable[str]) -> tuple[str, ...]:
    """The ids, each once. A tuple takes a tenth of the memory of a set with the same items."""
    return tuple(sorted(set(entities)))


def _first_testimony(
    quoted: ValuesBySpan[tuple[int, Testimony]] | None, span: Span
) -> Testimony | None:
    """The first event and witness whose quoted passage overlaps the span, or None.

    Args:
        quoted: The testimonies with their numbers, by the passages that they quote.
        span: The range of a date.
    """
    overlapping = quoted.overlapping(span) if quoted else ()
    first = min(overlapping, key=itemgetter(0), default=None)
    return first and first[1]


def _support(entry: Entry, block: Block, found: PlacedDate, sentence: Span) -> Support:
    return Support(
        found.edtf, source=entry.id, block=block.id, text=block.text.text[slice(*sentence)]
    )


def _adds_nothing(found: PlacedDate, event: PlacedEvent, witness: Witness) -> bool:
    """Whether a date in a text adds nothing to the event that it is evidence for.

    It adds nothing if the two can have a day in common. A plan always adds something to an event
    that happened, and a report to one that is only planned.
    """
    if witness.status.is_past != event.event.status.is_past:
        return False
    try:
        spans = extents(event.event.date)
        return any(
            part.overlaps(whole.lower, whole.upper)
            for part in extents(found.edtf)
            for whole in spans
        )
    except ValueError:
        return False


class _Sentences:
    """The sentences of a text, judged by punctuation alone, for many dates in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = [match.span() for match in END_OF_SENTENCE_RE.finditer(text)]
        self._stops = [start for start, _ in ends]
        """The offset of the punctuation at the end of each sentence."""
        self._starts = [0, *(end for _, end in ends)]
        """The offset at which each sentence begins, and that at which the text ends."""

    def around(self, reading: Span) -> Span:
        """The sentence that contains a date, or the words around the date if it is very long."""
        text = self._text
        start = self._starts[bisect_right(self._starts, reading.start) - 1]
        following = bisect_left(self._stops, reading.end)
        end = self._starts[following + 1] if following < len(self._stops) else len(text)
        if start < reading.start - LONGEST_HALF:
            start = reading.start - LONGEST_HALF
            start = text.find(" ", start, reading.start) + 1 or start
        if end > reading.end + LONGEST_HALF:
            end = reading.end + LONGEST_HALF
            space = text.rfind(" ", reading.end, end)
            end = space if space >= 0 else end
        while end > reading.end and text[end - 1].isspace():
            end -= 1
        return Span(start, end)


def _excerpt(text: str, sentence: Span, reading: Span) -> str:
    """The date with nearby words of its sentence; where the sentence is cut, between words."""
    start = max(sentence.start, reading.start - CONTEXT)
    end = min(sentence.end, reading.end + CONTEXT)
    if start > sentence.start:
        space = text.find(" ", start, reading.start)
        start = space + 1 if space >= 0 else start
    if end < sentence.end:
        space = text.rfind(" ", reading.end, end)
        end = space if space >= 0 else end
    before = "… " if start > sentence.start else ""
    after = " …" if end < sentence.end else ""
    return f"{before}{text[start:end]}{after}"
