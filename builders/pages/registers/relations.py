"""Relations between register entries, seen from either end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from builders.model.entity import Registers

LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "member_of": ("Belongs to", "People"),
        "part_of": ("Part of", "Parts"),
        "place": ("Seat", "Organizations there"),
        "succeeded_by": ("Succeeded by", "Successor of"),
        "lies_in": ("Located in", "Contains"),
        "broader": ("Wider term", "Narrower terms"),
        "see_also": ("See also", "See also"),
    }
)
"""For each field that holds ids, the label of the relation at the near and at the far end."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Entries to which an entry stands in the same relation."""

    label: str
    others: tuple[str, ...]
    """Ids, in the order of the registers."""


class Relations:
    """The relations of all entries; each is written at one end and shown at both."""

    def __init__(self, registers: Registers) -> None:
        """Collect the relations and their inverses."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._named: set[str] = set()
        for identifier, entry in registers.entities():
            for field, (near, far) in LABELS.items():
                for other in _ids(getattr(entry, field, None)):
                    self._named.add(other)
                    _add(found[identifier][near], other)
                    _add(found[other][far], identifier)
        self._found: Mapping[str, Mapping[str, Sequence[str]]] = found

    def is_named(self, identifier: str) -> bool:
        """Whether another entry names this one in one of its fields."""
        return identifier in self._named

    def of(self, identifier: str) -> Iterator[Relation]:
        """The relations of an entry: those it names itself first, `See also` last."""
        mine = self._found.get(identifier, {})
        seen: set[str] = set()
        labels = [near for near, _ in LABELS.values()]
        labels.extend(far for _, far in LABELS.values())
        labels.sort(key=lambda label: label == "See also")
        for label in dict.fromkeys(labels):
            # An entry in a closer relation is not named again under "See also".
            others = tuple(other for other in mine.get(label, ()) if other not in seen)
            seen.update(others)
            if others:
                yield Relation(label, others)


def _ids(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def _add(to: list[str], identifier: str) -> None:
    if identifier not in to:
        to.append(identifier)
