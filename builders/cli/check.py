"""`muniment check`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from builders.build import render, understand
from builders.cli.terminal import at_least, project_option, report
from builders.lint import lint
from builders.problems import Severity, errors


@click.command("check")
@project_option
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--json", "as_list", is_flag=True, help="Print a JSON list.")
@click.option("--all", "everything", is_flag=True, help="Print what readers are told, too.")
def command(project: Path, *, strict: bool, as_list: bool, everything: bool) -> None:
    """List what is wrong with the publication; write nothing."""
    root = project.resolve()
    understood = understand(root)
    found = list(understood.problems)
    if not errors(found):
        # Pages cannot be made from a publication with errors; without any, their links count too.
        found.extend(lint(understood.publication, render(root, understood).files))
    least = Severity.NOTICE if everything else Severity.WARNING
    wrong = len(errors(found))
    doubtful = len(at_least(found, Severity.WARNING)) - wrong
    if as_list:
        records = [
            {
                "file": problem.file,
                "line": problem.line,
                "severity": problem.severity.value,
                "code": problem.code,
                "message": problem.message,
                "hint": problem.hint or None,
            }
            for problem in at_least(found, least)
        ]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        report(found, least)
        click.echo(f"{wrong} errors, {doubtful} warnings", err=True)
    if wrong or (strict and doubtful):
        sys.exit(1)
