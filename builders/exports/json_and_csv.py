"""Lists in JSON and tables in CSV, written piece by piece: of one thing only its bytes are kept.

A list of a hundred thousand records takes ten times as much memory as the file that it becomes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

PLAIN = "utf-8"
FOR_SPREADSHEETS = "utf-8-sig"
"""With a byte-order mark: without it Excel reads UTF-8 as the machine's old code page, and Chinese
names are lost."""
BETWEEN = " | "
"""Between several values in one cell."""
CELL = 32_767
"""Characters that a cell of Excel holds; the rest of a longer one comes out in rows of its own."""
MORE = f"{BETWEEN}…"
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula and would carry out."""

Cell = str | int | float | None


def as_json(value: Any) -> str:
    """The value on one line: with more lines Python writes it in ten times the time."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class JsonList:
    """A list as JSON, one value on each line."""

    def __init__(self, before: str = "", after: str = "") -> None:
        """Begin it.

        Args:
            before: What of the file stands before the list.
            after: What stands behind it.
        """
        self._held = io.BytesIO()
        self._held.write(f"{before}[".encode())
        self._after = after
        self._between = b"\n"

    def add(self, value: Any) -> None:
        """The next value."""
        self._held.write(self._between)
        self._held.write(as_json(value).encode())
        self._between = b",\n"

    def ended(self) -> bytes:
        """The whole file, which nothing is added to any more."""
        self._held.write(f"\n]{self._after}\n".encode())
        return self._held.getvalue()


class Table:
    """A table as CSV (RFC 4180); no cell of it is carried out by a spreadsheet."""

    def __init__(self, columns: Iterable[str], encoding: str) -> None:
        """Begin it with the names of its columns."""
        self._held = io.BytesIO()
        self._text = io.TextIOWrapper(self._held, encoding, newline="")
        self._writer = csv.writer(self._text, lineterminator="\r\n")
        self._writer.writerow(columns)

    def add(self, cells: Iterable[Cell]) -> None:
        """The next row."""
        self._writer.writerow(map(_guarded, cells))

    def ended(self) -> bytes:
        """The whole file, which nothing is added to any more."""
        self._text.flush()
        return self._held.getvalue()


def several(values: Iterable[str]) -> str:
    """Values in one cell: as many as a cell holds, and a sign that there are more."""
    text = BETWEEN.join(values)
    return text if len(text) <= CELL else text[: text.rindex(BETWEEN, 0, CELL - len(MORE))] + MORE


def _guarded(cell: Cell) -> Cell:
    """The cell, so written that no spreadsheet carries it out; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA_BEGINS):
        return f"'{cell}"
    return cell
