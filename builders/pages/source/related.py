"""Related sources: those that share people, organisations, places, terms, works and TAGS.

The measure. Each source is a set of features: the register entries that it mentions and its TAGS.
The weight of a feature is that of its kind (`WEIGHTS`) times the logarithm of (number of sources +
1) / (number of sources that have it), so that a name in every source counts for almost nothing.
The score of two sources is the cosine of the angle between their feature vectors: 0 if they share
nothing, 1 if they share everything. Nearness in time then raises the score by up to a quarter, an
amount that is halved with each year between them. Sources that share nothing are never related.

The cost. An index from features to sources is made once. A feature of very many sources is
ignored: its weight is close to nothing, and following it would cost the square of its sources. Of
the others, the lightest are followed only where they could matter.
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
"""By register; people and organisations say most about a source, technical terms and TAGS least."""
TOO_COMMON = 400
"""A feature of more sources than this is ignored."""
LIGHT_SHARE = 0.005
"""The share of a source's squared vector length up to which its lightest features are set aside."""
NEAR_IN_TIME = 0.25
DAYS_OF_A_YEAR = 365.25
ROUNDING = 1e-9
MOST = 5
MOST_NAMED = 4
"""How many shared features of each kind are named in a reason."""

Feature = tuple[str, str]
"""The register or `tags`, and the entry's id or the TAGS code."""


class Reason(NamedTuple):
    """One reason why two sources are related."""

    kind: str
    """A register, `tags`, or `time`."""
    names: tuple[str, ...]
    """Ids or codes of what both have, rarest first; for `time`, the days between them."""
    more: int = 0
    """How many more of the kind both have."""


class Related(NamedTuple):
    """A source that is related to another."""

    entry: Entry
    score: float
    reasons: tuple[Reason, ...]
    """The kind with the greatest weight first, time last."""


class Relatives:
    """The features of all sources, and from these the sources related to each."""

    def __init__(self, publication: Publication) -> None:
        """Make the index from features to sources."""
        self._entries = publication.by_id
        features = {entry.id: set(_features(entry)) for entry in publication.entries}
        having: dict[Feature, list[str]] = defaultdict(list)
        for identifier, found in features.items():
            for feature in found:
                having[feature].append(identifier)
        # From here on features are numbers, which have the same order and are faster to look up.
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
        """The sources most related to one, best first; in order of their ids if equal."""
        shared = {
            other: self._shared(entry.id, other) for other in self._candidates(entry.id, most)
        }
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

    def _candidates(self, one: str, most: int) -> list[str]:
        """The ids of the sources that could be among the best, if they alone gained from time.

        The lightest features are those that most sources have. They are not followed if they could
        not make any source a candidate by themselves; all candidates found without them are then
        credited with them in full.
        """
        weighty, light = self._by_weight(one)
        products = self._dot_products(one, weighty)
        rest = sum(self._square[number] for number in light)
        threshold = self._threshold(products, most)
        if math.sqrt(rest) >= threshold:
            products, rest = self._dot_products(one, (*weighty, *light)), 0.0
            threshold = self._threshold(products, most)
        return [
            other
            for other, product in products.items()
            if (product + rest) / self._length[other] >= threshold
        ]

    def _threshold(self, products: Mapping[str, float], most: int) -> float:
        """The lowest cosine, before division by the one source's length, that might suffice."""
        if len(products) < most:
            return 0.0
        cosines = (product / self._length[other] for other, product in products.items())
        # Allows for the most that time can add, and for rounding.
        return min(nlargest(most, cosines)) / (1 + NEAR_IN_TIME) * (1 - ROUNDING)

    def _by_weight(self, one: str) -> tuple[Sequence[int], Sequence[int]]:
        """The heavy features of a source, and the light ones, which are together only a sliver."""
        numbers = sorted(self._features[one], key=self._square.__getitem__)
        sliver = LIGHT_SHARE * self._length[one] ** 2
        together = accumulate(self._square[number] for number in numbers)
        few = sum(1 for _ in takewhile(lambda square: square <= sliver, together))
        return numbers[few:], numbers[:few]

    def _dot_products(self, one: str, numbers: Iterable[int]) -> dict[str, float]:
        """The dot products of one source, over these features, with all others that have any."""
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
            yield Reason(kind, names[:MOST_NAMED], len(names[MOST_NAMED:]))
        days = days_between(one.date, other.date)
        if days is not None and days < DAYS_OF_A_YEAR:
            yield Reason(TIME, (str(days),))


def related(
    publication: Publication, entry: Entry, most: int = MOST
) -> tuple[tuple[Entry, float, tuple[Reason, ...]], ...]:
    """The sources most related to one. For many sources, make one `Relatives` and use that."""
    return Relatives(publication).of(entry, most)


def days_between(one: str | None, other: str | None) -> int | None:
    """The days between two EDTF dates: 0 if they overlap, None if either is unknown."""
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
