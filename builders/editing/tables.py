"""A table of sources, as archives keep one, written into their sidecars: a row a source, a column a field.

The sidecars are what is published and what people go on with; the table may be thrown away.
"""

from __future__ import annotations

import csv
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from builders.editing.yaml_edits import with_value
from builders.inputs.records import did_you_mean
from builders.inputs.sidecars import as_sidecar
from builders.inputs.sources import Received, read_sources
from builders.model.sidecar import Original, Sidecar
from builders.model.written import Written
from builders.problems import Problem, Severity, errors
from builders.storage.places import put

ID = "id"
"""The column that says which source a row is of."""
SEPARATORS = ",;\t"
"""Between cells; programs in countries whose decimal sign is a comma write semicolons."""
SEVERAL = ";"
"""Between the values in a cell of a field that has several."""


@dataclass(frozen=True, slots=True)
class Described:
    """What was written."""

    sidecars: tuple[str, ...]
    """Their paths, below the project."""
    unchanged: int
    """How many rows say nothing that is not there already."""


def describe(
    root: Path, table: Path, *, write: bool = True
) -> tuple[Described | None, list[Problem]]:
    """What was written into which sidecars, or None where a row is wrong; and what is to be said of it.

    An empty cell leaves a field as it is. All rows are checked before the first sidecar is written.

    Args:
        root: The project.
        table: A file of separated values in UTF-8, whose first row names the fields.
        write: Whether the sidecars are written; else it is said what would be.
    """
    where = table.as_posix()
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=_separator(table)))
    except (UnicodeDecodeError, csv.Error) as error:
        return None, [_wrong(where, None, f"cannot be read as a table in UTF-8: {error}")]
    columns = [column.strip() for column in rows[0]] if rows else []
    if ID not in columns:
        return None, [_wrong(where, 1, f"no column is called `{ID}`")]
    found, wrong = read_sources(root)
    # Of a source that cannot be read it would be said that there is none.
    problems = [*_unknown(where, columns), *errors(wrong)]
    received = {item.source.id.lower(): item for item in found}
    new: dict[str, str] = {}
    for number, row in enumerate(rows[1:], 2):
        cells = dict(zip_longest(columns, map(str.strip, row[: len(columns)]), fillvalue=""))
        if not any(cells.values()):
            continue
        item = received.get(cells[ID].lower())
        if item is None:
            ids = [one.source.id for one in received.values()]
            hint = did_you_mean(cells[ID], ids, "Put the source into site_src/sources/ first.")
            message = f"there is no source `{cells[ID]}`"
            problems.append(Problem(where, number, "unknown-source", message, hint))
        elif item.sidecar_path in new:
            problems.append(_wrong(where, number, f"`{cells[ID]}` has a row already"))
        else:
            text, wrong = _text(item, cells)
            problems.extend(_wrong(where, number, one.message, one.hint) for one in wrong)
            new[item.sidecar_path] = text
    if errors(problems):
        return None, problems
    before = {item.sidecar_path: item.sidecar_text for item in received.values()}
    changed = [path for path, text in new.items() if text != before[path]]
    for path in changed if write else ():
        put(root / path, new[path].encode())
    return Described(tuple(changed), len(new) - len(changed)), problems


def fields() -> Mapping[str, bool]:
    """The columns that a table may have, and of each whether its cells hold several values."""
    outer = dict(_fields(Sidecar, ""))
    return {**outer, **dict(_fields(Original, "original."))}


def _fields(model: type[Written], before: str) -> Iterator[tuple[str, bool]]:
    """The fields of a record that are one text, or several."""
    for name, field in model.model_fields.items():
        kinds = list(_kinds(field.annotation))
        if kinds and set(kinds) <= {str, types.NoneType}:
            yield f"{before}{name}", get_origin(field.annotation) is tuple


def _kinds(annotation: Any) -> Iterator[Any]:
    """The types that values of a field are of, whatever else is asked of them."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Union, types.UnionType, tuple}:
        for one in arguments:
            if one is not Ellipsis:
                yield from _kinds(one)
    else:
        yield arguments[0] if arguments else annotation


def _text(item: Received, cells: Mapping[str, str]) -> tuple[str, list[Problem]]:
    """A sidecar with what a row says, and what is wrong with that."""
    text = item.sidecar_text
    known = fields()
    for column, cell in cells.items():
        if not cell or column not in known:
            continue
        several = known[column]
        value: Any = tuple(filter(None, map(str.strip, cell.split(SEVERAL)))) if several else cell
        path = column.split(".")
        said: Any = item.sidecar
        for name in path:
            said = getattr(said, name)
        if said != value:
            text = with_value(text, path, list(value) if several else value)
    _, problems = as_sidecar(text, item.sidecar_path)
    return text, list(errors(problems))


def _separator(table: Path) -> str:
    """What stands between the cells of the first row."""
    with table.open(encoding="utf-8-sig") as file:
        first = file.readline()
    return max(SEPARATORS, key=first.count)


def _unknown(where: str, columns: Sequence[str]) -> Iterator[Problem]:
    """A warning for each column that is no field: tables have others, which are left alone."""
    known = [ID, *fields()]
    for column in columns:
        if column and column not in known:
            hint = did_you_mean(column, known, f"A column may be {', '.join(known)}.")
            message = f"the column `{column}` is no field, and left out"
            yield Problem(where, 1, "table", message, hint, Severity.WARNING)
    for column in sorted({column for column in columns if columns.count(column) > 1}):
        yield _wrong(where, 1, f"two columns are called `{column}`")


def _wrong(where: str, line: int | None, message: str, hint: str = "") -> Problem:
    return Problem(where, line, "table", message, hint or f"Columns: {ID}, {', '.join(fields())}.")
