"""A cheap pre-check that rules out, for nearly all texts, that they contain a needle."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain

from builders.leaks.any_of import AnyOf
from builders.leaks.forms import folded, non_ascii
from builders.leaks.needles import Fold, Needle
from builders.model.han_forms import FORMS

IDEOGRAPHS = (
    range(0x3400, 0xA000),
    range(0xF900, 0xFB00),
    range(0x20000, 0x40000),
)
"""Blocks of Chinese characters: unified and compatibility ideographs."""
COMPATIBILITY_BLOCKS = (
    range(0x2E80, 0x3400),
    range(0xF900, 0xFB00),
    range(0x1F200, 0x1F270),
    range(0x2F800, 0x2FA20),
)
"""Blocks that repeat some of them: radicals, circled and squared forms, other standards' forms."""


class Gate:
    """A cheap pre-check: what any text that contains one of the needles must contain."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        """Prepare the pre-check.

        A needle's letters and digits are consecutive in every fold, so that all needles but those
        of the fold LETTERS can be looked for in one squeezed text.
        """
        others = [needle for needle in needles if needle.fold is Fold.LETTERS]
        plain = {
            folded(needle.letters, Fold.SQUEEZED)
            for needle in needles
            if needle.fold is not Fold.LETTERS
        }
        self._always = b"" in plain
        self._letters = AnyOf(sorted(plain - {b""}))
        self._characters = frozenset(_ideographs(needle) for needle in others)
        self.other_scripts = bool(others)
        """Whether some needles are not ASCII."""

    def folds(self, text: bytes) -> frozenset[Fold]:
        """The folds in which a text has to be searched."""
        found: frozenset[Fold] = frozenset()
        if self._always or self._letters.is_in(folded(text, Fold.SQUEEZED)):
            found = ASCII_FOLDS
        if self.other_scripts and self._has_ideographs(text):
            found |= {Fold.LETTERS}
        return found

    def _has_ideographs(self, text: bytes) -> bool:
        """Whether the text has, for some needle, each of its ideographs in one of its forms."""
        present = frozenset(non_ascii(text).decode("utf-8", "ignore"))
        return bool(present) and any(
            not any(variants.isdisjoint(present) for variants in characters)
            for characters in self._characters
        )


ASCII_FOLDS = frozenset(Fold) - {Fold.LETTERS}


def _ideographs(needle: Needle) -> frozenset[frozenset[str]]:
    """The ideographs of a needle, each as the set of its forms.

    Other characters are left out, for they may be composed of several.
    """
    return frozenset(
        _variants().get(character, frozenset(character))
        for character in needle.letters.decode("utf-8", "ignore")
        if any(ord(character) in some for some in IDEOGRAPHS)
    )


@cache
def _variants() -> Mapping[str, frozenset[str]]:
    """The characters that have several forms, each as needles have it, with the set of its forms.

    Some Unicode has more than once; others are simplified or traditional forms of each other.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for variant in map(chr, chain.from_iterable(COMPATIBILITY_BLOCKS)):
        for character in unicodedata.normalize("NFKC", variant).casefold():
            found[character] |= {character, variant}
    for forms in FORMS:
        found[forms[0]] |= {*forms, *chain.from_iterable(found.get(form, ()) for form in forms)}
    return {character: frozenset(variants) for character, variants in found.items()}
