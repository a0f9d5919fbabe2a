"""What the commands share: reporting problems, progress and failure on the terminal."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from builders.problems import Problem, Severity, disk_problem, errors
from builders.similar_problems import abridged

STEPS_OF_A_LOG = 10
"""How many lines a long stage prints if the output is not a terminal."""
LONG = 500
"""Number of steps from which a stage has a progress bar."""

_bars: dict[str, Any] = {}
"""The progress bars on the terminal that are not complete yet, by stage."""

STOPPED = 130
"""The exit status that shells expect of a program stopped with Ctrl+C (128 + SIGINT)."""

project_option = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="Folder of the publication (where mkdocs.yml is).",
)


def at_least(problems: Iterable[Problem], severity: Severity) -> list[Problem]:
    """The problems of that severity or a higher one."""
    order = list(Severity)
    return [item for item in problems if order.index(item.severity) <= order.index(severity)]


def report(
    problems: Iterable[Problem],
    least: Severity = Severity.WARNING,
    *,
    abridge: bool = True,
    whole: str = "`muniment check --all` lists every one.",
) -> None:
    """Print each problem on a line of standard error; errors last, where people look first.

    Args:
        problems: The problems, in the order of their places.
        least: The lowest severity that is printed.
        abridge: Whether a terminal gets only the first of many that are alike. A file, a pipe and
            the log of a CI service get all of them.
        whole: What is said last where some were left out: how to see them.
    """
    _end_bars()
    found = at_least(problems, least)
    abridge = abridge and sys.stderr.isatty()
    left_out = False
    for severity in reversed(Severity):
        those = [problem for problem in found if problem.severity is severity]
        for line in abridged(those) if abridge else those:
            left_out |= isinstance(line, str)
            click.echo(str(line), err=True)
    if left_out:
        click.echo(whole, err=True)


def count_errors(problems: Iterable[Problem]) -> str:
    """The number of errors in words: `1 error`, `7 errors`."""
    number = len(errors(problems))
    return f"{number} error{'' if number == 1 else 's'}"


def fail(message: str) -> NoReturn:
    """Print the message on standard error and exit with status 1."""
    _end_bars()
    click.echo(message, err=True)
    sys.exit(1)


def say_waiting() -> None:
    """Print that another build has to end first."""
    click.echo("Another build of this project is running: waiting for it to finish.", err=True)


@contextmanager
def stoppable() -> Iterator[None]:
    """Exit with a message if the `with` block is interrupted or fails on a file.

    Either way docs/ and site/ are intact, because they are replaced in one step or not at all.
    """
    try:
        yield
    except KeyboardInterrupt:
        _end_bars()
        click.echo("Stopped; docs/ and site/ are intact", err=True)
        sys.exit(STOPPED)
    except OSError as error:
        report([disk_problem(error)])
        fail("1 error; docs/ and site/ are intact")


def progress() -> Callable[[str, int, int], None]:
    """A function that shows progress: a bar on a terminal, else some lines; none in short stages."""
    reached: Counter[str] = Counter()

    def show(stage: str, done: int, total: int) -> None:
        if total < LONG:
            return
        # Processes do several items at a time, so `done` does not go up by one.
        before, reached[stage] = reached[stage], done
        if not sys.stderr.isatty():
            if done * STEPS_OF_A_LOG // total > before * STEPS_OF_A_LOG // total:
                click.echo(f"{stage}: {done} of {total}", err=True)
            return
        if stage not in _bars:
            _bars[stage] = click.progressbar(length=total, label=stage, file=sys.stderr)
        _bars[stage].update(done - before)
        if done == total:
            _end_bars()

    return show


def _end_bars() -> None:
    """End the line of each bar, complete or not, and show the cursor, which bars hide."""
    while _bars:
        _bars.popitem()[1].render_finish()
