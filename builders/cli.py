"""The door at the command line."""

from __future__ import annotations

import json
import logging
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from builders import __version__, resolve
from builders.annotate import name_index
from builders.build import DOCS_FOLDER, Progress, make, read_entry, understand
from builders.exports.document_json import as_json, as_record
from builders.model.publication import Entry, Link
from builders.model.sidecar import Sidecar
from builders.problems import Problem, ProblemsFound, Severity, errors
from builders.recognizers.names import NameIndex
from builders.records import nearest
from builders.registers import read_registers
from builders.sources import Received, read_file, read_sources
from builders.writer import carry_out, plan

if TYPE_CHECKING:
    from collections.abc import Iterable

STEPS_OF_A_LOG = 10
"""Where nobody watches a bar, a long stage prints this many lines."""
LONG = 50
"""A stage of fewer steps is not worth a bar or a line."""

project_option = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="Folder of the publication (where mkdocs.yml is).",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="muniment")
def main() -> None:
    """Publish a collection of primary sources as an annotated, citable site."""


@main.command("build")
@project_option
@click.option("--docs-only", is_flag=True, help="Stop after docs/, before MkDocs renders site/.")
def build_command(project: Path, *, docs_only: bool) -> None:
    """Build docs/ from site_src/, then site/ from docs/."""
    # MkDocs is slow to import; the other commands do without it.
    from builders.site import build_site  # noqa: PLC0415

    root = project.resolve()
    begun = time.perf_counter()
    try:
        made = make(root, _progress())
        if docs_only:
            done = plan(root / DOCS_FOLDER, made.files)
            carry_out(done)
        else:
            done, site, pages = build_site(root, made.files)
    except ProblemsFound as found:
        _report(found.problems, Severity.WARNING)
        _fail(f"{_count(found.problems)}; docs/ and site/ are as they were")
    _report(made.problems, Severity.WARNING)
    click.echo(
        f"docs/: {made.pages} pages from {len(made.publication.entries)} sources"
        f" ({len(done.changed)} files written, {done.unchanged} unchanged, {len(done.stale)} removed)"
    )
    if not docs_only:
        seconds = time.perf_counter() - begun
        where = site.relative_to(root) if site.is_relative_to(root) else site
        click.echo(f"{where}/: {pages} pages in {seconds:.1f} s")
        click.echo(f"Open {site / 'index.html'}, or run `muniment serve`.")


@main.command("serve")
@project_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def serve_command(project: Path, host: str, port: int, *, open_browser: bool) -> None:
    """Build and serve the site; rebuild and reload when something is saved."""
    from builders.preview import serve  # noqa: PLC0415  # MkDocs is slow to import

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("mkdocs.commands").setLevel(logging.ERROR)  # told as problems
    logging.getLogger("mkdocs.structure").setLevel(logging.ERROR)  # the same

    def report(problems: Iterable[Problem]) -> None:
        _report(problems, Severity.WARNING)

    try:
        serve(project.resolve(), host, port, report, open_browser=open_browser)
    except ProblemsFound as found:
        report(found.problems)
        _fail(_count(found.problems))
    except OSError as error:
        _fail(f"cannot serve on {host}:{port}: {error.strerror or error}")


@main.command("check")
@project_option
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--json", "as_list", is_flag=True, help="Print a JSON list.")
@click.option("--all", "everything", is_flag=True, help="Print what readers are told, too.")
def check_command(project: Path, *, strict: bool, as_list: bool, everything: bool) -> None:
    """List what is wrong with the publication; write nothing."""
    found = understand(project.resolve()).problems
    least = Severity.NOTICE if everything else Severity.WARNING
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
            for problem in _from(found, least)
        ]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        _report(found, least)
    wrong, doubtful = len(errors(found)), len(_from(found, Severity.WARNING)) - len(errors(found))
    if not as_list:
        click.echo(f"{wrong} errors, {doubtful} warnings", err=True)
    if wrong or (strict and doubtful):
        sys.exit(1)


@main.command("show")
@project_option
@click.argument("what", metavar="PATH-or-ID")
@click.option("--json", "as_object", is_flag=True, help="Print one JSON object.")
def show_command(project: Path, what: str, *, as_object: bool) -> None:
    """Print what was understood of one source: of this publication, or any file."""
    entry, links, problems = _find(project.resolve(), what)
    _report(problems, Severity.WARNING)
    if entry is None:
        sys.exit(1)
    if as_object:
        click.echo(as_json(entry, links), nl=False)
    else:
        _print(entry)
    if errors(problems):
        sys.exit(1)


def _find(root: Path, what: str) -> tuple[Entry | None, tuple[Link, ...], list[Problem]]:
    """The entry for an identifier or a path, its references, and what is wrong with it."""
    received, problems = read_sources(root)
    index = name_index(read_registers(root)[0])
    path = Path(what)
    wanted = [
        item
        for item in received
        if item.source.id.lower() == what.lower()
        or (path.exists() and (root / item.source.path).resolve() == path.resolve())
    ]
    if not wanted and path.is_file():
        return _outside(path, index)
    if not wanted and not (problems := [p for p in problems if what.lower() in p.file.lower()]):
        near = nearest(what, [item.source.id for item in received])
        hint = f"Did you mean `{near}`?" if near else "Give the identifier of a source or a path."
        message = "is neither a source of this publication nor a file"
        problems = [Problem(what, None, "unknown-source", message, hint)]
    if not wanted:
        return None, (), problems
    entry, wrong = read_entry(wanted[0], index)
    if entry is None:
        return None, (), wrong
    published = {item.source.id.upper(): item.source.id for item in received}
    return entry, resolve.links(entry.document, published), wrong


def _outside(path: Path, index: NameIndex) -> tuple[Entry | None, tuple[Link, ...], list[Problem]]:
    """A file from anywhere. A cable names itself; for other kinds the file's name serves."""
    source, problems = read_file(path)
    if source is None:
        return None, (), problems
    unnamed = Received(replace(source, id=""), Sidecar(), str(path))
    entry, wrong = read_entry(unnamed, index)
    if entry is None:
        return None, (), [*problems, *wrong]
    document = replace(entry.document, id=entry.document.id or source.id)
    return replace(entry, document=document), resolve.links(document, {}), [*problems, *wrong]


def _print(entry: Entry) -> None:
    """The document for a person's eye: header, then blocks with their addresses."""
    record = as_record(entry)
    click.echo(f"{record['id']}  ({record['kind']}, {record['form']}, {record['language']})")
    for name, value in record["header"].items():
        if value:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            click.echo(f"  {name}: {text}")
    for block in entry.document.blocks:
        label = block.name or block.type
        click.echo(f"{block.id:>16}  {label:<12} {block.text.text}")
    account = entry.account
    click.echo(f"{account.accounted} of {account.characters} characters accounted for")


def _from(problems: Iterable[Problem], least: Severity) -> list[Problem]:
    """The problems at least that severe."""
    order = list(Severity)
    return [item for item in problems if order.index(item.severity) <= order.index(least)]


def _report(problems: Iterable[Problem], least: Severity) -> None:
    for problem in _from(problems, least):
        click.echo(str(problem), err=True)


def _count(problems: Iterable[Problem]) -> str:
    count = len(errors(problems))
    return f"{count} error{'' if count == 1 else 's'}"


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)


def _progress() -> Progress:
    """A bar on a terminal, a few plain lines elsewhere, and neither for short work."""
    bars: dict[str, Any] = {}

    def show(stage: str, done: int, total: int) -> None:
        if total < LONG:
            return
        if not sys.stderr.isatty():
            if done * STEPS_OF_A_LOG // total > (done - 1) * STEPS_OF_A_LOG // total:
                click.echo(f"{stage}: {done} of {total}", err=True)
            return
        if stage not in bars:
            bars[stage] = click.progressbar(length=total, label=stage, file=sys.stderr)
        bars[stage].update(1)
        if done == total:
            bars[stage].render_finish()

    return show
