"""The command line: one module for each command. A module that defines `command` adds a command.

Only the module of the command that is run is imported.
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
from builders.problems import disk_problem


class Commands(click.Group):
    """A group that finds each command in the module of its name."""

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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments that are left, if all are text.

        Bytes that are not in the terminal's encoding come as lone surrogates, which no file holds.

        Raises:
            UsageError: One has such bytes.
        """
        for argument in args:
            if any("\udc80" <= character <= "\udcff" for character in argument):
                encoding = sys.getfilesystemencoding().upper()
                message = f"{argument!a} is not in {encoding}, the encoding of your terminal"
                raise click.UsageError(message, ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; if a file cannot be read or written it ends with a message."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of our output has closed it: `| head`
                raise
            fail(str(disk_problem(error)))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="muniment")
def main() -> None:
    """Publish a collection of primary sources as an annotated, citable site."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Windows's encoding for files and pipes may lack 汕头: no traceback for that.
            stream.reconfigure(errors="backslashreplace")
