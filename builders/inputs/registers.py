"""Reading the registers in `site_src/registers/`, and checking that they are consistent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from builders.inputs.former_ids import former_ids, to_present_ids
from builders.inputs.records import read_records, read_text
from builders.inputs.register_checks import FOLDER, POINTERS, Checks, Entry
from builders.inputs.schemas import json_schema
from builders.inputs.spellings import nearest
from builders.inputs.yaml_texts import cut_short, swallowed_items
from builders.model.entity import (
    ENTITY_TYPES,
    REGISTERS,
    Entity,
    Registers,
    Where,
    Work,
)
from builders.model.written import ID_RE
from builders.problems import Problem

SCHEMAS = "site_src/schemas"


def read_registers(
    root: Path,
    *,
    sources: Mapping[str, str] = MappingProxyType({}),
    works: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Registers, list[Problem]]:
    """The registers, and what is wrong with them. A missing file is an empty register.

    Args:
        root: The project.
        sources: From each present or former identifier of a source to the present one; if empty,
            `in` and `not_in` are not checked.
        works: From each key of `references.bib` to the present key of its work; if empty, the
            keys of works are not checked.
    """
    read: dict[str, dict[str, Entry]] = {}
    problems = list(_unread_files(root))
    lines: dict[tuple[str | int, ...], Where] = {}
    written: dict[str, list[str]] = defaultdict(list)
    for register in REGISTERS:
        entries, places, wrong = _read_register(root, register)
        problems.extend(wrong)
        for path, where in places.items():
            if len(path) == 1:
                if path in lines:
                    problems.append(_duplicate_id(str(path[0]), where, lines[path]))
                written[str(path[0])].append(register)
            lines.setdefault(path, where)
        read[register] = entries
    registers = Registers(**read, lines=lines)  # type: ignore[arg-type]  # by register's own type
    former, wrong = former_ids(registers.entities(), written, registers.where)
    if former or any(now != before for before, now in sources.items()):
        for entries in read.values():
            entries.update(
                {one: _with_present_ids(it, former, sources) for one, it in entries.items()}
            )
        registers = replace(registers, former=former)
    checks = Checks(registers, written, frozenset(sources), works)
    return registers, [*problems, *wrong, *checks.problems()]


def _with_present_ids(entry: Entry, ids: Mapping[str, str], sources: Mapping[str, str]) -> Entry:
    """The entry with former ids of other entries and of sources replaced by present ones."""
    now: dict[str, Any] = {
        field: ids.get(value, value) if isinstance(value, str) else to_present_ids(value, ids)
        for field in POINTERS
        if (value := getattr(entry, field, None))
    }
    now["names"] = tuple(
        name.model_copy(
            update={
                "within": to_present_ids(name.within, sources),
                "not_in": to_present_ids(name.not_in, sources),
            }
        )
        for name in entry.names
    )
    return entry.model_copy(update=now)


def schemas() -> dict[str, str]:
    """From the name of each register to the JSON Schema of its file, for completion in editors."""
    return {
        register: json_schema(
            f"{register}.yml",
            _entry_type(register),
            # The keys of works are those of references.bib.
            None if register == "works" else ID_RE.pattern,
        )
        for register in REGISTERS
    }


def _unread_files(root: Path) -> Iterator[Problem]:
    """An error for each file that is no register: `organisations.yml`, `people.yaml`."""
    known = (*REGISTERS, "events")
    for path in sorted((root / FOLDER).glob("*.y*ml")):
        if path.name.startswith((".", "#")) or (path.suffix == ".yml" and path.stem in known):
            continue
        near = nearest(path.stem, known)
        message = "is not a register, so nothing reads it"
        names = ", ".join(f"`{name}.yml`" for name in known)
        hint = f"Did you mean `{near}.yml`?" if near else f"Registers are {names}."
        yield Problem(f"{FOLDER}/{path.name}", None, "unread-file", message, hint)


def _entry_type(register: str) -> type[Entity | Work]:
    return ENTITY_TYPES.get(register, Work)


def _read_register(
    root: Path, register: str
) -> tuple[dict[str, Entry], dict[tuple[str | int, ...], Where], list[Problem]]:
    path = root / FOLDER / f"{register}.yml"
    where = f"{FOLDER}/{register}.yml"
    if not path.exists():
        return {}, {}, []
    text = read_text(root, path)
    if isinstance(text, Problem):
        return {}, {}, [text]
    entries, lines, problems = read_records(text, where, _entry_type(register))
    problems = [*problems, *cut_short(text, where), *swallowed_items(text, where)]
    places = {location: Where(where, line) for location, line in lines.items() if location}
    return entries, places, problems  # type: ignore[return-value]  # each of its register's type


def _duplicate_id(identifier: str, here: Where, there: Where) -> Problem:
    message = f"the id `{identifier}` is also used in {there.file}:{there.line}"
    hint = "Ids are addresses and must be unique across all registers."
    return Problem(here.file, here.line, "duplicate-id", message, hint)
