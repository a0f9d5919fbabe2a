"""Named patterns: kinds of passages that a redaction can hide without quoting them."""

from __future__ import annotations

import re
from typing import NamedTuple

BLOCK = "\u2588"
"""The character that bars are made of."""
_HALF = BLOCK * 6


class Pattern(NamedTuple):
    """A kind of passage that can be recognised by its form."""

    regex: re.Pattern[str]
    what: str
    """What the passage is, for readers."""
    bar: str
    """What replaces it: one length for every passage of the kind, which thus gives nothing away."""


BAR = BLOCK * 12
"""What replaces a quoted passage."""
EMAIL_BAR = f"{_HALF}@{_HALF}"
PHONE_BAR = f"+{BLOCK * 10}"
PATTERNS = {
    "email": Pattern(
        # Only ASCII letters count: in `\u90ae\u7bb1someone@example.org` the label is not part of
        # the address. Every part is bounded, so that long runs without `@` take linear time.
        re.compile(
            r"(?<![\w.+%-])[\w.+%-]{1,64}[ ]?(?:@|\uff20|\(at\)|\[at\])[ ]?(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w-])",
            re.ASCII,
        ),
        "e-mail address",
        EMAIL_BAR,
    ),
    "phone": Pattern(
        re.compile(
            r"(?<![\w+.,/-])(?:\+\d{1,3}[ .-]?|00\d{1,3}[ .-]|\(0?\d{1,5}\)[ .-]?|0\d{1,4}[ .-])(?:\(0?\d{1,4}\)[ .-]?)?\d{2,5}(?:[ .-]?\d{2,5}){1,4}(?![\w-])"
        ),
        "telephone number",
        PHONE_BAR,
    ),
}
"""They find `someone@example.org`; `+86 10 6532 1234`, `(020) 8121 8000`, `0771-5312 345`."""
BAR_RE = re.compile(
    "|".join(re.escape(bar) for bar in (EMAIL_BAR, PHONE_BAR, BAR)),
)
"""Any bar that a redaction leaves."""
