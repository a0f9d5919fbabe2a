"""The index is merged from cached segments: their size does not matter; an edit remakes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from builders.build import DOCS_FOLDER, write
from builders.incremental import source_digests
from builders.model.publication import Entry, Publication
from builders.search import units as index_units
from builders.search.documents import DocumentIndex, document_index, document_texts
from builders.search.segments import Segment, SegmentMaker
from builders.search.units import FOLDER, SPARE_SEGMENTS, files, units
from builders.storage.memory import Memory
from builders.storage.store import FOLDER as CACHE
from builders.understand import understand
from builders.writer import staging
from tests.publication import new_publication
from tests.random_edits import cable_files, edited_publication


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_publication(tmp_path_factory.mktemp("segments") / "publication", edition=True)


@pytest.fixture(scope="module")
def publication(root: Path) -> Publication:
    return understand(root).publication


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the sources that are indexed from now on."""
    ids: list[str] = []

    def noted(
        entry: Entry, *, languages: Iterable[str] = (), chinese: Mapping[str, str] | None = None
    ) -> DocumentIndex:
        ids.append(entry.id)
        return document_index(entry, languages=languages, chinese=chinese)

    monkeypatch.setattr(index_units, "document_index", noted)
    return ids


def index_files(root: Path, publication: Publication) -> dict[str, bytes]:
    """All files of the index as a build makes them, by path."""
    digests = source_digests(publication, Memory())
    every = list(units(root, publication, digests))
    found = [asset for unit in every for asset in unit.make()]
    assert len({asset.uri for asset in found}) == len(found)
    return {asset.uri: asset.data for asset in found}


def cached_segments(root: Path) -> list[Path]:
    """The segments in the cache."""
    return [path for path in (root / CACHE / FOLDER).glob("*/*") if path.is_file()]


def files_without_version(publication: Publication) -> Mapping[str, bytes]:
    """All files except the one with the version, which depends on how segments are cut."""
    return {asset.uri: asset.data for asset in files(publication) if "index.js" not in asset.uri}


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_the_size_of_segments_does_not_change_the_files(
    root: Path, publication: Publication, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(index_units, "SEGMENT_SIZE", size)
    first = index_files(root, publication)
    assert len(publication.entries) > 3
    assert {
        uri: data for uri, data in first.items() if "index.js" not in uri
    } == files_without_version(publication)
    assert index_files(root, publication) == first


def test_a_packed_segment_can_be_unpacked(publication: Publication) -> None:
    maker = SegmentMaker()
    for entry in publication.entries:
        maker.add(document_index(entry), entry.annotations)
    for segment in (maker.segment(), SegmentMaker().segment()):
        assert Segment.unpacked(segment.packed()) == segment


@pytest.mark.parametrize("languages", [(), ("zh",), ("eo", "zh")])
@pytest.mark.parametrize("chinese", [{}, {"Consulate Guangzhou": "美国驻广州总领事馆"}])
def test_texts_made_alone_equal_those_of_the_parts(
    publication: Publication, languages: tuple[str, ...], chinese: Mapping[str, str]
) -> None:
    for entry in publication.entries:
        whole = document_index(entry, languages=languages, chinese=chinese)
        alone = document_texts(entry, languages=languages, chinese=chinese)
        assert list(alone) == [one.text for one in whole.parts]


def test_unchanged_sources_are_not_indexed_again(tmp_path: Path, indexed: list[str]) -> None:
    root = edited_publication(tmp_path / "publication")
    publication = understand(root).publication
    first = index_files(root, publication)
    assert sorted(indexed) == sorted(entry.id for entry in publication.entries)
    indexed.clear()
    assert index_files(root, publication) == first
    assert not indexed


def test_an_edit_remakes_one_segment(
    tmp_path: Path, indexed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_units, "SEGMENT_SIZE", 2)
    root = edited_publication(tmp_path / "publication")
    first, *others = cable_files(root)
    index_files(root, understand(root).publication)
    for text in ("headnote: Zebras.\n", "headnote: Giraffes.\ntitle: A title\n"):
        indexed.clear()
        first.with_suffix(".yml").write_text(text)
        publication = understand(root).publication
        again = index_files(root, publication)
        assert first.stem in indexed
        assert len(indexed) == 2 < len(publication.entries)
        assert set(indexed) < {one.stem for one in (first, *others)} | {"first"}
        clean = tmp_path / "clean"
        assert again == index_files(clean, publication)
        assert {path.name for path in cached_segments(clean)} <= {
            path.name for path in cached_segments(root)
        }
        for path in cached_segments(clean):
            path.unlink()


def test_changed_names_in_a_register_remake_all_segments(
    tmp_path: Path, indexed: list[str]
) -> None:
    root = edited_publication(tmp_path / "publication")
    index_files(root, understand(root).publication)
    indexed.clear()
    path = root / "site_src/registers/places.yml"
    path.write_text("kunming:\n  label: The Kunming\n  type: city\n")
    publication = understand(root).publication
    assert index_files(root, publication) == index_files(tmp_path / "clean", publication)
    assert len(indexed) == 2 * len(publication.entries)


@pytest.mark.parametrize("damage", [b"", b"Something else."])
def test_a_damaged_segment_is_remade(tmp_path: Path, damage: bytes) -> None:
    root = edited_publication(tmp_path / "publication")
    publication = understand(root).publication
    first = index_files(root, publication)
    (path,) = cached_segments(root)
    path.write_bytes(damage)
    assert index_files(root, publication) == first


def test_the_cache_does_not_grow_with_edits(tmp_path: Path) -> None:
    root = edited_publication(tmp_path / "publication")
    sidecar = cable_files(root)[0].with_suffix(".yml")
    for number in range(SPARE_SEGMENTS + 4):
        sidecar.write_text(f"headnote: Words {number}.\n")
        index_files(root, understand(root).publication)
        assert 1 <= len(cached_segments(root)) <= SPARE_SEGMENTS + 2
    assert len(cached_segments(root)) < SPARE_SEGMENTS


def test_a_build_indexes_each_source_once(tmp_path: Path, indexed: list[str]) -> None:
    """Texts are made before lists, which then take the segments from the cache."""
    root = edited_publication(tmp_path / "publication")
    docs = root / DOCS_FOLDER
    sidecar = cable_files(root)[0].with_suffix(".yml")
    sidecar.write_text("headnote: Zebras.\n")
    for text in ("headnote: Giraffes.\n", "headnote: Giraffes.\ntitle: A title\n"):
        with staging(docs) as staged:
            write(root, understand(root), staged, workers=1)
            staged.commit()
        assert len(indexed) == len(set(indexed)) == len(understand(root).publication.entries)
        indexed.clear()
        sidecar.write_text(text)


def test_sources_of_all_segments_share_the_values_of_their_facets(publication: Publication) -> None:
    maker = SegmentMaker()
    for entry in publication.entries:
        maker.add(document_index(entry), entry.annotations)
    packed = maker.segment().packed()
    one, other = (Segment.unpacked(packed).documents[0].facets for _ in range(2))
    assert one["person"]
    for name, values in one.items():
        assert all(a is b for a, b in zip(values, other[name], strict=True))
