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
WORD_RE = re.compile(
    r'\bword\(\s*("(?:[^"\\\n]|\\.)*"|`[^`\n]*`),\s*("(?:[^"\\\n]|\\.)*"|`[^`\n]*`)'
)
"""The two words in `word("Copy", "复制")`."""
LABEL_RE = re.compile(r'^  "?([A-Za-z][A-Za-z, -]*?)"?: "([^"]*)",$', re.MULTILINE)
"""The two labels in `  "Diplomatic cable": "外交电报",`."""
OUTPUT_RE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]*>|\{\d\}|\{[a-z]\}")


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
    assert {"zh.yml, labels", "method.md", "shortcuts.js", "search/page.js"} <= wheres


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


def test_every_pair_of_words_in_a_script_has_its_chinese() -> None:
    """The second word is Chinese, or the same in both languages."""
    for path in sorted(SCRIPTS.rglob("*.js")):
        for match in WORD_RE.finditer(path.read_text(encoding="utf-8")):
            english, chinese = match[1][1:-1], match[2][1:-1]
            bare = re.sub(r"\$\{[^}]*\}", "", chinese)
            same = not re.search("[A-Za-z]{2}", bare) or chinese in {"en", "zh-Hans"}
            assert re.search(f"[{HAN}]", bare) or same, (path.name, english)


def test_labels_in_scripts_are_those_of_the_catalogue() -> None:
    words = catalogue("zh")
    pairs = LABEL_RE.findall((SCRIPTS / "labels.js").read_text(encoding="utf-8"))
    assert len(pairs) > 20
    found = {english: words.find(english) for english, _ in pairs if english != "Page"}
    assert found == {english: chinese for english, chinese in pairs if english != "Page"}
