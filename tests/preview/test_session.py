"""What a preview shows after any edits is what a build makes, byte for byte."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builders.build import DOCS_FOLDER, write
from builders.model.page import Asset, Unit
from builders.preview.session import Session
from builders.problems import ProblemsFound
from builders.site.rendering import Site, SiteOptions, build_site
from builders.storage import spill_file
from builders.understand import Understood, understand
from builders.writer import Staging, staging
from tests.publication import digests
from tests.random_edits import (
    cable_files,
    edit_style_sheet,
    edited_publication,
    edits_of_every_kind,
    remove_dependents,
)

URL = "http://127.0.0.1:1/muniment/"
MANY = 1000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return edited_publication(tmp_path / "publication")


def finish(session: Session) -> None:
    while session.update():
        pass


def built(root: Path) -> dict[str, str]:
    """The files of a clean build."""
    site = root.parent / "clean/site"
    with staging(root.parent / "clean" / DOCS_FOLDER) as staged:
        write(root, understand(root), staged, workers=1)
        build_site(root, staged, SiteOptions(site, URL, preview=True))
    return files(site)


def files(site: Path) -> dict[str, str]:
    return {Path(path).relative_to(site).as_posix(): one for path, one in digests(site).items()}


def compare(root: Path, site: Path, edit: str) -> None:
    expected, found = built(root), files(site)
    assert sorted(found) == sorted(expected), edit
    assert [path for path in found if found[path] != expected[path]] == [], edit


def test_after_random_edits_the_preview_equals_a_clean_build(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    session = Session(root, site, URL)
    compare(root, site, "the first")
    chance = random.Random(7)  # noqa: S311  # edits, no secret
    for number, edit in enumerate(edits_of_every_kind(chance)):
        edit(root, chance)
        # With and without the spill file and the order of work that many sources need.
        monkeypatch.setattr(spill_file, "FEW", (0, MANY)[number % 2])
        monkeypatch.setattr("builders.preview.session.MANY", (1, MANY)[number // 2 % 2])
        try:
            finish(session)
        except ProblemsFound:
            remove_dependents(root)
            finish(session)
        compare(root, site, f"{number}: {edit.__name__}")


def test_the_edited_page_is_made_first(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(root, tmp_path / "site", URL)
    page = tmp_path / "site/sources/09chengdu101/index.html"
    listed = tmp_path / "site/sources/index.html"
    understood = 0

    def counted(*arguments: Any, **named: Any) -> Understood:
        nonlocal understood
        understood += 1
        return understand(*arguments, **named)

    monkeypatch.setattr("builders.preview.session.understand", counted)
    # A new sidecar may be of any source; for an edited one only its own source is understood.
    for number, looked_at in ((1, 1), (2, 0)):
        title = f"Title {number}"
        cable_files(root)[0].with_suffix(".yml").write_text(f"title: {title}\n")
        understood = 0
        assert session.update()
        assert understood == looked_at
        assert title in page.read_text()
        assert title not in listed.read_text()
        assert not session.update()
        assert title in listed.read_text()


def test_pages_about_an_edited_source_are_made_before_all_others(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builders.preview.session.MANY", 1)
    path, site = cable_files(root)[0], tmp_path / "site"
    path.with_suffix(".yml").write_text("title: A title\n")
    session = Session(root, site, URL)
    own = site / "sources/09chengdu101"
    places, listed = site / "places/kunming/index.html", site / "sources/index.html"
    path.with_suffix(".yml").write_text("title: Another title\n")
    assert session.update()
    assert "Another title" in (own / "index.html").read_text()
    assert "Another title" not in places.read_text()
    assert session.update()
    assert "Another title" in places.read_text()
    assert "Another title" in (own / "cite.ris").read_text()
    assert "Another title" not in listed.read_text()
    assert not session.update()
    compare(root, site, "titled")


def test_a_preview_remakes_only_the_units_that_contain_edited_words(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sidecar = cable_files(root)[0].with_suffix(".yml")
    sidecar.write_text("headnote: Words.\n")
    session = Session(root, tmp_path / "site", URL)
    made: list[str] = []
    make = Staging.make

    def counted(staged: Staging, unit: Unit[Asset]) -> None:
        made.append(unit.name)
        make(staged, unit)

    monkeypatch.setattr(Staging, "make", counted)
    sidecar.write_text("headnote: Other words.\n")
    finish(session)
    own = {unit for unit in made if unit.startswith("sources/")}
    assert {unit.split("/")[1] for unit in own} == {"09chengdu101"}
    assert not {"places/kunming/index.md", "tags/index.md", "people/li-wei/index.md"} & set(made)
    compare(root, tmp_path / "site", "other words")
    made.clear()
    edit_style_sheet(root, random.Random(1))  # noqa: S311  # an edit, no secret
    finish(session)
    assert "builders.build" in made
    assert not {
        one for one in made if one.startswith(("sources/", "places/")) and "card" not in one
    }
    compare(root, tmp_path / "site", "other looks")
    made.clear()
    # A file that somebody removed from docs/ is made again, whatever was edited.
    (root / DOCS_FOLDER / "places/kunming/index.md").unlink()
    sidecar.write_text("headnote: Words again.\n")
    finish(session)
    assert "places/kunming/index.md" in made
    compare(root, tmp_path / "site", "words again")


def test_the_whole_site_is_remade_only_if_what_all_pages_show_changed(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, site = root / "site_src/pages/method.md", tmp_path / "site"
    page.write_text("# Method\n\nWords.\n")
    settings = root / "mkdocs.yml"
    # The navigation shows the title that the page gives itself.
    settings.write_text(settings.read_text().replace("nav:\n", "nav:\n  - method.md\n", 1))
    session = Session(root, site, URL)
    anew: list[Path] = []

    def counted(*arguments: Any, **named: Any) -> Site:
        anew.append(root)
        return build_site(*arguments, **named)

    monkeypatch.setattr("builders.preview.session.build_site", counted)
    edits: dict[str, Callable[[], object]] = {
        "words of a page": lambda: page.write_text("# Method\n\nOther [words](index.md).\n"),
        "a new page": lambda: (root / "site_src/pages/more.md").write_text("# More\n\nWords.\n"),
        "a page is gone": (root / "site_src/pages/more.md").unlink,
        "a source is gone": cable_files(root)[2].unlink,
    }
    for name, edit in edits.items():
        edit()
        finish(session)
        assert not anew, name
        compare(root, site, name)
    # Every page links to it by its title.
    page.write_text("# A way of working\n\nOther words.\n")
    finish(session)
    assert anew
    compare(root, site, "another title")


def test_a_partly_shown_edit_is_taken_back_after_a_mistake(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builders.preview.session.MANY", 1)
    session = Session(root, tmp_path / "site", URL)
    before = files(tmp_path / "site")
    sidecar = cable_files(root)[0].with_suffix(".yml")
    sidecar.write_text("title: Another title\n")
    assert session.update()
    assert session.update()
    sidecar.write_text("titel: Another title\n")
    with pytest.raises(ProblemsFound, match="titel"):
        session.update()
    assert files(tmp_path / "site") == before
    sidecar.unlink()
    finish(session)
    compare(root, tmp_path / "site", "mended")


def test_a_mistake_that_is_found_late_leaves_the_site_unchanged(root: Path, tmp_path: Path) -> None:
    sidecar = cable_files(root)[0].with_suffix(".yml")
    sidecar.write_text("headnote: Words.\n")
    session = Session(root, tmp_path / "site", URL)
    before = files(tmp_path / "site")
    sidecar.write_text("headnote: Other words [@nobody].\n")
    with pytest.raises(ProblemsFound, match="nobody"):
        finish(session)
    assert files(tmp_path / "site") == before
    assert not session.update()
    sidecar.write_text("headnote: Other words.\n")
    finish(session)
    compare(root, tmp_path / "site", "mended")


def test_a_mistake_leaves_the_site_unchanged(root: Path, tmp_path: Path) -> None:
    session = Session(root, tmp_path / "site", URL)
    before = files(tmp_path / "site")
    sidecar = cable_files(root)[0].with_suffix(".yml")
    sidecar.write_text("titel: Another title\n")
    with pytest.raises(ProblemsFound, match="titel"):
        session.update()
    assert files(tmp_path / "site") == before
    sidecar.write_text("title: Another title\n")
    finish(session)
    compare(root, tmp_path / "site", "mended")


def test_the_folder_of_the_sources_may_vanish_and_come_back(root: Path, tmp_path: Path) -> None:
    session = Session(root, tmp_path / "site", URL)
    before = files(tmp_path / "site")
    (root / "site_src").rename(tmp_path / "aside")
    with pytest.raises(ProblemsFound, match="site has no file"):
        session.update()
    assert files(tmp_path / "site") == before
    (tmp_path / "aside").rename(root / "site_src")
    finish(session)
    assert files(tmp_path / "site") == before
