"""Column headings of catalogues in several languages, mapped to the fields of a sidecar.

The headings are listed in `builders/data/columns.txt`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "columns.txt"
_BETWEEN_RE = re.compile(r"[\W_]+")


def field_of_heading(heading: str) -> str | None:
    """The field that a heading means, or None: `original.archive_location` for `Signatur`."""
    return _fields().get(_plain(heading))


@cache
def _fields() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        field, colon, names = line.partition(": ")
        if colon and not line.startswith("#"):
            found.update((_plain(name), field) for name in names.split("|"))
    return found


def _plain(heading: str) -> str:
    """The words of a heading, without case, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", heading.casefold())
    return _BETWEEN_RE.sub(
        " ", "".join(one for one in letters if not unicodedata.combining(one))
    ).strip()
