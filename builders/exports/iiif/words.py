"""Words that viewers show, by language: what IIIF calls a language map."""

from __future__ import annotations

from collections.abc import Iterable

from builders.interface import versions
from builders.interface.catalogue import TAGS, catalogue
from builders.model.given import Given
from builders.model.publication import Entry, Publication
from builders.pages.chinese_names import chinese_names
from builders.readers.languages import title_language

LanguageMap = dict[str, list[str]]
"""From the tag of a language to what is said in it."""
NONE = "none"
"""The tag of what is in no language, or shown to those whose language no other value has."""
CHINESE = TAGS["zh"]


class Words:
    """What is said in a publication's manifests."""

    def __init__(self, publication: Publication) -> None:
        """Look up the languages of its interface."""
        settings = publication.settings
        others = versions.others(settings)
        names = publication.shared(chinese_names) if others else {}
        self._settings = settings
        self._others = [catalogue(language).with_names(names) for language in others]

    def label(self, words: object) -> LanguageMap:
        """The publication's own words, in each language of its interface."""
        return {self._settings.interface[0]: [str(words)], **self._translated(words)}

    def name(self, name: str) -> LanguageMap:
        """What somebody or something is called, and how else in a language of the interface."""
        return {NONE: [text(name)], **self._translated(Given(name))}

    def said(self, words: str | None, chinese: str | None = None) -> LanguageMap:
        """What the editors say, in the language of their prose and perhaps in Chinese."""
        own = self._settings.language
        return _by_language((title_language(words or "", own), words), (CHINESE, chinese))

    def title(self, entry: Entry) -> LanguageMap:
        """What a source is called."""
        language = title_language(entry.title, entry.language)
        return _by_language((language, entry.title), (CHINESE, entry.sidecar.title_zh))

    def publication(self) -> LanguageMap:
        """What the publication is called."""
        return self.said(self._settings.name, self._settings.name_zh)

    def _translated(self, words: object) -> LanguageMap:
        every = ((one.tag, str(one.label(words))) for one in self._others)
        return {tag: [text(found)] for tag, found in every if found != words}


def plainly(words: Iterable[str], language: str = NONE) -> LanguageMap:
    """Words of one language or of none."""
    return {language: [text(one) for one in words]}


def text(words: str) -> str:
    """The words as plain text: those between `<` and `>` would be taken for HTML."""
    return f"{words} " if words.startswith("<") and words.endswith(">") else words


def _by_language(*said: tuple[str, str | None]) -> LanguageMap:
    found: LanguageMap = {}
    for language, words in said:
        if words and text(words) not in found.get(language, ()):
            found.setdefault(language, []).append(text(words))
    return found
