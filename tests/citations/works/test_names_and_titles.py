"""Names of people and bodies, titles whose capitals must stay, and identifiers of works."""

from __future__ import annotations

import time

import pytest

from builders.citations.works import identifiers, names, titles
from builders.citations.works.bodies import Bodies, written_out
from builders.model.work import Name, Title
from builders.spans import Span
from tests.citations.entries import REGISTERS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zhang Yan", [Name("Zhang", "Yan", family_first=True)]),
        ("ZHANG YAN", [Name("Zhang", "Yan", family_first=True)]),
        ("Wang Zhuoqiong", [Name("Wang", "Zhuoqiong", family_first=True)]),
        ("Caroline Berg", [Name("Berg", "Caroline")]),
        ("Ben Wang", [Name("Wang", "Ben")]),
        ("Xinhua", [Name(literal="Xinhua")]),
        ("王晓武", [Name("王", "晓武", family_first=True)]),
        ("欧阳修", [Name("欧阳", "修", family_first=True)]),
        ("", []),
        (
            "Wu Jiao and Caroline Berg",
            [Name("Wu", "Jiao", family_first=True), Name("Berg", "Caroline")],
        ),
    ],
)
def test_a_byline_is_read(text: str, expected: list[Name]) -> None:
    assert list(names.parse_byline(text)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AMEMBASSY ABU DHABI", "US Embassy Abu Dhabi"),
        ("AMCONSUL GUANGZHOU", "US Consulate Guangzhou"),
        ("Consulate Guangzhou", "US Consulate Guangzhou"),
        ("SECSTATE WASHDC", "US Secretary of State"),
        ("RUEHC/SECSTATE WASHDC", "US Secretary of State"),
        ("CIA WASHDC", ""),
    ],
)
def test_abbreviations_in_the_name_of_a_post_are_written_out(name: str, expected: str) -> None:
    assert written_out(name) == expected


def test_a_body_has_its_label_from_the_registers() -> None:
    bodies = Bodies(REGISTERS)
    assert bodies.label("AMCONSUL GUANGZHOU") == "US Consulate General Guangzhou"
    assert bodies.label(None, "AMEMBASSY BEIJING") == "US Embassy Beijing"
    assert bodies.label("Consulate") == "Consulate"  # a name only in its own telegrams
    assert bodies.label("CIA WASHDC") == "CIA WASHDC"
    assert bodies.place("Morning Post") == "Guangzhou"
    assert bodies.place("Evening Post") == ""


@pytest.mark.parametrize(
    ("title", "kept", "expected"),
    [
        ("Smuggled Chinese: Clandestine Immigration", ["Chinese"], "Smuggled Chinese: Clandestine immigration"),
        ("The Perfect Business? Anti-Trafficking", [], "The perfect business? Anti-trafficking"),
        ("U.S. Policy on TIP: A Review", [], "U.S. policy on TIP: A review"),
        ("Manual, Part G", [], "Manual, part G"),
        ("“Who Knows?” He Said", [], "“Who knows?” He said"),
        ("22 Detained in Raid", [], "22 detained in raid"),
        ("China’s Men and Women’s Rights", ["China’s"], "China’s men and women’s rights"),
        ("为妇女儿童撑腰", [], "为妇女儿童撑腰"),
    ],
)  # fmt: skip
def test_a_title_in_sentence_case(title: str, kept: list[str], expected: str) -> None:
    spans = tuple(Span(title.index(word), title.index(word) + len(word)) for word in kept)
    assert titles.sentence_case(Title(title, spans)) == expected


def test_a_title_in_sentence_case_takes_linear_time() -> None:
    """A text without line ends is its own title."""
    started = time.process_time()
    text = "The Word " * 20_000
    assert titles.sentence_case(Title(text, (Span(4, 8),))).startswith("The Word the word")
    assert time.process_time() - started < 5


def test_words_of_a_title_that_are_names_are_found_in_the_text() -> None:
    body = "In Fujian the Joint Group met officials. The group spoke of routes and a new form."
    title = titles.with_names_kept(
        "Fujian and Joint Group Form a Group on Routes to Atlantis", body
    )
    kept = [title.text[slice(*span)] for span in title.kept]
    assert kept == ["Fujian", "Joint Group", "Atlantis"]


@pytest.mark.parametrize(
    "isbn", ["9780804757416", "978-0-8047-5741-6", "0-8047-5741-X", "080475741X"]
)
def test_an_isbn_is_checked_by_its_check_digit(isbn: str) -> None:
    right = isbn.startswith("978")
    assert identifiers.is_isbn(isbn) == (right or identifiers.is_isbn("080475741X"))
    assert not identifiers.is_isbn(isbn[:-1] + ("1" if isbn[-1] != "1" else "2"))


def test_issn_doi_and_url_are_checked() -> None:
    assert identifiers.is_issn("0253-9543")
    assert not identifiers.is_issn("0253-9544")
    assert identifiers.is_doi("10.1073/pnas.0602203103")
    assert not identifiers.is_doi("https://doi.org/10.1073/x")
    assert identifiers.is_url("https://example.org/a?b=c")
    assert not identifiers.is_url("example.org")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Who's Afraid of WikiLeaks?", "Who’s Afraid of WikiLeaks?"),
        ("The Officials' Views", "The Officials’ Views"),
        ("'Modernised' Slavery", "‘Modernised’ Slavery"),
        ("China in the '90s", "China in the ’90s"),
        ("“It’s ‘done’”", "“It’s ‘done’”"),
    ],
)
def test_a_title_is_printed_with_typographic_characters(typed: str, expected: str) -> None:
    assert titles.typographic(typed) == expected
