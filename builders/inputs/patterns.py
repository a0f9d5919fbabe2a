"""Named patterns: what a redaction can ask for without quoting it."""

from __future__ import annotations

import re
from typing import NamedTuple

BLOCK = "\u2588"
"""The character that bars are made of."""
_HALF = BLOCK * 6


class Pattern(NamedTuple):
    """A kind of passage that is known by its form."""

    regex: re.Pattern[str]
    what: str
    """What readers are told was there."""
    bar: str
    """What stands in its place: as long as any other of its kind."""


BAR = BLOCK * 12
"""What stands in place of a quoted passage."""
EMAIL_BAR = f"{_HALF}@{_HALF}"
PHONE_BAR = f"+{BLOCK * 10}"
PATTERNS = {
    "email": Pattern(
        # Letters are ASCII's: in `\u90ae\u7bb1someone@example.org` the label is no part of the address. Every
        # part is bounded, so that a long run of letters without `@` costs its length once.
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
"""`someone@example.org`; `+86 10 6532 1234`, `(020) 8121 8000`, `0771-5312 345`."""
BAR_RE = re.compile(
    "|".join(re.escape(bar) for bar in (EMAIL_BAR, PHONE_BAR, BAR)),
)
"""Any bar of ours."""
