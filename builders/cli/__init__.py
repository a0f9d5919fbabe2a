"""The door at the command line: one module a command. A module that defines `command` adds one.

Only the module of the command that is asked for is imported.
"""

from __future__ import annotations

import errno
import pkgutil
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from builders import __version__
from builders.cli.terminal import fail
from builders.problems import of_disk


class Commands(click.Group):
    """Finds a command in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        names = (module.name for module in pkgutil.iter_modules(__path__))
        return [name for name in sorted(names) if self.get_command(ctx, name)]

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, or None."""
        if name not in {module.name for module in pkgutil.iter_modules(__path__)}:
            return None
        command = getattr(import_module(f"{__name__}.{name}"), "command", None)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """What the command gives; a file that cannot be read or written ends it with a message."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read what we print has seen enough
                raise
            fail(str(of_disk(error)))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="muniment")
def main() -> None:
    """Publish a collection of primary sources as an annotated, citable site."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Of what Windows writes into files and pipes, 汕头 would end the command with a traceback.
            stream.reconfigure(errors="backslashreplace")
