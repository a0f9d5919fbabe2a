"""An edit of a register changes the pages that it concerns, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.build import make
from tests.publication import new_publication

CONCERNED = "sources/first/"
UNCONCERNED = "sources/second/"
LISTS = ("people", "organizations", "places", "terms", "works", "network", "coverage", "data")


def files(root: Path) -> dict[str, bytes]:
    return {asset.uri: asset.data for asset in make(root)}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = new_publication(tmp_path / "publication")
    folder = root / "site_src/sources/text"
    (folder / "first.txt").write_text("A letter\n\nHe sailed from Atlantis to Thule in May 1866.\n")
    (folder / "second.txt").write_text("A reply\n\nShe stayed in Thule.\n")
    register = root / "site_src/registers/places.yml"
    register.parent.mkdir()
    register.write_text("thule:\n  label: Thule\n  type: island\n")
    return root


def test_a_new_entry_changes_only_the_pages_that_name_it(root: Path) -> None:
    before = files(root)
    register = root / "site_src/registers/places.yml"
    register.write_text(register.read_text() + "atlantis:\n  label: Atlantis\n  type: island\n")
    after = files(root)
    changed = {uri for uri in before.keys() | after.keys() if before.get(uri) != after.get(uri)}
    assert "places/atlantis/index.md" in changed
    assert f"{CONCERNED}index.md" in changed
    assert f"{CONCERNED}annotations.jsonld" in changed
    assert "places/index.md" in changed
    # Thule is in the same paragraph as Atlantis, so its page now names Atlantis.
    assert "places/thule/index.md" in changed
    assert not {uri for uri in changed if uri.startswith(UNCONCERNED)}
    # The list of each register says how many entries the others have; so does the data page.
    lists = {f"{name}/index.md" for name in LISTS}
    pages = {uri for uri in changed if uri.endswith(".md")}
    assert pages - lists == {
        f"{CONCERNED}index.md",
        "places/atlantis/index.md",
        "places/thule/index.md",
    }


def test_an_entry_that_nothing_names_changes_no_source(root: Path) -> None:
    before = files(root)
    register = root / "site_src/registers/places.yml"
    register.write_text(register.read_text() + "lemuria:\n  label: Lemuria\n  type: island\n")
    after = files(root)
    changed = {uri for uri in after if before.get(uri) != after[uri]}
    assert not {uri for uri in changed if uri.startswith("sources/")}


def test_building_twice_makes_the_same_files(root: Path) -> None:
    assert files(root) == files(root)
