"""Checks of the registers that types cannot express: references, names, circles, clashes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from builders import dates
from builders.inputs.spellings import did_you_mean
from builders.model.entity import Entity, Name, Organization, Person, Place, Registers, Term, Work
from builders.model.written import ID_RE
from builders.problems import Problem

FOLDER = "site_src/registers"
KIND_WITH_ARTICLE = {
    "people": "a person",
    "organizations": "an organization",
    "places": "a place",
    "terms": "a term",
    "works": "a work",
}
POINTERS = {
    "part_of": "organizations",
    "member_of": "organizations",
    "succeeded_by": "organizations",
    "place": "places",
    "lies_in": "places",
    "broader": "terms",
    "see_also": None,
}
"""Fields that hold ids, each with the register that the id must be in; None for any."""
UPWARD = ("part_of", "lies_in", "broader", "succeeded_by")
"""Fields that lead to a larger or later thing, and so must never lead back to the start."""

Entry = Person | Organization | Place | Term | Work


class Pointer(NamedTuple):
    """One id in a field of an entry, and its path in the register."""

    field: str
    target: str
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """The entries of all registers, and what they are checked against."""

    registers: Registers
    written: Mapping[str, list[str]]
    """From every id, also of entries that could not be read, to the registers that have it."""
    sources: frozenset[str]
    works: Mapping[str, str]

    def problems(self) -> Iterator[Problem]:
        """All that is wrong: first within each entry, then across entries."""
        for identifier, entry in self._entries():
            if not isinstance(entry, Work):
                yield from self._own_fields(identifier, entry)
                yield from self._pointers(identifier, entry)
            yield from self._names(identifier, entry)
        for key in self.registers.works:
            now = self.works.get(key)
            if self.works and now != key:
                message = f"the work `{key}` is not in references.bib"
                hint = f"It is now called `{now}`." if now else did_you_mean(key, self.works)
                yield self._problem((key,), "unknown-work", message, hint)
        for field in UPWARD:
            yield from self._circles(field)
        yield from self._clashes()

    def _entries(self) -> Iterator[tuple[str, Entry]]:
        yield from self.registers.entities()
        yield from self.registers.works.items()

    def _problem(
        self, path: tuple[str | int, ...], code: str, message: str, hint: str = ""
    ) -> Problem:
        file, line = self.registers.where(*path)
        return Problem(file, line, code, message, hint)

    def _own_fields(self, identifier: str, entry: Entity) -> Iterator[Problem]:
        if not ID_RE.fullmatch(identifier):
            hint = "Use lower-case ASCII letters, digits and `-`: it becomes an address."
            yield self._problem((identifier,), "bad-id", f"`{identifier}` cannot be an id", hint)
        for field in ("born", "died", "period"):
            date = getattr(entry, field, None)
            if date is None:
                continue
            try:
                dates.parse(date)
            except ValueError as error:
                otherwise = "Write 2008-01/2013, 2007-03-20/.., 2009~ or another EDTF form."
                hint = dates.hint(date, otherwise)
                message = f"`{identifier}.{field}` is not valid: {error}"
                yield self._problem((identifier, field), "wrong-value", message, hint)

    def _pointers(self, identifier: str, entry: Entity) -> Iterator[Problem]:
        for field, target, path in pointers_of(identifier, entry):
            wanted = POINTERS[field]
            found = self.written.get(target, [])
            if not found:
                among = [i for i, those in self.written.items() if wanted in {*those, None}]
                message = f"`{identifier}.{field}` names `{target}`, which is in no register"
                hint = did_you_mean(target, among, f"Add it to a register in {FOLDER}/.")
                unknown = self._problem(path, "unknown-id", message, hint)
                yield unknown.of_absent_entry(target)
            elif wanted not in {*found, None}:
                message = (
                    f"`{identifier}.{field}` names `{target}`, which is {KIND_WITH_ARTICLE[found[0]]}"
                    f" and not {KIND_WITH_ARTICLE[str(wanted)]}"
                )
                yield self._problem(path, "wrong-kind", message)
            elif target == identifier:
                message = f"`{identifier}.{field}` names the entry itself"
                yield self._problem(path, "circle", message)

    def _names(self, identifier: str, entry: Entry) -> Iterator[Problem]:
        for k, name in enumerate(entry.names):
            for field, listed in (("in", name.within), ("not_in", name.not_in)):
                for source in listed:
                    if self.sources and source not in self.sources:
                        message = f"`{identifier}.names[{k + 1}].{field}`: no source `{source}`"
                        hint = did_you_mean(source, self.sources)
                        at = (identifier, "names", k, field)
                        unknown = self._problem(at, "unknown-source", message, hint)
                        yield unknown.of_absent_source(source)
        names = list(_all_names(identifier, entry))
        for k, (path, name) in enumerate(names):
            if any(name.conflicts_with(other) for _, other in names[:k]):
                message = f"`{identifier}` has the name `{name.text}` twice"
                hint = "The label already counts as a name."
                yield self._problem(path, "doubled-name", message, hint)

    def _circles(self, field: str) -> Iterator[Problem]:
        up = {
            identifier: [p.target for p in pointers_of(identifier, entry) if p.field == field]
            for identifier, entry in self.registers.entities()
        }
        seen: set[str] = set()
        for start in up:
            circle = _find_circle(start, up)
            if circle and not seen & set(circle):
                seen.update(circle)
                way = " → ".join(f"`{i}`" for i in (*circle, start))
                message = f"`{field}` leads back to itself: {way}"
                yield self._problem((start, field), "circle", message)

    def _clashes(self) -> Iterator[Problem]:
        owners: dict[str, list[tuple[tuple[str | int, ...], Name]]] = defaultdict(list)
        for identifier, entry in self._entries():
            for path, name in _all_names(identifier, entry):
                others = owners[name.text.casefold()]
                for there, other in others:
                    if there[0] != identifier and other.conflicts_with(name):
                        file, line = self.registers.where(*there)
                        message = (
                            f"`{name.text}` is a name of `{identifier}` and of `{there[0]}`"
                            f" ({file}:{line})"
                        )
                        hint = "Limit one of them with `in`, `not_in` or `when`."
                        yield self._problem(path, "name-clash", message, hint)
                        break
                others.append((path, name))


def _all_names(identifier: str, entry: Entry) -> Iterator[tuple[tuple[str | int, ...], Name]]:
    """Every name of an entry, its label included, with the path to where it is written."""
    if not isinstance(entry, Work):
        yield (identifier, "label"), Name(text=entry.label)
    for k, name in enumerate(entry.names):
        yield (identifier, "names", k), name


def pointers_of(identifier: str, entry: Entity) -> Iterator[Pointer]:
    """Every id that an entry names."""
    for field in POINTERS:
        value = getattr(entry, field, None)
        if isinstance(value, str):
            yield Pointer(field, value, (identifier, field))
        elif value:
            for k, target in enumerate(value):
                yield Pointer(field, target, (identifier, field, k))


def _find_circle(start: str, up: Mapping[str, Iterable[str]]) -> list[str]:
    """The circle of ids that leads up from an entry back to itself; empty where there is none.

    An entry that names itself is no circle here: it is reported elsewhere.
    """
    before: dict[str, str] = {}
    ahead = [start]
    while ahead:
        here = ahead.pop()
        for target in up.get(here, ()):
            if target == start and here != start:
                way = [here]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if target not in before and target != start:
                before[target] = here
                ahead.append(target)
    return []
