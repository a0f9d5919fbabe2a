"""Each catalogue has all words of the templates, and no others.

If you change words in a template, change them in `builders/data/interface/zh.yml` and `es.yml` too:
in `phrases`, by their text, or in `passages`, where the translation has another order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from builders.interface.catalogue import CHINESE, GAP_RE, Catalogue, catalogue
from builders.interface.glosses import without_glosses
from builders.interface.messages import Kind, messages, pieces, translated
from builders.meanings import glossary
from builders.pages.backlinks import PLACE_NAMES
from builders.pages.timeline.rows import STATUS_LABELS
from tests.conftest import PROJECT

TEMPLATES = PROJECT / "site_src/templates"
SAME_IN_ALL_RE = re.compile(r"BibTeX|EDTF|English|\(English\)|PNG|SHA-256|SVG|TAGS?|Aa")
"""Names of formats and languages, which are the same in all languages."""
CATALOGUES = tuple(
    catalogue(path.stem) for path in sorted((PROJECT / "builders/data/interface").glob("??.yml"))
)
every_catalogue = pytest.mark.parametrize(
    "words", CATALOGUES, ids=[words.language for words in CATALOGUES]
)


def template_texts() -> Iterator[tuple[str, str]]:
    """The name and text of each template."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        yield path.relative_to(TEMPLATES).as_posix(), path.read_text()


@every_catalogue
@pytest.mark.parametrize(
    "template",
    [template for _, template in template_texts()],
    ids=[name for name, _ in template_texts()],
)
def test_every_word_of_a_template_has_its_translation(template: str, words: Catalogue) -> None:
    left = {message.words for message in messages(translated(template, words))}
    known = {
        *words.phrases.values(),
        # Those of a passage may be part of one.
        *(one for one in left if any(one in " ".join(p.split()) for p in words.passages.values())),
    }
    assert {one for one in left - known if not SAME_IN_ALL_RE.fullmatch(one)} == set()


@every_catalogue
def test_every_phrase_is_used_in_a_template(words: Catalogue) -> None:
    said = {
        one for _, template in template_texts() for one in _words_without_passages(template, words)
    }
    assert sorted(set(words.phrases) - said) == []


def _words_without_passages(template: str, words: Catalogue) -> Iterator[str]:
    """The words that a template still needs once its passages are translated."""
    without = Catalogue(words.language, {}, words.passages, (), {}, {}, {}, {}, {})
    yield from (message.words for message in messages(translated(template, without)))


@every_catalogue
def test_every_passage_is_used_in_a_template(words: Catalogue) -> None:
    """Chinese passages may contain glosses, which are removed before a page is in another language."""
    texts = [template for _, template in template_texts()]
    if words.language != CHINESE:
        texts = [without_glosses(template) for template in texts]
    assert [one for one in words.passages if one not in "\n".join(texts)] == []


@every_catalogue
def test_every_output_is_used_in_a_template(words: Catalogue) -> None:
    said = {
        template[piece.start : piece.end].strip("{}- ").partition(" |")[0]
        for _, template in template_texts()
        for piece in pieces(template)
        if piece.kind is Kind.OUTPUT
    }
    assert sorted(set(words.outputs) - said) == []


@every_catalogue
def test_a_translated_pattern_uses_only_gaps_that_it_has(words: Catalogue) -> None:
    for label, other in (*words.gapped.items(), *words.cited.items()):
        gaps = len(GAP_RE.findall(re.escape(label)))
        used = [int(name) for _, name, _, _ in Formatter().parse(other) if name]
        assert sorted(set(used) - set(range(gaps))) == [], label


@every_catalogue
def test_every_entry_of_the_glossary_has_its_translation(words: Catalogue) -> None:
    for entry in glossary._glossary().values():  # noqa: SLF001  # only this test needs all of them
        assert words.find(entry.label), entry.label
        assert words.find(entry.text), entry.text


@every_catalogue
def test_every_tag_has_its_translated_meaning(words: Catalogue) -> None:
    for code in glossary._tags():  # noqa: SLF001  # only this test needs all of them
        meaning, explained = glossary.tag_meaning(code), glossary.explain_tag(code)
        assert meaning, code
        assert explained, code
        assert words.find(meaning.meaning), code
        assert words.find(explained.text) not in {None, explained.text}, code
        assert not meaning.note or words.find(meaning.note), meaning.note


@every_catalogue
def test_what_is_translated_into_chinese_is_translated_into_each_language(words: Catalogue) -> None:
    """Chinese has been checked on every page; explanations of TAGS codes are made of their parts."""
    chinese = catalogue(CHINESE)
    texts = (one for one in (*chinese.labels, *chinese.explanations) if "TAGS code:" not in one)
    assert [text for text in texts if not words.find(text)] == []
    assert set(chinese.gapped) - set(words.gapped) - set(words.labels) == set()
    assert set(chinese.cited) - set(words.cited) == set()
    assert set(chinese.descriptions) - set(words.descriptions) == set()


@every_catalogue
@pytest.mark.parametrize("label", [*PLACE_NAMES.values(), *STATUS_LABELS.values(), "All places"])
def test_what_another_publication_may_show_is_translated(label: str, words: Catalogue) -> None:
    assert label in words.labels
