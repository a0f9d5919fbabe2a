"""What the publication's own words are called in another language, from `builders/data/interface/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from builders import chinese_dates
from builders.dates import DateWords
from builders.yaml_texts import spelled

FOLDER = "interface"
GAP_RE = re.compile(r"\\\{(n|x)\\\}")
"""A gap of a pattern, after `re.escape`: `{n}` is a number, `{x}` any words, looked up themselves."""
GAPS = {"n": r"([0-9][0-9,]*)", "x": r"([^<>]+?)"}
TAGS = {"zh": "zh-Hans"}
"""BCP 47 tags of the interfaces' languages, by the name of their folder."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A label with gaps."""

    expression: re.Pattern[str]
    translation: str


@dataclass(frozen=True)
class Catalogue:
    """One language's words."""

    language: str
    """The name of its folder: `zh`."""
    phrases: Mapping[str, str]
    """Literal words of templates, which may hold outputs: `{{ count }} sources`."""
    passages: Mapping[str, str]
    """Stretches of templates that are put in another way: where the order of their parts differs."""
    labels: Mapping[str, str]
    """Words that the builders give to templates, and those of the page's frame."""
    gapped: Mapping[str, str]
    """Labels with gaps: `{n} days later`."""
    scripts: Mapping[str, str]
    """Words of scripts."""
    explanations: Mapping[str, str]
    """What terms of a header mean, by the English explanation."""

    @property
    def tag(self) -> str:
        """Its BCP 47 tag."""
        return TAGS.get(self.language, self.language)

    @cached_property
    def _patterns(self) -> tuple[Pattern, ...]:
        return tuple(
            Pattern(re.compile(GAP_RE.sub(lambda gap: GAPS[gap[1]], re.escape(label))), translation)
            for label, translation in self.gapped.items()
        )

    def label(self, words: object) -> object:
        """The words in the language; as they are, where they have no others."""
        if isinstance(words, DateWords):
            return chinese_dates.display(words.edtf)
        if not isinstance(words, str) or not words:
            return words
        return self.find(str(words)) or words

    def find(self, words: str) -> str | None:
        """The words in the language, or None."""
        found = self.labels.get(words) or self.explanations.get(words)
        if found:
            return found
        for pattern in self._patterns:
            if match := pattern.expression.fullmatch(words):
                parts = [self.find(part) or part for part in match.groups()]
                return pattern.translation.format(*parts)
        return None


@cache
def catalogue(language: str) -> Catalogue:
    """The words of a language.

    Raises:
        ValueError: there are none.
    """
    file = resources.files("builders.data").joinpath(FOLDER, f"{language}.yml")
    if not file.is_file():
        raise ValueError(f"there is no interface in {language!r}")
    record = spelled(file.read_text(encoding="utf-8")).value
    assert isinstance(record, dict)  # noqa: S101  # our own file
    parts = {
        name: {str(key): str(value) for key, value in (record.get(name) or {}).items()}
        for name in ("phrases", "passages", "labels", "gapped", "scripts", "explanations")
    }
    return Catalogue(language, **parts)
