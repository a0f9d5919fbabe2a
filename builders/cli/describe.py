"""`muniment describe`."""

from __future__ import annotations

from pathlib import Path

import click

from builders.cli.terminal import count_errors, fail, project_option, report
from builders.editing.table_import import ID, describe, fields

EXAMPLES = 5
"""How many examples are printed of words that were read as dates or languages."""


@click.command(
    "describe", epilog=f"A column may be {', '.join((ID, *fields()))}; any other is left out."
)
@project_option
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be written, but write nothing.")
@click.option("--known-only", is_flag=True, help="Skip rows whose source does not exist.")
@click.option(
    "--day-first/--month-first",
    default=None,
    help="What comes first in numeric dates such as `3/4/1904`; without this option they are an error.",
)
def command(
    project: Path, table: Path, *, dry_run: bool, known_only: bool, day_first: bool | None
) -> None:
    """Write a table of sources (CSV) into their sidecars: one row a source, one column a field.

    The column `id` identifies the source of each row; an empty cell leaves a field as it is. Dates
    and languages may be in words: `c. 1890`, `12 March 1904`, `German`.
    """
    done, problems = describe(
        project.resolve(),
        table,
        write=not dry_run,
        known_only=known_only,
        day_first=day_first,
    )
    report(problems)
    if done is None:
        fail(f"{count_errors(problems)}; nothing was written")
    for path in done.sidecars:
        click.echo(path)
    if done.read:
        examples = [f"`{words}` as `{form}`" for words, form in done.read.items()]
        more = ", …" if len(examples) > EXAMPLES else ""
        click.echo(f"read {', '.join(examples[:EXAMPLES])}{more}")
    if done.missing:
        rows = (
            "1 row is for a source" if done.missing == 1 else f"{done.missing} rows are for sources"
        )
        click.echo(f"{rows} that {'is' if done.missing == 1 else 'are'} not there")
    number = len(done.sidecars)
    written = "to be written" if dry_run else "written"
    several = "sidecar" if number == 1 else "sidecars"
    click.echo(f"{number} {several} {written}, {done.unchanged} left as they were")
