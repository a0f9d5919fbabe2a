"""Editors' corrections: found by their quotes, made in the reading, with the source kept."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from builders import aligned_text
from builders.aligned_text import AlignedText, Piece
from builders.anchoring import MOST_SEARCHED
from builders.coverage import coverage
from builders.emend import emend
from builders.inputs.records import read_record
from builders.inputs.sources import Received
from builders.model.document import Block, Document, Emendation, EmendationKind, Role
from builders.model.plain import PlainHeader
from builders.model.sidecar import Sidecar
from builders.model.source import Source
from builders.problems import Problem
from builders.spans import Span

TEXT = "They havean element.\n\nPage 2\n\nand a second one, havean\nor so."
"""Two lines with a page break between them, read as one paragraph."""


def corrected(sidecar_text: str) -> tuple[Document, list[Problem]]:
    whole = AlignedText.verbatim(TEXT)
    parts = AlignedText.join((whole[:20].folded(), whole[30:].folded()), " ")
    return emended(
        TEXT,
        sidecar_text,
        Block("p", Role.TEXT, (Span(0, 20), Span(30, len(TEXT))), parts, id="p1"),
        Block("pb", Role.FURNITURE, (Span(22, 28),), whole[22:28], id="pb-1", name="page-break"),
    )


def of_one_block(
    text: str, reading: AlignedText, sidecar_text: str, *by_rule: Emendation
) -> tuple[Document, list[Problem]]:
    block = Block("p", Role.TEXT, (Span(0, len(text)),), reading, id="p1")
    return emended(text, sidecar_text, block, by_rule=by_rule)


def emended(
    text: str, sidecar_text: str, *blocks: Block, by_rule: tuple[Emendation, ...] = ()
) -> tuple[Document, list[Problem]]:
    sidecar, wrong = read_record(sidecar_text, "a.yml", Sidecar)
    assert wrong == []
    assert sidecar is not None
    document = Document("a", "text", "text", "en", PlainHeader(), blocks, emendations=by_rule)
    assert coverage(text, document).whole
    source = Source("a", "a.txt", text.encode(), text, "utf-8", "")
    return emend(Received(source, sidecar, "a.yml", sidecar_text), document)


def reading_and_emendations(sidecar_text: str) -> tuple[str, tuple[Emendation, ...]]:
    document, wrong = corrected(sidecar_text)
    assert wrong == []
    return document.blocks[0].text.text, document.emendations


def problem_with(sidecar_text: str) -> Problem:
    _, (problem,) = corrected(sidecar_text)
    return problem


def test_a_correction_changes_the_reading_and_keeps_the_source() -> None:
    text, (emendation,) = reading_and_emendations(
        "emendations:\n- {quote: havean, prefix: They, read: have an, kind: typography, reason: x}\n"
    )
    assert text == "They have an element. and a second one, havean or so."
    assert TEXT[slice(*emendation.span)] == emendation.sic == "havean"
    assert (emendation.id, emendation.corr, emendation.resp) == ("c1", "have an", "editors")


def test_a_quote_may_run_over_a_line_end_and_a_page() -> None:
    text, (emendation,) = reading_and_emendations(
        "emendations:\n- {quote: havean or so, read: have an or so, kind: sic, reason: x}\n"
    )
    assert text.endswith("have an or so.")
    assert emendation.sic == "havean\nor so"
    text, _ = reading_and_emendations(
        "emendations:\n- {quote: element. and, read: element and, kind: sic, reason: x}\n"
    )
    assert text.startswith("They havean element and a second")


def test_a_quote_with_two_places_is_an_error() -> None:
    problem = problem_with("emendations:\n- quote: havean\n  read: x\n  kind: sic\n  reason: x\n")
    assert (problem.file, problem.line, problem.code) == ("a.yml", 2, "lost-passage")
    assert "stands 2 times in the source (lines 1, 5)" in problem.message
    assert "prefix" in problem.hint


def test_a_quote_that_is_not_found_is_reported_with_the_nearest_words() -> None:
    problem = problem_with("emendations:\n- {quote: a secund one, read: x, kind: sic, reason: x}\n")
    assert "is not in the source" in problem.message
    assert "'a second one' (p1)" in problem.hint


@pytest.mark.parametrize(
    ("context", "keys"),
    [
        ("prefix: Nobody", "`prefix`"),
        ("prefix: They, near: p9", "`prefix` and `near`"),
        ("suffix: Nobody", "`suffix`"),
    ],
)
def test_a_quote_that_stands_elsewhere_is_not_said_to_be_missing(context: str, keys: str) -> None:
    problem = problem_with(
        f"emendations:\n- {{quote: havean, {context}, read: x, kind: sic, reason: x}}\n"
    )
    assert problem.message.endswith(f"'havean' is in the source, but nowhere with the {keys} given")
    assert problem.hint == f"Correct {keys}."


def test_the_nearest_words_are_searched_for_a_limited_number_of_quotes() -> None:
    """As if another source had replaced a book with thousands of notes: that would take hours."""
    lost = "- {quote: a secund one, read: x, kind: sic, reason: x}\n"
    _, problems = corrected("emendations:\n" + lost * (MOST_SEARCHED + 2))
    near = [problem for problem in problems if "'a second one' (p1)" in problem.hint]
    assert (len(problems), len(near)) == (MOST_SEARCHED + 2, MOST_SEARCHED)
    assert all(problem.hint for problem in problems)


def test_two_corrections_of_one_place_are_refused() -> None:
    problem = problem_with(
        "emendations:\n- {quote: havean element, read: x, kind: sic, reason: x}\n"
        "- {quote: They havean, read: y, kind: sic, reason: x}\n"
    )
    assert "overlaps another correction" in problem.message


def test_a_correction_may_not_touch_one_that_a_reader_has_made() -> None:
    """The reader's change is part of the block's text, so only the source tells where it was."""
    text = "a line, bro-\nken in two"
    whole = AlignedText.verbatim(text)
    reading = AlignedText.join((whole[:11], whole[13:]))
    by_rule = Emendation(
        Span(11, 13), "-\n", "", EmendationKind.LAYOUT, "rejoined", "rule", id="c1"
    )
    sidecar = "emendations:\n- {quote: bro- ken, read: whole, kind: sic, reason: x}\n"
    document, (problem,) = of_one_block(text, reading, sidecar, by_rule)
    assert "overlaps another correction" in problem.message
    assert document.blocks[0].text.text == "a line, broken in two"
    assert document.emendations == (by_rule,)


def test_a_correction_of_words_in_two_blocks_is_refused() -> None:
    text = "The first.\nThe second."
    whole = AlignedText.verbatim(text)
    document, (problem,) = emended(
        text,
        "emendations:\n- {quote: first. The, read: x, kind: sic, reason: x}\n",
        Block("p", Role.TEXT, (Span(0, 10),), whole[:10], id="p1"),
        Block("p", Role.TEXT, (Span(11, 22),), whole[11:], id="p2"),
    )
    assert problem.message.endswith("does not lie within a single block of the document")
    assert (problem.code, problem.hint) == ("lost-passage", "Quote less.")
    assert document.emendations == ()


def test_furniture_can_be_corrected_too() -> None:
    document, wrong = corrected(
        "emendations:\n- {quote: Page 2, read: 2, kind: layout, reason: x}\n"
    )
    assert wrong == []
    assert document.blocks[1].text.text == "2"


def test_all_corrections_are_numbered_in_the_order_of_the_source() -> None:
    _, emendations = reading_and_emendations(
        "emendations:\n- {quote: second, read: third, kind: sic, reason: x}\n"
        "- {quote: They, read: We, kind: sic, reason: x}\n"
    )
    assert [(emendation.id, emendation.corr) for emendation in emendations] == [
        ("c1", "We"),
        ("c2", "third"),
    ]


def test_two_corrections_of_one_character_as_read_are_refused() -> None:
    """Their places in the source do not overlap, but both are read as the same character."""
    source = "fish &amp; chips"
    whole = AlignedText.verbatim(source)
    text = AlignedText.join((whole[:5], AlignedText.substitute("&", Span(5, 10)), whole[10:]))
    sidecar = (
        "emendations:\n- {quote: fish &am, read: x, kind: sic, reason: x}\n"
        "- {quote: p; chips, read: y, kind: sic, reason: x}\n"
    )
    document, (problem,) = of_one_block(source, text, sidecar)
    assert "overlaps another correction" in problem.message
    assert document.blocks[0].text.text == "x chips"


def test_work_grows_linearly_with_the_number_of_corrections(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In one paragraph; counted in the pieces of texts that are joined."""
    joined = aligned_text._merged  # noqa: SLF001  # work is counted where it is done
    pieces = 0

    def counted(given: Iterable[Piece]) -> tuple[Piece, ...]:
        nonlocal pieces
        given = tuple(given)
        pieces += len(given)
        return joined(given)

    monkeypatch.setattr(aligned_text, "_merged", counted)
    found = []
    for number in (50, 200):
        words = [f"w{n:03}" for n in range(number)]
        lines = (f"- {{quote: {word}, read: {word}x, kind: sic, reason: x}}\n" for word in words)
        source, pieces = " ".join(words), 0
        whole = AlignedText.verbatim(source)
        document, wrong = of_one_block(source, whole, "emendations:\n" + "".join(lines))
        assert wrong == []
        assert document.blocks[0].text.text == "x ".join(words) + "x"
        found.append(pieces)
    assert found[1] <= 5 * found[0]
