"""`muniment zip`."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from builders.build import DOCS_FOLDER, write
from builders.cli.terminal import (
    count_errors,
    fail,
    progress,
    project_option,
    report,
    say_waiting,
    stoppable,
)
from builders.inputs.settings import read_settings
from builders.leaks.check import check
from builders.offline.archive import may_be_replaced, pack
from builders.problems import Problem, ProblemsFound, errors
from builders.storage.locks import build_lock
from builders.storage.replacing import workplace
from builders.understand import understand
from builders.writer import staging

BYTES = 1_000_000
UNNAMED = "publication"


@click.command("zip")
@project_option
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Pack this finished site; by default the publication is built first.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; by default named after the publication.",
)
def command(project: Path, site: Path | None, output: Path | None) -> None:
    """Make a ZIP to read from disk: no server, no network, search included.

    A file of its name is replaced only if this command made it.
    """
    root = project.resolve()
    target = output or root / f"{_name(root)}.zip"
    if not may_be_replaced(target):
        message, hint = "was not made by this command", "Move it, or name another with `--output`."
        report([Problem(str(target), None, "in-the-way", message, hint)])
        fail("1 error; there is no ZIP")
    # Packing has a workplace of its own beside the target: two of one name would be taken for one.
    beside = target.with_name(f"{target.name}.site")
    try:
        with stoppable(), build_lock(root, say_waiting), closing(workplace(beside)) as work:
            folder = site.resolve() if site else _built(root, work.new)
            files = pack(folder, target, partial(_refuse_leaks, root, target.name))
    except ProblemsFound as found:
        report(found.problems)
        fail(f"{count_errors(found.problems)}; there is no ZIP")
    click.echo(f"{target}: {files} files, {target.stat().st_size / BYTES:.1f} MB")
    click.echo("Unpack it and open index.html.")


def _built(root: Path, folder: Path) -> Path:
    """The folder, with the publication built in it as one site, even if it is published as several.

    Raises:
        ProblemsFound: the publication has errors.
    """
    from builders.site.rendering import SiteOptions, build_site  # noqa: PLC0415  # MkDocs is slow to import

    understood = understand(root, progress()).without_errors()
    with staging(root / DOCS_FOLDER) as done:
        write(root, understood, done, progress())
        return build_site(root, done, SiteOptions(folder)).folder


def _refuse_leaks(root: Path, name: str, archive: Path) -> None:
    """Make sure that the ZIP, which may have been made of any folder, has no redacted passages.

    Raises:
        ProblemsFound: it has; all leaks are listed.
    """
    if wrong := errors(check(root, archive).problems):
        raise ProblemsFound(replace(one, file=name) for one in wrong)


def _name(root: Path) -> str:
    """The publication's title as a file name."""
    from builders.pages.addresses import slug  # noqa: PLC0415  # needs all that pages need

    settings, _ = read_settings(root)
    return slug(settings.name) if settings.name else UNNAMED
