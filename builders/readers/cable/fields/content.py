"""The text of a cable's body without paragraph numbers, portion marks and redacted names."""

from __future__ import annotations

import re

from builders.readers.cable.fields import labels
from builders.readers.cable.fields.plain import plain

_LABEL_RE = re.compile(
    rf"^[ \t]*(?:{labels.PILCROW}[ \t]?)?\d{{1,3}}[ \t]?[.)](?!\d)[ \t]*(?:{labels.MARK}[ \t]*)?"
    rf"|^[ \t]*(?=\(){labels.MARK}[ \t]*",
    re.MULTILINE,
)
_REDACTED_RE = re.compile(r"\b(?:xx+|XX+)\b")


def clean_content(text: str) -> str:
    """The text without paragraph numbers, portion marks and redacted names."""
    return _REDACTED_RE.sub("", _LABEL_RE.sub("", plain(text)))
