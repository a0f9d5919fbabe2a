"""`muniment show`."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from builders import resolve
from builders.annotate import name_index
from builders.cli.terminal import project_option, report
from builders.entries import read_entry
from builders.exports.document_json import as_json, as_record
from builders.inputs.facsimiles import Facsimiles
from builders.inputs.registers import read_registers
from builders.inputs.settings import read_settings
from builders.inputs.sources import Received, present_ids, problems_with, read_file, read_sources
from builders.inputs.spellings import did_you_mean
from builders.model.document import Role
from builders.model.publication import Entry, Link
from builders.model.sidecar import Sidecar
from builders.problems import Problem, errors
from builders.recognizers.names import NameIndex


@click.command("show")
@project_option
@click.argument("what", metavar="PATH-or-ID")
@click.option("--json", "as_object", is_flag=True, help="Print one JSON object.")
def command(project: Path, what: str, *, as_object: bool) -> None:
    """Print what the program reads in one source: of this publication, or in any file."""
    entry, links, problems = _find(project.resolve(), what)
    report(problems)
    if entry is None:
        sys.exit(1)
    if as_object:
        click.echo(as_json(entry, links), nl=False)
    else:
        _print(entry)
    if errors(problems):
        sys.exit(1)


def _find(root: Path, what: str) -> tuple[Entry | None, tuple[Link, ...], list[Problem]]:
    """The entry for an identifier or path, its references, and problems; no entry if not found."""
    received, problems = read_sources(root)
    index = name_index(read_registers(root, sources=present_ids(received))[0])
    path = Path(what)
    wanted = [
        item
        for item in received
        if what.lower() in map(str.lower, item.ids)
        or (path.exists() and (root / item.source.path).resolve() == path.resolve())
    ]
    if not wanted and path.is_file():
        return _read_outside(path, index, read_settings(root)[0].most_bytes)
    if not wanted and not (problems := list(problems_with(what, problems))):
        ids = [item.source.id for item in received]
        hint = did_you_mean(what, ids, "Give the identifier of a source or a path.")
        message = "is neither a source of this publication nor a file"
        problems = [Problem(what, None, "unknown-source", message, hint)]
    if not wanted:
        return None, (), problems
    entry, wrong = read_entry(wanted[0], index)
    if entry is None:
        return None, (), wrong
    entry, of_pictures = Facsimiles(root).added(wanted[0], entry)
    wrong += of_pictures
    published = {item.source.id.upper(): item.source.id for item in received}
    return entry, resolve.links(entry.document, published), wrong


def _read_outside(
    path: Path, index: NameIndex, most: int
) -> tuple[Entry | None, tuple[Link, ...], list[Problem]]:
    """As `_find`, for a file from anywhere. A cable names itself; others are named by the file."""
    source, problems = read_file(path, most)
    if source is None:
        return None, (), problems
    unnamed = Received(replace(source, id=""), Sidecar(), str(path))
    entry, wrong = read_entry(unnamed, index)
    if entry is None:
        return None, (), [*problems, *wrong]
    document = replace(entry.document, id=entry.document.id or source.id)
    return replace(entry, document=document), resolve.links(document, {}), [*problems, *wrong]


def _first_line(furniture: str) -> str:
    """The first line, and how many there are: a web page's furniture can have thousands."""
    first, *others = furniture.splitlines() or [""]
    return f"{first} … ({len(others) + 1} lines)" if others else first


def _print(entry: Entry) -> None:
    """Print the document for people: the header, then the blocks with their addresses."""
    record = as_record(entry)
    click.echo(f"{record['id']}  ({record['kind']}, {record['form']}, {record['language']})")
    for name, value in record["header"].items():
        if value:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            click.echo(f"  {name}: {text}")
    for block in entry.document.blocks:
        label = block.name or block.type
        text = _first_line(block.text.text) if block.role is Role.FURNITURE else block.text.text
        click.echo(f"{block.id:>16}  {label:<12} {text}")
    for one in entry.facsimiles:
        page = f"p. {one.page}" if one.page else ""
        size = f"{one.width} x {one.height}" if one.is_picture else "PDF"
        click.echo(f"{one.id:>16}  {page:<12} {size}  {one.what}".rstrip())
    account = entry.account
    click.echo(f"{account.accounted} of {account.characters} characters accounted for")
