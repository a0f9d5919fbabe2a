"""`muniment build`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from builders.build import DOCS_FOLDER, understand, write
from builders.cli.terminal import count, fail, progress, project_option, report
from builders.problems import ProblemsFound, errors
from builders.writer import stage


@click.command("build")
@project_option
@click.option("--docs-only", is_flag=True, help="Stop after docs/, before MkDocs renders site/.")
@click.option(
    "--plain", is_flag=True, help="Let MkDocs render every page by itself: slower, the same."
)
def command(project: Path, *, docs_only: bool, plain: bool) -> None:
    """Build docs/ from site_src/, then site/ from docs/."""
    # MkDocs is slow to import; the other commands do without it.
    from builders.site import build_site  # noqa: PLC0415

    root = project.resolve()
    begun = time.perf_counter()
    try:
        understood = understand(root, progress())
        if errors(understood.problems):
            raise ProblemsFound(understood.problems)  # noqa: TRY301  # said below, as those found later
        with stage(root / DOCS_FOLDER) as done:
            pages, _ = write(root, understood, done, progress())
            if docs_only:
                done.carry_out()
            else:
                site = build_site(root, done, plain=plain)
    except ProblemsFound as found:
        report(found.problems)
        fail(f"{count(found.problems)}; docs/ and site/ are as they were")
    report(understood.problems)
    click.echo(
        f"docs/: {pages} pages from {len(understood.publication.entries)} sources"
        f" ({len(done.changed)} files written, {done.unchanged} unchanged, {len(done.stale)} removed)"
    )
    if not docs_only:
        seconds = time.perf_counter() - begun
        folder = site.folder
        where = folder.relative_to(root) if folder.is_relative_to(root) else folder
        click.echo(f"{where}/: {site.pages} pages in {seconds:.1f} s")
        click.echo(f"Open {folder / 'index.html'}, or run `muniment serve`.")
