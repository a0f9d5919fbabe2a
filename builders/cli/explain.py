"""`muniment explain`."""

from __future__ import annotations

import textwrap

import click

from builders.cli.terminal import fail
from builders.inputs.spellings import did_you_mean
from builders.meanings.explanations import as_markdown, explanations

WIDTH = 88


@click.command("explain")
@click.argument("name", metavar="[CODE]", required=False)
@click.option("--markdown", is_flag=True, help="Print the whole document, ERRORS.md.")
def command(name: str | None, *, markdown: bool) -> None:
    """Explain the code at the end of a message, and what to do; without a code, explain all."""
    if markdown:
        click.echo(as_markdown(), nl=False)
        return
    every = explanations()
    asked = [name.strip("[].")] if name else list(every)
    for one in asked:
        if one not in every:
            fail(f"there is no code `{one}`. {did_you_mean(one, every)}".rstrip())
        if not name:
            click.echo(f"{one}")
        indent = "" if name else "    "
        for text in (every[one].means, every[one].do):
            click.echo(textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent))
