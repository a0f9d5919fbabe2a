"""`muniment build`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from builders.build import DOCS_FOLDER, make
from builders.cli.terminal import count, fail, progress, project_option, report
from builders.problems import ProblemsFound
from builders.writer import carry_out, plan


@click.command("build")
@project_option
@click.option("--docs-only", is_flag=True, help="Stop after docs/, before MkDocs renders site/.")
def command(project: Path, *, docs_only: bool) -> None:
    """Build docs/ from site_src/, then site/ from docs/."""
    # MkDocs is slow to import; the other commands do without it.
    from builders.site import build_site  # noqa: PLC0415

    root = project.resolve()
    begun = time.perf_counter()
    try:
        made = make(root, progress())
        if docs_only:
            done = plan(root / DOCS_FOLDER, made.files)
            carry_out(done)
        else:
            done, site, pages = build_site(root, made.files)
    except ProblemsFound as found:
        report(found.problems)
        fail(f"{count(found.problems)}; docs/ and site/ are as they were")
    report(made.problems)
    click.echo(
        f"docs/: {made.pages} pages from {len(made.publication.entries)} sources"
        f" ({len(done.changed)} files written, {done.unchanged} unchanged, {len(done.stale)} removed)"
    )
    if not docs_only:
        seconds = time.perf_counter() - begun
        where = site.relative_to(root) if site.is_relative_to(root) else site
        click.echo(f"{where}/: {pages} pages in {seconds:.1f} s")
        click.echo(f"Open {site / 'index.html'}, or run `muniment serve`.")
