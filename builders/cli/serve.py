"""`muniment serve`."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import click

from builders.cli.terminal import count_errors, fail, project_option, report
from builders.problems import ProblemsFound, disk_problem


@click.command("serve")
@project_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 for any that is free.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def command(project: Path, host: str, port: int, *, open_browser: bool) -> None:
    """Build and serve the site; rebuild and reload when something is saved."""
    from builders.preview.server import serve  # noqa: PLC0415  # MkDocs is slow to import

    # Being terminated leaves no half-made site behind either: it is treated as Ctrl+C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        serve(project.resolve(), host, port, report, _say, open_browser=open_browser)
    except ProblemsFound as found:
        report(found.problems)
        fail(count_errors(found.problems))
    except OSError as error:
        # An error about a file has its name; one about the address has none.
        problem = f"cannot serve on {host}:{port}: {error.strerror or error}"
        fail(str(disk_problem(error)) if error.filename else problem)


def _say(what: str) -> None:
    click.echo(f"[{time.strftime('%H:%M:%S')}] {what}")
