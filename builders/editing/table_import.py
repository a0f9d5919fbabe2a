"""Importing a table of sources, as archives keep one, into sidecars: one row for each source.

From then on people edit the sidecars; the table may be thrown away.
"""

from __future__ import annotations

import csv
import io
import re
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as field_of
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any, Union, get_args, get_origin

from builders import dates
from builders.editing.columns import field_of_heading
from builders.editing.yaml_edits import with_value, without_value
from builders.inputs.file_signatures import non_text_format
from builders.inputs.sidecars import parse_sidecar
from builders.inputs.sources import Received, read_sources
from builders.inputs.spellings import MOST_PROPOSALS, did_you_mean, nearest
from builders.model.languages import tag_by_name_or_code
from builders.model.sidecar import Original, Sidecar, SubjectHeading
from builders.model.written import Written
from builders.problems import Problem, Severity, errors
from builders.storage.replacing import write_atomically

SUBJECTS = "subjects"
ID = "id"
"""The column that names the source of a row."""
CELL_SEPARATORS = ",;\t"
"""Characters between cells; semicolons are usual where the decimal sign is a comma."""
SEPARATOR_LINE = "sep="
"""How a line begins that names the separator for Excel, above the first row."""
MIDNIGHT_RE = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[ T]00:00(?::00(?:\.0+)?)?")
"""A day as programs write it into a table if they take every date for a moment."""
LICENCE_RE = re.compile(r"https?://(?:www\.)?(?:rightsstatements|creativecommons)\.org/\S{1,200}")
"""The address of a licence; tables may have it among the rights, sidecars in a field of its own."""
MISSPELT_SIMILARITY = 75
"""Similarity (0 to 100) from which a column is taken for a misspelt field."""
HEADING_RE = re.compile(r"(?P<term>.*\S)\s*(?:\s|<)(?P<uri>https?://[^\s<>\"]+)>?", re.DOTALL)
"""A subject followed by its address: `Emigration <http://id.loc.gov/…>`."""
VALUE_SEPARATOR = ";"
"""The separator in cells that hold several values."""


@dataclass(frozen=True, slots=True)
class Described:
    """The outcome of an import."""

    sidecars: tuple[str, ...]
    """The paths of the sidecars that were (or would be) written, below the project."""
    unchanged: int
    """How many rows say nothing new."""
    read: Mapping[str, str] = field_of(default_factory=dict)
    """From dates and languages as the table has them to EDTF and BCP 47."""
    removed: Mapping[str, Sequence[str]] = field_of(default_factory=dict)
    """The fields removed from sidecars because their cells are empty, by the sidecar's path."""
    kept: int = 0
    """How many values stay in sidecars although their cells are empty."""
    missing: int = 0
    """How many rows name a source that does not exist."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a table is imported."""

    write: bool = True
    """Whether the sidecars are written; if not, the result says which would be."""
    known_only: bool = False
    """Whether rows of sources that do not exist are skipped."""
    day_first: bool | None = None
    """Whether numeric dates (`3/4/1904`) begin with the day or the month; None if not known."""
    remove_empty: bool = False
    """Whether an empty cell removes the field; if not, it leaves the field as it is."""


def describe(root: Path, table: Path, options: Options) -> tuple[Described | None, list[Problem]]:
    """What was written, or None where a row is wrong; and all problems found.

    All rows are checked before the first sidecar is written.

    Args:
        root: The project.
        table: A file of separated values in UTF-8, whose first row names the fields.
        options: How it is imported.
    """
    where = table.as_posix()
    rows = _rows(table, where)
    if isinstance(rows, Problem):
        return None, [rows]
    columns = list(map(_field, rows[0])) if rows else []
    found, wrong = read_sources(root)
    received = {item.source.id.lower(): item for item in found}
    # Catalogues often give the name of the file.
    files = {PurePosixPath(item.source.path).name.lower(): item for item in found}
    if ID not in columns:
        return None, [_no_id_column(where, rows, received), *_unknown(where, columns, but=ID)]
    # Sources that cannot be read would otherwise be reported as missing.
    problems = [*_unknown(where, columns), *errors(wrong), *_extra_cells(where, rows)]
    new: dict[str, str] = {}
    read: dict[str, str] = {}
    removed: dict[str, list[str]] = {}
    missing = kept = 0
    ids = [item.source.id for item in found]
    for number, row in enumerate(rows[1:], 2):
        cells = dict(zip_longest(columns, map(str.strip, row[: len(columns)]), fillvalue=""))
        if not any(cells.values()):
            continue
        item = received.get(cells[ID].lower()) or files.get(cells[ID].lower())
        if item is None:
            missing += 1
            if not options.known_only:
                known = ids if missing <= MOST_PROPOSALS else ()
                problems.append(_missing_source(where, number, cells[ID], known))
        elif item.sidecar_path in new:
            problems.append(_wrong(where, number, f"`{cells[ID]}` has a row already"))
        else:
            read.update(_normalise_cells(cells, item.sidecar, day_first=options.day_first))
            emptied = _emptied(item.sidecar, cells)
            if emptied and options.remove_empty:
                removed[item.sidecar_path] = emptied
            else:
                kept += len(emptied)
            text, wrong = _text(item, cells, emptied if options.remove_empty else ())
            problems.extend(_for_row(one, where, number, cells.get("date", "")) for one in wrong)
            new[item.sidecar_path] = text
    if errors(problems):
        return None, problems
    before = {item.sidecar_path: item.sidecar_text for item in received.values()}
    changed = [path for path, text in new.items() if text != before[path]]
    for path in changed if options.write else ():
        write_atomically(root / path, new[path].encode())
    unchanged = len(new) - len(changed)
    return Described(tuple(changed), unchanged, read, removed, kept, missing), problems


def _rows(table: Path, where: str) -> list[list[str]] | Problem:
    """The rows of the table, or why it cannot be read."""
    data = table.read_bytes()
    hint = (
        "Save it again as “CSV UTF-8”: spreadsheet programs offer that beside other forms of CSV."
    )
    if other := non_text_format(data):
        return _wrong(where, None, f"is {other[0]} and not a table in CSV", hint)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"cannot be read as a table in UTF-8: byte 0x{data[error.start]:02X} is not UTF-8"
        return _wrong(where, line, message, hint)
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    # Strict, for otherwise a quotation mark that is not closed takes in all rows that follow.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[list[str]] = []
    begins = 1
    try:
        for row in reader:
            rows.append(row)
            begins = reader.line_num + 1
    except csv.Error:
        message = "the row that begins here has a quotation mark that is not closed, or too many"
        hint = 'Within a cell in quotation marks, write each quotation mark twice: `""`.'
        return _wrong(where, begins, message, hint)
    return rows[1:] if rows and rows[0][0:1] == [SEPARATOR_LINE] else rows


def _field(heading: str) -> str:
    """The field that a heading names, whatever its case: `Title`, `Archive location`, `Author`."""
    name = "_".join(heading.split()).lower()
    known = fields()
    inner = f"original.{name}"
    return name if name in known or name == ID else inner if inner in known else heading.strip()


def _normalise_cells(
    cells: dict[str, str], sidecar: Sidecar, *, day_first: bool | None
) -> Iterator[tuple[str, str]]:
    """The cells that were rewritten as sidecars need them, each with its new form.

    Dates become EDTF, languages BCP 47, and a licence's address moves to its own cell. A row that
    is undated in words says so in the sidecar, unless the editors have a date.
    """

    def day(cell: str) -> str | None:
        if midnight := MIDNIGHT_RE.fullmatch(cell):
            return midnight["day"]
        found = None if day_first is None else dates.from_numeric_day(cell, day_first=day_first)
        return found or dates.from_words(cell)

    for column, in_form in (("date", day), ("language", tag_by_name_or_code)):
        cell = cells.get(column)
        if cell and not (column == "date" and _is_edtf(cell)):
            form = in_form(cell)
            if form == "" and any(map(str.isalpha, cell)):  # `n.d.`, but not `-`
                if sidecar.date:
                    del cells[column]
                    continue
                form = dates.UNSPECIFIED_YEAR
            if form is not None:
                cells[column] = form
                yield cell, form
    rights = cells.get("rights", "")
    if LICENCE_RE.fullmatch(rights) and not cells.get("license"):
        cells["license"] = rights
        del cells["rights"]
        yield rights, "license"


def _for_row(wrong: Problem, where: str, number: int, date: str) -> Problem:
    """A problem of a sidecar, reported for the row that it was made from."""
    hint = wrong.hint
    if repr(date) in wrong.message and dates.from_numeric_day(date, day_first=True):
        hint += " `--day-first` or `--month-first` decides it for all rows."
    return _wrong(where, number, wrong.message, hint)


def _is_edtf(cell: str) -> bool:
    try:
        dates.parse(cell)
    except ValueError:
        return False
    return True


def _extra_cells(where: str, rows: Sequence[Sequence[str]]) -> Iterator[Problem]:
    """An error for each row whose last cells have no column: a text seems to have been divided."""
    hint = "Put a text in quotation marks if it contains the character that separates the cells."
    for number, row in enumerate(rows, 1):
        if extra := sum(map(bool, map(str.strip, row[len(rows[0]) :]))):
            cells = "1 cell" if extra == 1 else f"{extra} cells"
            yield _wrong(where, number, f"has {cells} more than the first row", hint)


def _missing_source(where: str, number: int, name: str, ids: Sequence[str]) -> Problem:
    """An error for a row whose source does not exist; the nearest of the identifiers is proposed."""
    hint = did_you_mean(name, ids, "Put the source into site_src/sources/ first.")
    message = f"there is no source `{name}`"
    return Problem(
        where, number, "unknown-source", message, f"{hint} `--known-only` skips such rows."
    )


def _no_id_column(
    where: str, rows: Sequence[Sequence[str]], received: Mapping[str, Received]
) -> Problem:
    """An error for a table without the column of identifiers, with a guess which it may be."""
    headings = rows[0] if rows else ()
    known = [
        sum(row[column].strip().lower() in received for row in rows[1:] if column < len(row))
        for column in range(len(headings))
    ]
    if any(known):
        # A title may equal an identifier by chance, so the column with the most counts.
        hint = (
            f"The column `{headings[known.index(max(known))]}` seems to have them: call it `{ID}`."
        )
        return _wrong(where, 1, f"no column is called `{ID}`", hint)
    for heading in headings:
        if field_of_heading(heading) == ID:
            hint = f"If the column `{heading}` has the names of the files, call it `{ID}`."
            return _wrong(where, 1, f"no column is called `{ID}`", hint)
    hint = f"Columns: {ID}, {', '.join(fields())}."
    return _wrong(where, 1, f"no column is called `{ID}`", hint)


def fields() -> Mapping[str, bool]:
    """The columns that a table may have, each with whether its cells hold several values."""
    outer = dict(_fields(Sidecar, ""))
    return {**outer, **dict(_fields(Original, "original."))}


def _fields(model: type[Written], before: str) -> Iterator[tuple[str, bool]]:
    """The fields of a record that hold one text or several."""
    for name, field in model.model_fields.items():
        kinds = list(_value_types(field.annotation))
        if kinds and set(kinds) <= {str, types.NoneType, SubjectHeading}:
            yield f"{before}{name}", get_origin(field.annotation) is tuple


def _value_types(annotation: Any) -> Iterator[Any]:
    """The types in a field's annotation, without unions, tuples and constraints."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Union, types.UnionType, tuple}:
        for one in arguments:
            if one is not Ellipsis:
                yield from _value_types(one)
    else:
        yield arguments[0] if arguments else annotation


def _emptied(sidecar: Sidecar, cells: Mapping[str, str]) -> list[str]:
    """The fields that have a value in a sidecar and an empty cell in its row."""
    known = fields()
    return [
        column
        for column, cell in cells.items()
        if not cell and column in known and _value_of(sidecar, column)
    ]


def _value_of(sidecar: Sidecar, column: str) -> Any:
    """The value that a sidecar has for a column."""
    value: Any = sidecar
    for name in column.split("."):
        value = getattr(value, name)
    return value


def _text(
    item: Received, cells: Mapping[str, str], removed: Iterable[str]
) -> tuple[str, list[Problem]]:
    """The text of a sidecar with what a row says, and what is wrong with it then."""
    text = item.sidecar_text
    known = fields()
    for column, cell in cells.items():
        if not cell or column not in known:
            continue
        several = known[column]
        value: Any = cell
        if several:
            value = tuple(filter(None, map(str.strip, cell.split(VALUE_SEPARATOR))))
        old = _value_of(item.sidecar, column)
        if column == SUBJECTS:
            value = tuple(map(_heading, value))
            old = tuple(one.model_dump(exclude_none=True) for one in old)
        if old != value:
            text = with_value(text, column.split("."), list(value) if several else value)
    for column in removed:
        text = without_value(text, column.split("."))
    _, problems = parse_sidecar(text, item.sidecar_path)
    return text, list(errors(problems))


def _heading(words: str) -> dict[str, str]:
    """A subject as sidecars have it, with its address if one follows the words."""
    found = HEADING_RE.fullmatch(words)
    return found.groupdict() if found else {"term": words}


def _separator(text: str) -> str:
    """The character that separates the cells of the first row."""
    first = text.partition("\n")[0]
    if first.startswith(SEPARATOR_LINE) and first[len(SEPARATOR_LINE) :].strip("\r"):
        return first[len(SEPARATOR_LINE)]
    return max(CELL_SEPARATORS, key=first.count)


def _unknown(where: str, columns: Sequence[str], but: str = "") -> Iterator[Problem]:
    """A warning for each column that is no field and so is left out; an error for each doubled one.

    Args:
        where: Path of the table, for messages.
        columns: The names of the columns.
        but: A field that has been reported already.
    """
    known = [ID, *fields()]
    listed = f"Columns: {', '.join(known)}."
    for column in columns:
        if column and column not in known:
            meant = field_of_heading(column) or _misspelled(column)
            if meant and meant == but:
                continue
            hint, listed = (f"Did you mean `{meant}`?", listed) if meant else (listed, "")
            message = f"the column `{column}` is not a field and is left out"
            yield Problem(where, 1, "table", message, hint, Severity.WARNING)
    for column in known:
        if columns.count(column) > 1:
            yield _wrong(where, 1, f"two columns are called `{column}`")


def _misspelled(column: str) -> str | None:
    """The field whose name is nearly that of a column; None where there is none."""
    names = {name.rpartition(".")[2]: name for name in (*fields(), ID)}
    near = nearest("_".join(column.split()).lower(), names, least=MISSPELT_SIMILARITY)
    return names[near] if near else None


def _wrong(where: str, line: int | None, message: str, hint: str = "") -> Problem:
    return Problem(where, line, "table", message, hint)
