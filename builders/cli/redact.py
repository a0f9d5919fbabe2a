"""`muniment redact`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import click

from builders.cli.terminal import fail, project_option, report
from builders.editing import redacted_copies, redaction_plan
from builders.inputs.patterns import PATTERNS
from builders.inputs.redactions import WITHHELD_CODE
from builders.leaks.originals import ORIGINALS_FOLDER, known

FROM_INPUT = "-"
"""The value of `--quote` for words from standard input, which no shell history records."""


@click.command("redact")
@project_option
@click.argument("sources", nargs=-1, metavar="[ID]...")
@click.option(
    "--quote",
    "quotes",
    multiple=True,
    metavar="WORDS",
    help="Redact these words wherever they occur; `-` reads them from standard input, one passage a line.",
)
@click.option(
    "--pattern",
    "patterns",
    multiple=True,
    type=click.Choice(list(PATTERNS)),
    help="Redact everything of this form.",
)
@click.option("--reason", help="Why, in a sentence for readers.")
@click.option("--what", help="What is hidden, in a few words: `name of a witness`.")
@click.option("--date", help="The day of the decision, in EDTF.")
@click.option("--authority", help="Who decided it; by default the editors.")
@click.option(
    "--all", "every", is_flag=True, help="Replace every source that needs it by a redacted copy."
)
@click.option("--dry-run", is_flag=True, help="Say what would be written, but write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking.")
def command(  # noqa: PLR0913  # the options of the command
    project: Path,
    sources: Sequence[str],
    *,
    quotes: Sequence[str],
    patterns: Sequence[str],
    every: bool,
    dry_run: bool,
    yes: bool,
    **said: str | None,
) -> None:
    """Redact words in many sources at once, or replace sources by redacted copies.

    With --quote or --pattern, the words are looked for in the named sources, or in all: in upper
    and lower case, with and without accents, and across line breaks. What would be hidden is shown,
    and each sidecar gets the redactions that its source needs.

    Without these options, each named source, or with --all each that has redacted words, is
    replaced by a redacted copy, which may be in a public repository. The source as received goes to
    unredacted/, which git ignores: keep it where only editors can read it.
    """
    root = project.resolve()
    if every and (sources or quotes or patterns):
        raise click.UsageError(
            "--all replaces every source that needs it, and cannot be combined with other options."
        )
    if quotes or patterns:
        _in_sidecars(root, sources, quotes, patterns, said, dry_run=dry_run, yes=yes)
        return
    if not (sources or every):
        raise click.UsageError("Name a source, or say with --quote which words are to be redacted.")
    if dry_run or any(said.values()):
        raise click.UsageError("Say with --quote or --pattern what is to be redacted.")
    if every:
        found = known(root)
        if found.problems:
            report(found.problems)
            fail("nothing was written")
        sources = [PurePosixPath(sidecar).stem for sidecar, _ in found.held]
        if not sources:
            click.echo("No source has redacted words.")
            return
    for source in sources:
        _copy(root, source)
    click.echo(
        "Earlier commits still contain it: rewrite the repository's history before you publish it."
    )


def _copy(root: Path, source: str) -> None:
    done = redacted_copies.make(root, source)
    if not isinstance(done, redacted_copies.Copied):
        report(done)
        fail(f"{source}: nothing was written")
    passages = "1 passage" if done.bars == 1 else f"{done.bars} passages"
    click.echo(f"{done.source}: a copy without {passages}; commit it with its sidecar")
    click.echo(f"{done.original}: the source as received; git leaves {ORIGINALS_FOLDER}/ alone")


def _in_sidecars(  # noqa: PLR0913  # the options of the command
    root: Path,
    sources: Sequence[str],
    quotes: Sequence[str],
    patterns: Sequence[str],
    said: dict[str, str | None],
    *,
    dry_run: bool,
    yes: bool,
) -> None:
    """Show the planned redactions, and write them if that is confirmed."""
    from_input = FROM_INPUT in quotes
    if from_input and not (yes or dry_run):
        raise click.UsageError(
            "The words come from standard input, so no question can be asked: add --yes."
        )
    words = [one for one in quotes if one != FROM_INPUT]
    words += _words_from_input() if from_input else ()
    given = {name: value for name, value in said.items() if value}
    made = redaction_plan.plan(root, words, patterns, given, sources)
    later = [problem for problem in made.problems if problem.code == WITHHELD_CODE]
    wrong = [problem for problem in made.problems if problem not in later]
    if wrong:
        report(wrong)
        fail("nothing was written")
    _show(made)
    number = len(made.sidecars)
    if not number:
        fail("There is nothing to redact: the words are not there, or are redacted already.")
    sidecars = "1 sidecar" if number == 1 else f"{number} sidecars"
    if dry_run:
        click.echo(f"{sidecars} to be written")
        return
    if not (yes or click.confirm(f"Write this into {sidecars}?")):
        fail("nothing was written")
    redaction_plan.write(root, made.sidecars)
    report(later)
    click.echo(
        f"{sidecars} written. `muniment check` names everything else that still contains the words."
    )


def _words_from_input() -> list[str]:
    """The lines of standard input that are not blank."""
    try:
        return list(filter(None, map(str.strip, sys.stdin)))
    except UnicodeDecodeError:
        # Without the error itself, whose traceback would print the words.
        message = f"The words from standard input are not in {sys.stdin.encoding}."
        raise click.UsageError(message) from None


def _show(made: redaction_plan.Plan) -> None:
    """Print what will be hidden, and similar words that will not be."""
    for one in made.sidecars:
        # Two bars on one short line would be printed alike.
        for place in dict.fromkeys(one.places):
            warned = "hidden, too, within a longer word: " if place.in_a_word else ""
            click.echo(f"{one.source}:{place.line}: {warned}{place.shown}")
    for source, places in made.within.items():
        for place in places:
            click.echo(f"{source}:{place.line}: left as it is, within a longer word: {place.shown}")
    if made.elsewhere:
        click.echo(f"Not asked for, but these also contain the words: {', '.join(made.elsewhere)}")
