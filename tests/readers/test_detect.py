"""The choice of a reader, and what every reader guarantees for any text."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.coverage import coverage
from builders.model.document import Document
from builders.readers import detect
from builders.readers.reader import Reader
from tests.conftest import PROJECT
from tests.readers.goldens import FIXTURES, source
from tests.readers.pieces import pieces

EDITION = sorted((PROJECT / "site_src" / "sources").glob("*/*.txt"))
TEXTS = [
    path.read_text(encoding="utf-8")
    for path in (
        *EDITION,
        *sorted(FIXTURES.glob("news/*.txt")),
        *sorted(FIXTURES.glob("news/*.html")),
        *sorted(FIXTURES.glob("report/*.txt")),
    )
]
LINES = [line for text in TEXTS for line in text.splitlines(keepends=True)]
ODD = pieces("any", "odd")
RUNS = pieces("any", "repeated")


def check(text: str) -> None:
    for reader in detect.readers():
        assert 0 <= reader.recognize(text) <= reader.surest <= 1
        check_document(text, reader.read(source(text)))


def check_document(text: str, document: Document) -> None:
    account = coverage(text, document)
    assert account.whole, account
    assert account.accounted == len(text)
    starts = [block.spans[0] for block in document.blocks]
    assert starts == sorted(starts)
    assert len({block.id for block in document.blocks}) == len(document.blocks)
    for block in document.blocks:
        for one, other in pairwise(block.text.pieces):
            assert one.start <= other.start, block
            assert one.end <= other.end, block
        if document.kind == "cable":  # checked by its own tests
            continue
        owned = {i for span in block.spans for i in range(*span)}
        for piece in block.text.pieces:
            assert all(i in owned or text[i].isspace() for i in range(piece.start, piece.end)), (
                block
            )
        for span in (*block.emphasis, *block.strong):
            assert block.start <= span.start < span.end <= block.end
    for emendation in document.emendations:
        assert text[slice(*emendation.span)] == emendation.sic


def test_each_module_with_a_reader_is_found() -> None:
    assert {reader.kind for reader in detect.readers()} >= {"cable", "news", "report", "text"}
    assert all(isinstance(reader, Reader) for reader in detect.readers())


def test_a_reader_can_be_chosen_by_kind() -> None:
    assert detect.reader_named("news").kind == "news"
    with pytest.raises(KeyError, match="cable, news, report, text"):
        detect.reader_named("telegram")


@pytest.mark.parametrize("path", EDITION, ids=lambda path: path.stem)
def test_each_source_of_the_edition_has_the_kind_of_its_folder(path: Path) -> None:
    assert detect.choose(path.read_text(encoding="utf-8")).kind == path.parent.name


@pytest.mark.parametrize("kind", ["news", "report", "text"])
def test_each_fixture_has_the_kind_of_its_folder(kind: str) -> None:
    for path in sorted((FIXTURES / kind).iterdir()):
        if path.suffix not in {".txt", ".html"}:
            continue
        assert detect.choose(path.read_text(encoding="utf-8")).kind == kind, path.name


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "x", "Hello world.", "\x00"])
def test_text_that_no_reader_recognizes_is_plain_text(text: str) -> None:
    assert detect.choose(text).kind == "text"
    check(text)


def test_nothing_in_real_sources_is_left_unread() -> None:
    for text in TEXTS:
        for reader in detect.readers():
            if reader.kind != "cable":
                names = {block.name for block in reader.read(source(text)).blocks}
                assert "unread" not in names


@pytest.mark.samples
def test_samples_are_recognized(samples: Path) -> None:
    for folder, kind in (("news", "news"), ("newsletters", "report"), ("cables", "cable")):
        for path in sorted((samples / folder).iterdir()):
            if path.suffix != ".json":
                text = path.read_bytes().decode("utf-8", errors="replace")
                assert detect.choose(text).kind == kind, path.name


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(LINES + ODD * 8), max_size=40).map("".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_mixture_of_lines_can_be_read(text: str) -> None:
    check(text)


@given(st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_source_with_any_damage_can_be_read(data: st.DataObject) -> None:
    text = TEXTS[data.draw(st.integers(0, len(TEXTS) - 1))][:4000]
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 60))
        text = text[:at] + data.draw(st.sampled_from([*ODD, ""])) + text[at + cut :]
    if data.draw(st.booleans()):
        text = text.replace("\n", data.draw(st.sampled_from([" ", "\r\n", "\r", "\n\n"])))
    check(text)


@pytest.mark.parametrize("run", RUNS)
def test_reading_takes_linear_time(run: str) -> None:
    text = run * (20_000 // len(run))
    started = time.process_time()
    for reader in detect.readers():
        reader.recognize(text)
        if reader.kind != "cable":  # timed by its own tests
            reader.read(source(text))
    # A quadratic pattern would take minutes.
    assert time.process_time() - started < 10
