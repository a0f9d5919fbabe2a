"""`muniment note`."""

from __future__ import annotations

from pathlib import Path

import click

from builders.cli.terminal import fail, project_option, report
from builders.editing import notes
from builders.model.sidecar import NoteKind, Passage
from builders.problems import Problem


@click.command("note")
@project_option
@click.argument("source", metavar="ID")
@click.argument("quote", metavar='"QUOTED WORDS"')
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in NoteKind]),
    default=NoteKind.EXPLAINS.value,
    show_default=True,
    help="What the note does for its readers.",
)
@click.option("--near", help="Address of the paragraph (p7), if the words occur more than once.")
@click.option("--text", default="", help="The note itself; if left out, it is for you to fill in.")
def command(  # noqa: PLR0913  # the options of the command
    project: Path, source: str, quote: str, *, kind: str, near: str | None, text: str
) -> None:
    """Write the stub of a note on a passage into the source's sidecar."""
    words = " ".join(quote.split())
    if not words:
        raise click.BadParameter("quote some words of the source", param_hint='"QUOTED WORDS"')
    passage = Passage(quote=words, near=near)
    done = notes.add(project.resolve(), source, passage, NoteKind(kind), text)
    if isinstance(done, Problem):
        report([done])
        fail("nothing was written")
    click.echo(f"{done.path}:{done.line}: note `{done.id}` on {words!r}")
    if not text:
        click.echo("Write the note there; until then the build says that it is empty.")
