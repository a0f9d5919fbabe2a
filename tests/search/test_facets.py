"""Facets of the search: page, script and index files share one list."""

from __future__ import annotations

import json
import re
from pathlib import Path

from builders.interface import script_words
from builders.model.languages import LANGUAGE_NAMES
from builders.pages.search_page import FACETS, YEAR
from builders.search.documents import DocumentIndex, document_index
from builders.search.facets import NAMES
from builders.search.facets import files as facet_files
from builders.search.units import files
from tests.citations.entries import cable
from tests.conftest import PROJECT
from tests.publication import understood_publication
from tests.search.decoding import decode_all

SCRIPT = PROJECT / "site_src" / "assets" / "js" / "search" / "facets.js"
WORD_RE = re.compile(r'^  (\w+): word\("(.*)"\),$', re.MULTILINE)


def test_the_script_has_the_same_facets_in_the_same_order() -> None:
    written, _, _ = SCRIPT.read_text(encoding="utf-8").partition("};")
    chinese = script_words.table("zh")
    found = [(name, words, chinese[words]) for name, words in WORD_RE.findall(written)]
    assert tuple(found) == FACETS


def test_words_of_the_editors_are_not_taken_for_words_of_the_interface(tmp_path: Path) -> None:
    publication = understood_publication(
        tmp_path,
        {
            "site_src/publication.yml": "interface: [en, zh]\n",
            "site_src/registers/places.yml": "canton: {label: Canton, label_zh: 廣州, type: port}\n",
            "site_src/sources/text/first.yml": "subjects: [Cable, Canton]\n",
        },
    )
    start = 'muSearch("facets/subject",'
    (file,) = (one.data.decode() for one in files(publication) if "facets/subject" in one.uri)
    assert json.loads(file[len(start) : file.rindex(")")])["values"] == [
        ["Cable", "Cable"],
        ["Canton", "Canton", {"zh": "廣州"}],
    ]


def test_a_source_has_values_for_every_facet_with_a_file() -> None:
    assert tuple(document_index(cable()).facets) == NAMES
    assert YEAR not in NAMES


def test_languages_are_named_and_translated(tmp_path: Path) -> None:
    publication = understood_publication(
        tmp_path,
        {
            "site_src/publication.yml": "interface: [en, zh]\n",
            **{
                f"site_src/sources/text/{tag}.{ending}": text
                for tag in (*LANGUAGE_NAMES, "sux", "de-AT")
                for ending, text in (("txt", "A text.\n"), ("yml", f"language: {tag}\n"))
            },
        },
    )
    start = 'muSearch("facets/language",'
    (file,) = (one.data.decode() for one in files(publication) if "facets/language" in one.uri)
    values = {
        one: names for one, *names in json.loads(file[len(start) : file.rindex(")")])["values"]
    }
    assert values.pop("sux") == ["sux"]
    assert values["de"] == ["German", {"zh": "德文"}]
    assert values.keys() == LANGUAGE_NAMES.keys()
    assert {tag for tag, names in values.items() if len(names) != 2} == set()


def test_dates_around_the_year_1_do_not_stop_the_build() -> None:
    none: dict[str, tuple[str, ...]] = dict.fromkeys(NAMES, ())
    # 44 BC, the year 1, until 1900: without a first day, but not sorted before those with one.
    bounds = [(0, 0), (1, 365), (0, 693_961), None]
    documents = [DocumentIndex((), none, one) for one in bounds]
    dates = dict(facet_files(documents, lambda _facet, value: (value,)))["search/facets/date.js"]
    letters = json.loads(dates[len('muSearch("facets/date",') : dates.rindex(")")])
    assert decode_all(letters) == [0, 0, 1, 365, 0, 693_961]
