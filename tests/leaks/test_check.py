"""The check of a site for leaks: in a build, on its own, and without redactions."""

from __future__ import annotations

import gzip
import hashlib
import io
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner, Result
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from builders.cli import main
from builders.leaks.base64_runs import decode_runs, runs_of_base64
from builders.leaks.check import MEMORY, check, refuse_leaks
from builders.leaks.finder import Finder, Hit
from builders.leaks.forms import forms
from builders.leaks.unpacking import Part
from builders.leaks.windows import BLOCK
from builders.mkdocs_hooks import on_post_build
from builders.problems import ProblemsFound
from builders.processes.pools import cores
from tests.conftest import PROJECT
from tests.publication import digests, new_publication

HIDDEN = "someone.else@example.org"
SIDECAR = """\
redactions:
  - pattern: email
    what: personal e-mail address
    reason: It is a person's own.
    date: 2026-11-22
"""


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--project", str(root)])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = new_publication(tmp_path_factory.mktemp("leaks") / "publication")
    folder = root / "site_src/sources/text"
    (folder / "letter.txt").write_text(f"A letter\n\nWrite to {HIDDEN}, and soon.\n")
    (folder / "letter.yml").write_text(SIDECAR)
    result = run(root, "build")
    assert result.exit_code == 0, result.output
    return root


@pytest.fixture
def publication(built: Path, tmp_path: Path) -> Path:
    root = tmp_path / "publication"
    shutil.copytree(built, root)
    return root


def test_redacted_words_are_in_no_file_and_in_no_name_of_one(built: Path) -> None:
    for path in (*(built / "docs").rglob("*"), *(built / "site").rglob("*")):
        assert b"someone.else" not in (path.read_bytes() if path.is_file() else b""), path
        assert "someone" not in path.name
    download = built / "site/sources/letter/letter.redacted.txt"
    assert download.read_text() == "A letter\n\nWrite to ██████@██████, and soon.\n"


def _zipped(root: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("offline/a.html", f"<p>{HIDDEN}")
    (root / "site/offline.zip").write_bytes(out.getvalue())


PLANTS: dict[str, Callable[[Path], object]] = {
    "assets/x.js": lambda root: (root / "site/assets/x.js").write_text(f"let a = '{HIDDEN}'"),
    "search/more.json.gz": lambda root: (root / "site/search/more.json.gz").write_bytes(
        gzip.compress(f'["{HIDDEN}"]'.encode())
    ),
    "offline.zip": _zipped,
    "someone.else%40example.org.txt": lambda root: (
        root / "site/someone.else%40example.org.txt"
    ).write_text("x"),
}


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_leak_is_reported_with_its_place_and_without_its_words(
    publication: Path, name: str
) -> None:
    (publication / "site/search").mkdir(exist_ok=True)
    PLANTS[name](publication)
    result = run(publication, "check", "--leaks", str(publication / "site"))
    assert result.exit_code == 1
    assert f"site/{name}" in result.output
    assert "what `redactions[1]` of letter hides" in result.output
    if "%40" not in name:
        assert "someone" not in result.output


def test_a_clean_site_passes_and_the_numbers_searched_are_reported(publication: Path) -> None:
    result = run(publication, "check", "--leaks", str(publication / "site"))
    assert result.exit_code == 0
    files = sum(1 for path in (publication / "site").rglob("*") if path.is_file())
    assert f"1 redacted passage looked for in {files:,} files" in result.output


def test_a_saved_web_page_is_redacted_like_other_sources(publication: Path) -> None:
    page = (PROJECT / "tests" / "fixtures" / "news" / "saved-page.html").read_text("utf-8")
    folder = publication / "site_src/sources/text"
    (folder / "strike.html").write_text(page.replace("Ada Lum", HIDDEN), "utf-8")
    refused = run(publication, "build")
    assert "strike.html:14: error: has words that" in refused.output
    (folder / "strike.yml").write_text(SIDECAR)
    result = run(publication, "build")
    assert result.exit_code == 0, result.output
    assert "Ferrymen" in (publication / "site/sources/strike/index.html").read_text("utf-8")
    # On a page of the editors the same words would be published.
    (publication / "site_src/pages/strike.html").write_text(page.replace("Ada Lum", HIDDEN))
    assert "pages/strike.html:14: error: has words that" in run(publication, "build").output


def test_an_archive_can_be_checked_on_its_own(publication: Path) -> None:
    _zipped(publication)
    result = run(publication, "check", "--leaks", str(publication / "site/offline.zip"))
    assert result.exit_code == 1
    assert "offline.zip:1: error: holds in its part offline/a.html" in result.output
    assert "if it was built before the redaction, build it again" in result.output
    assert "replaced" not in result.output


def test_folders_are_searched_through_links_and_links_in_a_circle_end(
    publication: Path, tmp_path: Path
) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    (scans / "note.txt").write_text(HIDDEN)
    (scans / "back").symlink_to(publication / "site", target_is_directory=True)
    (publication / "site/scans").symlink_to(scans, target_is_directory=True)
    result = run(publication, "check", "--leaks", str(publication / "site"))
    assert result.exit_code == 1
    assert [line.partition(": ")[0] for line in result.output.splitlines() if "[leak]" in line] == [
        "site/scans/note.txt:1"
    ]


def test_a_leak_stops_the_build_and_leaves_the_old_site(publication: Path) -> None:
    before = digests(publication / "docs", publication / "site")
    # The check of what editors write does not read pictures: this leak gets as far as the new site.
    picture = publication / "site_src/assets/img/note.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\x20tEXtComment\0" + HIDDEN.encode() + b"\0\0\0\0")
    result = run(publication, "build")
    assert result.exit_code == 1
    assert "site/assets/img/note.png:" in result.output
    assert "the site has not been replaced" in result.output
    assert "[leak]" in result.output
    assert "someone" not in result.output
    assert digests(publication / "docs", publication / "site") == before


def test_clean_files_are_not_read_again_until_a_redaction_is_added(
    publication: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    search = Finder.search

    def watched(finder: Finder, name: str, data: bytes | IO[bytes]) -> Iterator[Hit]:
        searched.append(name)
        return search(finder, name, data)

    monkeypatch.setattr(Finder, "search", watched)
    site = publication / "site"
    refuse_leaks(publication, site, "site")
    again = len(searched)
    assert (publication / MEMORY).is_file()
    (site / "new.html").write_text("new")
    refuse_leaks(publication, site, "site")
    assert searched[again:] == ["new.html"]
    (site / "new.html").write_text(HIDDEN)
    for _ in range(2):
        with pytest.raises(ProblemsFound):
            refuse_leaks(publication, site, "site")
    sidecar = publication / "site_src/sources/text/letter.yml"
    sidecar.write_text(SIDECAR + "  - {quote: soon, reason: r, date: 2026}\n")
    del searched[:]
    with pytest.raises(ProblemsFound):
        refuse_leaks(publication, site, "site")
    assert len(searched) == sum(1 for path in site.rglob("*") if path.is_file())


def _large_zip(
    path: Path, planted: dict[str, str | bytes] | None = None, comment: bytes = b""
) -> None:
    """Write an archive of so many files that several processes search it."""
    texts: dict[str, str | bytes] = {
        f"copy/{number:04}.html": _page(number) for number in range(1500)
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**texts, **(planted or {})}.items():
            archive.writestr(name, text)
        archive.comment = comment
    assert path.stat().st_size > BLOCK


def _page(number: int) -> str:
    """A page that is hardly smaller when compressed."""
    return f"<p>{hashlib.sha512(str(number).encode()).hexdigest()}"


@pytest.mark.parametrize("processes", [1, cores()])
def test_a_large_archive_is_searched_in_pieces_with_the_same_result(
    publication: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr("builders.leaks.check.cores", lambda: processes)
    planted: dict[str, str | bytes] = {
        "copy/0003.html": HIDDEN,
        "copy/1111.html": f"<p>{HIDDEN}\n",
        f"copy/{HIDDEN}.txt": "",
        "copy/notes.gz": gzip.compress(HIDDEN.encode()),
    }
    _large_zip(publication / "site/offline.zip", planted, HIDDEN.encode())
    in_pieces = check(publication, publication / "site")
    monkeypatch.setattr("builders.leaks.check.FEW", 1_000_000)
    whole = check(publication, publication / "site")
    # Those planted, the comment as a part of the archive, and what is around the parts.
    assert len(in_pieces.problems) == len(planted) + 2
    assert sorted(map(str, in_pieces.problems)) == sorted(map(str, whole.problems))
    assert (in_pieces.files, in_pieces.size) == (whole.files, whole.size)


def test_a_member_that_cannot_be_searched_is_reported_though_others_can(publication: Path) -> None:
    _large_zip(publication / "site/offline.zip", {"copy/a.br": "a", "copy/1.html": HIDDEN})
    codes = [problem.code for problem in check(publication, publication / "site").problems]
    assert sorted(codes) == ["leak", "leak-unread"]


def test_members_known_from_the_site_or_an_earlier_check_are_not_searched_again(
    publication: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builders.leaks.check.cores", lambda: 1)
    searched: list[str] = []
    search = Finder.search_part

    def watched(finder: Finder, part: Part) -> Iterator[Hit]:
        searched.append(part.name)
        return search(finder, part)

    monkeypatch.setattr(Finder, "search_part", watched)
    site = publication / "site"
    (site / "0007.html").write_text(_page(7))
    _large_zip(site / "offline.zip")
    refuse_leaks(publication, site, "site")
    assert len(searched) == 1499
    del searched[:]
    _large_zip(site / "offline.zip", {"copy/0005.html": "<p>another"})
    refuse_leaks(publication, site, "site")
    assert searched == ["copy/0005.html"]
    _large_zip(site / "offline.zip", {"copy/0005.html": HIDDEN})
    for _ in range(2):
        with pytest.raises(ProblemsFound):
            refuse_leaks(publication, site, "site")


def test_plain_mkdocs_fails_on_a_leak_too(publication: Path) -> None:
    config = MkDocsConfig(str(publication / "mkdocs.yml"))
    config.site_dir = str(publication / "site")
    on_post_build(config)
    (publication / "site/index.html").write_text(HIDDEN)
    with pytest.raises(Abort):
        on_post_build(config)


def test_without_redactions_nothing_is_read(
    publication: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (publication / "site_src/sources/text/letter.yml").unlink()
    monkeypatch.setattr("builders.leaks.check.Finder", None)
    report = check(publication, publication / "site")
    assert (report.files, report.secrets, report.problems) == (0, 0, ())


def test_a_file_that_cannot_be_searched_stops_the_build(publication: Path) -> None:
    (publication / "site_src/assets/page.html.br").write_bytes(b"anything")
    result = run(publication, "build")
    assert result.exit_code == 1
    assert "cannot be searched for redacted words: Brotli cannot be unpacked here" in (
        result.output
    )


NEAR_MATCHES = (
    b"<",
    b"<!--",
    b"&#",
    b"&a",
    b"%",
    b"\\",
    b"=",
    b"=\n",
    b"A",
    b"AAAA\n",
    b"\xe2\x80",
)
"""Bytes with which a pattern begins to match, repeated so that it never completes."""


@pytest.mark.parametrize("unit", NEAR_MATCHES, ids=repr)
def test_work_grows_linearly_with_the_size_of_a_file(unit: bytes) -> None:
    def seconds(size: int) -> float:
        data = unit * (size // len(unit))
        begun = time.process_time()
        for _, form in forms(data, other_scripts=False):
            decode_runs(runs_of_base64(form))
        return time.process_time() - begun

    # Quadratic work would take sixteen times as long; short times are only noise.
    assert seconds(1_200_000) < max(10 * seconds(300_000), 1.5)
