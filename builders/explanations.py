"""What the codes of problems mean, for those who meet one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from builders.yaml_texts import spelled

DATA = "builders.data"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Of one code."""

    means: str
    do: str
    """What to do about it."""


@cache
def explanations() -> dict[str, Explanation]:
    """Of every code, in the order of the alphabet."""
    text = resources.files(DATA).joinpath("problems.yml").read_text(encoding="utf-8")
    return {code: Explanation(**said) for code, said in sorted(spelled(text).value.items())}
