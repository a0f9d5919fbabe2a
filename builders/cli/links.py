"""`muniment links`."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from builders.cli.terminal import fail, project_option, report, stoppable
from builders.external_links import (
    FILE,
    addresses,
    is_there,
    read_answers,
    request_all,
    saved_in_batches,
)
from builders.inputs.settings import read_settings
from builders.problems import ProblemsFound

NEVER = "never     "


@click.command("links")
@project_option
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the built site; by default site/ in the project.",
)
@click.option("--check", is_flag=True, help="Check whether every address still exists.")
def command(project: Path, site: Path | None, *, check: bool) -> None:
    """List the links that leave the site, with the day on which each was last seen."""
    root = project.resolve()
    folder = site or root / "site"
    if not folder.is_dir():
        fail("there is no site yet: run `muniment build` first")
    try:
        with stoppable():
            found = addresses(folder, read_settings(root)[0].url or "")
            known = read_answers(root)
            gone = _check(root, list(found)) if check else 0
            known = read_answers(root) if check else known
    except ProblemsFound as wrong:
        report(wrong.problems)
        fail("nothing was asked")
    for address, pages in found.items():
        record = known.get(address, {})
        answer = "" if is_there(str(record.get("answer", "2"))) else f" [{record['answer']}]"
        where = f"{len(pages)} pages" if len(pages) > 1 else pages[0]
        click.echo(f"{record.get('seen') or NEVER}  {address}{answer}  ({where})")
    if check:
        click.echo(f"{len(found) - gone} of {len(found)} are there; kept in {FILE}", err=True)
    if gone:
        sys.exit(1)


def _check(root: Path, wanted: list[str]) -> int:
    """Request every address and save the answers, also if stopped; how many addresses are gone."""
    gone = 0
    today = datetime.now(UTC).date().isoformat()
    with closing(saved_in_batches(root, request_all(wanted), today)) as answers:
        for address, answer in answers:
            gone += not is_there(answer)
            click.echo(f"{answer:>4}  {address}", err=True)
    return gone
