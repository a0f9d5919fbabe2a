"""Language maps of IIIF: words that viewers show, by language."""

from __future__ import annotations

from collections.abc import Iterable

from builders.model.publication import Entry, Publication
from builders.model.untranslated import Untranslated
from builders.pages.names_in_languages import catalogues
from builders.readers.languages import title_language

LanguageMap = dict[str, list[str]]
"""Values by language tag."""
NONE = "none"
"""IIIF's tag for values in no or unknown language, shown if no other language matches."""
CHINESE = "zh-Hans"


class Words:
    """The words in a publication's manifests, in the languages of its interface."""

    def __init__(self, publication: Publication) -> None:
        """Load the catalogues of the interface's languages."""
        self._settings = publication.settings
        self._others = list(publication.shared(catalogues).values())

    def label(self, words: object) -> LanguageMap:
        """Words of the publication itself, in each language of its interface."""
        return {self._settings.interface[0]: [str(words)], **self._translated(words)}

    def name(self, name: str) -> LanguageMap:
        """A name as given, and in the languages of the interface where it has another."""
        return {NONE: [text(name)], **self._translated(Untranslated(name))}

    def prose(self, words: str | None, chinese: str | None = None) -> LanguageMap:
        """Words of the editors, in the language of their prose and perhaps in Chinese."""
        own = self._settings.language
        return _by_language((title_language(words or "", own), words), (CHINESE, chinese))

    def title(self, entry: Entry) -> LanguageMap:
        """The title of a source."""
        language = title_language(entry.title, entry.language)
        return _by_language((language, entry.title), (CHINESE, entry.sidecar.title_zh))

    def publication(self) -> LanguageMap:
        """The name of the publication."""
        return self.prose(self._settings.name, self._settings.name_zh)

    def _translated(self, words: object) -> LanguageMap:
        every = ((one.tag, str(one.label(words))) for one in self._others)
        return {tag: [text(found)] for tag, found in every if found != words}


def language_map(words: Iterable[str], language: str = NONE) -> LanguageMap:
    """A language map with values in one language, by default in none."""
    return {language: [text(one) for one in words]}


def text(words: str) -> str:
    """The words as plain text; a value enclosed in `<` and `>` would be taken for HTML."""
    return f"{words} " if words.startswith("<") and words.endswith(">") else words


def _by_language(*values: tuple[str, str | None]) -> LanguageMap:
    found: LanguageMap = {}
    for language, words in values:
        if words and text(words) not in found.get(language, ()):
            found.setdefault(language, []).append(text(words))
    return found
