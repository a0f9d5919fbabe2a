"""The works of `works.bib`: one of each kind, each with the difficulties of its kind."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from builders import bibliography
from builders.model.work import Bibliography

FILE = Path(__file__).with_name("works.bib")


@cache
def works() -> Bibliography:
    """The works of the file, which must have no mistake."""
    found, wrong = bibliography.parse(FILE.read_text("utf-8"), FILE.name)
    assert wrong == []
    return found
