"""The Chinese catalogue has all words of the templates, and no others.

If you change words in a template, change them in `builders/data/interface/zh.yml` too: in
`phrases`, by their text, or in `passages`, where the Chinese has another order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from builders.interface.catalogue import GAP_RE, catalogue
from builders.interface.messages import Kind, messages, pieces, translated
from builders.meanings import glossary
from tests.conftest import PROJECT

TEMPLATES = PROJECT / "site_src/templates"
SAME_IN_BOTH_RE = re.compile(r"[A-Z][A-Za-z-]*|English|\(English\)|Aa")
"""Names of formats and languages, which are the same in both languages."""
WORDS = catalogue("zh")
HAN_RE = re.compile(r"[\u4e00-\u9fff]")


def template_texts() -> Iterator[tuple[str, str]]:
    """The name and text of each template."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        yield path.relative_to(TEMPLATES).as_posix(), path.read_text()


def in_chinese(template: str) -> str:
    """The template translated with the catalogue."""
    return translated(template, WORDS)


@pytest.mark.parametrize(
    "template",
    [template for _, template in template_texts()],
    ids=[name for name, _ in template_texts()],
)
def test_every_word_of_a_template_has_its_chinese(template: str) -> None:
    left = {message.words for message in messages(in_chinese(template))}
    known = set(WORDS.phrases.values())
    assert {words for words in left - known if not SAME_IN_BOTH_RE.fullmatch(words)} == set()


def test_every_phrase_is_used_in_a_template() -> None:
    said = {
        words for _, template in template_texts() for words in _words_without_passages(template)
    }
    assert sorted(set(WORDS.phrases) - said) == []


def _words_without_passages(template: str) -> Iterator[str]:
    """The words that a template still needs once its passages are translated."""
    without = type(WORDS)("zh", {}, WORDS.passages, (), {}, {}, {}, {}, {})
    yield from (message.words for message in messages(translated(template, without)))


def test_every_passage_is_used_in_a_template() -> None:
    every = "\n".join(template for _, template in template_texts())
    assert [passage for passage in WORDS.passages if passage not in every] == []


def test_every_output_is_used_in_a_template() -> None:
    said = {
        template[piece.start : piece.end].strip("{}- ").partition(" |")[0]
        for _, template in template_texts()
        for piece in pieces(template)
        if piece.kind is Kind.OUTPUT
    }
    assert sorted(set(WORDS.outputs) - said) == []


def test_a_translated_pattern_uses_only_gaps_that_it_has() -> None:
    for label, words in (*WORDS.gapped.items(), *WORDS.cited.items()):
        gaps = len(GAP_RE.findall(re.escape(label)))
        used = [int(name) for _, name, _, _ in Formatter().parse(words) if name]
        assert sorted(set(used) - set(range(gaps))) == [], label


def test_every_entry_of_the_glossary_has_its_chinese() -> None:
    for entry in glossary._glossary().values():  # noqa: SLF001  # only this test needs all of them
        assert WORDS.find(entry.label), entry.label
        assert WORDS.find(entry.text), entry.text


def test_every_tag_has_its_chinese_meaning() -> None:
    for code in glossary._tags():  # noqa: SLF001  # only this test needs all of them
        meaning, explained = glossary.tag_meaning(code), glossary.explain_tag(code)
        assert meaning, code
        assert explained, code
        assert WORDS.find(meaning.meaning), code
        assert HAN_RE.search(str(WORDS.find(explained.text))), code
        assert not meaning.note or WORDS.find(meaning.note), meaning.note
