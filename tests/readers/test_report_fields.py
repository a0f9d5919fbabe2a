"""Parts of reports: periods, drop capitals, ligatures, spaced letters, joined paragraphs, levels."""

from __future__ import annotations

import pytest

from builders.aligned_text import AlignedText
from builders.inputs.patterns import BAR
from builders.model.document import Role
from builders.model.report import ReportHeader
from builders.readers.report.chunks import Sort, chunks
from builders.readers.report.classification import first_parts
from builders.readers.report.dates import period
from builders.readers.report.drop_capitals import Words, restore_drop_capital
from builders.readers.report.front import title_cased
from builders.readers.report.heading_levels import levels
from builders.readers.report.joins import joined, runs
from builders.readers.report.letter_spacing import closed_up, is_letter_spaced
from builders.readers.report.ligatures import restore_ligatures
from builders.readers.report.parts import Part
from builders.readers.report.reader import READER
from tests.readers.goldens import source

PERIODS = [
    ("Update - January - June 2010", "2010-01/2010-06"),
    ("Jan-Jun 2010", "2010-01/2010-06"),
    ("December 2009 / January 2010", "2009-12/2010-01"),
    ("SPRING 2018 NEWSLETTER", "2018-21"),
    ("Fall 2011", "2011-23"),
    ("15 May 2010", "2010-05-15"),
    ("May 15, 2010", "2010-05-15"),
    ("March 2009", "2009-03"),
    ("2nd Quarter 2010", "2010-04/2010-06"),
    ("2009-2010", "2009/2010"),
    ("Annual Report 2010", "2010"),
    ("no date", None),
    ("June - January 2010", None),
]
WORDS = Words.of(
    ["OM held a workshop", "he port"],
    ["IOM IOM ILO ILO the comprehensive migration institution participants how can you help HOM"],
)
INITIALS = [
    ("OM conducted a training", "IOM"),
    ("LO and the ministry", "ILO"),
    ("Acomprehensive study", "A comprehensive"),
    ("he workshop was held", "The"),
]


@pytest.mark.parametrize(("text", "edtf"), PERIODS)
def test_periods_are_read_as_reports_print_them(text: str, edtf: str | None) -> None:
    found = period(text)
    assert (found.edtf if found else None) == edtf


@pytest.mark.parametrize(("text", "corr"), INITIALS)
def test_a_lost_initial_is_restored_if_only_one_letter_fits(text: str, corr: str) -> None:
    restored = restore_drop_capital(AlignedText.verbatim(text), WORDS, after_heading=True)
    assert restored.emendation is not None
    assert restored.emendation.corr == corr
    assert restored.text.text.startswith(corr)
    assert restored.text.source_span(0, len(corr)) == restored.emendation.span


def test_initials_are_restored_only_after_headings() -> None:
    text = AlignedText.verbatim("OM conducted a training")
    assert restore_drop_capital(text, WORDS, after_heading=False).emendation is None


def test_a_separated_initial_is_closed_up_anywhere() -> None:
    words = Words.of([], ["The office", "a man"])
    text = AlignedText.verbatim("T he office")
    assert restore_drop_capital(text, words, after_heading=False).text.text == "The office"
    assert (
        restore_drop_capital(AlignedText.verbatim("A man"), words, after_heading=True).text.text
        == "A man"
    )


def test_if_several_initials_fit_there_is_a_notice_and_no_correction() -> None:
    words = Words.of([], ["IOM IOM HOM HOM"])
    restored = restore_drop_capital(
        AlignedText.verbatim("OM held a workshop"), words, after_heading=True
    )
    assert restored.emendation is None
    assert "HOM or IOM" in restored.doubt


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("the migraon of workers", "the migration of workers"),
        ("an instuon", "an institution"),
        ("its parcipants", "its participants"),
        ("the moon and the crew", "the moon and the crew"),
    ],
)
def test_lost_ligatures_are_restored(damaged: str, meant: str) -> None:
    text, emendations = restore_ligatures(AlignedText.verbatim(damaged), WORDS)
    assert text.text == meant
    assert len(emendations) == (damaged != meant)


def test_letter_spaced_words_are_closed_up_with_the_words_of_the_source() -> None:
    assert is_letter_spaced("H O W C A N Y O U H E L P")
    assert not is_letter_spaced("A B plan")
    assert closed_up("H O W C A N Y O U H E L P ?", WORDS) == "HOW CAN YOU HELP?"
    assert closed_up("X Q Z J K", WORDS) is None


def test_capitals_become_title_case_but_acronyms_stay() -> None:
    assert title_cased("CBMM CHINA NEWSLETTER", frozenset()) == "CBMM China Newsletter"
    assert title_cased("IOM NEWS OF THE FUND", frozenset({"IOM"})) == "IOM News of the Fund"
    assert title_cased("Already Mixed", frozenset()) == "Already Mixed"
    assert title_cased("BERICHT DER KOMMISSION", None) == "BERICHT DER KOMMISSION"


NEWSLETTER = """NEWSLETTER OF A FUND AND OF THE ASEA

March 2010

Plan A was made with the ASEA for all who came to the port in the spring and stayed there.

Address: 1 Quay Street, Harbour

Third floor, left door

Tel: 123 4567

Crews and ships

In the spring

Fax: 123 4568
"""


def test_a_single_line_within_an_address_belongs_to_it() -> None:
    header = READER.read(source(NEWSLETTER)).header
    assert isinstance(header, ReportHeader)
    # `A` is a capital in the text as well, but that does not make it an acronym.
    assert header.title == "Newsletter of a Fund and of the ASEA"
    assert header.contact == (
        "Address: 1 Quay Street, Harbour",
        "Third floor, left door",
        "Tel: 123 4567",
        "Fax: 123 4568",
    )


BROKEN = """The training was attended by officers of the Harbour Office and of the

![](figure.png)

A caption beside the figure

Coast Guard, who came from six ports of the province and stayed for a week.

It was the first of

two trainings that the office has held for these officers in the last year.
"""


def test_sentences_continue_across_figures_captions_and_columns() -> None:
    found = chunks(BROKEN)
    named = first_parts(found)
    made = [run for run in runs(found, named) if named[run[0]] is Part.PARAGRAPH]
    read = [joined([found[k].words for k in run]).text for run in made]
    assert len(read) == 2
    assert "of the Coast Guard, who" in read[0]
    assert "the first of two trainings" in read[1]


@pytest.mark.parametrize("line", [f"{BAR}.", f"“{BAR}.”", f"* {BAR}"])
def test_a_line_with_a_redaction_bar_is_text_and_no_rule(line: str) -> None:
    text = f"# Update\n\nThe first paragraph names nobody at all.\n\n{line}\n\nThe last one neither does.\n"
    document = READER.read(source(text))
    holding = [block for block in document.blocks if BAR in block.text.text]
    assert [block.role for block in holding] == [Role.TEXT]


def test_a_page_on_one_line_is_split_into_blocks() -> None:
    line = (
        "Port Project HARBOUR NEWSLETTER www.example.org 1 Summary: The project trains officers. "
        "Officers at the quay Training for port officers Index • Training for port officers; "
        "• Study tour to the north; • Closing meeting. The office held a second training. "
        + "It was attended by many. "
        * 5
    )
    assert [chunk.sort for chunk in chunks(line)] == [
        Sort.PARAGRAPH,
        Sort.HEADING,
        Sort.PARAGRAPH,
        Sort.PARAGRAPH,
        Sort.PARAGRAPH,
        Sort.HEADING,
        Sort.HEADING,
        Sort.ITEM,
        Sort.ITEM,
        Sort.ITEM,
        Sort.PARAGRAPH,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 3. Wages\n\n## 3.1. Hours\n\n# 4. Ships\n", [1, 2, 1]),
        ("# Wages\n\n#### Hours\n\n# Ships\n", [1, 1, 1]),
        ("## Wages\n\n### Hours\n\n## Ships\n", [1, 2, 1]),
    ],
)
def test_heading_levels_follow_numbers_or_consistent_hashes(text: str, expected: list[int]) -> None:
    found = chunks(text)
    assert list(levels(found, first_parts(found)).values()) == expected
