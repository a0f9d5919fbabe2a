"""Folding: from words in a text to terms of the index."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from ruamel.yaml import YAML

from builders.model.han_forms import FORMS
from builders.search.folding import (
    LONGEST,
    LONGEST_NAME,
    TOKEN_RE,
    key,
    keys,
    token_of,
    tokens,
    variants,
)
from builders.search.han import forms_among
from tests.conftest import PROJECT

CASES: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(
    (PROJECT / "tests/search/words.yml").read_text()
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"]))
def test_a_text_has_the_expected_terms(case: dict[str, Any]) -> None:
    found = tokens(case["text"])
    assert [term for token in found for term in token.terms] == case["terms"]
    assert [term for token in found for term in token.extra] == case.get("extra", [])


def test_the_shortcut_for_plain_english_gives_the_same_tokens() -> None:
    for path in sorted((PROJECT / "site_src").rglob("*.txt")):
        for line in path.read_text(errors="replace").splitlines():
            assert tokens(line) == [token_of(raw) for raw in TOKEN_RE.findall(line)]


def test_the_key_of_a_name_joins_its_folded_words() -> None:
    assert key("Trafficking in Persons") == "trafficking_in_persons"
    assert key("雷于蓝") == key("雷于藍") == "雷于蓝"
    assert key("Léi Yúlán") == key("lei  yulan") == "lei_yulan"


def test_terms_are_cut_at_the_maximum_length() -> None:
    ((term,),) = [token.terms for token in tokens("x" * 100_000)]
    assert len(term) == LONGEST


@pytest.mark.parametrize(
    "script",
    [
        "ARABIC-INDIC",
        "EXTENDED ARABIC-INDIC",
        "DEVANAGARI",
        "BENGALI",
        "GURMUKHI",
        "GUJARATI",
        "ORIYA",
        "TAMIL",
        "TELUGU",
        "KANNADA",
        "MALAYALAM",
        "FULLWIDTH",
    ],
)
def test_digits_of_other_scripts_are_searched_for_as_those_of_ours(script: str) -> None:
    names = ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"]
    digits = "".join(unicodedata.lookup(f"{script} DIGIT {name}") for name in names)
    assert key(digits) == "0123456789"


def test_names_that_are_too_long_or_empty_have_no_key() -> None:
    long, too_long = "x" * LONGEST_NAME, "y" * (LONGEST_NAME + 1)
    assert keys([long, too_long, "", "-", "a b", "A  B"]) == [key(long), "a_b"]


def test_variant_characters_are_folded_to_one_form() -> None:
    all_forms = "".join(FORMS)
    assert len(set(all_forms)) == len(all_forms)
    assert all(len(forms) > 1 for forms in FORMS)
    assert key(all_forms) == "".join(forms[0] * len(forms) for forms in FORMS)


def test_only_character_variants_in_the_index_are_sent_to_the_browser() -> None:
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
def test_spellings_are_variants_only_if_a_register_has_both(
    names: tuple[str, ...], word: str, others: set[str]
) -> None:
    found = variants(names)
    assert found.get(word, set()) == others
    assert all(found.values()), "a word without another spelling needs no term"
