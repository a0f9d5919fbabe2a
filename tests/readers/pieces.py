"""Pieces that the tests of readers compose texts of; they stand in `pieces.yml`."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from ruamel.yaml import YAML

PIECES = YAML(typ="safe").load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))


def pieces(reader: str, use: str) -> list[str]:
    """Those for a reader that have one use, `odd` or `repeated`."""
    return list(chain.from_iterable(PIECES[reader][use].values()))
