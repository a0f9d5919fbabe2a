"""`muniment describe`."""

from __future__ import annotations

from pathlib import Path

import click

from builders.cli.terminal import count, fail, project_option, report
from builders.editing.tables import describe


@click.command("describe")
@project_option
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
def command(project: Path, table: Path, *, dry_run: bool) -> None:
    """Write a table of sources (CSV) into their sidecars: a row a source, a column a field.

    The column `id` says which source a row is of; an empty cell leaves a field as it is.
    """
    done, problems = describe(project.resolve(), table, write=not dry_run)
    report(problems)
    if done is None:
        fail(f"{count(problems)}; nothing was written")
    for path in done.sidecars:
        click.echo(path)
    number = len(done.sidecars)
    written = "to be written" if dry_run else "written"
    several = "sidecar" if number == 1 else "sidecars"
    click.echo(f"{number} {several} {written}, {done.unchanged} left as they were")
