"""Reading sources: byte for byte, and each mistake reported with its file and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.inputs import sources
from builders.inputs.sources import find_source, read_file, read_sources
from builders.inputs.spellings import MOST_PROPOSALS
from builders.problems import Problem

FOLDER = Path("site_src") / "sources" / "text"


def project(root: Path, files: dict[str, bytes]) -> Path:
    """The root, after the files have been written into its folder of sources."""
    for name, data in files.items():
        path = root / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def the_problem(root: Path) -> Problem:
    (problem,) = read_sources(root)[1]
    return problem


def test_a_source_keeps_its_bytes_and_line_ends(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfone\r\ntwo\rthree\n"
    (received,), wrong = read_sources(project(tmp_path, {"a.txt": data}))
    assert wrong == []
    assert received.source.data == data
    assert received.source.text == "\ufeffone\r\ntwo\rthree\n"
    assert received.source.id == "a"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("gb18030", "中国移民"), ("windows-1252", "“naïve”"), ("utf-16", "a移"), ("big5", "移民")],
)
def test_the_sidecar_names_another_encoding(tmp_path: Path, encoding: str, text: str) -> None:
    files = {"a.txt": text.encode(encoding), "a.yml": f"encoding: {encoding}\n".encode()}
    (received,), wrong = read_sources(project(tmp_path, files))
    assert (received.source.text, wrong) == (text, [])


def test_bytes_that_are_not_utf_8_are_named_with_their_place(tmp_path: Path) -> None:
    problem = the_problem(project(tmp_path, {"a.txt": b"fine\nna\xefve\n"}))
    assert problem.code == "encoding"
    assert problem.line == 2
    assert "byte 0xEF at offset 7 is not utf-8" in problem.message
    assert "windows-1252" in problem.hint


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "zip"])
def test_an_unknown_encoding_is_an_error_in_the_sidecar(tmp_path: Path, encoding: str) -> None:
    files = {"a.txt": b"a", "a.yml": f"title: x\nencoding: {encoding}\n".encode()}
    problem = the_problem(project(tmp_path, files))
    assert (problem.file.rsplit("/", 1)[-1], problem.line) == ("a.yml", 2)


def test_an_empty_source_is_an_error(tmp_path: Path) -> None:
    assert the_problem(project(tmp_path, {"a.txt": b""})).code == "empty"


def test_a_sidecar_without_its_source_is_an_error(tmp_path: Path) -> None:
    problem = the_problem(
        project(tmp_path, {"09GUANGZHOU176.txt": b"a", "09GUANGZHOU167.yml": b""})
    )
    assert problem.code == "missing-source"
    assert problem.hint == "If that is `09GUANGZHOU176` now, call this file `09GUANGZHOU176.yml`."


def test_an_unknown_source_is_not_taken_for_an_unreadable_one(tmp_path: Path) -> None:
    root = project(tmp_path, {"letter-2.txt": b"", "letters.txt": b"Dear all\n"})
    for named in ("letter-2", "Letter-2"):
        unreadable = find_source(root, named)
        assert isinstance(unreadable, Problem)
        assert (unreadable.file, unreadable.code) == (f"{FOLDER}/letter-2.txt", "empty")
    # Their names are parts of the other file's path.
    for named in ("letter", "text", "2"):
        unknown = find_source(root, named)
        assert isinstance(unknown, Problem)
        assert (unknown.file, unknown.code) == (named, "unknown-source")
        shown = CliRunner().invoke(main, ["show", named, "--project", str(root)])
        assert "unknown-source" in shown.output


def test_two_sources_cannot_have_one_address(tmp_path: Path) -> None:
    problem = the_problem(project(tmp_path, {"a/X1.txt": b"a", "b/x1.txt": b"b"}))
    assert problem.code == "duplicate-id"
    assert "a/X1.txt" in problem.message


@pytest.mark.parametrize("name", ["a b.txt", "é.txt", "-a.txt", "a<b>.txt", "а.txt"])
def test_a_name_that_cannot_be_an_address_is_refused(tmp_path: Path, name: str) -> None:
    assert the_problem(project(tmp_path, {name: b"a"})).code == "bad-id"


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    root = project(tmp_path / "project", {"a.txt": b"a"})
    (tmp_path / "secret.txt").write_text("secret")
    (root / FOLDER / "b.txt").symlink_to(tmp_path / "secret.txt")
    (root / FOLDER / "folder").symlink_to(tmp_path)
    (root / FOLDER / "itself.txt").symlink_to(root / FOLDER / "itself.txt")
    received, wrong = read_sources(root)
    assert [item.source.id for item in received] == ["a"]
    assert [problem.code for problem in wrong] == ["outside", "outside", "unreadable"]


def test_a_bad_date_names_its_line(tmp_path: Path) -> None:
    files = {"a.txt": b"a", "a.yml": b"title: x\ndate: 21 March 2009\n"}
    problem = the_problem(project(tmp_path, files))
    assert (problem.line, problem.code) == (2, "wrong-value")


def test_every_problem_is_listed(tmp_path: Path) -> None:
    files = {"a.txt": b"", "b.txt": b"\xff", "c.txt": b"c", "c.yml": b"titel: x\n", "d.yml": b""}
    assert len(read_sources(project(tmp_path, files))[1]) == 4


def test_reading_any_file_reports_a_guessed_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"na\xefve \x81\r\n")
    source, (problem,) = read_file(path)
    assert source is not None
    assert source.text == "naïve \x81\r\n"
    assert "windows-1252, which is a guess" in problem.message


def test_a_source_without_a_sidecar_is_proposed_for_an_orphaned_one(tmp_path: Path) -> None:
    folder = tmp_path / "site_src/sources/letters"
    folder.mkdir(parents=True)
    for name in ("YC-001.txt", "YC-2.txt"):
        (folder / name).write_text("A letter.\n")
    for name in ("YC-001.yml", "YC-002.yml"):
        (folder / name).write_text("title: A letter\n")
    (problem,) = read_sources(tmp_path)[1][-1:]
    assert problem.code == "missing-source"
    assert problem.file == "site_src/sources/letters/YC-002.yml"
    assert problem.hint == "If that is `YC-2` now, call this file `YC-2.yml`."
    (folder / "YC-2.txt").unlink()
    assert read_sources(tmp_path)[1][-1].hint == "Add the source or remove this file."


def test_names_are_proposed_for_the_first_of_very_many_sidecars(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    monkeypatch.setattr(sources, "nearest", lambda name, _among: compared.append(name))
    files = {f"letter-{k:03}.yml": b"" for k in range(MOST_PROPOSALS + 9)}
    _, problems = read_sources(project(tmp_path, {**files, "brief-1.txt": b"Words."}))
    assert {problem.code for problem in problems} == {"missing-source"}
    assert (len(problems), len(compared)) == (MOST_PROPOSALS + 9, MOST_PROPOSALS)
