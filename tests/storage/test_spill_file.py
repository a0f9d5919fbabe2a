"""What is put in a spill file comes back unchanged, and takes next to no memory."""

from __future__ import annotations

import gc
import pickle
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from builders.citations.styles.publication import formatted
from builders.citations.styles.spilled import SpilledCitations
from builders.model import document
from builders.model.packed import PackedMentions
from builders.model.publication import Publication
from builders.model.source import Source
from builders.model.spilled import SpilledBlocks, SpilledDates, SpilledSource
from builders.readers.detect import choose
from builders.storage import spill_file
from builders.storage.spill_file import CACHE_SIZE, SpillFile, part
from builders.understand import understand
from tests.bench.corpus import generate
from tests.conftest import PROJECT
from tests.publication import new_publication

SIZES = (CACHE_SIZE + 6, CACHE_SIZE + 18)
"""Numbers of documents, both more than are kept in memory, so that those weigh the same."""
MOST = 100_000
"""Bytes of memory that one more document of 1,500 words may take."""


@pytest.fixture(scope="module")
def plain() -> Publication:
    return understand(PROJECT).publication


@pytest.fixture
def spilled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publication:
    monkeypatch.setattr(spill_file, "FEW", 0)
    return understand(new_publication(tmp_path, edition=True)).publication


def test_an_entry_with_its_text_in_the_spill_file_is_the_same(
    plain: Publication, spilled: Publication
) -> None:
    for one, other in zip(plain.entries, spilled.entries, strict=True):
        assert isinstance(other.source, SpilledSource)
        assert isinstance(other.document.blocks, SpilledBlocks)
        assert isinstance(other.annotations.mentions, PackedMentions)
        assert isinstance(other.annotations.dates, SpilledDates)
        assert len(other.annotations.dates) == len(one.annotations.dates)
        assert other.source.text == one.source.text
        assert other.source.data == one.source.data
        assert other.document == one.document
        assert other.annotations == one.annotations
        assert other.document.addresses == tuple(one.document.addresses)
        assert other.annotations.mention_counts == one.annotations.mention_counts


def test_a_text_that_differs_from_its_decoded_bytes_is_kept_too(tmp_path: Path) -> None:
    source = Source("a", "a.txt", "\ufeffeins".encode(), "eins", "utf-8", "")
    spilled = SpilledSource(source, SpillFile(tmp_path))
    assert (spilled.data, spilled.text) == (source.data, source.text)


def test_a_source_in_the_spill_file_is_read_and_sent_as_any_other(tmp_path: Path) -> None:
    text = "---\ntitle: A letter\nlang: fr\n---\n\nIl **pleut**.\n"
    source = Source("a", "a.txt", text.encode(), text, "utf-8", "", language="fr", is_markdown=True)
    spilled = SpilledSource(source, SpillFile(tmp_path))
    assert pickle.loads(pickle.dumps(spilled)) == source  # noqa: S301  # pickled here
    reader = choose(text)
    assert reader.read(spilled) == reader.read(source)
    assert reader.read(spilled).header.title == "A letter"


@pytest.mark.parametrize("long", [0, document.MOST_SCANNED])
def test_one_block_is_found_without_the_others(
    plain: Publication, spilled: Publication, long: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "MOST_SCANNED", long)
    for one, other in zip(plain.entries, spilled.entries, strict=True):
        blocks = {block.id: block for block in one.document.blocks}
        for whole, apart in ((one.document, other.document), (other.document, one.document)):
            fresh = replace(whole)
            assert {name: fresh.find(name) for name in apart.addresses} == blocks
            assert fresh.find("nowhere") is None
            with pytest.raises(ValueError, match="nowhere"):
                fresh.block("nowhere")


def test_mentions_are_found_by_their_entries(plain: Publication, spilled: Publication) -> None:
    assert list(plain.mentions_of) == list(spilled.mentions_of)
    for entity, mentions in plain.mentions_of.items():
        found = spilled.mentions_of[entity]
        assert [mention for _, mention in found] == [mention for _, mention in mentions]
        assert [entry.id for entry, _ in found] == [entry.id for entry, _ in mentions]
        assert len(found) == len(mentions)


def test_the_forms_of_mentions_are_those_of_the_mentions(
    plain: Publication, spilled: Publication
) -> None:
    for one, other in zip(plain.entries, spilled.entries, strict=True):
        named = list(one.annotations.forms_with_blocks())
        assert list(other.annotations.forms_with_blocks()) == named
        forms = list(dict.fromkeys(form for form, _ in named))
        assert list(one.annotations.forms) == list(other.annotations.forms) == forms
        assert [(form.entity, block) for form, block in named] == [
            (mention.entity, mention.block) for mention in one.annotations.mentions
        ]
        for entity in one.annotations.mention_counts:
            alone = [found for found in named if found[0].entity == entity]
            assert list(one.annotations.forms_with_blocks_of(entity)) == alone
            assert list(other.annotations.forms_with_blocks_of(entity)) == alone


def test_an_entry_sent_to_another_machine_includes_its_text(spilled: Publication) -> None:
    for entry in spilled.entries:
        sent = pickle.loads(pickle.dumps(entry))  # noqa: S301  # our own
        assert isinstance(sent.document.blocks, tuple)
        assert sent.source.text == entry.source.text
        assert sent.document == entry.document
        assert sent.annotations == entry.annotations


def test_values_stay_in_memory_where_no_file_can_be_made(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("in the way")
    held = SpillFile(tmp_path)
    places = [held.put(bytes([number] * 5)) for number in range(3)]
    assert [held.get(place) for place in places] == [bytes([number] * 5) for number in range(3)]
    assert held.get(part(places[1], 1, 3)) == b"\1\1"


def test_only_the_values_used_last_are_kept_in_memory(tmp_path: Path) -> None:
    held = SpillFile(tmp_path)
    places = [held.put(b"%d" % number) for number in range(CACHE_SIZE + 1)]
    assert [held.value(place, int) for place in places] == list(range(CACHE_SIZE + 1))
    assert held.cached(places[0]) is None
    assert held.cached(places[-1]) == CACHE_SIZE


def test_one_more_document_takes_little_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spill_file, "FEW", 0)
    weights = []
    for size in SIZES:
        root = generate(tmp_path / str(size), size)
        understand(root)  # loads what is loaded only once, and fills the cache
        gc.collect()
        tracemalloc.start()
        understood = understand(root)
        gc.collect()
        weights.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        assert len(understood.publication.entries) == size
    assert (weights[1] - weights[0]) / (SIZES[1] - SIZES[0]) < MOST


def test_citations_in_the_spill_file_are_the_same(
    plain: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = formatted(plain, tmp_path)
    assert isinstance(held, dict)
    monkeypatch.setattr(spill_file, "FEW", 0)
    spilled = formatted(plain, tmp_path)
    assert isinstance(spilled, SpilledCitations)
    assert len(spilled) == len(held) > 100
    assert dict(spilled) == held
    assert ("nobody", next(iter(held))[1]) not in spilled
    assert spilled.get(("nobody", next(iter(held))[1])) is None
