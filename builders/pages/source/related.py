"""Related sources: which others share people, bodies, places, terms, works and TAGS, and when.

The measure. Each source is a set of features: the register entries that it mentions and its
TAGS. A feature weighs what its kind weighs (`WEIGHTS`) times the logarithm of (sources + 1) /
(sources that have it), so that a name in every source says almost nothing. Two sources are as
near as the cosine of the angle between their features: 0 for nothing shared, 1 for all. Nearness
in time then adds up to a quarter to what is shared, and half as much with each further year; it
makes nothing related that shares nothing.

The cost. An index from features to sources is made once. A feature of very many sources is
passed over: it weighs next to nothing, and to follow it would cost the square of its sources. Of
the others those that weigh least are followed only where they could matter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import nlargest
from itertools import accumulate, takewhile
from types import MappingProxyType
from typing import NamedTuple

from builders import dates
from builders.model.publication import Entry, Publication
from builders.pages.addresses import REGISTER_OF

TAGS = "tags"
TIME = "time"
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "people": 1.0,
        "organizations": 1.0,
        "places": 0.8,
        "works": 1.0,
        "terms": 0.5,
        TAGS: 0.5,
    }
)
"""By register; people and bodies tell most of what a source is about, terms of the trade least."""
TOO_COMMON = 400
"""A feature of more sources than this is passed over."""
SLIVER = 0.005
"""The lightest features of a source are set apart that are together so much of its length, squared."""
NEAR_IN_TIME = 0.25
DAYS_OF_A_YEAR = 365.25
ROUNDING = 1e-9
MOST = 5
NAMED = 4
"""Of each kind, in a reason."""

Feature = tuple[str, str]
"""Register or `tags`, and the id or the code."""


class Reason(NamedTuple):
    """Why two sources are related."""

    kind: str
    """A register, `tags`, or `time`."""
    names: tuple[str, ...]
    """Ids or codes of what both have, the rarest first; of `time` the days between them."""
    more: int = 0
    """How many further ones of the kind both have."""


class Related(NamedTuple):
    """A source that is related to another."""

    entry: Entry
    score: float
    reasons: tuple[Reason, ...]
    """The weightiest kind first, time last."""


class Relatives:
    """The features of all sources; answers what is related to each."""

    def __init__(self, publication: Publication) -> None:
        """Make the index from features to sources."""
        self._entries = publication.by_id
        features = {entry.id: set(_features(entry)) for entry in publication.entries}
        having: dict[Feature, list[str]] = defaultdict(list)
        for identifier, found in features.items():
            for feature in found:
                having[feature].append(identifier)
        # From here on by numbers, which stand in the order of the features and are found faster.
        self._known = sorted(feature for feature, ids in having.items() if len(ids) <= TOO_COMMON)
        number_of = {feature: number for number, feature in enumerate(self._known)}
        self._having = [having[feature] for feature in self._known]
        total = len(features)
        self._weight = [
            WEIGHTS[feature[0]] * math.log((total + 1) / len(ids))
            for feature, ids in zip(self._known, self._having, strict=True)
        ]
        self._square = [weight**2 for weight in self._weight]
        self._features = {
            identifier: sorted(number_of[feature] for feature in found if feature in number_of)
            for identifier, found in features.items()
        }
        self._length = {
            identifier: math.hypot(*(self._weight[number] for number in found))
            for identifier, found in self._features.items()
        }

    def of(self, entry: Entry, most: int = MOST) -> tuple[Related, ...]:
        """The sources nearest to one, the nearest first; equals in the order of their ids."""
        shared = {other: self._shared(entry.id, other) for other in self._promising(entry.id, most)}
        scores = {other: self._score(entry.id, other, those) for other, those in shared.items()}
        nearest = sorted(scores, key=lambda other: (-scores[other], other))[:most]
        return tuple(
            Related(
                self._entries[other],
                round(scores[other], 4),
                tuple(self._reasons(entry, self._entries[other], shared[other])),
            )
            for other in nearest
        )

    def _promising(self, one: str, most: int) -> list[str]:
        """Those that could be among the nearest, if time were kind to them and to no other.

        What weighs least is what most sources have. It is left out where it could bring in no
        source by itself, and counted in full for all that have come in without it.
        """
        weighty, light = self._by_weight(one)
        products = self._products(one, weighty)
        rest = sum(self._square[number] for number in light)
        bar = self._bar(products, most)
        if math.sqrt(rest) >= bar:
            products, rest = self._products(one, (*weighty, *light)), 0.0
            bar = self._bar(products, most)
        return [
            other
            for other, product in products.items()
            if (product + rest) / self._length[other] >= bar
        ]

    def _bar(self, products: Mapping[str, float], most: int) -> float:
        """The least cosine, but for the length of the one, with which a source could be among the nearest."""
        if len(products) < most:
            return 0.0
        cosines = (product / self._length[other] for other, product in products.items())
        # As much as time can add, and a little more for what rounding takes away.
        return min(nlargest(most, cosines)) / (1 + NEAR_IN_TIME) * (1 - ROUNDING)

    def _by_weight(self, one: str) -> tuple[Sequence[int], Sequence[int]]:
        """The features of a source, and apart those that are together but a sliver of its length."""
        numbers = sorted(self._features[one], key=self._square.__getitem__)
        sliver = SLIVER * self._length[one] ** 2
        together = accumulate(self._square[number] for number in numbers)
        few = sum(1 for _ in takewhile(lambda square: square <= sliver, together))
        return numbers[few:], numbers[:few]

    def _products(self, one: str, numbers: Iterable[int]) -> dict[str, float]:
        """Of each other source that has any of these features the squares of their weights together."""
        products: dict[str, float] = defaultdict(float)
        for number in numbers:
            square = self._square[number]
            for other in self._having[number]:
                products[other] += square
        products.pop(one, None)
        return products

    def _shared(self, one: str, other: str) -> list[int]:
        theirs = set(self._features[other])
        return [number for number in self._features[one] if number in theirs]

    def _score(self, one: str, other: str, shared: Iterable[int]) -> float:
        product = 0.0
        for number in shared:
            product += self._square[number]
        cosine = product / (self._length[one] * self._length[other])
        days = days_between(self._entries[one].date, self._entries[other].date)
        if days is None:
            return cosine
        return cosine * (1 + NEAR_IN_TIME * 2 ** (-days / DAYS_OF_A_YEAR))

    def _reasons(self, one: Entry, other: Entry, shared: Iterable[int]) -> Iterator[Reason]:
        kinds: dict[str, list[int]] = defaultdict(list)
        for number in sorted(shared, key=lambda number: (-self._weight[number], number)):
            kinds[self._known[number][0]].append(number)
        weights = {
            kind: sum(self._square[number] for number in numbers) for kind, numbers in kinds.items()
        }
        for kind in sorted(kinds, key=lambda kind: (-weights[kind], kind)):
            names = tuple(self._known[number][1] for number in kinds[kind])
            yield Reason(kind, names[:NAMED], len(names[NAMED:]))
        days = days_between(one.date, other.date)
        if days is not None and days < DAYS_OF_A_YEAR:
            yield Reason(TIME, (str(days),))


def related(
    publication: Publication, entry: Entry, most: int = MOST
) -> tuple[tuple[Entry, float, tuple[Reason, ...]], ...]:
    """The sources nearest to one. For all sources, make `Relatives` once and ask it."""
    return Relatives(publication).of(entry, most)


def days_between(one: str | None, other: str | None) -> int | None:
    """The days between two dates in EDTF: 0 where they touch, None where one is not known."""
    first, second = _bounds(one), _bounds(other)
    if first is None or second is None:
        return None
    return max(0, (second[0] - first[1]).days, (first[0] - second[1]).days)


def _bounds(edtf: str | None) -> tuple[date, date] | None:
    try:
        known = dates.parse(edtf) if edtf else None
    except ValueError:
        return None
    if known is None or (known.lower is None and known.upper is None):
        return None
    lower = known.lower or known.upper
    upper = known.upper or known.lower
    return (lower, upper) if lower and upper else None


def _features(entry: Entry) -> Iterator[Feature]:
    for form in entry.annotations.forms:
        yield REGISTER_OF[form.kind], form.entity
    for tag in entry.tags:
        yield TAGS, tag
