"""`muniment note`: adds a note with the selectors that find its passage, and changes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.inputs.sources import read_sources
from builders.problems import Severity

SOURCE = "The letter of the third of May.\n\nThe letter that came on the third of May.\n"
SIDECAR = """\
# What we know of it.
title:   A letter   # short

notes:
    - id: first
      quote: The letter of
      kind: explains
      note: |
        It is lost.

    # more to come
rights: Nobody's.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "site_src" / "sources" / "text"
    folder.mkdir(parents=True)
    (folder / "letter.txt").write_text(SOURCE)
    return tmp_path


def note(project: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["note", "--project", str(project), "letter", *arguments])
    return result.exit_code, result.output


def sidecar(project: Path) -> Path:
    return project / "site_src/sources/text/letter.yml"


def test_a_first_note_makes_the_sidecar(project: Path) -> None:
    code, output = note(project, "that came", "--text", 'It "came".')
    assert code == 0, output
    assert "letter.yml:2: note `that-came`" in output
    (received,), problems = read_sources(project)
    assert problems == []
    (made,) = received.sidecar.notes
    assert (made.id, made.quote, made.note) == ("that-came", "that came", 'It "came".')


@pytest.mark.parametrize(
    ("kind", "address"), [("text", "line-4"), ("news", "chrome-2"), ("x", "line-4")]
)
def test_the_source_is_read_as_the_kind_given_in_its_sidecar(
    project: Path, kind: str, address: str
) -> None:
    source = project / "site_src/sources/text/letter.txt"
    source.write_text("From: A\nTo: B\nDate: 1 May 2001\n\n> Water\n> Water\n")
    sidecar(project).write_text(f"kind: {kind}\n")
    code, output = note(project, "Water", "--text", "x")
    assert code == 1
    assert f"`--near`: {address}" in output


def test_a_note_needs_a_quote(project: Path) -> None:
    code, output = note(project, " ", "--text", "x")
    assert code == 2
    assert "quote some words of the source" in output


def test_words_that_are_not_in_the_encoding_of_the_terminal_are_refused(project: Path) -> None:
    for arguments in (["caf\udce9"], ["letter", "--text", "caf\udce9"]):
        code, output = note(project, *arguments)
        assert code == 2
        assert "Error: 'caf\\udce9' is not in UTF-8, the encoding of your terminal" in output
    assert not sidecar(project).exists()


def test_what_is_already_in_the_sidecar_stays_unchanged(project: Path) -> None:
    sidecar(project).write_text(SIDECAR)
    code, output = note(project, "that came", "--text", "x")
    assert code == 0, output
    after = sidecar(project).read_text()
    inserted = after.splitlines()[9:13]
    assert inserted[0] == "    - id: that-came"
    assert after.replace("\n".join(inserted) + "\n", "") == SIDECAR
    (received,), problems = read_sources(project)
    assert problems == []
    assert [made.id for made in received.sidecar.notes] == ["first", "that-came"]


@pytest.mark.parametrize(
    "before",
    [
        "{title: A letter}\n",
        "title: A letter\nnotes: []\n",
        "notes: [{id: a, quote: It, kind: explains, note: N.}]\ntitle: A letter\n",
        "---\ntitle: A letter\n...\n",
    ],
)
def test_a_note_is_added_however_the_sidecar_is_written(before: str, project: Path) -> None:
    source = project / "site_src/sources/text/letter.txt"
    source.write_text(f"{SOURCE}\nIt is short.\n")
    sidecar(project).write_text(before)
    code, output = note(project, "that came")
    assert code == 0, output
    line = int(output.split(":")[1])
    assert "id: that-came" in sidecar(project).read_text().split("\n")[line - 1]
    (received,), problems = read_sources(project)
    assert [one.message for one in problems if "must not be empty" not in one.message] == []
    assert received.sidecar.notes[-1].id == "that-came"
    assert received.sidecar.title == "A letter"


def test_a_sidecar_that_a_group_may_write_stays_so(project: Path) -> None:
    sidecar(project).write_text(SIDECAR)
    sidecar(project).chmod(0o664)
    assert note(project, "that came")[0] == 0
    assert sidecar(project).stat().st_mode & 0o777 == 0o664


def test_added_lines_end_as_those_of_the_sidecar(project: Path) -> None:
    sidecar(project).write_bytes(SIDECAR.replace("\n", "\r\n").encode())
    assert note(project, "that came", "--text", "x")[0] == 0
    data = sidecar(project).read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")


def test_an_unwritten_note_is_an_error_until_it_is_written(project: Path) -> None:
    assert note(project, "that came")[0] == 0
    _, (problem,) = read_sources(project)
    assert problem.line == 5
    assert "`notes[1].note`" in problem.message


def test_a_stub_can_be_added_while_another_is_unwritten(project: Path) -> None:
    assert note(project, "that came")[0] == 0
    code, output = note(project, "The letter of")
    assert code == 0, output
    (received,), problems = read_sources(project)
    assert [made.id for made in received.sidecar.notes] == ["that-came", "the-letter-of"]
    assert [(one.line, one.severity) for one in problems] == [
        (5, Severity.ERROR),
        (9, Severity.ERROR),
    ]
    assert "'The letter of'" in problems[1].hint


def test_a_sidecar_that_cannot_be_written_is_left_unchanged(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sidecar(project).write_text(SIDECAR)

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert note(project, "that came")[0] == 1
    assert sidecar(project).read_text() == SIDECAR
    assert [path.name for path in sidecar(project).parent.iterdir() if path.name[0] == "."] == []


def test_words_that_occur_twice_need_their_paragraph(project: Path) -> None:
    code, output = note(project, "third of May")
    assert code == 1
    assert "stands there 2 times" in output
    assert "--near`: p1, p2" in output
    assert note(project, "third of May", "--near", "p2", "--text", "x")[0] == 0


def test_a_paragraph_that_does_not_have_the_words_is_named(project: Path) -> None:
    code, output = note(project, "third of May", "--near", "p9")
    assert code == 1
    assert "is in the source, but nowhere with the `near` given" in output


def test_for_words_that_are_not_there_the_nearest_are_proposed(project: Path) -> None:
    code, output = note(project, "the forth of May")
    assert code == 1
    assert "Nearest:" in output
    assert not sidecar(project).exists()


def test_for_an_unknown_source_the_nearest_is_proposed(project: Path) -> None:
    result = CliRunner().invoke(main, ["note", "--project", str(project), "lettre", "x"])
    assert result.exit_code == 1
    assert "Did you mean `letter`?" in result.output
