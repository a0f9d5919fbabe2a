"""The languages that the interface can be in: English, and each that has a catalogue."""

from __future__ import annotations

import re
from functools import cache

from builders.data import names

FIRST = "en"
"""The language of the templates and scripts, which needs no catalogue."""
CATALOGUE_RE = re.compile(r"([a-z]{2,3})\.yml")
"""The name of a catalogue: the code of its language. Other files of the folder have longer names."""


@cache
def interface_languages() -> tuple[str, ...]:
    """The codes of the languages, English first."""
    found = (CATALOGUE_RE.fullmatch(name) for name in names("interface"))
    return (FIRST, *sorted(match[1] for match in found if match))
