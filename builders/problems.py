"""Problems as values: what is wrong or worth a look, its code and place, and what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

MISPLACED = frozenset({errno.ENOENT, errno.EISDIR, errno.ENOTDIR})
"""Error numbers for what is missing, or is a folder where a file belongs or the reverse."""


class Severity(StrEnum):
    """How much a problem matters to the build."""

    ERROR = "error"
    """The build stops, after every problem has been listed."""
    WARNING = "warning"
    """The build goes on; `muniment check --strict` does not."""
    NOTICE = "notice"
    """Something about a source that its readers should know; never fails anything."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding about one place in what people wrote or what was received."""

    file: str
    """Path of the file, relative to the project, with forward slashes."""
    line: int | None
    """Line in that file, from 1; None where the whole file is meant."""
    code: str
    """Stable name of the kind of problem, `unknown-key` for instance."""
    message: str
    """What is wrong, with the field's name where there is one."""
    hint: str = ""
    """What to do about it."""
    severity: Severity = Severity.ERROR
    record: str = field(default="", compare=False)
    """The identifier of the record that is left out because of the problem; empty if none is."""
    absent_source: str = field(default="", compare=False)
    """The identifier of a source that is named and was not found; empty for other problems."""
    absent_entry: str = field(default="", compare=False)
    """The identifier of a register entry that is named and was not found."""

    def of_absent_source(self, identifier: str) -> Problem:
        """The problem, which is that a source with this identifier was not found."""
        return replace(self, absent_source=identifier.lower())

    def of_absent_entry(self, identifier: str) -> Problem:
        """The problem, which is that a register entry with this identifier was not found."""
        return replace(self, absent_entry=identifier)

    def __str__(self) -> str:
        """The problem on one line: `file:line: error: message [code]. hint`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}: {self.severity}: {self.message} [{self.code}].{hint}"


class ProblemsFound(Exception):  # noqa: N818  # it carries findings; the name says what they are
    """Raised when a build cannot go on, with all problems that were found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, in the order of their places."""
        self.problems = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[tuple[Problem, ...]]]:
        """The form in which it is pickled, since a worker process may raise it."""
        return type(self), (self.problems,)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, each once, in the order of files and lines."""
    return tuple(sorted(set(problems), key=_place))


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return (problem.file, problem.line or 0, problem.code, problem.message)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def disk_problem(error: OSError) -> Problem:
    """The problem to report for a file that cannot be read or written."""
    if error.errno in MISPLACED:
        todo = "Put a file where a file belongs and a folder where a folder belongs"
    else:
        todo = "Make room, or make it readable and writable"
    hint = f"{todo}, and try again: nothing needs to be cleaned up."
    where = str(error.filename or "the disk")
    return Problem(where, None, "disk", error.strerror or str(error), hint)
