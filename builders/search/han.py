"""Chinese characters in their forms: simplified, traditional, those of Taiwan, Hong Kong and Japan.

A word can be written in several forms, and whoever searches types one of them. Where two traditional
characters are one in the simplified script (發 and 髮 are 发), all of them are found: better a sentence
too many.
"""

from __future__ import annotations

from collections.abc import Iterable

from builders.data import written


def _read() -> tuple[str, ...]:
    text = written("han/forms.txt")
    return tuple(text.split())


FORMS = _read()
"""`历厤暦曆歴歷`: the form that is indexed, then the others."""
FOLD = str.maketrans({form: forms[0] for forms in FORMS for form in forms[1:]})


def forms_among(terms: Iterable[str]) -> str:
    """Those of `FORMS` whose indexed form is in the terms, for the script that folds what readers type."""
    indexed = set().union(*terms)
    return " ".join(forms for forms in FORMS if forms[0] in indexed)
