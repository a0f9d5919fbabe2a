"""Consistent terms and typography in the Spanish catalogue.

`builders/data/interface/es-usage.yml` lists the terms.
"""

from __future__ import annotations

import re

import pytest

from builders.inputs.yaml_texts import parse_yaml
from builders.interface.catalogue import catalogue
from tests.conftest import PROJECT

USAGE = parse_yaml(
    (PROJECT / "builders/data/interface/es-usage.yml").read_text(encoding="utf-8")
).value
OUTPUT_RE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]*>")
QUOTED_RE = re.compile(r'"([^"]*)"')
"""A literal in an output, as the words in `{{ "fuente" if count == 1 else "fuentes" }}`."""


def catalogue_strings() -> list[tuple[str, str]]:
    """Every Spanish string of the catalogue: without markup, and the literals in its outputs."""
    words = catalogue("es")
    found: list[tuple[str, str]] = []
    for name in ("phrases", "passages", "labels", "gapped", "cited", "descriptions"):
        for other in getattr(words, name).values():
            found.append((name, OUTPUT_RE.sub("…", other)))
            if name == "phrases":
                outputs = " ".join(OUTPUT_RE.findall(other))
                found += ((name, literal) for literal in QUOTED_RE.findall(outputs))
    return [*found, *(("explanations", text) for text in words.explanations.values())]


STRINGS = catalogue_strings()


@pytest.mark.parametrize("entry", USAGE, ids=[entry["english"] for entry in USAGE])
def test_each_thing_has_one_spanish_term(entry: dict[str, str]) -> None:
    wrong = re.compile(entry["not"], re.IGNORECASE)
    assert [(where, words) for where, words in STRINGS if wrong.search(words)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        r"[«»„]|(?<!`)['\"](?!`)",  # quotation marks are “ ”
        r"(?<!…)\s[,;:.)](?!\S)|\(\s",  # no space within or before punctuation
        r"\.\.\.",
        r"  ",
        r"[¡¿!]|[^?]\?$",  # a sober interface neither asks nor exclaims
        r"\b(?:del?|al?) (?:el|los) (?:la|el|los|las)\b|\bde el (?!Salvador)|\ba el\b",
    ],
)
def test_the_typography_is_spanish(wrong: str) -> None:
    found = [(where, words) for where, words in STRINGS if re.search(wrong, words)]
    assert [one for one in found if one[0] != "passages"] == []


def test_the_strings_of_all_sections_are_searched() -> None:
    assert {where for where, _ in STRINGS} == {
        "phrases",
        "passages",
        "labels",
        "gapped",
        "cited",
        "descriptions",
        "explanations",
    }
    assert ("phrases", "fuentes") in STRINGS


@pytest.mark.parametrize(
    ("number", "words"), [(7, "7"), (1234, "1234"), (12345, "12 345"), (1234567, "1 234 567")]
)
def test_thousands_are_set_apart_by_a_space_from_five_digits(number: int, words: str) -> None:
    spanish = catalogue("es")
    assert spanish.number(number).replace("\N{NO-BREAK SPACE}", " ") == words
    assert spanish.find(f"{number:,} days apart") == f"a {spanish.number(number)} días de distancia"
