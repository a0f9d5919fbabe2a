"""The door at the command line: one module a command. A module that defines `command` adds one."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import click

from builders import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="muniment")
def main() -> None:
    """Publish a collection of primary sources as an annotated, citable site."""


for _module in pkgutil.iter_modules(__path__, f"{__name__}."):
    _command = getattr(import_module(_module.name), "command", None)
    if isinstance(_command, click.Command):
        main.add_command(_command)
