"""Corrections by hand: found by their words, made in the reading, the source kept beside."""

from __future__ import annotations

from builders.aligned_text import AlignedText
from builders.anchoring import PROPOSED
from builders.coverage import coverage
from builders.emend import emend
from builders.inputs.records import read_record
from builders.inputs.sources import Received
from builders.model.document import Block, Document, Emendation, Role
from builders.model.plain import PlainHeader
from builders.model.sidecar import Sidecar
from builders.model.source import Source
from builders.problems import Problem
from builders.spans import Span

TEXT = "They havean element.\n\nPage 2\n\nand a second one, havean\nor so."
"""Two paragraphs with a page break between them, the first running over it."""


def corrected(sidecar_text: str) -> tuple[Document, list[Problem]]:
    sidecar, wrong = read_record(sidecar_text, "a.yml", Sidecar)
    assert wrong == []
    assert sidecar is not None
    whole = AlignedText.verbatim(TEXT)
    parts = AlignedText.join((whole[:20].folded(), whole[30:].folded()), " ")
    blocks = (
        Block("p", Role.TEXT, (Span(0, 20), Span(30, len(TEXT))), parts, id="p1"),
        Block("pb", Role.FURNITURE, (Span(22, 28),), whole[22:28], id="pb-1", name="page-break"),
    )
    document = Document("a", "text", "text", "en", PlainHeader(), blocks)
    assert coverage(TEXT, document).whole
    source = Source("a", "a.txt", TEXT.encode(), TEXT, "utf-8", "")
    return emend(Received(source, sidecar, "a.yml", sidecar_text), document)


def made(sidecar_text: str) -> tuple[str, tuple[Emendation, ...]]:
    document, wrong = corrected(sidecar_text)
    assert wrong == []
    return document.blocks[0].text.text, document.emendations


def refused(sidecar_text: str) -> Problem:
    _, (problem,) = corrected(sidecar_text)
    return problem


def test_a_correction_is_read_and_the_source_is_kept() -> None:
    text, (emendation,) = made(
        "emendations:\n- {quote: havean, prefix: They, read: have an, kind: typography, reason: x}\n"
    )
    assert text == "They have an element. and a second one, havean or so."
    assert TEXT[slice(*emendation.span)] == emendation.sic == "havean"
    assert (emendation.id, emendation.corr, emendation.resp) == ("c1", "have an", "editors")


def test_a_quote_may_run_over_a_line_end_and_a_page() -> None:
    text, (emendation,) = made(
        "emendations:\n- {quote: havean or so, read: have an or so, kind: sic, reason: x}\n"
    )
    assert text.endswith("have an or so.")
    assert emendation.sic == "havean\nor so"
    text, _ = made(
        "emendations:\n- {quote: element. and, read: element and, kind: sic, reason: x}\n"
    )
    assert text.startswith("They havean element and a second")


def test_two_places_need_a_choice() -> None:
    problem = refused("emendations:\n- quote: havean\n  read: x\n  kind: sic\n  reason: x\n")
    assert (problem.file, problem.line, problem.code) == ("a.yml", 2, "lost-passage")
    assert "stands 2 times in the source (lines 1, 5)" in problem.message
    assert "prefix" in problem.hint


def test_a_lost_quote_is_met_with_the_nearest_words() -> None:
    problem = refused("emendations:\n- {quote: a secund one, read: x, kind: sic, reason: x}\n")
    assert "is not in the source" in problem.message
    assert "'a second one' (p1)" in problem.hint


def test_of_very_many_lost_quotes_the_nearest_words_are_looked_for_of_some() -> None:
    """As where the source is another: of a book with thousands of notes that would take hours."""
    lost = "- {quote: a secund one, read: x, kind: sic, reason: x}\n"
    _, problems = corrected("emendations:\n" + lost * (PROPOSED + 2))
    near = [problem for problem in problems if "'a second one' (p1)" in problem.hint]
    assert (len(problems), len(near)) == (PROPOSED + 2, PROPOSED)
    assert all(problem.hint for problem in problems)


def test_two_corrections_of_one_place_are_refused() -> None:
    problem = refused(
        "emendations:\n- {quote: havean element, read: x, kind: sic, reason: x}\n"
        "- {quote: They havean, read: y, kind: sic, reason: x}\n"
    )
    assert "overlaps another correction" in problem.message


def test_furniture_is_corrected_too_but_no_two_blocks_at_once() -> None:
    document, wrong = corrected(
        "emendations:\n- {quote: Page 2, read: 2, kind: layout, reason: x}\n"
    )
    assert wrong == []
    assert document.blocks[1].text.text == "2"


def test_all_corrections_are_numbered_in_the_order_of_the_source() -> None:
    _, emendations = made(
        "emendations:\n- {quote: second, read: third, kind: sic, reason: x}\n"
        "- {quote: They, read: We, kind: sic, reason: x}\n"
    )
    assert [(emendation.id, emendation.corr) for emendation in emendations] == [
        ("c1", "We"),
        ("c2", "third"),
    ]
