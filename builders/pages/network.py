"""The network: people and organisations named in the same paragraphs, drawn and as a table.

Drawn as arcs beside a list of names, and not as a cloud: names stay legible, nothing overlaps,
and the order has a meaning. Names are in the order in which the sources, by date, first mention
them, so that those of one source stand together and an arc leaving its group joins two sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, groupby

from builders.model.packed import MentionForm
from builders.model.page import Page
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.backlinks import place
from builders.pages.co_occurrence import paragraphs
from builders.pages.listing import Item, lister_of
from builders.pages.short_names import short_names
from builders.pages.subjects import Reference, Subjects

DISPLAYS = ()  # see `builders.model.page.Unit`
KINDS = frozenset({"person", "role", "organization"})
MOST_NODES = 70
"""How many nodes are drawn: those that share paragraphs most often."""
MOST_PAIRS = 200
"""How many pairs are in the table, the most frequent first."""
MOST_PLACES = 6
"""How many paragraphs are named for each pair."""
WIDTH = 100
"""Width of the drawing in its own units; a row is one unit high."""
MOST_ARCS = 350
"""How many arcs are drawn, the heaviest; in a large collection nearly all nodes are connected."""
HEAVIEST = 6
"""The number of line weights. In small networks, the number of shared paragraphs is the weight."""
REACH_EXPONENT = 0.7
"""Exponent below 1: short arcs bulge more than in proportion, so that they can be told apart."""
BEZIER = 4 / 3
"""A cubic curve reaches three quarters of the way to its control points."""


@dataclass(frozen=True, slots=True)
class Node:
    """A person or organisation with its row in the drawing."""

    to: Reference
    others: int
    """How many other drawn nodes share a paragraph with it."""
    row: int


@dataclass(frozen=True, slots=True)
class Group:
    """The nodes that one source is the first to name."""

    item: Item
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """The curve between two nodes that share paragraphs."""

    path: str
    """The path in SVG syntax."""
    ends: tuple[int, int]
    """The rows of the nodes, the upper first."""
    count: int
    """The number of paragraphs shared."""
    across: bool
    """Whether the nodes are first named in different sources."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The arcs of one line weight; those across groups come last and so are drawn on top."""

    weight: int
    arcs: tuple[Arc, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A link to a paragraph that names both members of a pair."""

    name: str
    href: str
    source: str
    """The source in a few words; empty if it is that of the previous paragraph."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that share paragraphs, as a row of the table."""

    one: Reference
    other: Reference
    count: int
    paragraphs: tuple[Paragraph, ...]
    more: int


@dataclass(frozen=True, slots=True)
class PairCounts:
    """The co-occurrences of all people and organisations."""

    pairs: Counter[tuple[str, str]]
    """For each pair of ids, the number of paragraphs that name both."""
    where: Mapping[tuple[str, str], list[tuple[Entry, str]]]
    """For each pair, the source and address of its first few paragraphs."""
    first: Mapping[str, Entry]
    """For each id, the first source that names it, in the order of being named."""


def pages(publication: Publication) -> Iterator[Page]:
    """One page, even if there is nothing to draw."""
    counted = _count(publication)
    chosen = _drawn_ids(counted)
    drawing = _Drawing(publication, counted, chosen)
    ranked = sorted(counted.pairs.items(), key=lambda item: (-item[1], item[0]))
    yield Page(
        addresses.NETWORK,
        "network.html",
        "Network",
        {
            "groups": drawing.groups,
            "arcs": drawing.weights(),
            "all_arcs": drawing.all_arcs,
            "drawn_arcs": min(drawing.all_arcs, MOST_ARCS),
            "height": drawing.height,
            "width": WIDTH,
            "pairs": [drawing.pair(pair, count) for pair, count in ranked[:MOST_PAIRS]],
            "all_pairs": len(counted.pairs),
            "all_nodes": len(counted.first),
            "nodes": len(chosen),
        },
        description="People and organizations that the sources name in the same paragraphs.",
    )


def _is_wanted(form: MentionForm) -> bool:
    return form.kind in KINDS


def _count(publication: Publication) -> PairCounts:
    pairs: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], list[tuple[Entry, str]]] = {}
    first: dict[str, Entry] = {}
    for entry, block, found in paragraphs(publication, _is_wanted):
        for identifier in found:
            first.setdefault(identifier, entry)
        for one, other in combinations(found, 2):
            pair = (min(one, other), max(one, other))
            pairs[pair] += 1
            places = where.setdefault(pair, [])
            if len(places) < MOST_PLACES:
                places.append((entry, block))
    return PairCounts(pairs, where, first)


def _drawn_ids(counted: PairCounts) -> list[str]:
    """The ids of the nodes to draw, in the order in which the sources first name them."""
    degree = _degrees(counted.pairs)
    most = sorted(degree, key=lambda identifier: (-degree[identifier], identifier))[:MOST_NODES]
    wanted = set(most)
    return [identifier for identifier in counted.first if identifier in wanted]


def _degrees(pairs: Mapping[tuple[str, str], int]) -> Counter[str]:
    degree: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        degree[one] += count
        degree[other] += count
    return degree


def weight_of(count: int, most: int) -> int:
    """The line weight of an arc, from 1 to `HEAVIEST`.

    Args:
        count: How many paragraphs its ends share.
        most: How many paragraphs the ends of the heaviest arc share.
    """
    if most < 2 * HEAVIEST:
        return min(count, HEAVIEST)
    return max(1, round(HEAVIEST * count / most))


class _Drawing:
    """The drawing: a row for each source, followed by rows for those it is the first to name."""

    def __init__(
        self, publication: Publication, counted: PairCounts, chosen: Iterable[str]
    ) -> None:
        self._counted = counted
        self._short_names = publication.shared(short_names)
        self._subjects = publication.shared(Subjects)
        self._lister = publication.shared(lister_of).at(addresses.NETWORK)
        self._rows: dict[str, int] = {}
        wanted = set(chosen)
        all_drawn = {
            pair: count for pair, count in counted.pairs.items() if wanted.issuperset(pair)
        }
        self.all_arcs = len(all_drawn)
        heaviest = sorted(all_drawn.items(), key=lambda item: (-item[1], item[0]))[:MOST_ARCS]
        self._drawn = dict(heaviest)
        self._most = heaviest[0][1] if heaviest else 0
        degrees = _degrees(dict.fromkeys(all_drawn, 1))
        sources = {entry.id: entry for entry in counted.first.values()}
        groups: list[Group] = []
        self.height = 0
        for name, members in groupby(chosen, key=lambda one: counted.first[one].id):
            self.height += 1
            nodes: list[Node] = []
            for identifier in members:
                self._rows[identifier] = self.height
                nodes.append(Node(self._reference(identifier), degrees[identifier], self.height))
                self.height += 1
            groups.append(Group(self._lister.item(sources[name]), tuple(nodes)))
        self.groups = tuple(groups)

    def weights(self) -> tuple[Weight, ...]:
        """The arcs by line weight, lightest first, so that heavy ones are drawn on top."""
        arcs = sorted(self._arcs(), key=self._weight)
        return tuple(
            Weight(weight, tuple(sorted(those, key=lambda arc: arc.across)))
            for weight, those in groupby(arcs, key=self._weight)
        )

    def _weight(self, arc: Arc) -> int:
        return weight_of(arc.count, self._most)

    def _arcs(self) -> Iterator[Arc]:
        for (one, other), count in sorted(self._drawn.items(), key=lambda item: (item[1], item[0])):
            upper, lower = sorted((self._rows[one], self._rows[other]))
            reach = round(
                WIDTH * ((lower - upper) / max(1, self.height)) ** REACH_EXPONENT * BEZIER, 1
            )
            down = lower - upper
            yield Arc(
                f"M0 {upper}.5c{reach:g} 0 {reach:g} {down} 0 {down}",
                (upper, lower),
                count,
                self._counted.first[one].id != self._counted.first[other].id,
            )

    def pair(self, pair: tuple[str, str], count: int) -> Pair:
        """A pair as a row of the table."""
        places = self._counted.where[pair]
        return Pair(
            self._reference(pair[0]),
            self._reference(pair[1]),
            count,
            tuple(self._paragraphs(places)),
            count - len(places),
        )

    def _paragraphs(self, places: Iterable[tuple[Entry, str]]) -> Iterator[Paragraph]:
        before = ""
        for entry, block in places:
            name = place(entry.document.block(block))
            source = "" if entry.id == before else self._short_names[entry.id]
            before = entry.id
            href = addresses.link(addresses.NETWORK, addresses.source(entry), block)
            yield Paragraph(name, href, source)

    def _reference(self, identifier: str) -> Reference:
        return self._subjects.reference(identifier, addresses.NETWORK)
