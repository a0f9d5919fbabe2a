"""Names of register entries in a text, found in one pass whatever the size of the registers.

All forms of all entries are searched for at once (Aho-Corasick). The matches are then checked:
whole words, capitals, the conditions that the register sets, the longest form first. If two
entries could be meant, the editors are warned and nothing is marked: a wrong link misleads.

The forms are matched against the text as read (lines joined, corrections made); the spans that
are stored are those of the source.
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
    OPTIONAL_MARK_RE,
    capitals_agree,
    folded,
    in_one_word,
    normalised,
    word_end,
)
from builders.spans import Span

CONTEXT_MARGIN = 3
"""Characters looked at beyond the words required beside a form: enough for the space between them,
and to see whether the words are whole."""
_LONGEST_LETTER = 4
"""The most characters of a letter with its accents, as in texts from a Mac: `ᾧ`."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something with names: a register entry or a work."""

    id: str
    kind: str
    label: str
    names: tuple[Name, ...]
    belongs_to: frozenset[str] = frozenset()
    """Ids of the organizations that it is a part or a member of."""


class Rank(IntEnum):
    """How closely its conditions tie a form to a document; the form tied most closely wins."""

    EVERYWHERE = 0
    MENTIONED = 1
    ORIGIN = 2
    NAMED_SOURCE = 3
    IN_CONTEXT = 4


class NameForm(NamedTuple):
    """One form of one entry."""

    name: Name
    entry: Named
    plain: str
    """Its words, with typographic variants normalised."""
    needs_context: bool
    """Whether it requires other words beside it."""
    is_unconditional: bool
    """Whether it stands for its entry in every document, apart from the words it requires."""


class Occurrence(NamedTuple):
    """The forms found at one place of a block's text, before the document's conditions apply."""

    block: int
    start: int
    end: int
    forms: tuple[NameForm, ...]


class NameIndex:
    """All forms of all entries, ready to be searched for; built once and then only read."""

    def __init__(self, entries: Iterable[Named]) -> None:
        """Index every form of every entry that has any letters besides optional marks."""
        self._entries = tuple(entries)
        forms: dict[str, list[NameForm]] = defaultdict(list)
        for entry in self._entries:
            for name in entry.names:
                needs_context = bool(name.prefix or name.suffix)
                is_unconditional = not (name.within or name.not_in or name.when)
                bare = _bare(name.text)
                if not bare:
                    continue
                # Texts from a Mac have combining accents after their letters.
                for text in dict.fromkeys((bare, unicodedata.normalize("NFD", bare))):
                    forms[folded(text)].append(
                        NameForm(name, entry, normalised(text), needs_context, is_unconditional)
                    )
        self._patterns = sorted(forms)
        self._forms = [tuple(forms[pattern]) for pattern in self._patterns]
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.Standard)

    def __reduce__(self) -> tuple[type[NameIndex], tuple[tuple[Named, ...]]]:
        """The pickled form: the entries, from which the other process builds an index of its own.

        The automaton itself cannot be pickled.
        """
        return NameIndex, (self._entries,)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything in the index: two with the same digest find the same."""
        digest = hashlib.sha256()
        for entry in self._entries:
            names = [name.model_dump_json() for name in entry.names]
            record = (entry.id, entry.kind, entry.label, sorted(entry.belongs_to), names)
            digest.update(f"{record!r}\0".encode())
        return digest.hexdigest()

    def occurrences(self, block: int, text: str, *, heading: bool) -> Iterator[Occurrence]:
        """Every form that occurs in the text as whole words, with overlaps, in no fixed order."""
        if text.isascii() or not OPTIONAL_MARK_RE.search(text):
            yield from self._occurrences(block, text, heading=heading)
            return
        kept = [at for at, letter in enumerate(text) if not OPTIONAL_MARK_RE.match(letter)]
        bare = "".join(text[at] for at in kept)
        kept.append(len(text))
        for found in self._occurrences(block, bare, heading=heading):
            yield found._replace(start=kept[found.start], end=kept[found.end])

    def _occurrences(self, block: int, text: str, *, heading: bool) -> Iterator[Occurrence]:
        plain = normalised(text)
        searched = folded(text)
        for number, start, end in self._automaton.find_matches_as_indexes(
            searched, overlapping=True
        ):
            stop = word_end(plain, start, end)
            if stop is None:
                continue
            forms, words = self._forms[number], plain[start:end]
            # Nearly always there is a single form, spelled as it stands and without requirements.
            if len(forms) > 1 or forms[0].needs_context or words != forms[0].plain:
                forms = tuple(
                    form
                    for form in forms
                    if (form.name.any_case or capitals_agree(words, form.plain, heading=heading))
                    and _has_context(plain, start, stop, form.name)
                )
            if forms:
                yield Occurrence(block, start, stop, forms)

    def entries_named(self, text: str) -> frozenset[str]:
        """Ids of the entries of which the whole text is an unconditional form."""
        length = len(folded(text))
        return frozenset(
            form.entry.id
            for found in self.occurrences(0, text, heading=True)
            if (found.start, found.end) == (0, length)
            for form in found.forms
            if _rank_of_condition(form.name) is Rank.EVERYWHERE
        )


def find(document: Document, index: NameIndex) -> tuple[tuple[Mention, ...], tuple[Problem, ...]]:
    """The mentions in a document's text, in order, and a warning for each ambiguous form."""
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
    return tuple(mentions), tuple(_ambiguity(*doubt, blocks) for doubt, blocks in doubts.items())


@dataclass(frozen=True, slots=True)
class Conditions:
    """What one document offers for the conditions that names carry."""

    document: str
    origin: frozenset[str]
    """Ids of the entries that the document comes from."""
    mentioned: frozenset[str]
    """Ids of the entries that an unconditional form in the document names."""

    @classmethod
    def of(
        cls, document: Document, index: NameIndex, occurrences: Iterable[Occurrence]
    ) -> Conditions:
        """The conditions that a document meets, from its header and from what was found in it."""
        originator = document.header.originator
        mentioned = {
            form.entry.id
            for found in occurrences
            for form in found.forms
            if form.is_unconditional
            or (form.name.when is None and _in_source(form.name, document.id))
        }
        return cls(
            document.id,
            index.entries_named(originator) if originator else frozenset(),
            frozenset(mentioned),
        )

    def best(self, forms: Sequence[NameForm]) -> Mapping[str, Named]:
        """The entries that the forms can stand for here, by id; only those of the highest rank."""
        if len(forms) == 1:  # nearly always
            (form,) = forms
            return {form.entry.id: form.entry} if self._holds(form) else {}
        ranked: dict[Rank, dict[str, Named]] = defaultdict(dict)
        for form in forms:
            if self._holds(form):
                ranked[_rank_of_condition(form.name)][form.entry.id] = form.entry
        return ranked[max(ranked)] if ranked else {}

    def _holds(self, form: NameForm) -> bool:
        if form.is_unconditional:
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
    occurrences: Iterable[Occurrence],
) -> Iterator[tuple[tuple[int, int, int], tuple[NameForm, ...]]]:
    """Places as (block, start, end), each with all its forms: in text order, the longest first."""
    places: dict[tuple[int, int, int], tuple[NameForm, ...]] = {}
    for block, start, end, forms in occurrences:
        # With the end negated, so that sorting puts the longest first.
        place = (block, start, -end)
        places[place] = places.get(place, ()) + forms
    for place, forms in sorted(places.items(), key=itemgetter(0)):
        block, start, before = place
        yield (block, start, -before), forms


def _bare(words: str) -> str:
    """The words without optional marks, with single spaces between them, as texts have them."""
    return " ".join(OPTIONAL_MARK_RE.sub("", words).split())


def _has_context(text: str, start: int, end: int, name: Name) -> bool:
    """Whether the words that a form requires stand directly before and after it."""
    if name.prefix and (prefix := _composed(_bare(name.prefix))):
        first = max(0, start - _LONGEST_LETTER * len(prefix) - CONTEXT_MARGIN)
        before = _composed(text[first:start]).rstrip()
        at = len(before) - len(prefix)
        if not before.endswith(prefix) or (at and in_one_word(before[at - 1], before[at])):
            return False
    if name.suffix and (suffix := _composed(_bare(name.suffix))):
        last = end + _LONGEST_LETTER * len(suffix) + CONTEXT_MARGIN
        after = _composed(text[end:last]).lstrip()
        stop = len(suffix)
        if not after.startswith(suffix) or (
            stop < len(after) and in_one_word(after[stop - 1], after[stop])
        ):
            return False
    return True


def _composed(words: str) -> str:
    """The words folded for comparing, with each letter and its accents as one character."""
    return unicodedata.normalize("NFC", folded(words))


def _ambiguity(words: str, entries: frozenset[str], blocks: Sequence[str]) -> Problem:
    """A single warning for all places of a form in a document: one decision settles them all."""
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
