"""Related sources: which others share people, bodies, places, terms, works and TAGS, and when.

The measure. Each source is a set of features: the register entries that it mentions and its
TAGS. A feature weighs what its kind weighs (`WEIGHTS`) times the logarithm of (sources + 1) /
(sources that have it), so that a name in every source says almost nothing. Two sources are as
near as the cosine of the angle between their features: 0 for nothing shared, 1 for all. Nearness
in time then adds up to a quarter to what is shared, and half as much with each further year; it
makes nothing related that shares nothing.

The cost. An index from features to sources is made once. A feature of very many sources is
passed over: it weighs next to nothing, and to follow it would cost the square of its sources.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from heapq import nlargest
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
            for feature in sorted(found):
                having[feature].append(identifier)
        self._having = {f: ids for f, ids in having.items() if len(ids) <= TOO_COMMON}
        total = len(features)
        self._weight = {
            feature: WEIGHTS[feature[0]] * math.log((total + 1) / len(ids))
            for feature, ids in self._having.items()
        }
        self._features = {
            identifier: sorted(feature for feature in found if feature in self._having)
            for identifier, found in features.items()
        }
        self._length = {
            identifier: math.hypot(*(self._weight[feature] for feature in found))
            for identifier, found in self._features.items()
        }

    def of(self, entry: Entry, most: int = MOST) -> tuple[Related, ...]:
        """The sources nearest to one, the nearest first; equals in the order of their ids."""
        own = self._features[entry.id]
        products: dict[str, float] = defaultdict(float)
        for feature in own:
            square = self._weight[feature] ** 2
            for other in self._having[feature]:
                products[other] += square
        products.pop(entry.id, None)
        scores = {
            other: self._score(entry.id, other, products[other])
            for other in self._promising(products, most)
        }
        nearest = sorted(scores, key=lambda other: (-scores[other], other))[:most]
        return tuple(
            Related(
                self._entries[other],
                round(scores[other], 4),
                tuple(self._reasons(entry, self._entries[other], self._shared(own, other))),
            )
            for other in nearest
        )

    def _promising(self, products: Mapping[str, float], most: int) -> list[str]:
        """Those that could be among the nearest, if time were kind to them and to no other."""
        length = self._length
        cosines = {other: product / length[other] for other, product in products.items()}
        least = min(nlargest(most, cosines.values()), default=0.0)
        # As much as time can add, and a little more for what rounding takes away.
        bar = least / (1 + NEAR_IN_TIME) * (1 - ROUNDING)
        return [other for other, cosine in cosines.items() if cosine >= bar]

    def _shared(self, own: Iterable[Feature], other: str) -> list[Feature]:
        theirs = set(self._features[other])
        return [feature for feature in own if feature in theirs]

    def _score(self, one: str, other: str, product: float) -> float:
        cosine = product / (self._length[one] * self._length[other])
        days = days_between(self._entries[one].date, self._entries[other].date)
        if days is None:
            return cosine
        return cosine * (1 + NEAR_IN_TIME * 2 ** (-days / DAYS_OF_A_YEAR))

    def _reasons(self, one: Entry, other: Entry, shared: Iterable[Feature]) -> Iterator[Reason]:
        kinds: dict[str, list[Feature]] = defaultdict(list)
        for feature in sorted(shared, key=lambda feature: (-self._weight[feature], feature)):
            kinds[feature[0]].append(feature)
        weights = {
            kind: sum(self._weight[feature] ** 2 for feature in features)
            for kind, features in kinds.items()
        }
        for kind in sorted(kinds, key=lambda kind: (-weights[kind], kind)):
            names = tuple(name for _, name in kinds[kind])
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
