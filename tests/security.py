"""The numbers in SECURITY.md, from what the tests have counted (`make security`).

    python -m tests.security [SITE]

The site is `site/` in this project unless another is given, built elsewhere from the same files.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from builders.leaks.check import check
from tests.conftest import PROJECT
from tests.problem_codes import codes

PAGE = PROJECT / "SECURITY.md"
BLOCK_RE = re.compile(
    r"(<!-- begin: numbers \(make security\) -->\n).*?(<!-- end: numbers -->)", re.DOTALL
)
TESTS = PROJECT / "tests"
MILLION = 1_000_000


def updated(page: str, lines: Iterable[str]) -> str:
    """The page with these lines in place of its numbers."""
    block = "".join(f"{line}\n" for line in lines)
    return BLOCK_RE.sub(lambda found: f"{found[1]}{block}{found[2]}", page)


def numbers(site: Path) -> Iterator[str]:
    """The lines of the table, without those for what was never counted."""
    yield "| what | how many |"
    yield "| --- | --- |"
    kills = _counted(TESTS / "builds/counts.json").get("kills")
    if kills:
        yield f"| builds killed at random moments, leaving `docs/` and `site/` intact each time | {kills:,} |"
    for name, inputs in sorted(_counted(TESTS / "fuzz/counts.json").items()):
        yield f"| fuzzed inputs for {name}, none of which breaks it | {inputs:,} |"
    for name, figures in sorted(_counted(TESTS / "large.json").items()):
        size = f"{figures['bytes'] // MILLION:,} MB"
        yield f"| {size} of {name}: processor seconds to read it | {figures['seconds']:,} |"
        yield f"| {size} of {name}: megabytes of memory to read it | {figures['megabytes']:,} |"
    if site.is_dir():
        report = check(PROJECT, site)
        if not report.problems:
            yield f"| redacted passages searched for in every file of the edition's site | {report.secrets:,} |"
            yield f"| files of the site searched, with everything packed in them | {report.files:,} |"
    ways = YAML(typ="safe").load((TESTS / "leaks/ways.yml").read_text())
    yield f"| ways of leaking that the search must find | {len(ways):,} |"
    yield f"| kinds of problem, each explained by `muniment explain` | {len(codes()):,} |"
    for name, what in (("strings", "put into every field that exists"), ("files", "to be read")):
        made = YAML(typ="safe").load((TESTS / f"hostile/{name}.yml").read_text(encoding="utf-8"))
        number = len(made) if isinstance(made, list) else sum(map(len, made.values()))
        yield f"| hostile {'texts' if name == 'strings' else 'files'} {what} | {number:,} |"
    mistakes = len(list((TESTS / "bad_input").glob("*.yml")))
    yield f"| kept examples of mistakes, each of which must stop a build and break nothing | {mistakes:,} |"


def _counted(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text()) if path.exists() else {}


if __name__ == "__main__":
    built = Path(sys.argv[1]) if sys.argv[1:] else PROJECT / "site"
    PAGE.write_text(updated(PAGE.read_text(), numbers(built)))
