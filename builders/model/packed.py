"""Thousands of mentions packed into numbers; a `Mention` is made only when it is asked for."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from sys import intern
from typing import NamedTuple, TypeVar, overload

from builders.model.mention import Mention
from builders.spans import Span

T = TypeVar("T")

FORMS_IN_A_BYTE = 256
"""How many forms one byte can number."""
TWO_BYTE_LIMIT = 1 << 16
"""The first number that two bytes cannot hold."""
PLACE_NUMBERS = 5
"""Numbers per mention: its block, then its start and end in the source and in the text as read."""


class MentionForm(NamedTuple):
    """What all mentions of one entry in the same words have in common, across sources."""

    entity: str
    kind: str
    label: str
    text: str

    @classmethod
    def of(cls, mention: Mention) -> MentionForm:
        """The form of a mention."""
        return cls(mention.entity, mention.kind, mention.label, mention.text)


SharedForms = MutableMapping[MentionForm, MentionForm]
"""Each form once, shared by all sources."""


class MentionsSent(NamedTuple):
    """The mentions of one source, packed as they are sent between processes and cached."""

    forms: tuple[MentionForm, ...]
    which: bytes | array[int]
    """The number of each mention's form; as bytes if these suffice, which are fastest to search."""
    places: array[int]
    """`PLACE_NUMBERS` numbers for each mention."""

    @classmethod
    def of(cls, mentions: Iterable[Mention], addresses: Iterable[str]) -> MentionsSent:
        """The mentions of a source, packed.

        Args:
            mentions: All mentions of the source.
            addresses: The address of each of its blocks.
        """
        forms: dict[MentionForm, int] = {}
        at = {address: number for number, address in enumerate(addresses)}
        which: list[int] = []
        places: list[int] = []
        for one in mentions:
            which.append(forms.setdefault(MentionForm.of(one), len(forms)))
            places.extend((at[one.block], *one.span, *one.reading))
        numbers = array("I", which) if len(forms) > FORMS_IN_A_BYTE else bytes(which)
        # These are kept in memory for all sources; most are short enough for two bytes a number.
        size = "H" if max(places, default=0) < TWO_BYTE_LIMIT else "I"
        return cls(tuple(forms), numbers, array(size, places))


class PackedMentions(Sequence[Mention]):
    """The mentions of one source, as a sequence that behaves like a tuple of them."""

    __slots__ = ("_addresses", "_entities", "_forms", "_places", "_which")

    def __init__(self, sent: MentionsSent, addresses: tuple[str, ...], forms: SharedForms) -> None:
        """Hold the mentions as they were sent.

        Args:
            sent: All mentions of the source.
            addresses: The address of each of its blocks.
            forms: The forms of other sources; new ones are added to it.
        """
        self._which = sent.which
        self._places = sent.places
        self._addresses = addresses
        self._forms = tuple(
            forms.get(form)
            or forms.setdefault(interned := MentionForm(*map(intern, form)), interned)
            for form in sent.forms
        )
        self._entities = tuple(form.entity for form in self._forms)

    @property
    def mention_counts(self) -> Mapping[str, int]:
        """The number of mentions of each register entry, in the order of first mentions."""
        counts: Counter[str] = Counter()
        for number, count in Counter(self._which).items():
            counts[self._forms[number].entity] += count
        return counts

    @property
    def forms(self) -> tuple[MentionForm, ...]:
        """The distinct forms (an entry in certain words), in the order of their first mentions."""
        return self._forms

    def forms_with_blocks(self) -> Iterator[tuple[MentionForm, str]]:
        """The form of each mention and the address of its block: cheaper than making mentions."""
        blocks = map(self._addresses.__getitem__, self._places[::PLACE_NUMBERS])
        return zip(map(self._forms.__getitem__, self._which), blocks, strict=True)

    def forms_with_blocks_of(self, entity: str) -> Iterator[tuple[MentionForm, str]]:
        """The form and the block address of each mention of one register entry, in order."""
        for at in self._indexes_of(entity):
            yield self._forms[self._which[at]], self._addresses[self._places[at * PLACE_NUMBERS]]

    def mentions_of(self, entity: str) -> Iterator[Mention]:
        """The mentions of one register entry, given by its id."""
        return map(self._at, self._indexes_of(entity))

    def _indexes_of(self, entity: str) -> list[int]:
        """The indexes of the mentions of an entry, in order."""
        # Searched by the containers' own methods: this runs for every entry of every source.
        forms = _indexes(entity, self._entities)
        return sorted(at for form in forms for at in _indexes(form, self._which))

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Mention, ...]: ...
    def __getitem__(self, index: int | slice) -> Mention | tuple[Mention, ...]:
        """One mention, or a slice as a tuple; they are made now."""
        found = range(len(self))[index]
        return self._at(found) if isinstance(found, int) else tuple(map(self._at, found))

    def __len__(self) -> int:
        """The number of mentions."""
        return len(self._which)

    def __iter__(self) -> Iterator[Mention]:
        """All mentions in order."""
        places = iter(self._places)
        forms, addresses = self._forms, self._addresses
        for number, block, start, end, first, last in zip(
            self._which, *[places] * PLACE_NUMBERS, strict=True
        ):
            entity, kind, label, text = forms[number]
            span, reading = Span(start, end), Span(first, last)
            yield Mention(entity, kind, label, addresses[block], span, reading, text)

    def __eq__(self, other: object) -> bool:
        """Whether the other sequence holds the same mentions in the same order."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """The hash of the equal tuple of mentions."""
        return hash(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[Mention, ...]], tuple[tuple[Mention, ...]]]:
        """The form in which they are pickled: the tuple that they stand for."""
        return tuple, (tuple(self),)

    def _at(self, index: int) -> Mention:
        block, start, end, first, last = self._places[
            index * PLACE_NUMBERS : (index + 1) * PLACE_NUMBERS
        ]
        entity, kind, label, text = self._forms[self._which[index]]
        span, reading = Span(start, end), Span(first, last)
        return Mention(entity, kind, label, self._addresses[block], span, reading, text)


def _indexes(value: T, held: Sequence[T]) -> Iterator[int]:
    """The indexes at which a value occurs in a sequence."""
    at = -1
    for _ in range(held.count(value)):
        at = held.index(value, at + 1)
        yield at
