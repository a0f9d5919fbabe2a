"""Each catalogue has all words of the scripts, and no others.

If you change words in a script, change them in `builders/data/interface/` too: in the section
`scripts` of each catalogue, or in `scripts.yml`, where they are a label of the builders as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from builders.inputs.interface_languages import interface_languages
from builders.interface import script_words
from builders.interface.catalogue import catalogue, labels_of_scripts
from tests.conftest import PROJECT

SCRIPTS = PROJECT / "site_src/assets/js"
FURTHER = interface_languages()[1:]
CALL_RE = re.compile(r"\b(?:word|say)\(")
LITERAL_RE = re.compile(r'(?P<compared>=== )?"(?P<words>(?:[^"\\\n]|\\.)*)"')
GAP_RE = re.compile(r"\{(\w+)\}")
FURTHER_GAPS = {"{month}": {"number"}}
"""Gaps that a script fills although the English has none of them, by the English."""


def texts() -> Iterator[str]:
    for path in sorted(SCRIPTS.rglob("*.js")):
        yield path.read_text(encoding="utf-8")


def literals(text: str) -> set[str]:
    """The quoted texts in a stretch of a script, except those that something is compared with."""
    found = (match["words"] for match in LITERAL_RE.finditer(text) if not match["compared"])
    return {words.replace("\\u00A0", "\u00a0") for words in found}


def first_argument(text: str, at: int) -> str:
    """The first argument of a call, from the offset after its bracket."""
    line = text[at : text.find("\n", at)]
    depth = 0
    for end, sign in enumerate(LITERAL_RE.sub(lambda match: "_" * len(match[0]), line)):
        if not depth and sign in "),":
            return line[:end]
        depth += (sign in "([{") - (sign in ")]}")
    return line


def words_of_scripts() -> set[str]:
    """The English words that scripts ask for where they stand."""
    return {
        words
        for text in texts()
        for call in CALL_RE.finditer(text)
        for words in literals(first_argument(text, call.end()))
    }


def test_the_words_of_a_call_are_found() -> None:
    text = 'word(one === "a" ? "{n} thing, 1" : "{n} (things)", { n: word("other") });\n'
    assert literals(first_argument(text, 5)) == {"{n} thing, 1", "{n} (things)"}


def test_most_calls_name_their_words() -> None:
    assert len(words_of_scripts()) > 150


@pytest.mark.parametrize("language", FURTHER)
def test_every_word_of_a_script_is_translated(language: str) -> None:
    assert sorted(words_of_scripts() - script_words.table(language).keys()) == []


@pytest.mark.parametrize("language", FURTHER)
def test_every_label_that_scripts_show_is_translated(language: str) -> None:
    assert sorted(set(labels_of_scripts()) - script_words.table(language).keys()) == []


@pytest.mark.parametrize("language", FURTHER)
def test_every_word_in_a_catalogue_is_used_in_a_script(language: str) -> None:
    known = {words for text in texts() for words in literals(text)} | set(labels_of_scripts())
    assert sorted(catalogue(language).scripts.keys() - known) == []


@pytest.mark.parametrize("language", FURTHER)
def test_a_translation_uses_only_gaps_that_are_filled(language: str) -> None:
    for english, words in catalogue(language).scripts.items():
        filled = {*GAP_RE.findall(english), *FURTHER_GAPS.get(english, ())}
        assert set(GAP_RE.findall(words)) <= filled, english


@pytest.mark.parametrize("language", FURTHER)
def test_links_among_words_are_as_many_as_in_english(language: str) -> None:
    for english, words in catalogue(language).scripts.items():
        assert words.count("{link}") == english.count("{link}"), english


@pytest.mark.parametrize("language", FURTHER)
def test_the_file_of_a_language_is_found_by_its_tag(language: str) -> None:
    text = script_words.script(language).decode()
    before, _, record = text.removesuffix(";\n").partition(" = ")
    assert before == f'(globalThis.muWords ??= {{}})["{catalogue(language).tag}"]'
    assert json.loads(record)["code"] == language


@pytest.mark.parametrize("language", FURTHER)
def test_numbers_are_written_as_the_builders_write_them(language: str) -> None:
    text = script_words.script(language).decode()
    own = json.loads(text.removesuffix(";\n").partition(" = ")[2])
    words = catalogue(language)
    assert (own["thousands"], own["groupedFrom"]) == (words.thousands, words.grouped_from)
