"""Reading YAML records, checked against a type; mistakes have file, line and field.

The YAML itself gives only texts, lists and mappings (`builders.inputs.yaml_texts`); the type
decides what they mean.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from builders.inputs.spellings import did_you_mean
from builders.inputs.value_hints import EXPECTED, LISTS, decimal_comma_hint, expected, suggestion
from builders.inputs.yaml_texts import Location, field_name, parse_yaml
from builders.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Record = TypeVar("Record", bound=BaseModel)
_INVISIBLE_RE = re.compile(r"[^\S ]|[\u00ad\u200b-\u200f\u2060\ufeff]")
"""White space that is no space to YAML, and characters that nobody sees."""


def read_text(root: Path, path: Path) -> str | Problem:
    """The text of a UTF-8 file, or an error that names the first byte that is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        data, at = error.object, error.start
        line = data.count(b"\n", 0, at) + 1
        message = f"byte 0x{data[at]:02X} at offset {at} is not UTF-8"
        file = path.relative_to(root).as_posix()
        return Problem(file, line, "encoding", message, "Save the file as UTF-8.")


def read_record(text: str, file: str, model: type[Record]) -> tuple[Record | None, list[Problem]]:
    """The record in a YAML text, or None and all that is wrong with it.

    Args:
        text: The YAML.
        file: Path for messages, relative to the project.
        model: The type it must have; an empty text is an empty mapping.
    """
    found = parse_yaml(text, file)
    if found.problems:
        return None, found.problems
    return _validated({} if found.value is None else found.value, (), file, found.lines, model)


def read_records(
    text: str, file: str, model: type[Record]
) -> tuple[dict[str, Record], dict[Location, int], list[Problem]]:
    """The records of a YAML mapping by their keys, the line of every value, and what is wrong.

    A record with a mistake is left out, and the others are still read. The lines contain its key
    all the same, so that references to it are not reported as a second mistake.

    Args:
        text: The YAML.
        file: Path for messages, relative to the project.
        model: The type that each value of the mapping must have.
    """
    found = parse_yaml(text, file)
    value, lines, problems = found.value, found.lines, found.problems
    if problems or value is None:
        return {}, lines, problems
    if not isinstance(value, dict):
        message = f"the file {EXPECTED['dict_type']}"
        hint = "Each entry begins with its identifier (`the-harbour:`), with its fields below it."
        problem = Problem(file, lines.get(()), "wrong-value", message, hint)
        return {}, lines, [problem]
    records: dict[str, Record] = {}
    for key, entry in value.items():
        record, wrong = _validated({} if entry is None else entry, (key,), file, lines, model)
        problems.extend(replace(one, record=key) for one in wrong)
        if record is not None:
            records[key] = record
    return records, lines, problems


def line_of(text: str, *path: str | int) -> int | None:
    """The line, from 1, of the value at a path in a YAML text; None where there is none."""
    return _lines(text).get(path)


@lru_cache(maxsize=4)
def _lines(text: str) -> Mapping[Location, int]:
    """The lines of all values, cached: a long sidecar may have thousands of problems to place."""
    return parse_yaml(text).lines


def _validated(
    value: Any, at: Location, file: str, lines: dict[Location, int], model: type[Record]
) -> tuple[Record | None, list[Problem]]:
    """The value as a record, or None and what is wrong with it; `at` is its place in the file."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_problem(dict(detail), at, file, lines, model) for detail in details]


def _problem(
    detail: dict[str, Any],
    at: Location,
    file: str,
    lines: dict[Location, int],
    model: type[BaseModel],
) -> Problem:
    within: Location = tuple(detail["loc"])
    location = (*at, *within)
    where = location
    while where and where not in lines:
        where = where[:-1]
    line = lines.get(where)
    match detail["type"]:
        case "extra_forbidden":
            unknown = f"unknown key {field_name(location)}"
            return Problem(file, line, "unknown-key", unknown, _hint_for_unknown_key(model, within))
        case "enum" | "literal_error":
            choices = re.findall(r"'([^']+)'", detail["ctx"]["expected"])
            listed = ", ".join(f"`{choice}`" for choice in choices)
            wrong = (
                f"{field_name(location)} is not valid: {detail['input']!r} is not one of {listed}"
            )
            hint = did_you_mean(str(detail["input"]), choices)
            return Problem(file, line, "wrong-value", wrong, hint)
        case "missing":
            message = f"{field_name(location)} {_expected(detail)}"
            return Problem(
                file, line, "missing-key", message, _choices_or_description(model, within)
            )
        case _:
            message = f"{field_name(location)} {_expected(detail)}"
            known = _known_keys(model, within, detail["type"])
            return Problem(file, line, "wrong-value", message, suggestion(detail, at, known))


@cache
def _schema(model: type[BaseModel]) -> Mapping[str, Any]:
    """The JSON Schema of a type, cached: a file may have thousands of mistakes to explain."""
    return model.model_json_schema()


def _hint_for_unknown_key(model: type[BaseModel], within: Location) -> str:
    """A hint for an unknown key: where it belongs, or which key may have been meant."""
    if invisible := _INVISIBLE_RE.search(str(within[-1])):
        return (
            f"It has the character U+{ord(invisible[0]):04X}: put spaces in its place, or nothing."
        )
    if of_one := decimal_comma_hint(str(within[-1])):
        return of_one
    if inner := _nested_record_with(model, within):
        field = _fields_at(model, (*within[:-1], inner))[str(within[-1])]
        value = "[…]" if _resolved(field, _schema(model)).get("type") == "array" else "…"
        return f"It belongs in `{inner}`: `{inner}: {{{within[-1]}: {value}}}`."
    if described := _field_described_as(model, within):
        return f"Did you mean `{described}`?"
    known = sorted(_fields_at(model, within[:-1]))
    return did_you_mean(str(within[-1]), known, f"Known keys: {', '.join(known)}.")


def _expected(detail: Mapping[str, Any]) -> str:
    """What is wrong with a value, as the end of a sentence that begins with its field's name."""
    message = expected(detail)
    if message is not None:
        return message
    reason = detail["msg"].removeprefix("Value error, ")
    return f"is not valid: {reason[:1].lower()}{reason[1:]}"


def _known_keys(model: type[BaseModel], location: Location, kind: str) -> list[str]:
    """The keys that a record at a location may have, or that each record of a list there must have.

    If none of these must be there, the first two. Empty for a list whose records may be plain
    texts, as names and subjects may.
    """
    if kind not in LISTS:
        return list(_fields_at(model, location))
    schema = _schema(model)
    field = _fields_at(model, location[:-1]).get(str(location[-1]), {}) if location else {}
    items = _resolved(field, schema).get("items", {})
    definition = schema.get("$defs", {}).get(items.get("$ref", "").rpartition("/")[2], {})
    if any(choice.get("type") == "string" for choice in definition.get("anyOf", ())):
        return []
    record = _resolved(items, schema)
    return list(record.get("required", ()) or tuple(record.get("properties", ()))[:2])


def _field_described_as(model: type[BaseModel], location: Location) -> str | None:
    """The only field whose description begins with a key: for `title`, `name` (“The title”)."""
    description = f"the {location[-1]}"
    found = [
        name
        for name, field in _fields_at(model, location[:-1]).items()
        if re.match(rf"{re.escape(description)}[.;,]", str(field.get("description", "")).lower())
    ]
    return found[0] if len(found) == 1 else None


def _nested_record_with(model: type[BaseModel], location: Location) -> str | None:
    """The only field beside a misplaced key that holds a record with such a key; None otherwise."""
    schema = _schema(model)
    beside = _fields_at(model, location[:-1])
    found = [
        name
        for name, field in beside.items()
        if str(location[-1]) in _resolved(field, schema).get("properties", {})
    ]
    return found[0] if len(found) == 1 else None


def _fields_at(model: type[BaseModel], location: Location) -> Mapping[str, Any]:
    """The fields that the record at a location may have, with their JSON Schemas."""
    schema = _schema(model)
    at = _resolved(schema, schema)
    for part in location:
        below = at.get("items", {}) if isinstance(part, int) else at.get("properties", {}).get(part)
        at = _resolved(below or {}, schema)
    fields: Mapping[str, Any] = at.get("properties", {})
    return fields


def _choices_or_description(model: type[BaseModel], location: Location) -> str:
    """The choices for the field at a location, or its description, as a sentence."""
    field = _fields_at(model, location[:-1]).get(str(location[-1]), {})
    choices = _resolved(field, _schema(model)).get("enum", ())
    if choices:
        return f"One of: {', '.join(f'`{choice}`' for choice in choices)}."
    return " ".join(str(field.get("description", "")).split())


def _resolved(choice: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A part of a JSON Schema with references and unions resolved to the record or list meant."""
    if "$ref" in choice:
        return _resolved(schema["$defs"][choice["$ref"].rsplit("/", 1)[-1]], schema)
    for one in choice.get("anyOf", ()):
        found = _resolved(one, schema)
        if found.get("properties") or found.get("items"):
            return found
    return choice
