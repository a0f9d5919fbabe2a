"""The forms of Chinese characters that an index needs: see `model.han_forms`.

A reader types one of the forms of a word. A search for any of them finds all: better a hit too many
than one too few.
"""

from __future__ import annotations

from collections.abc import Iterable

from builders.model.han_forms import FORMS


def forms_among(terms: Iterable[str]) -> str:
    """The `FORMS` whose indexed form occurs in the terms, for the script that folds what readers type."""
    indexed = set().union(*terms)
    return " ".join(forms for forms in FORMS if forms[0] in indexed)
