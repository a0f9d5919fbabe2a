"""Gold annotations as values, and the recall and precision of what builders find.

Offsets count Unicode code points of the decoded file, as everywhere. Items that the gold leaves
open (uncertain ones, titles, portion markings, anything outside the body) are excused: missing one
does not count, nor does finding one.
"""

from __future__ import annotations

import json
import math
import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from builders.spans import Span

GOLD = Path(__file__).resolve().parent
FLOORS = GOLD / "floors.json"
MENTION_KINDS = ("person", "role", "organization", "place", "term", "work")

Floors = dict[str, dict[str, dict[str, float]]]
"""source -> kind -> `recall` and `precision`."""


class Part(StrEnum):
    """The part of a source that a mention is in; only those in the body count."""

    BODY = "body"
    HEADER = "header"
    MARK = "mark"


class _Gold(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    start: int
    end: int
    kind: str
    text: str
    """The characters of the source, with line ends unchanged."""
    why: str | None = None

    @property
    def span(self) -> Span:
        """The range of the item in the source."""
        return Span(self.start, self.end)


class GoldMention(_Gold):
    """A name, role, term or title that a careful reader would mark."""

    at: str
    """The place, such as `p2`, for a person who looks it up."""
    label: str
    """The full normal name of the person or thing meant."""
    part: Part = Part.BODY
    uncertain: bool = False

    @property
    def counted(self) -> bool:
        """Whether a builder that misses it is at fault."""
        return self.part is Part.BODY and not self.uncertain


class GoldCorrection(_Gold):
    """A place where a careful editor would correct the source."""

    correction: str
    certain: bool
    label: str | None = None

    @property
    def counted(self) -> bool:
        """Whether a builder that misses it is at fault."""
        return self.certain


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    sha256: str
    """Digest of the source's bytes at the time it was annotated."""


class Mentions(_File):
    """All gold mentions in a source."""

    body: tuple[int, int]
    """The range in which the list is complete."""
    mentions: tuple[GoldMention, ...]


class Corrections(_File):
    """All gold corrections of a source."""

    corrections: tuple[GoldCorrection, ...]


def sources() -> list[str]:
    """Ids of the sources that have gold mentions."""
    return sorted(path.stem for path in (GOLD / "mentions").glob("*.yml"))


@cache
def mentions(source: str) -> Mentions:
    """The gold mentions of a source."""
    return Mentions.model_validate(_read("mentions", source))


@cache
def corrections(source: str) -> Corrections:
    """The gold corrections of a source."""
    return Corrections.model_validate(_read("corrections", source))


def _read(folder: str, source: str) -> object:
    return YAML(typ="safe").load(GOLD / folder / f"{source}.yml")


class Found(NamedTuple):
    """An item that a builder found."""

    start: int
    end: int
    kind: str
    label: str | None = None
    """The entity; any string will do, as long as it is the same for the same entity."""


class Score(NamedTuple):
    """Counts from which recall and precision follow."""

    right: int
    found: int
    gold: int
    missed: tuple[GoldMention | GoldCorrection, ...] = ()
    wrong: tuple[Found, ...] = ()

    @property
    def recall(self) -> float:
        """The share of the gold that was found (1 if there is no gold)."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        """The share of the found items that are right (1 if nothing was found)."""
        return self.right / self.found if self.found else 1.0

    def __str__(self) -> str:
        """Recall, precision and their counts in one line."""
        return (
            f"recall {self.recall:.3f} ({self.right}/{self.gold}), "
            f"precision {self.precision:.3f} ({self.right}/{self.found})"
        )


Pair = tuple[int, int]
"""The index of a gold item and the index of the found item that matches it."""


@dataclass(frozen=True, slots=True)
class Counting:
    """When a found item counts as a match."""

    overlap: bool = False
    """Accept ranges that share a character instead of equal ones; each item is used once."""
    labels: bool = False
    """Require also that entities correspond: one entity found as one, two as two."""
    body: tuple[int, int] | None = None
    """The range in which the gold is complete; items found outside it are excused."""


def recall_and_precision(
    found: Iterable[Found],
    gold: Iterable[GoldMention | GoldCorrection],
    counting: Counting | None = None,
    *,
    kinds: Collection[str] | None = None,
) -> dict[str, Score]:
    """The score of each kind that occurs on either side, or of `kinds`.

    A repeated (start, end, kind) among the found items counts once.
    """
    counting = counting or Counting()
    golds = sorted(gold, key=lambda item: (item.start, item.end, item.kind))
    finds = list({item[:3]: item for item in found}.values())
    finds.sort(key=lambda item: item[:3])
    pairs = align(finds, golds, overlap=counting.overlap)
    if counting.labels:
        pairs = _agreeing(pairs, finds, golds)
    met, used = dict(pairs), {j for _, j in pairs}
    excuses = [item.span for item in golds if not item.counted]
    scores = {}
    seen = {item.kind for item in golds if item.counted} | {item.kind for item in finds}
    for kind in sorted(seen if kinds is None else kinds):
        asked = [i for i, item in enumerate(golds) if item.kind == kind and item.counted]
        right = [i for i in asked if i in met]
        wrong = tuple(
            item
            for j, item in enumerate(finds)
            if item.kind == kind and j not in used and not _excused(item, excuses, counting.body)
        )
        missed = tuple(golds[i] for i in asked if i not in met)
        scores[kind] = Score(len(right), len(right) + len(wrong), len(asked), missed, wrong)
    return scores


def align(
    found: Sequence[Found], gold: Sequence[GoldMention | GoldCorrection], *, overlap: bool = False
) -> list[Pair]:
    """A one-to-one matching of gold items with found items of the same kind.

    Equal ranges are matched first; with `overlap`, then those with the largest common part. Gold
    that counts goes before excused gold, and earlier items before later ones.
    """
    places = {item[:3]: j for j, item in enumerate(found)}
    pairs = []
    for i, item in enumerate(gold):
        j = places.pop((item.start, item.end, item.kind), None)
        if j is not None:
            pairs.append((i, j))
    if not overlap:
        return pairs
    met, left = {i for i, _ in pairs}, sorted(places.values())
    near = [
        (-common, not item.counted, i, j)
        for i, item in enumerate(gold)
        if i not in met
        for j in left
        if found[j].kind == item.kind
        and (common := min(item.end, found[j].end) - max(item.start, found[j].start)) > 0
    ]
    used: set[int] = set()
    for *_, i, j in sorted(near):
        if i not in met and j not in used:
            met.add(i)
            used.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def _agreeing(
    pairs: list[Pair], found: Sequence[Found], gold: Sequence[GoldMention | GoldCorrection]
) -> list[Pair]:
    """The pairs whose entities correspond.

    Builders may call an entity what they like, so their names are first matched one to one with
    the labels of the gold: those paired most often first, then in alphabetical order.
    """
    together = Counter(
        (item.kind, item.label or "", found[j].label or "")
        for item, j in ((gold[i], j) for i, j in pairs)
    )
    ours: dict[tuple[str, str], str] = {}
    theirs: set[tuple[str, str]] = set()
    for (kind, label, entity), _ in sorted(together.items(), key=lambda row: (-row[1], row[0])):
        if (kind, label) not in ours and (kind, entity) not in theirs:
            ours[kind, label] = entity
            theirs.add((kind, entity))
    return [
        (i, j)
        for i, j in pairs
        if ours.get((gold[i].kind, gold[i].label or "")) == (found[j].label or "")
    ]


def _excused(item: Found, excuses: Iterable[Span], body: tuple[int, int] | None) -> bool:
    span = Span(item.start, item.end)
    outside = body is not None and not span.overlaps(Span(*body))
    return outside or any(span.overlaps(excuse) for excuse in excuses)


def hold_floors(source: str, scores: Mapping[str, Score], path: Path = FLOORS) -> list[str]:
    """A message for each score that is below its floor.

    With `UPDATE_FLOORS=1`, floors are raised to the measured scores; none is ever lowered.
    """
    floors: Floors = json.loads(path.read_text("utf-8")) if path.exists() else {}
    held = floors.setdefault(source, {})
    sunk = []
    for kind, score in scores.items():
        floor = held.setdefault(kind, {})
        for name, value in (("recall", score.recall), ("precision", score.precision)):
            # Rounded down, so that a score is never below the floor made from it.
            reached = math.floor(value * 1000) / 1000
            if reached < floor.get(name, 0.0):
                sunk.append(f"{source}, {kind}: {name} {value:.3f} is below {floor[name]:.3f}")
            floor[name] = max(floor.get(name, 0.0), reached)
    if os.environ.get("UPDATE_FLOORS") == "1":
        path.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", "utf-8")
    return sunk
