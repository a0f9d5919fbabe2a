"""`muniment serve`."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from builders.cli.terminal import count, fail, project_option, report
from builders.problems import ProblemsFound


@click.command("serve")
@project_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def command(project: Path, host: str, port: int, *, open_browser: bool) -> None:
    """Build and serve the site; rebuild and reload when something is saved."""
    from builders.preview.server import serve  # noqa: PLC0415  # MkDocs is slow to import

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    # What MkDocs says of pages is told as problems, once; the server speaks for itself.
    for handler in logging.getLogger().handlers:
        handler.addFilter(_is_of_the_server)
    try:
        serve(project.resolve(), host, port, report, open_browser=open_browser)
    except ProblemsFound as found:
        report(found.problems)
        fail(count(found.problems))
    except OSError as error:
        fail(f"cannot serve on {host}:{port}: {error.strerror or error}")


def _is_of_the_server(record: logging.LogRecord) -> bool:
    return not record.name.startswith(("mkdocs.commands", "mkdocs.structure"))
