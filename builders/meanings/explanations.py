"""Explanations of the problem codes, for people who meet one: `muniment explain` and ERRORS.md."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from builders.data import written
from builders.inputs.yaml_texts import parse_yaml

HEAD = """\
# What messages mean

<!-- made by `muniment explain --markdown`; changes belong in builders/data/problems.yml -->

Each message of Muniment ends with a code in brackets: `first.yml:3: error: ... [unknown-key]`.
`muniment explain CODE` prints the same for a single code.
"""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The explanation of one problem code."""

    means: str
    do: str
    """What to do about it."""


@cache
def explanations() -> dict[str, Meaning]:
    """The explanation of every code, in alphabetical order."""
    text = written("problems.yml")
    return {code: Meaning(**said) for code, said in sorted(parse_yaml(text).value.items())}


def as_markdown() -> str:
    """All explanations as a Markdown document, each with its code as the heading."""
    parts = (f"## {code}\n\n{said.means}\n\n{said.do}\n" for code, said in explanations().items())
    return "\n".join((HEAD, *parts))
