"""Cached entries are the same as those that would be made."""

from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from builders import entries as module
from builders.inputs.sources import Received
from builders.model.publication import Entry
from builders.recognizers.names import NameIndex
from builders.understand import understand
from tests.publication import new_publication

KEPT = ".cache/muniment/entries"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return new_publication(tmp_path, edition=True)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The identifiers of the sources that are read, and not taken from the cache."""
    names: list[str] = []
    original = module._pickled_entry  # noqa: SLF001  # work is counted where it is done

    def counted(received: Received, index: NameIndex) -> bytes:
        names.append(received.source.id)
        return original(received, index)

    monkeypatch.setattr(module, "_pickled_entry", counted)
    return names


def entries(root: Path, executor: Executor | None = None) -> tuple[Entry, ...]:
    return understand(root, executor=executor).publication.entries


def test_cached_entries_equal_the_ones_first_made(root: Path, read: list[str]) -> None:
    first = entries(root)
    assert len(read) == len(first) == 5
    assert entries(root) == first
    assert len(read) == 5


def test_only_a_changed_source_is_read_again(root: Path, read: list[str]) -> None:
    entries(root)
    read.clear()
    sidecar = root / "site_src/sources/cable/09CHENGDU165.yml"
    sidecar.write_text(sidecar.read_text().replace("headnote: |\n", "headnote: |\n  A word.\n", 1))
    changed = {entry.id: entry for entry in entries(root)}["09CHENGDU165"]
    assert read == ["09CHENGDU165"]
    assert (changed.sidecar.headnote or "").startswith("A word.")


def test_a_new_name_in_a_register_is_looked_for_everywhere(root: Path, read: list[str]) -> None:
    entries(root)
    read.clear()
    register = root / "site_src/registers/terms.yml"
    register.write_text(f"{register.read_text()}\nsummary:\n  label: Summary\n")
    found = entries(root)
    assert len(read) == 5
    assert any(one.entity == "summary" for entry in found for one in entry.annotations.mentions)


def test_a_new_description_in_a_register_changes_no_entry(root: Path, read: list[str]) -> None:
    entries(root)
    read.clear()
    register = root / "site_src/registers/people.yml"
    register.write_text(
        register.read_text().replace("description: >-", "description: >-\n    Also:", 1)
    )
    entries(root)
    assert read == []


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 40])
def test_entries_are_made_again_if_the_cache_is_damaged(
    root: Path, read: list[str], damage: bytes
) -> None:
    first = entries(root)
    for path in (root / KEPT).glob("*/*"):
        path.write_bytes(damage)
    read.clear()
    assert entries(root) == first
    assert len(read) == 5


def test_entries_of_former_states_are_deleted_when_there_are_many(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builders.storage.store.SPARE_FILES", 0)
    first = entries(root)
    former = [root / KEPT / "00" / f"{number:062x}" for number in range(2 * len(first))]
    for path in former:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    assert entries(root) == first
    assert not any(path.exists() for path in former)
    assert sum(path.is_file() for path in (root / KEPT).glob("*/*")) == len(first)


def test_entries_are_made_even_if_no_cache_can_be_written(root: Path) -> None:
    (root / ".cache").write_text("in the way")
    assert len(entries(root)) == 5


def test_any_executor_reads_the_same_entries(root: Path, tmp_path: Path) -> None:
    here = entries(root)
    elsewhere = new_publication(tmp_path / "elsewhere", edition=True)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        assert entries(elsewhere, executor) == here


def test_a_source_is_read_in_the_language_that_its_sidecar_gives(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    folder = root / "site_src/sources/text"
    (folder / "brev.txt").write_text("Aarhus, 3. januar 1851\n\nAlt vel.\n")
    (folder / "brev.yml").write_text("language: da\n")
    (folder / "level.txt").write_text("Pest, 1851. január 3-án\n\nJól.\n")
    found = {entry.id: entry.document for entry in entries(root)}
    assert found["brev"].header.date == "1851-01-03"
    assert (found["brev"].language, found["level"].language) == ("da", "en")
