"""Mentions by the thousand, as numbers: each is made when it is asked for."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from sys import intern
from typing import NamedTuple, TypeVar, overload

from builders.model.mention import Mention
from builders.spans import Span

T = TypeVar("T")

BYTES = 256
"""So many forms can be told apart by a byte."""
TWO_BYTES = 1 << 16
"""The first number for which two bytes are too few."""
WIDTH = 5
"""Numbers of a mention's place: its block, and twice where it begins and ends."""


class Form(NamedTuple):
    """What the mentions of one entry in the same words have in common, in all sources."""

    entity: str
    kind: str
    label: str
    text: str

    @classmethod
    def of(cls, mention: Mention) -> Form:
        """What a mention has in common with others."""
        return cls(mention.entity, mention.kind, mention.label, mention.text)


Forms = MutableMapping[Form, Form]
"""Each form once for all sources."""


class MentionsSent(NamedTuple):
    """The mentions of one source on their way between processes, and as they are kept."""

    forms: tuple[Form, ...]
    which: bytes | array[int]
    """The number of the form of each: bytes, where they can say it, are searched at once."""
    places: array[int]
    """Of each `WIDTH` numbers."""

    @classmethod
    def of(cls, mentions: Iterable[Mention], addresses: Iterable[str]) -> MentionsSent:
        """Pack them.

        Args:
            mentions: All of the source.
            addresses: Of its blocks.
        """
        forms: dict[Form, int] = {}
        at = {address: number for number, address in enumerate(addresses)}
        which: list[int] = []
        places: list[int] = []
        for one in mentions:
            which.append(forms.setdefault(Form.of(one), len(forms)))
            places.extend((at[one.block], *one.span, *one.reading))
        numbers = array("I", which) if len(forms) > BYTES else bytes(which)
        # All sources' are held: those of most are short enough for two bytes a number.
        size = "H" if max(places, default=0) < TWO_BYTES else "I"
        return cls(tuple(forms), numbers, array(size, places))


class PackedMentions(Sequence[Mention]):
    """The mentions of one source, as a tuple of them would be."""

    __slots__ = ("_addresses", "_entities", "_forms", "_places", "_which")

    def __init__(self, sent: MentionsSent, addresses: tuple[str, ...], forms: Forms) -> None:
        """Take them as they were sent.

        Args:
            sent: All of the source.
            addresses: Of its blocks.
            forms: Those of other sources; it is added to.
        """
        self._which = sent.which
        self._places = sent.places
        self._addresses = addresses
        self._forms = tuple(
            forms.get(form) or forms.setdefault(interned := Form(*map(intern, form)), interned)
            for form in sent.forms
        )
        self._entities = tuple(form.entity for form in self._forms)

    @property
    def counts(self) -> Mapping[str, int]:
        """How often each entry of a register is named, in the order of their first mentions."""
        counts: Counter[str] = Counter()
        for number, count in Counter(self._which).items():
            counts[self._forms[number].entity] += count
        return counts

    @property
    def forms(self) -> tuple[Form, ...]:
        """In which words which entries are named, in the order of their first mentions."""
        return self._forms

    def named(self) -> Iterator[tuple[Form, str]]:
        """The form of each and the address of its block: a tenth of the work of making them."""
        blocks = map(self._addresses.__getitem__, self._places[::WIDTH])
        return zip(map(self._forms.__getitem__, self._which), blocks, strict=True)

    def named_as(self, entity: str) -> Iterator[tuple[Form, str]]:
        """The same, of one entry of a register alone."""
        for at in self._found(entity):
            yield self._forms[self._which[at]], self._addresses[self._places[at * WIDTH]]

    def of(self, entity: str) -> Iterator[Mention]:
        """The mentions of one entry of a register."""
        return map(self._at, self._found(entity))

    def _found(self, entity: str) -> list[int]:
        """Which they are."""
        # Searched by what holds them: this is asked for every entry of every source.
        forms = _places_of(entity, self._entities)
        return sorted(at for form in forms for at in _places_of(form, self._which))

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Mention, ...]: ...
    def __getitem__(self, index: int | slice) -> Mention | tuple[Mention, ...]:
        """One mention, made now, or several as a tuple."""
        found = range(len(self))[index]
        return self._at(found) if isinstance(found, int) else tuple(map(self._at, found))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._which)

    def __iter__(self) -> Iterator[Mention]:
        """All of them in order."""
        places = iter(self._places)
        forms, addresses = self._forms, self._addresses
        for number, block, start, end, first, last in zip(
            self._which, *[places] * WIDTH, strict=True
        ):
            entity, kind, label, text = forms[number]
            span, reading = Span(start, end), Span(first, last)
            yield Mention(entity, kind, label, addresses[block], span, reading, text)

    def __eq__(self, other: object) -> bool:
        """Whether the others are the same ones."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """That of a tuple of them, which equals it."""
        return hash(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[Mention, ...]], tuple[tuple[Mention, ...]]]:
        """How they are sent: as a tuple, which is what they stand for."""
        return tuple, (tuple(self),)

    def _at(self, index: int) -> Mention:
        block, start, end, first, last = self._places[index * WIDTH : (index + 1) * WIDTH]
        entity, kind, label, text = self._forms[self._which[index]]
        span, reading = Span(start, end), Span(first, last)
        return Mention(entity, kind, label, self._addresses[block], span, reading, text)


def _places_of(value: T, held: Sequence[T]) -> Iterator[int]:
    """Where a value stands among others."""
    at = -1
    for _ in range(held.count(value)):
        at = held.index(value, at + 1)
        yield at
