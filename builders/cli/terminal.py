"""What the commands share: telling of problems, of progress, and of failure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from builders.problems import Problem, Severity, errors, of_disk

STEPS_OF_A_LOG = 10
"""Where nobody watches a bar, a long stage prints this many lines."""
LONG = 500
"""A stage of fewer steps is not worth a bar or a line."""

STOPPED = 130
"""What shells expect of a program that is stopped from the keyboard."""

project_option = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="Folder of the publication (where mkdocs.yml is).",
)


def at_least(problems: Iterable[Problem], severity: Severity) -> list[Problem]:
    """The problems that are as severe as that, or more."""
    order = list(Severity)
    return [item for item in problems if order.index(item.severity) <= order.index(severity)]


def report(problems: Iterable[Problem], least: Severity = Severity.WARNING) -> None:
    """Each problem on a line of standard error, what stops a build last: there people look first."""
    found = at_least(problems, least)
    for problem in sorted(found, key=lambda one: list(Severity).index(one.severity), reverse=True):
        click.echo(str(problem), err=True)


def count(problems: Iterable[Problem]) -> str:
    """`1 error`, `7 errors`."""
    number = len(errors(problems))
    return f"{number} error{'' if number == 1 else 's'}"


def fail(message: str) -> NoReturn:
    """The end, with a message and exit status 1."""
    click.echo(message, err=True)
    sys.exit(1)


def waits() -> None:
    """Says that another build has to end first."""
    click.echo("Another build of this project is under way: waiting for its end.", err=True)


@contextmanager
def stoppable() -> Iterator[None]:
    """What is done within may be stopped from the keyboard, and may find no disk to write on.

    Either way docs/ and site/ are whole: what is made stands there in one step, or not at all.
    """
    try:
        yield
    except KeyboardInterrupt:
        click.echo("Stopped; docs/ and site/ are whole", err=True)
        sys.exit(STOPPED)
    except OSError as error:
        report([of_disk(error)])
        fail("1 error; docs/ and site/ are whole")


def progress() -> Callable[[str, int, int], None]:
    """A bar on a terminal, a few plain lines elsewhere, and neither for short work."""
    bars: dict[str, Any] = {}

    def show(stage: str, done: int, total: int) -> None:
        if total < LONG:
            return
        if not sys.stderr.isatty():
            if done * STEPS_OF_A_LOG // total > (done - 1) * STEPS_OF_A_LOG // total:
                click.echo(f"{stage}: {done} of {total}", err=True)
            return
        if stage not in bars:
            bars[stage] = click.progressbar(length=total, label=stage, file=sys.stderr)
        bars[stage].update(1)
        if done == total:
            bars[stage].render_finish()

    return show
