"""The pieces in `pieces.yml`, from which tests of readers compose texts."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from ruamel.yaml import YAML

PIECES = YAML(typ="safe").load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))


def pieces(reader: str, use: str) -> list[str]:
    """The pieces for a reader that have the given use, `odd` or `repeated`."""
    return list(chain.from_iterable(PIECES[reader][use].values()))
