"""`muniment describe`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from builders.cli.terminal import count_errors, fail, project_option, report
from builders.editing.table_import import ID, Options, describe, fields

EXAMPLES = 5
"""How many examples are printed of words that were read as dates or languages; a dry run prints all."""


@click.command(
    "describe",
    epilog=f"A column may be {', '.join((ID, *fields()))}; `original.` may be omitted. "
    "Any other column is left out.",
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
@click.option(
    "--remove-empty", is_flag=True, help="Remove a field from a sidecar if its cell is empty."
)
def command(project: Path, table: Path, *, dry_run: bool, **options: Any) -> None:
    """Write a table of sources (CSV) into their sidecars: one row a source, one column a field.

    The column `id` names the source of each row. A cell replaces what the sidecar says; an empty
    one leaves it, or removes it with `--remove-empty`. Fields without a column stay as they are.

    Dates and languages may be in words: `c. 1890`, `12 March 1904`, `German`; `n.d.` becomes
    `XXXX`, unless the sidecar has a date. Several authors are separated by semicolons.
    """
    done, problems = describe(project.resolve(), table, Options(write=not dry_run, **options))
    report(problems, whole="Add `2> problems.txt` to write every one into that file.")
    if done is None:
        fail(f"{count_errors(problems)}; nothing was written")
    for path in done.sidecars:
        removed = done.removed.get(path, ())
        click.echo(f"{path} (without {', '.join(removed)})" if removed else path)
    _say_readings(done.read, everything=dry_run)
    if done.kept:
        values = "1 value was" if done.kept == 1 else f"{done.kept} values were"
        them = "it" if done.kept == 1 else "them"
        click.echo(f"{values} kept where the cell is empty; `--remove-empty` removes {them}")
    if done.missing:
        rows = (
            "1 row is for a source" if done.missing == 1 else f"{done.missing} rows are for sources"
        )
        click.echo(f"{rows} that {'is' if done.missing == 1 else 'are'} not there")
    number = len(done.sidecars)
    written = "to be written" if dry_run else "written"
    several = "sidecar" if number == 1 else "sidecars"
    click.echo(f"{number} {several} {written}, {done.unchanged} left as they were")


def _say_readings(read: Mapping[str, str], *, everything: bool) -> None:
    """Print what words were read as: one a line, or some examples on one."""
    found = [f"`{words}` as `{form}`" for words, form in read.items()]
    if everything:
        for one in found:
            click.echo(f"read {one}")
    elif found:
        others = len(found) - EXAMPLES
        more = f", and {others} more (`--dry-run` lists all)" if others > 0 else ""
        click.echo(f"read {', '.join(found[:EXAMPLES])}{more}")
