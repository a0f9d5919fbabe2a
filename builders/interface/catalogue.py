"""What the publication's own words are called in another language, from `builders/data/interface/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from builders.data import written
from builders.dates import MONTHS, DateWords, chinese
from builders.inputs.yaml_texts import spelled
from builders.meanings import datasets
from builders.meanings.glossary import explain, explain_tag, tag_meaning
from builders.model.given import Given

FOLDER = "interface"
GAP_RE = re.compile(r"\\\{(n|x|k|f|c)\\\}")
"""A gap of a pattern, after `re.escape`: `{n}` is a number, `{x}` any words, a label or a name perhaps;
`{k}` words that are kept, `{f}` those that must be found, `{c}` a code."""
DAY_RE = re.compile(
    rf"(?:(?P<day>[0-9]{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}) (?P<year>[0-9]{{4}})"
)
"""`21 March 2009`, `March 2009`, in a label that holds a date."""
GAPS = {"n": r"([0-9][0-9,]*)", "c": r"([A-Z0-9]+)", **dict.fromkeys("xkf", r"([^<>]+?)")}
TAGS = {"zh": "zh-Hans"}
"""BCP 47 tags of the interfaces' languages, by the name of their folder."""
LONGEST = 400
"""Characters of a label with gaps: what is longer is somebody's own words, and is not taken apart."""
LOCALES = {"en": "en_US", "zh": "zh_CN"}
"""What Open Graph calls them."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A label with gaps."""

    expression: re.Pattern[str]
    gaps: str
    """Of which sort each is."""
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
    outputs: tuple[str, ...]
    """Expressions of templates whose values are labels."""
    labels: Mapping[str, str]
    """Words that the builders give to templates, and those of the page's frame."""
    gapped: Mapping[str, str]
    """Labels with gaps: `{n} days later`."""
    cited: Mapping[str, str]
    """Short citations with their places: `{x}, {n}–{n}`."""
    descriptions: Mapping[str, str]
    """What a page with a title says of itself that has no words of its own for it, by its section."""
    explanations: Mapping[str, str]
    """What terms of a header and data mean: by the English label and by the English explanation."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What the publication's own registers say that somebody or something is called."""

    @property
    def tag(self) -> str:
        """Its BCP 47 tag."""
        return TAGS.get(self.language, self.language)

    @cached_property
    def _patterns(self) -> tuple[Pattern, ...]:
        return tuple(map(_pattern, self.gapped.items()))

    @cached_property
    def _of_citations(self) -> tuple[Pattern, ...]:
        return tuple(map(_pattern, self.cited.items()))

    def with_names(self, names: Mapping[str, str]) -> Catalogue:
        """The same words, and the names of a publication."""
        return replace(self, names=names)

    def label(self, words: object) -> object:
        """The words in the language; as they are, where they have no others."""
        if isinstance(words, DateWords) and words.edtf:
            when = chinese.display(words.edtf)
            return self.gapped[f"{words.what}, {{x}}"].format(when) if words.what else when
        if not isinstance(words, str) or not words:
            return words
        return self.find(words) or words

    @cached_property
    def _found(self) -> dict[str, str | None]:
        """The last answers: pages show the same labels again and again."""
        return {}

    def find(self, words: str) -> str | None:
        """The words in the language, or None; what is given has a name in it, or nothing."""
        if isinstance(words, Given):
            return self.names.get(words)
        if words not in self._found:
            self._found[words] = self._exact(words) or self._filled(self._patterns, words)
        return self._found[words]

    def find_cited(self, words: str) -> str | None:
        """A short citation in the language, or None: a name, perhaps with a place."""
        return self.names.get(words) or self._filled(self._of_citations, words)

    def _exact(self, words: str) -> str | None:
        """What the very words are called."""
        found = self.labels.get(words) or self.explanations.get(words) or self.names.get(words)
        if not found and (match := DAY_RE.fullmatch(words)):
            month = f"{match['year']}-{MONTHS.index(match['month']) + 1:02}"
            return chinese.display(f"{month}-{int(match['day']):02}" if match["day"] else month)
        return found

    def _filled(self, patterns: Iterable[Pattern], words: str) -> str | None:
        """The first pattern that the words follow, with what stands in its gaps."""
        for pattern in patterns if len(words) <= LONGEST else ():
            if match := pattern.expression.fullmatch(words):
                gaps = zip(pattern.gaps, match.groups(), strict=True)
                parts = [self._part(sort, part) for sort, part in gaps]
                if all(parts):
                    return pattern.translation.format(*parts)
        return None

    def _part(self, sort: str, part: str) -> str:
        """What stands in a gap; any words may be somebody's own, and are not taken apart again."""
        match sort:
            case "k":
                return part
            case "f":
                return self.find(part) or ""
            case _:
                return self._exact(part) or part

    def of_page(self, title: str, title_zh: str, description: str, section: str) -> tuple[str, str]:
        """The title of a page and what it tells of itself; in its first language, if there is no other."""
        own = title_zh if self.language == "zh" else ""
        said = own or self.find(title) or title
        about = self.find(description) if description else None
        if description and about is None and section in self.descriptions:
            about = self.descriptions[section].format(said)
        return said, about or description


@cache
def catalogue(language: str) -> Catalogue:
    """The words of a language.

    Raises:
        ValueError: there are none.
    """
    record = _read(f"{language}.yml")
    explained = _read(f"{language}-glossary.yml")
    tags = _read(f"{language}-tags.yml")
    return Catalogue(
        language,
        record["phrases"],
        record["passages"],
        tuple(record["outputs"]),
        record["labels"],
        record["gapped"],
        record["cited"],
        record["descriptions"],
        {
            **dict(_tags(tags, explained, record["labels"])),
            **dict(_explanations(explained)),
            **dict(datasets.in_chinese() if language == "zh" else ()),
        },
    )


def _pattern(label: tuple[str, str]) -> Pattern:
    """A label with gaps and its translation, as what is looked for."""
    words = re.escape(label[0])
    expression = re.compile(GAP_RE.sub(lambda gap: GAPS[gap[1]], words))
    return Pattern(expression, "".join(GAP_RE.findall(words)), label[1])


def _read(name: str) -> dict[str, Any]:
    try:
        text = written(f"{FOLDER}/{name}")
    except FileNotFoundError as error:
        raise ValueError(f"there is no {FOLDER}/{name}") from error
    record: dict[str, Any] = spelled(text).value
    return record


def _explanations(explained: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """English to other words, for each term of the glossary that has them."""
    for key, other in explained.items():
        family, _, name = key.partition(".")
        english = explain(family, name)
        if english is None:
            raise ValueError(f"there is no {key} in the glossary")
        yield english.label, other["label"]
        yield english.text, other["text"]


def _tags(
    tags: Mapping[str, str], explained: Mapping[str, Mapping[str, str]], labels: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """English to other words, for each TAGS code: what it stands for, and what sort of code it is."""
    kinds = {
        english.label: other["label"]
        for key, other in explained.items()
        if key.startswith("tag.") and (english := explain(*key.split(".", 1)))
    }
    for code, meaning in tags.items():
        known, english = tag_meaning(code), explain_tag(code)
        if known is None or english is None:
            raise ValueError(f"there is no TAGS code {code}")
        yield known.meaning, meaning
        kind = f"：{kinds[known.kind.label]}" if known.kind else ""
        yield (
            english.text,
            f"{explained['field.tags']['label']}{kind}。{labels.get(known.note, known.note)}",
        )
