"""Folding: from words in a text to terms of the index."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from builders.search.folding import LONGEST, TOKEN_RE, key, token_of, tokens, variants
from builders.search.han import FORMS, forms_among
from tests.conftest import PROJECT

CASES: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(
    (PROJECT / "tests/search/words.yml").read_text()
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"]))
def test_a_text_is_these_words(case: dict[str, Any]) -> None:
    found = tokens(case["text"])
    assert [term for token in found for term in token.terms] == case["terms"]
    assert [term for token in found for term in token.beside] == case.get("beside", [])


def test_plain_english_is_read_as_any_other_text() -> None:
    for path in sorted((PROJECT / "site_src").rglob("*.txt")):
        for line in path.read_text(errors="replace").splitlines():
            assert tokens(line) == [token_of(raw) for raw in TOKEN_RE.findall(line)]


def test_a_name_is_one_key() -> None:
    assert key("Trafficking in Persons") == "trafficking_in_persons"
    assert key("雷于蓝") == key("雷于藍") == "雷于蓝"
    assert key("Léi Yúlán") == key("lei  yulan") == "lei_yulan"


def test_no_word_is_longer_than_what_counts() -> None:
    ((term,),) = [token.terms for token in tokens("x" * 100_000)]
    assert len(term) == LONGEST


def test_a_character_has_one_form_in_the_index() -> None:
    all_forms = "".join(FORMS)
    assert len(set(all_forms)) == len(all_forms)
    assert all(len(forms) > 1 for forms in FORMS)
    assert key(all_forms) == "".join(forms[0] * len(forms) for forms in FORMS)


def test_a_browser_is_told_of_forms_that_are_indexed() -> None:
    assert forms_among([]) == forms_among(["word", "年"]) == ""
    assert forms_among(["汕头", "=中国"]) == "国國 头頭"


@pytest.mark.parametrize(
    ("names", "word", "others"),
    [
        (("Labour Organization", "Labor Organization"), "labour", {"labor"}),
        (("Labour Organization", "Labor Organization"), "labor", {"labour"}),
        (("Labour Organization",), "labour", set()),
        (
            ("Organisation for Migration", "Organization for Migration"),
            "organisation",
            {"organization"},
        ),
        (("National Centre", "Center of the Nation"), "centre", {"center"}),
        (("Police", "Policy"), "police", set()),
    ],
)
def test_a_spelling_is_another_only_where_a_register_has_both(
    names: tuple[str, ...], word: str, others: set[str]
) -> None:
    assert variants(names).get(word, set()) == others
