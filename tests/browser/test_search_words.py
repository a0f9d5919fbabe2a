"""For any text, builders/search/ and the browser's script make the same words."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from builders.model.han_forms import FORMS
from builders.search.codes import encode_all
from builders.search.folding import MASK, key, token_of, tokens
from tests.conftest import PROJECT
from tests.search.test_folding import CASES

READ = """async ([url, forms, texts]) => {
  const words = await import(url);
  words.addVariantForms(forms);
  return texts.map((text) => {
    const { row, joined } = words.atoms(text);
    return [words.terms(row).map(({ term }) => term), joined.map(({ term }) => term), words.key(text)];
  });
}"""
SOURCES = sorted((PROJECT / "site_src").rglob("*.txt")) + sorted(
    (PROJECT / "site_src").rglob("*.yml")
)
CHUNK = 1 << 15
END_OF_CHARACTERS = 0x32000
"""Beyond all assigned characters."""
SURROGATES = range(0xD800, 0xE000)


def browser_words(page: Page, site_url: str, texts: list[str]) -> list[Any]:
    page.goto(f"{site_url}privacy/")
    script = f"{site_url}assets/js/search/words.js"
    found: list[Any] = page.evaluate(READ, [script, " ".join(FORMS), texts])
    return found


def builder_words(text: str) -> list[Any]:
    found = tokens(text)
    terms = [term for token in found for term in token.terms]
    # The browser finds single characters of a run by the run itself.
    extra = [term for token in found for term in token.extra if len(term) > 1]
    return [terms, extra, key(text)]


def test_the_cases_give_the_same_words(site_url: str, page: Page) -> None:
    texts = [case["text"] for case in CASES]
    assert browser_words(page, site_url, texts) == [builder_words(text) for text in texts]


def test_whole_files_give_the_same_words(site_url: str, page: Page) -> None:
    texts = [path.read_text(errors="replace") for path in SOURCES]
    for path, mine, its in zip(
        SOURCES, map(builder_words, texts), browser_words(page, site_url, texts), strict=True
    ):
        assert mine[0] == its[0], path
        assert mine[2] == its[2], path


@pytest.mark.parametrize("start", range(0, END_OF_CHARACTERS, CHUNK), ids=hex)
def test_every_character_gives_the_same_words(start: int, site_url: str, page: Page) -> None:
    # Characters newer than Python's tables are left out: only the browser knows their case.
    codes = [
        code
        for code in range(start, min(start + CHUNK, END_OF_CHARACTERS))
        if code not in SURROGATES and unicodedata.category(chr(code)) != "Cn"
    ]
    texts = [f"a{chr(code)}b" for code in codes]
    different = [
        (hex(code), mine[0], its[0])
        for code, mine, its in zip(
            codes, map(builder_words, texts), browser_words(page, site_url, texts), strict=True
        )
        if mine[0] != its[0]
    ]
    assert different == []


def test_quotation_marks_enclose_phrases_except_within_a_hebrew_word(
    site_url: str, page: Page
) -> None:
    page.goto(f"{site_url}privacy/")
    its = page.evaluate(
        """async ([url, typed]) => {
          const { parse } = await import(url);
          return typed.map((one) => parse(one).clauses.map(({ row, quoted }) => [row.map(({ term }) => term), quoted]));
        }""",
        [
            f"{site_url}assets/js/search/query.js",
            ['דו"ח צה”ל 1948', "דו״ח", '"שלום רב" 1948', 'a "b c', '"b" c'],
        ],
    )
    assert its == [
        [[["דו", "ח"], False], [["צה", "ל"], False], [["1948"], False]],
        [[["דו", "ח"], False]],
        [[["שלום", "רב"], True], [["1948"], False]],
        [[["a"], False], [["b", "c"], True]],
        [[["b"], True], [["c"], False]],
    ]


def test_pairs_and_encoded_numbers_are_the_same(site_url: str, page: Page) -> None:
    words = ["border", "police", "移民", "能力", "dong", "07guangzhou208"]
    page.goto(f"{site_url}privacy/")
    its = page.evaluate(
        """async ([url, words]) => {
          const { pairNumber, PAIRS } = await import(url);
          return [PAIRS, words.slice(1).map((word, k) => pairNumber(words[k], word))];
        }""",
        [f"{site_url}assets/js/search/words.js", words],
    )
    made = [token_of(word) for word in words]
    pairs = [one.first[0] ^ other.hashes[0] for one, other in pairwise(made)]
    assert its == [MASK + 1, pairs]
    numbers = [0, 63, 64, 1855, 1856, 52031, 52032, 10**9]
    back = page.evaluate(
        "async ([url, letters]) => (await import(url)).decode(letters)",
        [f"{site_url}assets/js/search/index-parts.js", encode_all(numbers)],
    )
    assert back == numbers
