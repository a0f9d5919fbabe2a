"""Every problem code is explained, and every mistake that people can make is made in a test."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.lint import lint
from builders.meanings.explanations import explanations
from builders.model.page import Asset
from builders.understand import understand
from tests.conftest import PROJECT
from tests.problem_codes import codes, named_in
from tests.publication import new_publication

OF_SOURCES = {
    "julian-date",
    "letter-spaced",
    "lost-drop-capital",
    "missing-paragraph",
    "no-headline",
    "columns",
    "paragraph-order",
    "repeated-telegram",
    "truncated",
    "unread-reference",
}
"""Faults of a source, shown to readers of the edition; the tests of the readers cover them."""
OF_THE_PROGRAM = {"characters-doubled", "characters-lost", "pandoc"}
"""Faults of the program or of its environment; other tests check that they do not occur."""


def test_every_code_is_explained_and_nothing_else_is() -> None:
    assert explanations().keys() == codes().keys()


@pytest.mark.parametrize("code", sorted(explanations()))
def test_an_explanation_is_written_in_sentences(code: str) -> None:
    said = explanations()[code]
    for text in (said.means, said.do):
        assert text[0].isupper() or text.startswith("references.bib"), text
        assert text.endswith("."), text


@pytest.mark.parametrize("code", sorted(explanations().keys() - OF_SOURCES - OF_THE_PROGRAM))
def test_every_mistake_is_made_by_a_test(code: str) -> None:
    own = {Path(__file__), PROJECT / "tests/problem_codes.py"}
    paths = [*(PROJECT / "tests").rglob("*.py"), *(PROJECT / "tests/bad_input").glob("*.yml")]
    assert any(code in named_in(path) for path in paths if path not in own) or code in {
        *MADE_HERE,
        *MADE_BELOW,
    }


def test_a_code_is_explained_at_the_command_line() -> None:
    told = CliRunner().invoke(main, ["explain", "[in-the-way]."])
    assert told.exit_code == 0
    assert explanations()["in-the-way"].means[:40] in told.output
    wrong = CliRunner().invoke(main, ["explain", "in-the-wya"])
    assert wrong.exit_code == 1
    assert "Did you mean `in-the-way`?" in wrong.output
    assert CliRunner().invoke(main, ["explain"]).output.count("\n") > 2 * len(codes())


def test_errors_md_explains_every_code_and_is_up_to_date() -> None:
    told = CliRunner().invoke(main, ["explain", "--markdown"]).output
    page = (PROJECT / "ERRORS.md").read_text(encoding="utf-8")
    assert page == told, "run `muniment explain --markdown > ERRORS.md`"
    headings = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert headings == sorted(codes())


def said_by(root: Path, *words: str) -> str:
    done = CliRunner().invoke(main, [*words, "--project", str(root)])
    assert done.exit_code == 1, done.output
    assert isinstance(done.exception, SystemExit), done.exception
    return done.output


def no_publication(root: Path) -> str:
    (root / "mkdocs.yml").unlink()
    return said_by(root, "build")


def link_to_nothing(root: Path) -> str:
    (root / "site_src/sources/text/second.txt").symlink_to(root / "site_src/nowhere.txt")
    return said_by(root, "build")


def redaction_of_nothing(root: Path) -> str:
    return said_by(root, "redact", "first")


def original_that_is_elsewhere(root: Path) -> str:
    sidecar = root / "site_src/sources/text/first.yml"
    sidecar.write_text("redactions:\n  - {quote: one, reason: R., date: 2026-11-22}\n")
    said = CliRunner().invoke(main, ["redact", "first", "--project", str(root)])
    assert said.exit_code == 0, said.output
    for path in (root / "unredacted").rglob("first.txt"):
        path.unlink()
    with sidecar.open("a") as file:
        file.write("  - {quote: paragraph, reason: R., date: 2026-11-22}\n")
    return said_by(root, "redact", "first")


MADE_HERE = {
    "missing-file": no_publication,
    "unreadable": link_to_nothing,
    "nothing-to-redact": redaction_of_nothing,
    "missing-original": original_that_is_elsewhere,
}


MADE_BELOW = {"broken-link", "leak-unread", "unresolved-mention"}


@pytest.mark.parametrize("code", MADE_HERE)
def test_a_mistake_is_reported_with_its_code(code: str, tmp_path: Path) -> None:
    said = MADE_HERE[code](new_publication(tmp_path))
    assert f"[{code}]" in said, said


def test_a_broken_link_on_a_page_of_ours_is_found(tmp_path: Path) -> None:
    publication = understand(new_publication(tmp_path)).publication
    page = Asset("a.md", b'<a href="../nowhere/">x</a>')
    assert "broken-link" in [problem.code for problem in lint(publication, [page])]


def test_a_name_in_no_register_is_reported(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    (root / "site_src/sources/text/first.txt").write_text(
        "A source\n\nIn that year Jane Quillfeather met the consul, and wrote it down.\n"
    )
    found = lint(understand(root).publication, [])
    assert "unresolved-mention" in [problem.code for problem in found]


def test_a_file_that_cannot_be_searched_is_reported(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    sidecar = root / "site_src/sources/text/first.yml"
    sidecar.write_text("redactions:\n  - {quote: one paragraph, reason: R., date: 2026-11-22}\n")
    site = tmp_path / "elsewhere"
    site.mkdir()
    (site / "page.html.br").write_bytes(b"\x0b\x02\x80page\x03")
    done = CliRunner().invoke(main, ["check", "--leaks", str(site), "--project", str(root)])
    assert done.exit_code == 1
    assert "[leak-unread]" in done.output
