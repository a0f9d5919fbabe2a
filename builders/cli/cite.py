"""`muniment cite`."""

from __future__ import annotations

from pathlib import Path

import click

from builders.citations.command import Format, cite
from builders.cli.terminal import count_errors, fail, project_option, report
from builders.model.citation import Style
from builders.problems import ProblemsFound, errors
from builders.understand import understand


@click.command("cite")
@project_option
@click.argument("what", metavar="ID[#p5[-p7]]")
@click.option(
    "--style",
    type=click.Choice([style.value for style in Style]),
    default=Style.CHICAGO.value,
    show_default=True,
    help="Style of a citation in words.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    default=Format.TEXT.value,
    show_default=True,
    help="A citation in words, or a record for programs.",
)
@click.option(
    "--original/--edition",
    default=True,
    help="The original document, or this edition's page of it.",
)
def command(project: Path, what: str, *, style: str, form: str, original: bool) -> None:
    """Print the citation of a source, of a paragraph of it, or of a work by its key."""
    understood = understand(project.resolve())
    if errors(understood.problems):
        report(understood.problems)
        fail(count_errors(understood.problems))
    try:
        text = cite(
            understood.publication,
            what,
            style=Style(style),
            form=Format(form),
            edition=not original,
        )
    except ProblemsFound as found:
        report(found.problems)
        fail(count_errors(found.problems))
    click.echo(text, nl=False)
