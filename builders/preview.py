"""The publication served from this machine, rebuilt and reloaded when something is saved."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from builders.build import DOCS_FOLDER, make
from builders.problems import Problem, ProblemsFound
from builders.site import build_site
from builders.writer import stage

WATCHED = ("site_src", "references.bib", "mkdocs.yml")

Report = Callable[[Iterable[Problem]], None]


def serve(root: Path, host: str, port: int, report: Report, *, open_browser: bool) -> None:
    """Serves until it is interrupted.

    MkDocs' own server answers no request while there is a mistake. This one tells of the
    mistake and goes on showing the last good pages.

    Raises:
        ProblemsFound: the publication cannot be built at the start.
        OSError: nothing can be served at that address.
    """
    with tempfile.TemporaryDirectory(prefix="muniment-") as folder:
        site = Path(folder) / "site"
        made = make(root)
        report(made.problems)
        below = urlsplit(made.publication.settings.url or "/").path or "/"
        url = f"http://{host}:{port}{below}"
        with stage(root / DOCS_FOLDER, made.files) as staged:
            build_site(root, staged, site=site, url=url)

        def rebuild() -> None:
            try:
                again = make(root)
                with stage(root / DOCS_FOLDER, again.files) as staged:
                    build_site(root, staged, site=site, url=url)
            except ProblemsFound as found:
                report(found.problems)
            else:
                report(again.problems)

        server = LiveReloadServer(rebuild, host, port, root=str(site), mount_path=below)
        server.error_handler = lambda code: _error_page(site, code)
        for name in WATCHED:
            if (root / name).exists():
                server.watch(str(root / name))
        try:
            server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]  # not typed there
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


def _error_page(site: Path, code: int) -> bytes | None:
    """The publication's own page for what is not there."""
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
