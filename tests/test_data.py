"""The facts that ship with the builders, and what the editors wrote about the first sources."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from builders.anchoring import anchor
from builders.inputs.sidecars import read_sidecar
from builders.model.sidecar import Sidecar
from tests.conftest import PROJECT

DATA = PROJECT / "builders" / "data"
SOURCES = sorted((PROJECT / "site_src" / "sources").glob("*/*.txt"))
TAG_KINDS = {"subject", "program", "organization", "geopolitical", "person"}
GLOSSARY_FAMILIES = {
    "addressee",
    "caption",
    "classification",
    "field",
    "mark",
    "part",
    "precedence",
    "tag",
    "word",
}
FIRST_CODES = (
    *("ASEC", "CVIS", "EAGR", "EINV", "PGOV", "PHUM", "SMIG", "SOCI"),
    *("KFRD", "KTIP", "KWMN", "CH"),
)
"""The TAGS of the first three cables: each must say on the page what it means."""
WORDS_IN_A_HEADNOTE = (60, 140)


def yaml(name: str) -> dict[str, dict[str, Any]]:
    value = YAML(typ="safe", pure=True).load((DATA / name).read_text(encoding="utf-8"))
    assert isinstance(value, dict)
    return value


def sidecar(source: Path) -> Sidecar:
    record, _, problems = read_sidecar(PROJECT, source.with_suffix(".yml"))
    assert not problems
    assert record is not None
    return record


def test_each_tag_has_a_kind_a_meaning_and_says_where_it_was_seen() -> None:
    for code, entry in yaml("tags.yml").items():
        assert isinstance(code, str)
        assert set(entry) <= {"kind", "meaning", "note", "source"}, code
        assert entry["kind"] in TAG_KINDS, code
        assert all(isinstance(value, str) and value.strip() == value for value in entry.values())
        assert entry["meaning"], code
        assert entry["source"], code


def test_the_form_of_a_tag_fits_its_kind() -> None:
    forms = {"subject": r"[A-JL-Z][A-Z]{3}", "program": r"K[A-Z]{3}", "geopolitical": r"[A-Z]{2}"}
    for code, entry in yaml("tags.yml").items():
        assert re.fullmatch(forms.get(entry["kind"], r"[A-Z][A-Z0-9/&' -]*"), code), code


def test_the_tags_of_the_first_cables_are_explained() -> None:
    assert set(FIRST_CODES) <= set(yaml("tags.yml"))


def test_each_glossary_entry_is_complete_and_short() -> None:
    for key, entry in yaml("glossary.yml").items():
        family, _, name = key.partition(".")
        assert family in GLOSSARY_FAMILIES, key
        assert name, key
        assert set(entry) == {"label", "text", "source"}, key
        assert all(isinstance(value, str) and value for value in entry.values()), key
        assert len(entry["text"]) <= 330, key


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_each_source_of_the_edition_has_all_that_its_page_shows(source: Path) -> None:
    record = sidecar(source)
    assert record.title_zh
    assert record.provenance
    assert record.rights
    assert record.headnote
    least, most = WORDS_IN_A_HEADNOTE
    assert least <= len(record.headnote.split()) <= most
    assert record.headnote_zh
    # A line end inside a Chinese paragraph would be shown as a space between two characters.
    assert not re.search(r"[\u3000-\u9fff]\n[\u4e00-\u9fff]", record.headnote_zh)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_each_correction_by_hand_has_one_place_in_the_source(source: Path) -> None:
    text = source.read_bytes().decode("utf-8")
    corrections = sidecar(source).emendations
    for correction, places in zip(corrections, anchor(text, (), corrections), strict=True):
        assert len(places) == 1, correction.quote
        assert correction.read != correction.quote
