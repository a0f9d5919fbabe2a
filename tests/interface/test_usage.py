"""Consistent terms and typography in all Chinese texts that readers see.

`builders/data/interface/zh-usage.yml` lists the terms. In scripts, every Chinese string is taken
to be for readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from builders.inputs.yaml_texts import parse_yaml
from builders.interface.catalogue import catalogue
from tests.conftest import PROJECT

DATA = PROJECT / "builders/data/interface"
SCRIPTS = PROJECT / "site_src/assets/js"
HAN = "\u3400-\u9fff"
USAGE = parse_yaml((DATA / "zh-usage.yml").read_text(encoding="utf-8")).value
STRING_RE = re.compile(r'"[^"\n]*"|`[^`\n]*`')
OUTPUT_RE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]*>|\{\d\}|\{[a-z]+\}")


def catalogue_strings() -> Iterator[tuple[str, str]]:
    """Every Chinese string of the catalogue."""
    words = catalogue("zh")
    for name in (
        "phrases",
        "passages",
        "labels",
        "gapped",
        "cited",
        "descriptions",
        "explanations",
        "scripts",
    ):
        for other in getattr(words, name).values():
            yield f"zh.yml, {name}", OUTPUT_RE.sub("", other)


def page_lines() -> Iterator[tuple[str, str]]:
    """The lines of the editors' own pages."""
    for path in sorted((PROJECT / "site_src/pages/zh").glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.name, re.sub(r"\[@[^\]]*\]|\]\([^)]*\)|`[^`]*`", "", line)


def script_strings() -> Iterator[tuple[str, str]]:
    """Every Chinese string of a script."""
    for path in sorted(SCRIPTS.rglob("*.js")):
        for match in STRING_RE.finditer(path.read_text(encoding="utf-8")):
            if re.search(f"[{HAN}]", match[0]):
                yield path.relative_to(SCRIPTS).as_posix(), match[0][1:-1]


def all_strings() -> list[tuple[str, str]]:
    return [*catalogue_strings(), *page_lines(), *script_strings()]


@pytest.mark.parametrize("entry", USAGE, ids=[entry["english"] for entry in USAGE])
def test_each_thing_has_one_chinese_term(entry: dict[str, str]) -> None:
    wrong = re.compile(entry["not"])
    assert [(where, words) for where, words in all_strings() if wrong.search(words)] == []


def test_the_strings_of_all_files_are_searched() -> None:
    wheres = {where for where, _ in all_strings()}
    assert {"zh.yml, labels", "zh.yml, scripts", "method.md", "timeline/lanes.js"} <= wheres


def test_there_is_no_space_between_chinese_and_latin() -> None:
    """The style sheet makes the space between them (`text-autospace`)."""
    blank = re.compile(rf"[{HAN}，。；：、] +[A-Za-z0-9$*]|[A-Za-z0-9}}*] +[{HAN}，。；：、]")
    found = [
        (where, words)
        for where, words in (*catalogue_strings(), *script_strings())
        if blank.search(words)
    ]
    assert found == []


def test_punctuation_between_chinese_is_full_width() -> None:
    narrow = re.compile(rf"[{HAN}][,;:?!()]|[,;:?!()][{HAN}]|[{HAN}]\.(?!\w)")
    assert [(where, words) for where, words in all_strings() if narrow.search(words)] == []
