"""No text makes the cable reader raise, lose a character, or take more than linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.coverage import coverage
from builders.readers.cable import fields
from builders.readers.cable.reader import READER
from tests.conftest import PROJECT
from tests.readers.goldens import source
from tests.readers.pieces import pieces

CABLES = sorted((PROJECT / "site_src" / "sources" / "cable").glob("*.txt"))
LINES = [line for path in CABLES for line in path.read_text(encoding="utf-8").splitlines(True)]
ODD = pieces("cable", "odd")
RUNS = pieces("cable", "repeated")


def check(text: str) -> None:
    document = READER.read(source(text))
    account = coverage(text, document)
    assert account.whole, account
    assert 0 <= READER.recognize(text) <= 1
    for block in document.blocks:
        assert block.spans, block
        assert list(block.spans) == sorted(block.spans), block
    starts = [block.spans[0] for block in document.blocks]
    assert starts == sorted(starts)
    assert len({block.id for block in document.blocks}) == len(document.blocks)
    for emendation in document.emendations:
        assert text[emendation.span.start : emendation.span.end] == emendation.sic


def use_fields(text: str) -> None:
    fields.subject(text)
    fields.tags(text)
    fields.references(text, year=2008)
    fields.addressees(text)
    fields.summary(text)
    fields.signatures(text)
    fields.canonical_id(text)
    fields.repair_id(text)
    fields.tag_kind(text)
    fields.title_case(text)
    fields.declassify_on(text)
    fields.clean_content(text)


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    check(text)
    use_fields(text)


@given(st.lists(st.sampled_from(LINES + ODD * 8), max_size=60).map("".join))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_mixture_of_lines_of_cables_can_be_read(text: str) -> None:
    check(text)
    use_fields(text)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_cable_with_any_damage_can_be_read(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(CABLES)).read_text(encoding="utf-8")[:5000]
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 40))
        text = text[:at] + data.draw(st.sampled_from([*ODD, ""])) + text[at + cut :]
    check(text)


@given(st.lists(st.sampled_from(LINES + ODD * 8), max_size=40).map("".join))
@settings(max_examples=100, deadline=None)
def test_any_mixture_in_a_web_page_or_table_can_be_read(text: str) -> None:
    check(f"<html><body><code><pre>{text}</pre></code></body></html>")
    quoted = text.replace('"', '\\"')
    check(
        f'"1","2/2/2008 1:00","08LIMA12","Embassy Lima","UNCLASSIFIED","","{quoted}","{quoted}"\n'
    )


@pytest.mark.parametrize("pattern", RUNS)
def test_reading_takes_linear_time(pattern: str) -> None:
    head = "R 210816Z MAR 09\nFM AMCONSUL LIMA\nTO RUEHC/SECSTATE WASHDC 0352\n"
    text = f"{head}{pattern * (20_000 // len(pattern))}"
    started = time.process_time()
    for form in (text, pattern * (20_000 // len(pattern)), f"<pre>{text}", f'"{text}'):
        check(form)
        use_fields(form)
    # Four texts of twenty thousand characters; a quadratic pattern would take minutes.
    assert time.process_time() - started < 15
