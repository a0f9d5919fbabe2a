"""`muniment build`."""

from __future__ import annotations

import gc
import json
import time
from contextlib import nullcontext, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builders.cli.terminal import (
    at_least,
    count_errors,
    fail,
    progress,
    project_option,
    report,
    say_waiting,
    stoppable,
)
from builders.problems import Problem, ProblemsFound, Severity
from builders.profile import collect_seconds, measure, time_table
from builders.storage.locks import build_lock
from builders.storage.store import FOLDER
from builders.storage.unchanged import LastBuild, inputs_digest, remember, unchanged

if TYPE_CHECKING:
    from builders.site.rendering import Site
    from builders.understand import Understood
    from builders.writer import Staging

NEXT = "See it with `muniment serve`. (Opened from a disk, its links lead to folders; `muniment zip` makes a copy that works there.)"

NO_COLOPHON = (
    "No page has a colophon: `<!-- muniment: colophon -->` on a line of its own inserts it."
)


@click.command("build")
@project_option
@click.option("--docs-only", is_flag=True, help="Stop after docs/, before MkDocs renders site/.")
@click.option(
    "--plain", is_flag=True, help="Let MkDocs render every page by itself: slower, same result."
)
@click.option("--scheduler", help="Read the sources on a Dask cluster: tcp://host:port.")
@click.option(
    "--profile", is_flag=True, help="Print what the build took: time by stage, memory, size."
)
@click.option("--record", is_flag=True, help="Write into the site's colophon what the build took.")
@click.option("--again", is_flag=True, help="Make everything again, even what is unchanged.")
def command(  # noqa: PLR0913  # one for each option
    project: Path,
    *,
    docs_only: bool,
    plain: bool,
    scheduler: str | None,
    profile: bool,
    record: bool,
    again: bool,
) -> None:
    """Build docs/ from site_src/, then site/ from docs/."""
    root = project.resolve()
    options = _Options(docs_only, plain, scheduler, record=record, afresh=again)
    with stoppable(), build_lock(root, say_waiting):
        begun = time.perf_counter()  # waiting for another build is not part of this one
        last = None if docs_only or plain or profile or record or again else unchanged(root)
        if last:
            report(Problem(**{**one, "severity": Severity.WARNING}) for one in last.warnings)
            seconds = time.perf_counter() - begun
            click.echo(
                f"Nothing has changed: {last.pages} pages are as they were ({seconds:.1f} s)"
            )
            click.echo(NEXT)
            return
        site = _build(root, begun, options)
    if profile:
        stages = collect_seconds()
        taken = measure(time.perf_counter() - begun, site)
        for line in (*time_table(stages, taken.seconds), *taken.lines()):
            click.echo(line)
        # Kept outside the site, because the same sources must give the same site.
        kept = {**asdict(taken), "stages": stages}
        with suppress(OSError):
            (root / FOLDER / "profile.json").write_text(f"{json.dumps(kept, indent=1)}\n")


@dataclass(frozen=True, slots=True)
class _Options:
    """What the options say of how to build."""

    docs_only: bool = False
    plain: bool = False
    scheduler: str | None = None
    record: bool = False
    """Whether to write into the colophon what the build cost."""
    afresh: bool = False


def _build(root: Path, begun: float, options: _Options) -> Path | None:
    """Build; the folder of the site, or None with `--docs-only`."""
    # Slow to import, and not needed if nothing has changed.
    from builders.build import DOCS_FOLDER, page_uris, write  # noqa: PLC0415  # said above
    from builders.processes.cluster import executor  # noqa: PLC0415  # said above
    from builders.site import colophon  # noqa: PLC0415  # said above
    from builders.site.rendering import SiteOptions, build_site  # noqa: PLC0415  # said above
    from builders.understand import understand  # noqa: PLC0415  # said above
    from builders.writer import staging  # noqa: PLC0415  # said above

    # Nearly everything that a build makes is kept to its end: garbage collection would take a tenth
    # of the time and find nothing.
    gc.disable()
    read = inputs_digest(root)
    try:
        with executor(options.scheduler) if options.scheduler else nullcontext() as workers:
            understood = understand(root, progress(), workers).without_errors().split()
        with staging(root / DOCS_FOLDER) as done:
            write(root, understood, done, progress(), afresh=options.afresh)
            if options.docs_only:
                done.commit()
            else:
                site = build_site(root, done, SiteOptions(plain=options.plain, offline=True))
    except ProblemsFound as found:
        report(found.problems)
        fail(f"{count_errors(found.problems)}; docs/ and site/ are unchanged")
    report(understood.problems)
    click.echo(
        _docs_summary(done, len(page_uris(done.digests)), len(understood.publication.entries))
    )
    if options.docs_only:
        return None
    if options.record:
        taken = measure(time.perf_counter() - begun, site.folder)
        if not colophon.record(site, understood.publication.prose, taken):
            click.echo(NO_COLOPHON, err=True)
    if site.by_builders_alone:
        remember(root, _last_build(root, site, understood), read)
    seconds = time.perf_counter() - begun
    click.echo(f"{_relative_to_project(root, site.folder)}/: {site.pages} pages in {seconds:.1f} s")
    for one in site.collections:
        click.echo(f"{_relative_to_project(root, one)}/: a site of its own")
    click.echo(NEXT)
    return site.folder


def _last_build(root: Path, site: Site, understood: Understood) -> LastBuild:
    """What the next build compares its own inputs and outputs with."""
    from builders.leaks.originals import ORIGINALS_FOLDER  # noqa: PLC0415  # as in `_build`
    from builders.site.collection_sites import collections_folder  # noqa: PLC0415  # as in `_build`

    font = understood.publication.settings.card_font
    return LastBuild(
        # Relative, for otherwise a copy of the project would be taken for the project itself.
        str(_relative_to_project(root, site.folder)),
        str(_relative_to_project(root, collections_folder(site.folder))),
        tuple(map(asdict, at_least(understood.problems, Severity.WARNING))),
        site.pages,
        # With the originals of redacted copies there is more to search the site for.
        (ORIGINALS_FOLDER, *((str(font),) if font else ())),
    )


def _docs_summary(done: Staging, pages: int, sources: int) -> str:
    """A summary of what was written to `docs/`."""
    return (
        f"docs/: {pages} pages from {sources} source{'' if sources == 1 else 's'}"
        f" ({len(done.changed)} file{'' if len(done.changed) == 1 else 's'} written,"
        f" {done.unchanged} unchanged, {len(done.stale)} removed)"
    )


def _relative_to_project(root: Path, folder: Path) -> Path:
    """The folder relative to the project, if it is in the project."""
    return folder.relative_to(root) if folder.is_relative_to(root) else folder
