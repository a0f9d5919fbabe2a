"""Many problems of one kind: a terminal gets the first few, everything else gets all of them."""

from __future__ import annotations

import sys

import pytest

from builders.cli.terminal import report
from builders.problems import Problem, Severity
from builders.similar_problems import MOST_ALIKE, MOST_OF_A_SHAPE, abridged

MANY = 300


def problem(n: int, message: str, code: str = "wrong-value") -> Problem:
    return Problem(f"site_src/sources/{n:03}.yml", n, code, message)


def lines(*problems: Problem) -> list[str]:
    return [str(line) for line in abridged(problems)]


def test_the_same_mistake_in_many_files_is_counted() -> None:
    mistakes = [problem(n, "unknown key `autor`", "unknown-key") for n in range(MANY)]
    other = problem(MANY, "unknown key `titel`", "unknown-key")
    said = lines(*mistakes, other)
    assert len(said) == MOST_ALIKE + 2
    assert str(other) in said
    assert said[-1] == "error: 295 more in 295 files: unknown key `autor` [unknown-key]"


def test_values_and_positions_do_not_make_another_mistake() -> None:
    said = lines(
        *(problem(1, f"`redactions[{n}].date`: 'c. {n}' is no date") for n in range(MANY)),
    )
    assert said[-1] == (
        "error: 295 more in site_src/sources/001.yml: `redactions[…].date`: … is no date [wrong-value]"
    )


def test_mistakes_that_differ_in_a_name_are_listed_further() -> None:
    said = lines(*(problem(n, f"there is no source `a{'b' * n}`") for n in range(MANY)))
    assert len(said) == MOST_OF_A_SHAPE + 1
    assert said[-1] == "error: 280 more in 280 files: there is no source `…` [wrong-value]"


def test_a_line_is_never_replaced_by_a_count_of_one() -> None:
    mistakes = [problem(n, "is empty") for n in range(MOST_ALIKE + 1)]
    assert lines(*mistakes) == list(map(str, mistakes))


def test_only_a_terminal_gets_an_abridged_list(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mistakes = [problem(n, "is empty") for n in range(MANY)]
    doubt = Problem("z.yml", 1, "undated", "has no date", severity=Severity.WARNING)
    report([*mistakes, doubt])
    assert len(capsys.readouterr().err.splitlines()) == MANY + 1
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    report([*mistakes, doubt])
    said = capsys.readouterr().err.splitlines()
    assert said[0] == str(doubt)
    assert said[-2:] == [
        "error: 295 more in 295 files: is empty [wrong-value]",
        "`muniment check --all` lists every one.",
    ]
    report(mistakes, abridge=False)
    assert len(capsys.readouterr().err.splitlines()) == MANY
