"""The edition's notes: each has one place in its source, and cites what it is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from pybtex.database import parse_string

from builders.anchoring import BlockFinder, anchor
from builders.emend import emend
from builders.inputs.sources import Received, read_sources
from builders.model.document import Document
from builders.model.sidecar import Note
from builders.readers import detect
from tests.conftest import PROJECT

LEAST = 100
"""The least number of notes in the edition; raised with the notes, never lowered."""
CITATION_RE = re.compile(r"(?<=[\[\s])@(?P<key>[^\],;\s]+)")
"""The keys in `[@cable-07guangzhou618, ¶2; @tip-report-2007]`."""
ADDRESS_RE = re.compile(r"\S@\S+\.\S")
"""`somebody@example.org`, which a note must not repeat."""
Placed = tuple[Received, Document, Note]


@cache
def sources() -> tuple[Received, ...]:
    received, wrong = read_sources(PROJECT)
    assert wrong == []
    return received


@cache
def works() -> frozenset[str]:
    text = (PROJECT / "references.bib").read_text(encoding="utf-8")
    return frozenset(parse_string(text, "bibtex").entries)


def all_notes() -> Iterator[Placed]:
    for received in sources():
        source = received.source
        document = detect.choose(source.text).read(source)
        for note in received.sidecar.notes:
            yield received, document, note


@pytest.fixture(
    params=list(all_notes()), ids=lambda placed: f"{placed[0].source.id}-{placed[2].id}"
)
def placed(request: pytest.FixtureRequest) -> Placed:
    found: Placed = request.param
    return found


def test_there_are_enough_notes_and_each_source_has_some() -> None:
    counts = [len(received.sidecar.notes) for received in sources()]
    assert sum(counts) >= LEAST
    assert all(counts)


def test_a_note_has_one_place_in_one_block(placed: Placed) -> None:
    received, document, note = placed
    ((span,),) = anchor(received.source.text, document.blocks, [note])
    assert BlockFinder(document.blocks).index_of(span) is not None


def test_a_note_contains_a_correction_entirely_or_not_at_all(placed: Placed) -> None:
    received, document, note = placed
    ((span,),) = anchor(received.source.text, document.blocks, [note])
    corrected, wrong = emend(received, document)
    assert wrong == []
    for emendation in corrected.emendations:
        if span.overlaps(emendation.span):
            assert span.start <= emendation.span.start
            assert emendation.span.end <= span.end


def test_a_note_cites_known_works_or_is_the_editors_inference(placed: Placed) -> None:
    note = placed[2]
    cited = set(CITATION_RE.findall(note.note))
    known = works() | {received.source.id for received in sources()}
    assert cited <= known
    assert bool(cited) != note.inference


def test_a_note_repeats_no_address_of_a_person(placed: Placed) -> None:
    assert not ADDRESS_RE.search(CITATION_RE.sub("", placed[2].note))


@pytest.mark.parametrize("received", sources(), ids=lambda received: received.source.id)
def test_notes_of_a_source_have_unique_ids_and_follow_its_order(received: Received) -> None:
    ids = [note.id for note in received.sidecar.notes]
    assert len(set(ids)) == len(ids)
    blocks = detect.choose(received.source.text).read(received.source).blocks
    places = [span for (span,) in anchor(received.source.text, blocks, received.sidecar.notes)]
    assert places == sorted(places)
