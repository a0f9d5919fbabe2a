"""Names of register entries in a text: one pass over it, whatever the size of the registers.

All forms of all entries are searched for at once (Aho-Corasick). What is found is then judged:
whole words, capitals, the conditions that the register sets, the longest form first. Where two
entries could be meant the editor is told, and nothing is marked: a wrong link misleads.

The forms are matched against the text as read (lines joined, corrections made); the spans that
are stored are the source's.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from builders.model.document import Document, Role
from builders.model.entity import Name, When
from builders.model.mention import Mention
from builders.problems import Problem, Severity
from builders.recognizers.whole_words import (
    UNWRITTEN_RE,
    capitals_agree,
    folded,
    joins,
    levelled,
    word_end,
)
from builders.spans import Span

NEARBY = 3
"""A blank and a character more than the words around a form: enough to see that they are whole."""


@dataclass(frozen=True, slots=True)
class Named:
    """What has names: a register entry, or a work."""

    id: str
    kind: str
    label: str
    names: tuple[Name, ...]
    belongs_to: frozenset[str] = frozenset()
    """Ids of the bodies that it is, is part of, or holds office in."""


class Rank(IntEnum):
    """How closely a form is tied to a document; the closest tie wins."""

    EVERYWHERE = 0
    MENTIONED = 1
    ORIGIN = 2
    NAMED_SOURCE = 3
    IN_CONTEXT = 4


class Form(NamedTuple):
    """One form of one entry."""

    name: Name
    entry: Named
    plain: str
    """Its words, typographic variants levelled."""
    asks: bool
    """Whether other words must stand beside it."""
    counts: bool
    """Whether it stands for its entry in every document."""


class Found(NamedTuple):
    """A form at a place of a block's text, before its conditions are looked at."""

    block: int
    start: int
    end: int
    forms: tuple[Form, ...]


class NameIndex:
    """All forms of all entries, ready to be searched for. Built once, read by all."""

    def __init__(self, entries: Iterable[Named]) -> None:
        """Take in every form of every entry."""
        self._entries = tuple(entries)
        forms: dict[str, list[Form]] = defaultdict(list)
        for entry in self._entries:
            for name in entry.names:
                asks = bool(name.prefix or name.suffix)
                counts = not (name.within or name.not_in or name.when)
                bare = UNWRITTEN_RE.sub("", name.text)
                # Texts from a Mac have their accents behind their letters.
                for text in dict.fromkeys((bare, unicodedata.normalize("NFD", bare))):
                    forms[folded(text)].append(Form(name, entry, levelled(text), asks, counts))
        self._patterns = sorted(forms)
        self._forms = [tuple(forms[pattern]) for pattern in self._patterns]
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.Standard)

    def __reduce__(self) -> tuple[type[NameIndex], tuple[tuple[Named, ...]]]:
        """For another process, which builds its own: what finds the names cannot be sent."""
        return NameIndex, (self._entries,)

    @cached_property
    def digest(self) -> str:
        """Of all that goes into it: two with one digest find the same."""
        digest = hashlib.sha256()
        for entry in self._entries:
            names = [name.model_dump_json() for name in entry.names]
            record = (entry.id, entry.kind, entry.label, sorted(entry.belongs_to), names)
            digest.update(f"{record!r}\0".encode())
        return digest.hexdigest()

    def occurrences(self, block: int, text: str, *, heading: bool) -> Iterator[Found]:
        """Every form that stands in the text as whole words, in any order, overlapping."""
        if text.isascii() or not UNWRITTEN_RE.search(text):
            yield from self._occurrences(block, text, heading=heading)
            return
        kept = [at for at, letter in enumerate(text) if not UNWRITTEN_RE.match(letter)]
        bare = "".join(text[at] for at in kept)
        kept.append(len(text))
        for found in self._occurrences(block, bare, heading=heading):
            yield found._replace(start=kept[found.start], end=kept[found.end])

    def _occurrences(self, block: int, text: str, *, heading: bool) -> Iterator[Found]:
        plain = levelled(text)
        searched = folded(text)
        for number, start, end in self._automaton.find_matches_as_indexes(
            searched, overlapping=True
        ):
            stop = word_end(plain, start, end)
            if stop is None:
                continue
            forms, words = self._forms[number], plain[start:end]
            # Nearly always there is one, which is written as it is and asks for nothing.
            if len(forms) > 1 or forms[0].asks or words != forms[0].plain:
                forms = tuple(
                    form
                    for form in forms
                    if (form.name.any_case or capitals_agree(words, form.plain, heading=heading))
                    and _stands_between(plain, start, stop, form.name)
                )
            if forms:
                yield Found(block, start, stop, forms)

    def named(self, text: str) -> frozenset[str]:
        """The entries of which the whole text is an unconditional form."""
        length = len(folded(text))
        return frozenset(
            form.entry.id
            for found in self.occurrences(0, text, heading=True)
            if (found.start, found.end) == (0, length)
            for form in found.forms
            if _rank_of_condition(form.name) is Rank.EVERYWHERE
        )


def find(document: Document, index: NameIndex) -> tuple[tuple[Mention, ...], tuple[Problem, ...]]:
    """The mentions in a document's text in order, and what the editors must decide."""
    texts = [(i, block) for i, block in enumerate(document.blocks) if block.role is Role.TEXT]
    occurrences = [
        found
        for i, block in texts
        for found in index.occurrences(i, block.text.text, heading=block.type == "head")
    ]
    conditions = Conditions.of(document, index, occurrences)
    mentions: list[Mention] = []
    doubts: dict[tuple[str, frozenset[str]], list[str]] = {}
    reached: tuple[int, int] = (-1, 0)
    for place, forms in _longest_first(occurrences):
        block_number, start, end = place
        if (block_number, start) < reached:
            continue
        best = conditions.best(forms)
        if not best:
            continue
        reached = (block_number, end)
        block = document.blocks[block_number]
        if len(best) > 1:
            doubts.setdefault((block.text.text[start:end], frozenset(best)), []).append(block.id)
            continue
        (entry,) = best.values()
        mentions.append(
            Mention(
                entity=entry.id,
                kind=entry.kind,
                label=entry.label,
                block=block.id,
                span=block.text.source_span(start, end),
                reading=Span(start, end),
                text=block.text.text[start:end],
            )
        )
    return tuple(mentions), tuple(_ambiguous(*doubt, blocks) for doubt, blocks in doubts.items())


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is true of one document, for the conditions that names carry."""

    document: str
    origin: frozenset[str]
    """Entries that the document comes from."""
    mentioned: frozenset[str]
    """Entries that an unconditional form in the document names."""

    @classmethod
    def of(cls, document: Document, index: NameIndex, occurrences: Iterable[Found]) -> Conditions:
        """The conditions that a document meets, by its header and by what was found in it."""
        originator = document.header.originator
        mentioned = {
            form.entry.id
            for found in occurrences
            for form in found.forms
            if form.counts or (form.name.when is None and _in_source(form.name, document.id))
        }
        return cls(
            document.id,
            index.named(originator) if originator else frozenset(),
            frozenset(mentioned),
        )

    def best(self, forms: Sequence[Form]) -> Mapping[str, Named]:
        """The entries that the forms can stand for here, by the closest tie there is."""
        if len(forms) == 1:  # nearly always
            (form,) = forms
            return {form.entry.id: form.entry} if self._holds(form) else {}
        ranked: dict[Rank, dict[str, Named]] = defaultdict(dict)
        for form in forms:
            if self._holds(form):
                ranked[_rank_of_condition(form.name)][form.entry.id] = form.entry
        return ranked[max(ranked)] if ranked else {}

    def _holds(self, form: Form) -> bool:
        if form.counts:
            return True
        if not _in_source(form.name, self.document):
            return False
        if form.name.when is When.ORIGIN:
            return bool(self.origin & {form.entry.id, *form.entry.belongs_to})
        if form.name.when is When.MENTIONED:
            return form.entry.id in self.mentioned
        return True


def _in_source(name: Name, identifier: str) -> bool:
    return (not name.within or identifier in name.within) and identifier not in name.not_in


def _rank_of_condition(name: Name) -> Rank:
    if name.prefix or name.suffix:
        return Rank.IN_CONTEXT
    if name.within:
        return Rank.NAMED_SOURCE
    if name.when is When.ORIGIN:
        return Rank.ORIGIN
    return Rank.MENTIONED if name.when is When.MENTIONED else Rank.EVERYWHERE


def _longest_first(
    occurrences: Iterable[Found],
) -> Iterator[tuple[tuple[int, int, int], tuple[Form, ...]]]:
    """The places in the order of the text, at each the longest first, with all their forms."""
    places: dict[tuple[int, int, int], tuple[Form, ...]] = {}
    for block, start, end, forms in occurrences:
        # By where it ends backwards, which is their order.
        place = (block, start, -end)
        places[place] = places.get(place, ()) + forms
    for place, forms in sorted(places.items(), key=itemgetter(0)):
        block, start, before = place
        yield (block, start, -before), forms


def _stands_between(text: str, start: int, end: int, name: Name) -> bool:
    """Whether the words that a form asks for stand just before and just after it."""
    if name.prefix:
        prefix = folded(name.prefix)
        before = folded(text[max(0, start - len(prefix) - NEARBY) : start]).rstrip()
        at = len(before) - len(prefix)
        if not before.endswith(prefix) or (at and joins(before[at - 1], before[at])):
            return False
    if name.suffix:
        suffix = folded(name.suffix)
        after = folded(text[end : end + len(suffix) + NEARBY]).lstrip()
        stop = len(suffix)
        if not after.startswith(suffix) or (
            stop < len(after) and joins(after[stop - 1], after[stop])
        ):
            return False
    return True


def _ambiguous(words: str, entries: frozenset[str], blocks: Sequence[str]) -> Problem:
    """A warning for a form of a document, however often it has it: one decision settles all places."""
    more = len(blocks) - 1
    also = f" and {more} more place{'s' if more > 1 else ''}" if more else ""
    return Problem(
        "",
        None,
        "ambiguous-mention",
        f"{words!r} in {blocks[0]}{also} can be {', '.join(sorted(entries))}",
        "Say which in the registers: limit a name with `in`, `not_in` or `when`.",
        Severity.WARNING,
    )
