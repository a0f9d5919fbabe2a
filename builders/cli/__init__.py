"""The door at the command line: one module a command. A module that defines `command` adds one.

Only the module of the command that is asked for is imported.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

import click

from builders import __version__


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


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="muniment")
def main() -> None:
    """Publish a collection of primary sources as an annotated, citable site."""
