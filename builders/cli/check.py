"""`muniment check`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from builders.build import render
from builders.cli.terminal import at_least, count_errors, project_option, report
from builders.leaks import check as leaks
from builders.leaks.reach import reach
from builders.lint import lint
from builders.pages.editors_markdown import prose_converter
from builders.problems import Problem, ProblemsFound, Severity, errors, in_order
from builders.understand import understand


@click.command("check")
@project_option
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--json", "as_list", is_flag=True, help="Print a JSON list.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="List every one of many similar problems, and the notices, too: names that are in no register, what readers are told of a source.",
)
@click.option(
    "--leaks",
    "place",
    type=click.Path(exists=True, path_type=Path),
    metavar="SITE",
    help="Search a built site, or an archive of one, for redacted passages, and do nothing else.",
)
def command(
    project: Path, *, strict: bool, as_list: bool, everything: bool, place: Path | None
) -> None:
    """List what is wrong with the publication; write nothing."""
    root = project.resolve()
    found = _leaks(root, place.resolve()) if place else _all_problems(root)
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
        report(found, least, abridge=not everything)
        warnings = f"{doubtful} warning{'' if doubtful == 1 else 's'}"
        click.echo(f"{count_errors(found)}, {warnings}", err=True)
    if wrong or (strict and doubtful):
        sys.exit(1)


def _all_problems(root: Path) -> list[Problem]:
    """Everything that is wrong with a publication, or may be."""
    from builders.site.configuration import (  # noqa: PLC0415  # MkDocs is slow to import
        markdown_settings,
        nav_problems,
        setting_problems,
    )

    understood = understand(root)
    found = list(understood.problems)
    if not errors(found):
        found.extend(setting_problems(root))
    if not errors(found):
        # Only without errors can the pages be made, whose links are then checked too.
        publication = understood.publication
        try:
            files = render(root, understood)
            found.extend(lint(publication, files, prose_converter(*markdown_settings(root))))
            found.extend(nav_problems(root, {file.uri for file in files}))
        except ProblemsFound as wrong:  # in a template
            found.extend(wrong.problems)
        found.extend(reach(root, publication.settings.redactions_reach))
    return list(in_order(found))


def _leaks(root: Path, place: Path) -> list[Problem]:
    """The leaks of redacted passages in a site; what was searched for is printed."""
    done = leaks.check(root, place)
    size = done.size / 1_000_000
    passages = "1 redacted passage" if done.secrets == 1 else f"{done.secrets} redacted passages"
    files = "1 file" if done.files == 1 else f"{done.files:,} files"
    click.echo(f"{passages} looked for in {files} ({size:.1f} MB)", err=True)
    if done.unsearchable:
        are = "is" if done.unsearchable == 1 else "are"
        click.echo(f"{done.unsearchable} of them {are} too short to search for", err=True)
    if done.elsewhere:
        more = "1 more is" if done.elsewhere == 1 else f"{done.elsewhere} more are"
        click.echo(f"{more} not known on this machine", err=True)
    return list(done.problems)
