"""Forms of Chinese characters: simplified and traditional, and those of Taiwan, Hong Kong and Japan.

A word can be written in several forms. Where two traditional characters have one simplified form
(發 and 髮 are 发), all three count as forms of one character: whoever looks for any of them finds
all.
"""

from __future__ import annotations

from builders.data import written

FORMS = tuple(written("han/forms.txt").split())
"""The forms of each character, that which stands for all of them first, as in `历厤暦曆歴歷`."""
FOLD = str.maketrans({form: forms[0] for forms in FORMS for form in forms[1:]})
"""A table for `str.translate` from the other forms to the one that stands for all."""
