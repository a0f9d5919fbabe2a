"""Which language a page that a person wrote is in, where its frame is in another."""

from __future__ import annotations

import re

from builders.interface.catalogue import TAGS
from builders.interface.versions import at_root
from builders.model.front_matter import front_matter, without_front_matter
from builders.model.publication import Settings
from builders.readers.languages import other_language

LANG_RE = re.compile(r"^lang:[ \t]+[\"']?([A-Za-z0-9-]+)", re.MULTILINE)
"""`lang: ar`"""


def frame_language(settings: Settings, uri: str) -> str:
    """The language of what stands around the words of a page."""
    language = at_root(settings, uri)[1] or settings.interface[0]
    return TAGS.get(language, language)


def prose_language(settings: Settings, uri: str, text: str) -> str:
    """That of its words: what its head says, or else what its letters show; empty if the frame's."""
    frame = frame_language(settings, uri)
    found = front_matter(text)
    said = LANG_RE.search(text[slice(*found[0])]) if found else None
    language = said[1] if said else other_language(without_front_matter(text), frame) or ""
    return "" if language.partition("-")[0] == frame.partition("-")[0] else language
