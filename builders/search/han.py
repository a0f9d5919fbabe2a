"""Forms of Chinese characters: simplified and traditional, and those of Taiwan, Hong Kong and Japan.

A word can be written in several forms, and a reader types one of them. Where two traditional
characters have one simplified form (發 and 髮 are 发), a search for any of the three finds all of them:
better a hit too many than one too few.
"""

from __future__ import annotations

from collections.abc import Iterable

from builders.data import written


def _read() -> tuple[str, ...]:
    text = written("han/forms.txt")
    return tuple(text.split())


FORMS = _read()
"""The forms of each character: the one that is indexed, then the others, as in `历厤暦曆歴歷`."""
FOLD = str.maketrans({form: forms[0] for forms in FORMS for form in forms[1:]})
"""A table for `str.translate` from the other forms to the indexed one."""


def forms_among(terms: Iterable[str]) -> str:
    """The `FORMS` whose indexed form occurs in the terms, for the script that folds what readers type."""
    indexed = set().union(*terms)
    return " ".join(forms for forms in FORMS if forms[0] in indexed)
