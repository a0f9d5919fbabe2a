"""`references.bib` is sound: it parses, names are whole, and numbers have the right check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pybtex.database import BibliographyData, Entry, parse_string
from pybtex.plugin import find_plugin

from builders import bibliography
from builders.model.work import Work, WorkType
from tests.conftest import PROJECT

TEXT = (PROJECT / "references.bib").read_text(encoding="utf-8")
ENTRIES: BibliographyData = parse_string(TEXT, "bibtex")
DOI_RE = re.compile(r"10\.\d{4,9}/\S+")
REQUIRED = {
    "article": {"title", "journal", "year"},
    "book": {"title", "publisher", "year"},
    "incollection": {"title", "booktitle", "publisher", "year"},
    "manual": {"title", "year"},
    "misc": {"title"},
    "phdthesis": {"title", "school", "year"},
    "techreport": {"title", "institution", "year"},
}
LEAST = 40
FINDABLE_BY = ("doi", "url")
"""What lets a reader find a work whose volume or page is not given."""
COMPLETE: dict[WorkType, tuple[tuple[str, ...], ...]] = {
    WorkType.ARTICLE_JOURNAL: (
        ("author",),
        ("container_title",),
        ("issued",),
        ("volume", *FINDABLE_BY),
        ("page", *FINDABLE_BY),
    ),
    WorkType.ARTICLE_MAGAZINE: (("author",), ("container_title",), ("issued",)),
    WorkType.ARTICLE_NEWSPAPER: (("author",), ("container_title",), ("issued",)),
    WorkType.BOOK: (("author", "editor"), ("publisher",), ("issued",)),
    WorkType.CHAPTER: (
        ("author",),
        ("container_title",),
        ("publisher",),
        ("issued",),
        ("page", *FINDABLE_BY),
    ),
    WorkType.LEGISLATION: (("author",), ("issued",)),
    WorkType.PERSONAL_COMMUNICATION: (
        ("author",),
        ("genre",),
        ("number", "recipient"),
        ("issued",),
    ),
    WorkType.REPORT: (("author",), ("issued", "note")),
    WorkType.SPEECH: (("author",), ("genre",), ("issued",)),
    WorkType.STANDARD: (("author",), ("issued",)),
    WorkType.THESIS: (("author",), ("publisher",), ("genre",), ("issued",)),
    WorkType.TREATY: (("author",), ("issued",)),
    WorkType.WEBPAGE: (("author",), ("url",)),
}
"""The fields without which a work of each type cannot be found and cited, one of each group; a
report that has no date says in a note how it is known."""
DAILY_TYPES = frozenset({WorkType.ARTICLE_NEWSPAPER})
"""Types that appear every day, and so need a full date."""


ANONYMOUS = {"bucharest-report-2009"}
"""Works seen only in a copy that names no author; their notes say so."""


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


def test_each_key_can_be_an_address() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in ENTRIES.entries)


def test_a_work_has_the_fields_of_its_type(entry: Entry) -> None:
    assert set(entry.fields) >= REQUIRED[entry.type]
    assert entry.persons or entry.key in ANONYMOUS
    assert all(value.strip() for value in entry.fields.values())


def works() -> tuple[Work, ...]:
    found, problems = bibliography.parse(TEXT, "references.bib")
    assert problems == []
    return tuple(found.works.values())


def missing(work: Work) -> Iterator[str]:
    """The groups of fields that the work lacks."""
    for group in (("title",), *COMPLETE[work.type]):
        if group == ("author",) and work.key in ANONYMOUS:
            continue
        if not any(getattr(work, name) for name in group):
            yield " or ".join(group)
    if work.type in DAILY_TYPES and len(work.issued) != len("2008-03-21"):
        yield "day"


@pytest.mark.parametrize("work", works(), ids=lambda work: work.key)
def test_a_work_is_complete_for_its_type(work: Work) -> None:
    assert list(missing(work)) == []


@pytest.mark.parametrize("kind", sorted({work.type for work in works()}))
def test_a_missing_field_is_noticed(kind: WorkType) -> None:
    work = next(work for work in works() if work.type is kind)
    for group in COMPLETE[kind]:
        without = replace(work, **{name: type(getattr(work, name))() for name in group})
        assert " or ".join(group) in list(missing(without))


def test_a_person_has_a_family_name_and_a_body_has_no_given_name(entry: Entry) -> None:
    for persons in entry.persons.values():
        for person in persons:
            name = str(person)
            assert person.last_names, name
            assert name.startswith("{") == (not person.first_names), name


def test_an_isbn_has_the_right_check_digit(entry: Entry) -> None:
    if "isbn" in entry.fields:
        assert isbn_is_right(entry.fields["isbn"])


def test_a_wrong_isbn_is_noticed() -> None:
    assert isbn_is_right("9780804757416")
    assert not isbn_is_right("9780804757417")
    assert not isbn_is_right("92-2-113306-2")


def test_a_doi_has_the_form_of_one(entry: Entry) -> None:
    if "doi" in entry.fields:
        assert DOI_RE.fullmatch(entry.fields["doi"])


def test_years_and_urls_have_the_right_form(entry: Entry) -> None:
    assert re.fullmatch(r"(19|20)\d\d", entry.fields.get("year", "2000"))
    assert re.fullmatch(r"https?://\S+", entry.fields.get("url", "http://example.org/"))


def test_every_work_can_be_formatted() -> None:
    style = find_plugin("pybtex.style.formatting", "plain")()
    backend = find_plugin("pybtex.backends", "html")()
    formatted = list(style.format_entries(ENTRIES.entries.values()))
    assert len(formatted) == len(ENTRIES.entries)
    assert all(work.text.render(backend) for work in formatted)
