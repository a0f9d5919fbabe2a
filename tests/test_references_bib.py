"""`references.bib` is sound: it parses, names are whole, and numbers have the right check digits."""

from __future__ import annotations

import re

import pytest
from pybtex.database import BibliographyData, Entry, parse_string
from pybtex.plugin import find_plugin

from tests.conftest import PROJECT

TEXT = (PROJECT / "references.bib").read_text(encoding="utf-8")
ENTRIES: BibliographyData = parse_string(TEXT, "bibtex")
DOI_RE = re.compile(r"10\.\d{4,9}/\S+")
REQUIRED = {
    "article": {"title", "journal", "year"},
    "book": {"title", "publisher", "year"},
    "manual": {"title", "year"},
    "misc": {"title"},
    "phdthesis": {"title", "school", "year"},
    "techreport": {"title", "institution", "year"},
}
LEAST = 40


def isbn_is_right(isbn: str) -> bool:
    """Whether the thirteenth digit agrees with the twelve before it."""
    if not re.fullmatch(r"97[89]\d{10}", isbn):
        return False
    return sum(int(digit) * (1, 3)[k % 2] for k, digit in enumerate(isbn)) % 10 == 0


@pytest.fixture(params=list(ENTRIES.entries))
def entry(request: pytest.FixtureRequest) -> Entry:
    return ENTRIES.entries[request.param]


def test_there_are_enough_works() -> None:
    assert len(ENTRIES.entries) >= LEAST


def test_each_key_is_an_address() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in ENTRIES.entries)


def test_a_work_has_the_fields_of_its_type(entry: Entry) -> None:
    assert set(entry.fields) >= REQUIRED[entry.type]
    assert entry.persons
    assert all(value.strip() for value in entry.fields.values())


def test_a_person_has_a_family_name_and_a_body_has_no_given_name(entry: Entry) -> None:
    for persons in entry.persons.values():
        for person in persons:
            name = str(person)
            assert person.last_names, name
            assert name.startswith("{") == (not person.first_names), name


def test_an_isbn_has_the_right_check_digit(entry: Entry) -> None:
    if "isbn" in entry.fields:
        assert isbn_is_right(entry.fields["isbn"])


def test_a_wrong_isbn_is_seen() -> None:
    assert isbn_is_right("9780804757416")
    assert not isbn_is_right("9780804757417")
    assert not isbn_is_right("92-2-113306-2")


def test_a_doi_has_the_form_of_one(entry: Entry) -> None:
    if "doi" in entry.fields:
        assert DOI_RE.fullmatch(entry.fields["doi"])


def test_a_year_is_a_year_and_an_address_is_one(entry: Entry) -> None:
    assert re.fullmatch(r"(19|20)\d\d", entry.fields.get("year", "2000"))
    assert re.fullmatch(r"https?://\S+", entry.fields.get("url", "http://example.org/"))


def test_every_work_can_be_formatted() -> None:
    style = find_plugin("pybtex.style.formatting", "plain")()
    backend = find_plugin("pybtex.backends", "html")()
    formatted = list(style.format_entries(ENTRIES.entries.values()))
    assert len(formatted) == len(ENTRIES.entries)
    assert all(work.text.render(backend) for work in formatted)
