"""The language of a hand-written page, where it differs from that of the frame around it."""

from __future__ import annotations

import re

from builders.interface.catalogue import tag_of
from builders.interface.versions import split_language
from builders.model.front_matter import front_matter, without_front_matter
from builders.model.publication import Settings
from builders.readers.languages import other_language

LANG_RE = re.compile(r"^lang:[ \t]+[\"']?([A-Za-z0-9-]+)", re.MULTILINE)
"""A line of front matter: `lang: ar`."""


def frame_language(settings: Settings, uri: str) -> str:
    """The language of the interface around a page."""
    language = split_language(settings, uri)[1] or settings.interface[0]
    return tag_of(language)


def prose_language(settings: Settings, uri: str, text: str) -> str:
    """The language of a page's text, or nothing if it is the frame's.

    Taken from the front matter or, failing that, detected from the script.
    """
    frame = frame_language(settings, uri)
    found = front_matter(text)
    declared = LANG_RE.search(text[slice(*found[0])]) if found else None
    language = declared[1] if declared else other_language(without_front_matter(text), frame) or ""
    return "" if language.partition("-")[0] == frame.partition("-")[0] else language
