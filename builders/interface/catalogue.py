"""The catalogue of a language: translations of the interface, from `builders/data/interface/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from builders.data import written
from builders.dates import MONTHS, DateWords, display_in
from builders.inputs.yaml_texts import parse_yaml
from builders.meanings import datasets
from builders.meanings.glossary import explain, explain_tag, tag_meaning
from builders.model.untranslated import Untranslated

FOLDER = "interface"
OUTPUTS = "outputs.yml"
"""The file that lists the expressions of templates whose values are labels; it serves all languages."""
SCRIPTS = "scripts.yml"
"""The file that lists the labels that scripts show; it serves all languages."""
GAP_RE = re.compile(r"\\\{(n|x|k|f|c)\\\}")
"""A gap in a label, after `re.escape`.

`{n}` is a number; `{x}` any words, translated if they are a label or a name; `{k}` words that are
kept; `{f}` words that must have a translation; `{c}` a code.
"""
DAY_RE = re.compile(
    rf"(?:(?P<day>[0-9]{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}) (?P<year>[1-9][0-9]{{2,3}})"
)
"""A label that is a date: `21 March 2009`, `March 2009`."""
GAPS = {"n": r"([0-9][0-9,]*)", "c": r"([A-Z0-9]+)", **dict.fromkeys("xkf", r"([^<>]+?)")}
MAX_LABEL_LENGTH = 400
"""The longest text matched with gapped labels; a longer one is somebody's own words."""
FIRST_STYLE = "chicago"
"""The citation style that readers find chosen at first where the catalogue names no other."""
ENGLISH = "en"
"""The language of the templates, which has no catalogue."""
CHINESE = "zh"
"""The language in which registers and sidecars give second names: `label_zh`, `title_zh`."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A gapped label, ready for matching."""

    expression: re.Pattern[str]
    gaps: str
    """The letter of each gap, in order."""
    translation: str


@dataclass(frozen=True)
class Catalogue:
    """The translations of the interface into one language."""

    language: str
    """The language's folder: `zh`."""
    phrases: Mapping[str, str]
    """Messages in templates, which may contain outputs: `{{ count }} sources`."""
    passages: Mapping[str, str]
    """Longer stretches of templates, replaced whole, as where the order of parts differs."""
    outputs: tuple[str, ...]
    """Expressions of templates whose values are labels."""
    labels: Mapping[str, str]
    """Words that the builders pass to templates, and those of the page's frame."""
    gapped: Mapping[str, str]
    """Labels with gaps: `{n} days later`."""
    cited: Mapping[str, str]
    """Short citations with their places: `{x}, {n}–{n}`."""
    descriptions: Mapping[str, str]
    """By section, the description of a page whose own has no translation; it takes the title."""
    explanations: Mapping[str, str]
    """Labels and explanations of header fields and data, by the English label or explanation."""
    tag: str = ""
    """The language's BCP 47 tag."""
    locale: str = ""
    """Its name in Open Graph: `zh_CN`."""
    name: str = ""
    """Its name in itself, by which readers choose it: `中文`."""
    style: str = FIRST_STYLE
    """The citation style that its readers find chosen at first."""
    full_stop: str = ". "
    """What stands between two sentences."""
    moved: tuple[str, str] = ("", "")
    """The words before and after the link of a page that redirects."""
    scripts: Mapping[str, str] = field(default_factory=dict)
    """Words of scripts, with named gaps: `{count} sources`."""
    colon: str = ": "
    """What stands between a term and what is said of it."""
    thousands: str = ","
    """What stands between the thousands of a number."""
    grouped_from: int = 1_000
    """The least number whose thousands are set apart."""
    short_forms: Mapping[str, str] = field(default_factory=dict)
    """What short forms of works have between names and in place of a date, by what it stands for."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of people and things in the language, from the publication's registers."""

    @cached_property
    def _patterns(self) -> tuple[Pattern, ...]:
        return tuple(map(_pattern, self.gapped.items()))

    @cached_property
    def _citation_patterns(self) -> tuple[Pattern, ...]:
        return tuple(map(_pattern, self.cited.items()))

    def with_names(self, names: Mapping[str, str]) -> Catalogue:
        """The catalogue with the names of a publication."""
        return replace(self, names=names)

    def label(self, words: object) -> object:
        """The translation of a label or date; the value itself where there is none."""
        if isinstance(words, DateWords) and words.edtf:
            when = display_in(self.language, words.edtf)
            gapped = self.gapped.get(f"{words.what}, {{x}}", f"{words.what}, {{}}")
            return gapped.format(when) if words.what else when
        if not isinstance(words, str) or not words:
            return words
        return self.find(words) or words

    @cached_property
    def _cache(self) -> dict[str, str | None]:
        """Results of `find`, cached: pages show the same labels again and again."""
        return {}

    def find(self, words: str) -> str | None:
        """The translation of words, or None; `Untranslated` words are looked up among names only."""
        if isinstance(words, Untranslated):
            return self.names.get(words)
        if words not in self._cache:
            self._cache[words] = self._exact(words) or self._by_pattern(self._patterns, words)
        return self._cache[words]

    def find_cited(self, words: str) -> str | None:
        """The translation of a short citation, perhaps with a locator, or None."""
        return self.names.get(words) or self._by_pattern(self._citation_patterns, words)

    def _exact(self, words: str) -> str | None:
        """The translation of exactly these words (label, explanation, name or date), or None."""
        found = self.labels.get(words) or self.explanations.get(words) or self.names.get(words)
        if not found and (match := DAY_RE.fullmatch(words)):
            month = f"{match['year']:>04}-{MONTHS.index(match['month']) + 1:02}"
            day = f"{month}-{int(match['day']):02}" if match["day"] else month
            return display_in(self.language, day)
        return found

    def _by_pattern(self, patterns: Iterable[Pattern], words: str) -> str | None:
        """The translation by the first pattern that matches and whose gaps can be filled."""
        for pattern in patterns if len(words) <= MAX_LABEL_LENGTH else ():
            if match := pattern.expression.fullmatch(words):
                gaps = zip(pattern.gaps, match.groups(), strict=True)
                parts = [self._gap_text(sort, part) for sort, part in gaps]
                if all(parts):
                    return pattern.translation.format(*parts)
        return None

    def _gap_text(self, sort: str, part: str) -> str:
        """The text for a gap, empty if it must have a translation and has none."""
        match sort:
            case "k":
                return part
            case "n":
                return self.number(int(part.replace(",", ""))) if "," in part else part
            case "f":
                return self.find(part) or ""
            case _:
                return self._exact(part) or part

    def number(self, number: int) -> str:
        """A number with its thousands set apart."""
        return f"{number:,}".replace(",", self.thousands if number >= self.grouped_from else "")

    def page_texts(
        self, title: str, title_zh: str, description: str, section: str
    ) -> tuple[str, str]:
        """The title and description of a page, translated where possible."""
        own = title_zh if self.language == CHINESE else ""
        translated = own or self.find(title) or title
        about = self.find(description) if description else None
        if description and about is None and section in self.descriptions:
            about = self.descriptions[section].format(translated)
        return translated, about or description


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language. What it lacks stays in English.

    Raises:
        ValueError: There is none.
    """
    record = _read(f"{language}.yml")
    if record is None:
        raise ValueError(f"there is no {FOLDER}/{language}.yml")
    explained = _read(f"{language}-glossary.yml") or {}
    tags = _read(f"{language}-tags.yml") or {}
    return Catalogue(
        language=language,
        phrases=record.get("phrases", {}),
        passages=record.get("passages", {}),
        outputs=tuple((_read(OUTPUTS) or {})["outputs"]),
        labels=record.get("labels", {}),
        gapped=record.get("gapped", {}),
        cited=record.get("cited", {}),
        descriptions=record.get("descriptions", {}),
        explanations={
            **dict(_tags(tags, explained, record)),
            **dict(_explanations(explained)),
            **dict(datasets.in_chinese() if language == CHINESE else ()),
        },
        tag=record["tag"],
        locale=record["locale"],
        name=record["name"],
        style=record.get("style", FIRST_STYLE),
        full_stop=record["full_stop"],
        moved=tuple(record["moved"]),
        scripts=record.get("scripts", {}),
        colon=record.get("colon", Catalogue.colon),
        thousands=record.get("thousands", Catalogue.thousands),
        grouped_from=int(record.get("grouped_from", Catalogue.grouped_from)),
        short_forms=record.get("short_forms", {}),
    )


@cache
def labels_of_scripts() -> tuple[str, ...]:
    """The labels that scripts show, in English."""
    return tuple((_read(SCRIPTS) or {})["labels"])


def tag_of(language: str) -> str:
    """The BCP 47 tag of a language of the interface; empty for an empty one."""
    return language if language in {"", ENGLISH} else catalogue(language).tag


def name_of(language: str) -> str:
    """The name of a language of the interface in itself."""
    return "English" if language == ENGLISH else catalogue(language).name


def locale_of(language: str) -> str:
    """The name of a language of the interface in Open Graph."""
    return "en_US" if language == ENGLISH else catalogue(language).locale


def _pattern(label: tuple[str, str]) -> Pattern:
    """A gapped label and its translation as a pattern."""
    words = re.escape(label[0])
    expression = re.compile(GAP_RE.sub(lambda gap: GAPS[gap[1]], words))
    return Pattern(expression, "".join(GAP_RE.findall(words)), label[1])


def _read(name: str) -> dict[str, Any] | None:
    """What a file of the catalogue says; None if there is no such file."""
    try:
        text = written(f"{FOLDER}/{name}")
    except FileNotFoundError:
        return None
    record: dict[str, Any] = parse_yaml(text).value
    return record


def _explanations(explained: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of English and translation, for each translated term of the glossary.

    Raises:
        ValueError: The glossary has no such term.
    """
    for key, other in explained.items():
        family, _, name = key.partition(".")
        english = explain(family, name)
        if english is None:
            raise ValueError(f"there is no {key} in the glossary")
        yield english.label, other["label"]
        yield english.text, other["text"]


def _tags(
    tags: Mapping[str, str], explained: Mapping[str, Mapping[str, str]], record: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Pairs of English and translation, for the meaning and the explanation of each TAGS code.

    Raises:
        ValueError: There is no such code.
    """
    labels, colon, stop = record.get("labels", {}), record.get("colon", ": "), record["full_stop"]
    kinds = {
        english.label: other["label"].lower()
        for key, other in explained.items()
        if key.startswith("tag.") and (english := explain(*key.split(".", 1)))
    }
    for code, meaning in tags.items():
        known, english = tag_meaning(code), explain_tag(code)
        if known is None or english is None:
            raise ValueError(f"there is no TAGS code {code}")
        yield known.meaning, meaning
        kind = f"{colon}{kinds[known.kind.label]}" if known.kind else ""
        about = (
            f"{explained['field.tags']['label']}{kind}{stop}{labels.get(known.note, known.note)}"
        )
        yield english.text, about.rstrip()
