"""Curated events checked against their evidence: quotes are located, contradictions reported.

An event is one event however many sources report it. Each witness keeps the date that it gives;
where that differs from the event's date, the editors must say so (`date` beside the quote).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from builders import dates
from builders.anchoring import MOST_SEARCHED, BlockFinder, anchor, missing_passage
from builders.dates import EdtfDate
from builders.inputs.former_ids import former_ids, to_present_ids
from builders.inputs.spellings import did_you_mean
from builders.inputs.yaml_texts import Location
from builders.model.annotation import PlacedDate
from builders.model.document import Block
from builders.model.entity import Registers
from builders.model.event import Event, Evidence, PlacedEvent, Status, Witness
from builders.model.publication import Entry
from builders.model.sidecar import Passage
from builders.model.written import ID_RE
from builders.problems import Problem, Severity
from builders.spans import Span, ValuesBySpan
from builders.storage.memory import Memory, stamp
from builders.timeline.duplicates import twins
from builders.timeline.events import FILE, WrittenEvents, read_events

HINT_DATE = 'Write 2008-01/2013, 2007-03-20/.., 2009~, "[2009-05,2009-06]" or another EDTF form.'
HINT_PLACE = "Add it to site_src/registers/places.yml."
HINT_PARTICIPANT = "Add it to the people or the organizations in site_src/registers/."
HINT_WORK = "Add it to references.bib."


def curated_events(
    root: Path,
    registers: Registers,
    entries: Iterable[Entry],
    works: Mapping[str, str] = MappingProxyType({}),
    memory: Memory | None = None,
) -> tuple[tuple[PlacedEvent, ...], list[Problem]]:
    """All events with their evidence located, in the order of the register, and the problems found.

    Args:
        root: Folder of the project.
        registers: Registers in which places and participants are looked up.
        entries: Sources that the events may quote.
        works: Current key of a work by each key in `references.bib`; if empty, the keys of works
            are not checked.
        memory: Cache of earlier results; by default an empty one.
    """
    memory = memory or Memory()
    about = (stamp(root / FILE),)
    written, wrong = memory.get_or_make("events", about, partial(read_events, root))
    problems = [*wrong, *former_ids(written.events.items(), written.events, written.where)[1]]
    sources = {name: one for one in entries for name in one.ids}
    checks = Checks(
        written, registers, sources, works, _locate_quotes(written.events.values(), sources)
    )
    placed: list[PlacedEvent] = []
    for identifier, given in written.events.items():
        event = _with_current_ids(given, registers.former)
        witnesses, wrong = checks.of(identifier, event)
        problems.extend(wrong)
        placed.append(PlacedEvent(identifier, event, witnesses, written.where(identifier)))
    problems.extend(_twins(written, placed))
    return tuple(placed), problems


def _with_current_ids(event: Event, former: Mapping[str, str]) -> Event:
    """The event, with former ids of its place and participants replaced by current ones."""
    if not former:
        return event
    now = {
        "place": former.get(event.place or "", event.place),
        "participants": to_present_ids(event.participants, former),
    }
    return event.model_copy(update=now)


@dataclass(frozen=True, slots=True)
class LocatedQuotes:
    """Where the passages that events quote from one source occur in it."""

    places: Mapping[Passage, tuple[Span, ...]]
    """Every span that each passage can refer to."""
    block_indexes: Mapping[Span, int | None]
    """The index of the block that contains each span. An index, so that blocks stay on disk."""
    dates: ValuesBySpan[PlacedDate]
    """The dates recognised in the source."""


def _locate_quotes(
    events: Iterable[Event], sources: Mapping[str, Entry]
) -> dict[str, LocatedQuotes]:
    """The located quotations by id of the source; each source is searched only once."""
    passages: dict[str, list[Passage]] = defaultdict(list)
    for event in events:
        for evidence in event.evidence:
            entry = sources.get(evidence.source or "")
            if entry is not None and evidence.passage is not None:
                passages[entry.id].append(evidence.passage)
    quoted = {}
    for identifier, wanted in passages.items():
        source, blocks = sources[identifier].source, tuple(sources[identifier].document.blocks)
        places = dict(zip(wanted, anchor(source.text, blocks, wanted), strict=True))
        holders = BlockFinder(blocks)
        spans = chain.from_iterable(places.values())
        quoted[identifier] = LocatedQuotes(
            places,
            {span: holders.index_of(span) for span in spans},
            ValuesBySpan((found.span, found) for found in sources[identifier].annotations.dates),
        )
    return quoted


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of an event that need more than the event itself: registers, sources, works."""

    written: WrittenEvents
    registers: Registers
    entries: Mapping[str, Entry]
    works: Mapping[str, str]
    quoted: Mapping[str, LocatedQuotes]
    """By id of the source."""
    lost: Counter[str] = field(default_factory=Counter)
    """How many quotes were not found so far, by id of the source."""

    def of(self, identifier: str, event: Event) -> tuple[tuple[Witness, ...], list[Problem]]:
        """The witnesses of an event whose evidence was found, and all problems with the event."""
        problems = list(self._check_ids(identifier, event))
        when = self._parse_date(identifier, event.date, (identifier, "date"), problems)
        problems.extend(self._off_the_timeline(identifier, when))
        witnesses: list[Witness] = []
        for k, evidence in enumerate(event.evidence):
            path = (identifier, "evidence", k)
            if evidence.date:
                self._parse_date(identifier, evidence.date, (*path, "date"), problems)
            if evidence.work:
                problems.extend(self._check_work(identifier, evidence.work, (*path, "work")))
                witnesses.append(
                    Witness(
                        evidence.date,
                        evidence.status or event.status,
                        work=self.works.get(evidence.work, evidence.work),
                        locator=evidence.locator or "",
                    )
                )
                continue
            witness, wrong = self._quoted_witness(identifier, event, evidence, when, path)
            problems.extend(wrong)
            if witness is not None:
                witnesses.append(witness)
        return tuple(witnesses), problems

    def _off_the_timeline(self, identifier: str, when: EdtfDate | None) -> Iterator[Problem]:
        """A warning if a date has no place on the timeline, which has Python's calendar."""
        if when is not None and when.lower is None and when.upper is None:
            message = (
                f"`{identifier}` is dated {when.edtf}, which has no place on the timeline: it"
                f" begins with the year 1 and ends with {date.max.year}"
            )
            hint = "The event is shown nowhere. Tell of it in a note, or on a page of your own."
            path = (identifier, "date")
            yield self.written.problem(path, "off-timeline", message, hint, Severity.WARNING)

    def _check_ids(self, identifier: str, event: Event) -> Iterator[Problem]:
        problem = self.written.problem
        if not ID_RE.fullmatch(identifier):
            hint = "Use lower-case ASCII letters, digits and `-`: it becomes an address."
            yield problem((identifier,), "bad-id", f"`{identifier}` cannot be an id", hint)
        if event.place and event.place not in self.registers.places:
            message = f"`{identifier}.place` names `{event.place}`, which is not a place"
            hint = did_you_mean(event.place, self.registers.places, HINT_PLACE)
            path = (identifier, "place")
            yield problem(path, "unknown-id", message, hint).of_absent_entry(event.place)
        for k, participant in enumerate(event.participants):
            if self.registers.get(participant) is None:
                message = (
                    f"`{identifier}.participants` names `{participant}`, which is in no register"
                )
                known = (key for key, _ in self.registers.entities())
                hint = did_you_mean(participant, known, HINT_PARTICIPANT)
                at = (identifier, "participants", k)
                yield problem(at, "unknown-id", message, hint).of_absent_entry(participant)

    def _check_work(self, identifier: str, key: str, path: Location) -> Iterator[Problem]:
        if self.works and key not in self.works:
            message = f"`{identifier}`: the work `{key}` is not in references.bib"
            hint = did_you_mean(key, self.works, HINT_WORK)
            yield self.written.problem(path, "unknown-work", message, hint)

    def _parse_date(
        self, identifier: str, edtf: str, path: Location, problems: list[Problem]
    ) -> EdtfDate | None:
        try:
            return dates.parse(edtf)
        except ValueError as error:
            message = f"the date of `{identifier}` is not valid: {error}"
            hint = dates.hint(edtf, HINT_DATE)
            problems.append(self.written.problem(path, "wrong-value", message, hint))
            return None

    def _quoted_witness(
        self,
        identifier: str,
        event: Event,
        evidence: Evidence,
        when: EdtfDate | None,
        path: Location,
    ) -> tuple[Witness | None, list[Problem]]:
        """The witness for a quoted passage, None if the passage cannot be located; and problems."""
        problem = self.written.problem
        entry = self.entries.get(evidence.source or "")
        passage = evidence.passage
        if entry is None or passage is None:
            message = f"`{identifier}`: there is no source `{evidence.source}`"
            hint = did_you_mean(evidence.source or "", self.entries)
            unknown = problem((*path, "source"), "unknown-source", message, hint)
            return None, [unknown.of_absent_source(evidence.source or "")]
        found = self._locate(identifier, entry, passage, (*path, "quote"))
        if isinstance(found, Problem):
            return None, [found]
        block, span = found
        reading = block.text.reading_span(span)
        recognised = list(self.quoted[entry.id].dates.overlapping(span))
        witness = Witness(
            evidence.date or (recognised[0].edtf if len(recognised) == 1 else None),
            evidence.status or event.status,
            source=entry.id,
            block=block.id,
            span=span,
            text=block.text.text[slice(*reading)] if reading else passage.quote,
        )
        wrong = [
            *self._dated_later(identifier, witness.status, entry, when, path),
            *self._dated_otherwise(identifier, evidence, recognised, when, path),
        ]
        return witness, wrong

    def _locate(
        self, identifier: str, entry: Entry, passage: Passage, path: Location
    ) -> tuple[Block, Span] | Problem:
        """The block that contains a passage, and its span; a problem if it has no unique place."""
        quoted = self.quoted[entry.id]
        places = quoted.places[passage]
        if len(places) != 1:
            return self._lost_passage(identifier, entry, passage, len(places), path)
        i = quoted.block_indexes[places[0]]
        if i is None:
            message = f"`{identifier}`: {passage.quote!r} lies in no one block of {entry.id}"
            return self.written.problem(path, "lost-passage", message, "Quote less.")
        return entry.document.blocks[i], places[0]

    def _lost_passage(
        self, identifier: str, entry: Entry, passage: Passage, times: int, path: Location
    ) -> Problem:
        if times:
            message = f"{passage.quote!r} stands {times} times in {entry.id}"
            hint = "Add `prefix`, `suffix` or `near` to say which one is meant."
        else:
            self.lost[entry.id] += 1
            search = self.lost[entry.id] <= MOST_SEARCHED
            blocks = entry.document.blocks
            message, hint = missing_passage(
                entry.source.text, blocks, passage, entry.id, search=search
            )
        return self.written.problem(path, "lost-passage", f"`{identifier}`: {message}", hint)

    def _dated_later(
        self, identifier: str, status: Status, entry: Entry, when: EdtfDate | None, path: Location
    ) -> Iterator[Problem]:
        """A problem if a source reports an event as past that is dated after the source itself."""
        document = _parsed(entry.date)
        if not (status.is_past and when and when.lower and document and document.upper):
            return
        if when.lower > document.upper:
            message = (
                f"`{identifier}` ({status}) is dated {when.edtf}, after {entry.id}"
                f" ({entry.date}), which tells of it"
            )
            hint = "Is it `planned` or `announced` there (`status`), or is a date wrong?"
            yield self.written.problem((*path, "source"), "dated-later", message, hint)

    def _dated_otherwise(
        self,
        identifier: str,
        evidence: Evidence,
        recognised: list[PlacedDate],
        when: EdtfDate | None,
        path: Location,
    ) -> Iterator[Problem]:
        """A problem if the dates in a passage contradict the date given for it."""
        given = _parsed(evidence.date) if evidence.date else when
        if given is None or not recognised:
            return
        if not any(overlap(given, _parsed(found.edtf)) for found in recognised):
            says = ", ".join(f"{found.text!r} ({found.edtf})" for found in recognised)
            message = f"`{identifier}` is dated {given.edtf}, and the passage says {says}"
            hint = "Give the witness its own `date`, or correct the event's."
            yield self.written.problem((*path, "quote"), "dated-otherwise", message, hint)


def overlap(one: EdtfDate | None, other: EdtfDate | None) -> bool:
    """Whether two dates can have a day in common; an unknown date overlaps any other."""
    if one is None or other is None:
        return True
    first = max(one.lower or date.min, other.lower or date.min)
    last = min(one.upper or date.max, other.upper or date.max)
    return first <= last


def _twins(written: WrittenEvents, placed: Iterable[PlacedEvent]) -> Iterator[Problem]:
    """A warning for each pair of entries that look like one event entered twice."""
    for one, other in twins(placed):
        message = (
            f"`{one.id}` looks like `{other.id}` ({other.where.file}:{other.where.line}):"
            f" {one.event.title!r}, {one.event.date}"
        )
        hint = "Make one entry of one event, with all its witnesses."
        yield written.problem((one.id, "title"), "twin-events", message, hint, Severity.WARNING)


def _parsed(edtf: str | None) -> EdtfDate | None:
    try:
        return dates.parse(edtf) if edtf else None
    except ValueError:
        return None
