"""Captions: words that say how a telegram is to be handled and by whom it may be read."""

from __future__ import annotations

import re

_CAPTION = (
    r"(?:SIPDIS|SENSITIVE|NOFORN|NODIS|EXDIS|LIMDIS|STADIS|EFTO|NOCONTRACT|ORCON|CODEL|STAFFDEL|TERREP"
    r"|AIDAC|FODAG|NOPROTO|SBU|LOU)"
)
_CHANNEL = r"[A-Z]{3,12} CHANNEL|VISAS(?: [A-Z]{3,12})?"
_CAPTION_RE = re.compile(rf"{_CHANNEL}|\b{_CAPTION}\b")
_LINE_RE = re.compile(rf"(?:{_CHANNEL})|{_CAPTION}(?:[ ,;/]+{_CAPTION})*[ ,;/]*")


def is_caption(words: str) -> bool:
    """Whether a line is made of captions: `SENSITIVE`, `SIPDIS NOFORN`, `ROGER CHANNEL`."""
    return bool(_LINE_RE.fullmatch(words.strip()))


def captions_in(words: str) -> list[str]:
    """The captions on a line, in order."""
    return _CAPTION_RE.findall(words)
