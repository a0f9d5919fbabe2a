"""Lists in JSON and tables in CSV, written record by record, so that only bytes are kept.

A list of a hundred thousand records takes ten times as much memory as the file made from it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

PLAIN = "utf-8"
FOR_SPREADSHEETS = "utf-8-sig"
"""UTF-8 with a byte-order mark: without it Excel assumes the system's legacy code page, and
Chinese names are garbled."""
SEPARATOR = " | "
"""Separator of several values in one cell."""
MOST_IN_CELL = 32_767
"""Characters that a cell holds in Excel, which moves the rest of a longer one to further rows."""
MORE = f"{SEPARATOR}…"
CUT = " …"
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, which it would execute.

In East Asian languages it takes the full-width signs for one, too.
"""

Cell = str | int | float | None


def as_json(value: Any) -> str:
    """The value as JSON on one line: indented output takes Python ten times as long."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class JsonList:
    """A JSON list under construction, with one value on each line."""

    def __init__(self, before: str = "", after: str = "") -> None:
        """Start an empty list.

        Args:
            before: Text of the file before the list.
            after: Text of the file after the list.
        """
        self._buffer = io.BytesIO()
        self._buffer.write(f"{before}[".encode())
        self._after = after
        self._between = b"\n"

    def add(self, value: Any) -> None:
        """Append a value."""
        self._buffer.write(self._between)
        self._buffer.write(as_json(value).encode())
        self._between = b",\n"

    def finish(self) -> bytes:
        """Close the list. The bytes of the whole file."""
        self._buffer.write(f"\n]{self._after}\n".encode())
        return self._buffer.getvalue()


class Table:
    """A CSV table (RFC 4180) under construction, none of whose cells a spreadsheet will execute."""

    def __init__(self, columns: Iterable[str], encoding: str) -> None:
        """Start a table with the names of its columns."""
        self._buffer = io.BytesIO()
        self._text = io.TextIOWrapper(self._buffer, encoding, newline="")
        self._writer = csv.writer(self._text, lineterminator="\r\n")
        self._writer.writerow(columns)

    def add(self, cells: Iterable[Cell]) -> None:
        """Append a row."""
        self._writer.writerow(map(_escaped, cells))

    def finish(self) -> bytes:
        """Close the table. The bytes of the whole file."""
        self._text.flush()
        return self._buffer.getvalue()


def one_cell(values: Iterable[str]) -> str:
    """Values joined into one cell: as many as fit, with an ellipsis if there are more.

    If not even the first one fits, it is cut short.
    """
    text = SEPARATOR.join(values)
    if len(text) <= MOST_IN_CELL:
        return text
    end = text.rfind(SEPARATOR, 0, MOST_IN_CELL - len(MORE))
    return f"{text[:end]}{MORE}" if end > 0 else f"{text[: MOST_IN_CELL - len(CUT)]}{CUT}"


def _escaped(cell: Cell) -> Cell:
    """The cell, escaped so that no spreadsheet executes it; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA_PREFIXES):
        return f"'{cell}"
    return cell
