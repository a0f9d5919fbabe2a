"""YAML that people write, checked against a type: every mistake with its file, line and field.

The YAML is composed to nodes and never constructed: a scalar is the text that stands there,
and the type decides what it means. So `no` is not false, a date is not a `datetime`, no tag
can build an object, and every value knows its line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builders.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

Record = TypeVar("Record", bound=BaseModel)
Location = tuple[str | int, ...]

NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
NEAR_ENOUGH = 60
"""Similarity (0 to 100) from which another spelling is worth proposing."""
EXPECTED = {
    "string_type": "must be a text",
    "tuple_type": "must be a list (lines that begin with `- `)",
    "list_type": "must be a list (lines that begin with `- `)",
    "dict_type": "must be a mapping (lines of `key: value`)",
    "model_type": "must be a mapping (lines of `key: value`)",
    "model_attributes_type": "must be a mapping (lines of `key: value`)",
    "string_too_short": "must not be empty",
    "missing": "is missing",
}
"""Pydantic's error types in the words of people who write YAML."""


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The most similar of the known words, or None where none is near."""
    known = list(among)
    # Whole words first: `not-in` is a slip for `not_in` and not for `in`, which it holds.
    for scorer in (fuzz.ratio, fuzz.WRatio):
        found = process.extractOne(word, known, scorer=scorer, score_cutoff=NEAR_ENOUGH)
        if found:
            return str(found[0])
    return None


def read_record(text: str, file: str, model: type[Record]) -> tuple[Record | None, list[Problem]]:
    """The record in a YAML text, or None with all that is wrong with it.

    Args:
        text: The YAML.
        file: Path for messages, relative to the project.
        model: The type it must have; an empty text is an empty mapping.
    """
    value, lines, problems = _read(text, file)
    if problems:
        return None, problems
    return _validated(value, (), file, lines, model)


def read_records(
    text: str, file: str, model: type[Record]
) -> tuple[dict[str, Record], dict[Location, int], list[Problem]]:
    """The records of a YAML mapping by their keys, the line of every value, what is wrong.

    A record with a mistake is left out, and the others are still read; the lines name it, so
    that nothing else need be said of records that point at it.

    Args:
        text: The YAML.
        file: Path for messages, relative to the project.
        model: The type that each value of the mapping must have.
    """
    value, lines, problems = _read(text, file)
    if problems:
        return {}, lines, problems
    if not isinstance(value, dict):
        problem = Problem(file, lines.get(()), "wrong-value", f"the file {EXPECTED['dict_type']}")
        return {}, lines, [problem]
    records: dict[str, Record] = {}
    for key, entry in value.items():
        record, wrong = _validated({} if entry is None else entry, (key,), file, lines, model)
        problems.extend(wrong)
        if record is not None:
            records[key] = record
    return records, lines, problems


def line_of(text: str, *path: str | int) -> int | None:
    """The line, from 1, on which the value under a path stands in a YAML text."""
    lines: dict[Location, int] = {}
    _plain(YAML(typ="rt", pure=True).compose(text), (), lines, [], "")
    return lines.get(path)


def _read(text: str, file: str) -> tuple[Any, dict[Location, int], list[Problem]]:
    """The texts, lists and mappings that a YAML text spells, and the line of each."""
    try:
        node = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(filter(None, (error.context, error.problem)))
        hint = "Check the indentation, and put quotation marks around texts with `: ` or `#`."
        return None, {}, [Problem(file, mark.line + 1 if mark else None, "yaml", what, hint)]
    lines: dict[Location, int] = {}
    problems: list[Problem] = []
    value = _plain(node, (), lines, problems, file) if node is not None else None
    return {} if value is None else value, lines, problems


def _validated(
    value: Any, at: Location, file: str, lines: dict[Location, int], model: type[Record]
) -> tuple[Record | None, list[Problem]]:
    """The value as a record, or what is wrong with it; `at` is where it stands in the file."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_problem(dict(detail), at, file, lines, model) for detail in details]


def _plain(
    node: Node, at: Location, lines: dict[Location, int], problems: list[Problem], file: str
) -> Any:
    lines.setdefault(at, node.start_mark.line + 1)
    if node.anchor is not None:
        # Nobody needs them here, and a few lines of them can spell a billion values.
        problems.append(
            Problem(file, lines[at], "yaml", "anchors (`&name`) are not used here", "Repeat it.")
        )
        return None
    if isinstance(node, ScalarNode):
        if node.style is None and node.value in NULL_WORDS:
            return None
        # The loader that keeps comments marks each line end that it folds with a bell.
        return node.value.replace("\a", "") if node.style == ">" else node.value
    if isinstance(node, SequenceNode):
        return [_plain(item, (*at, i), lines, problems, file) for i, item in enumerate(node.value)]
    if not isinstance(node, MappingNode):  # pragma: no cover  # YAML has three kinds of node
        raise TypeError(node)
    record: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, ScalarNode) else "?"
        line = key_node.start_mark.line + 1
        if key in record:
            problems.append(
                Problem(file, line, "duplicate-key", f"{_field((*at, key))} is given twice")
            )
        lines[(*at, key)] = line
        record[key] = _plain(value_node, (*at, key), lines, problems, file)
    return record


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
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = sorted(_fields_at(model, within[:-1]))
        near = nearest(str(within[-1]), known)
        hint = f"Did you mean `{near}`?" if near else f"Known keys: {', '.join(known)}."
        return Problem(
            file, lines.get(where), "unknown-key", f"unknown key {_field(location)}", hint
        )
    message = EXPECTED.get(kind)
    if message is None:
        message = detail["msg"].removeprefix("Value error, ")
        message = f"is not right: {message[:1].lower()}{message[1:]}"
    code = "missing-key" if kind == "missing" else "wrong-value"
    return Problem(file, lines.get(where), code, f"{_field(location)} {message}")


def _field(location: Location) -> str:
    """The field as a person would point at it: `emendations[2].read`."""
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return f"`{text}`" if text else "the file"


def _fields_at(model: type[BaseModel], location: Location) -> Iterable[str]:
    """The keys that the record at a location may have, read off the types' JSON Schema."""
    schema = model.model_json_schema()
    at = _record(schema, schema)
    for part in location:
        below = at.get("items", {}) if isinstance(part, int) else at.get("properties", {}).get(part)
        at = _record(below or {}, schema)
    fields: Iterable[str] = at.get("properties", {})
    return fields


def _record(choice: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """What a part of a schema comes to: the definition referred to, the record among choices."""
    if "$ref" in choice:
        return _record(schema["$defs"][choice["$ref"].rsplit("/", 1)[-1]], schema)
    for one in choice.get("anyOf", ()):
        found = _record(one, schema)
        if found.get("properties") or found.get("items"):
            return found
    return choice
