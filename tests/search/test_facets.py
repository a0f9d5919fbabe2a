"""Facets of the search: page, script and index files share one list."""

from __future__ import annotations

import re

from builders.pages.search_page import FACETS, YEAR
from builders.search.documents import document_index
from builders.search.facets import NAMES
from tests.citations.entries import cable
from tests.conftest import PROJECT

SCRIPT = PROJECT / "site_src" / "assets" / "js" / "search-facets.js"
WORD_RE = re.compile(r'^  (\w+): word\("(.*)", "(.*)"\),$', re.MULTILINE)


def test_the_script_has_the_same_facets_in_the_same_order() -> None:
    written, _, _ = SCRIPT.read_text(encoding="utf-8").partition("};")
    assert tuple(WORD_RE.findall(written)) == FACETS


def test_a_source_has_values_for_every_facet_with_a_file() -> None:
    assert tuple(document_index(cable()).facets) == NAMES
    assert YEAR not in NAMES
