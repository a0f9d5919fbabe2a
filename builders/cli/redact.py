"""`muniment redact`."""

from __future__ import annotations

from pathlib import Path

import click

from builders.cli.terminal import fail, project_option, report
from builders.editing import copies
from builders.leaks.originals import ORIGINALS_FOLDER


@click.command("redact")
@project_option
@click.argument("source", metavar="ID")
def command(project: Path, source: str) -> None:
    """Put a redacted copy in the place of a source, so that it can stand in a public repository.

    The source as received goes to unredacted/, which git leaves alone: keep it where only editors
    read.
    """
    done = copies.make(project.resolve(), source)
    if not isinstance(done, copies.Copied):
        report(done)
        fail("nothing was written")
    passages = "1 passage" if done.bars == 1 else f"{done.bars} passages"
    click.echo(f"{done.source}: a copy without {passages}; commit it with its sidecar")
    click.echo(f"{done.original}: the source as received; git leaves {ORIGINALS_FOLDER}/ alone")
    click.echo(
        "Commits made before still have it: rewrite the repository's history before you publish it."
    )
