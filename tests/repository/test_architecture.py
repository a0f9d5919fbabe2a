"""The architecture: imports in one direction, frameworks in their places, modules of a readable size."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import PROJECT

BUILDERS = PROJECT / "builders"
ROWS = (
    {"values", "data"},
    {"storage", "profile", "spans", "dates", "problems"},
    {"aligned_text", "similar_problems"},
    {"model"},
    {"coverage", "quotations", "external_links", "manifest"},
    {"writer"},
    {"inputs", "processes"},
    {"meanings", "typeset"},
    {"interface"},
    {"leaks"},
    {"readers"},
    {"recognizers"},
    {"anchoring"},
    {"emend", "annotate", "resolve", "editing", "timeline"},
    {"entries", "arrange"},
    {"collections"},
    {"agents"},
    {"citations"},
    {"bibliography"},
    {"markup"},
    {"pages", "templating"},
    {"search"},
    {"exports"},
    {"cards"},
    {"incremental", "understand", "agent_checks"},
    {"split"},
    {"build", "lint"},
    {"offline"},
    {"site"},
    {"preview"},
    {"cli", "mkdocs_hooks"},
    {"__main__"},
)
"""From the ground up: a module imports from rows above its own here, or from its own package."""
FRAMEWORKS = {
    "edtf": {"dates"},
    "ruamel": {"external_links", "inputs", "editing", "leaks"},
    "yaml": {"inputs"},
    "rapidfuzz": {"inputs", "anchoring", "readers"},
    "imagesize": {"inputs"},
    "ahocorasick_rs": {"quotations", "recognizers", "leaks"},
    "jinja2": {"templating", "site", "mkdocs_hooks"},
    "markupsafe": {"exports", "markup", "pages", "templating"},
    "markdown": {"pages"},
    "mkdocs": {"site", "preview", "mkdocs_hooks"},
    "click": {"cli"},
    "packaging": {"exports"},
    "distributed": {"processes"},
    "pydantic": {"model", "inputs"},
    "pybtex": {"bibliography"},
    "uharfbuzz": {"typeset"},
}
"""The only packages and modules that may import each framework."""
MOST_LINES = 400
LONG_MODULES: dict[str, str] = {}
"""Modules over the limit, each with the reason why it is not divided."""


def modules() -> list[Path]:
    return sorted(BUILDERS.rglob("*.py"))


def package_of(path: Path) -> str:
    first = path.relative_to(BUILDERS).parts[0]
    return first.removesuffix(".py")


def imports(path: Path, *, with_names: bool = False) -> set[str]:
    """The full names of the modules that a file imports, for types or at run time.

    With `with_names`, also the names that it imports from a module: they may be modules themselves.
    """
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            if with_names or node.module == "builders":
                names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def row(name: str) -> int:
    return next(i for i, rooms in enumerate(ROWS) if name in rooms)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(BUILDERS)))
def test_imports_point_one_way(path: Path) -> None:
    own = package_of(path)
    if own == "__init__":
        return
    for name in imports(path):
        if not name.startswith("builders."):
            continue
        other = name.split(".")[1]
        if other in {"__version__", own}:
            continue
        assert row(other) < row(own), f"{own} imports {name}"


def test_no_modules_import_each_other() -> None:
    """Nor in a circle, which the rows do not exclude within a package."""
    named = {
        ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in modules()
    }
    needs: dict[str, set[str]] = {}
    for name, path in named.items():
        found = imports(path, with_names=True) & set(named)
        # Where an import names a module of a package, it needs that module and not the package.
        rooms = {one for one in found if any(other.startswith(f"{one}.") for other in found)}
        needs[name] = found - rooms - {name}
    assert any(needs.values())
    TopologicalSorter(needs).prepare()  # raises where there is a circle


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(BUILDERS)))
def test_frameworks_are_imported_only_in_their_places(path: Path) -> None:
    for name in imports(path):
        allowed = FRAMEWORKS.get(name.split(".")[0])
        assert allowed is None or package_of(path) in allowed, f"{package_of(path)} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(BUILDERS)))
def test_no_module_is_too_long(path: Path) -> None:
    name = path.relative_to(BUILDERS).as_posix()
    lines = len(path.read_text().splitlines())
    assert lines <= MOST_LINES or name in LONG_MODULES, f"{name} has {lines} lines"


def test_no_module_is_named_utils_or_the_like() -> None:
    names = {path.stem for path in modules()}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc", "core"}


def test_no_document_of_the_edition_is_named_in_code() -> None:
    identifiers = {path.stem for path in (PROJECT / "site_src" / "sources").rglob("*.txt")}
    assert identifiers
    for path in modules():
        strings = {
            node.value
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not strings & identifiers, path


def test_every_ignore_says_why() -> None:
    ignore = re.compile(r"# (?:noqa: [A-Z0-9, ]+|type: ignore\[[a-z, -]+\])(?P<reason>.*)")
    bare = [
        f"{path.relative_to(PROJECT)}:{number}: {line.strip()}"
        for folder in (BUILDERS, PROJECT / "tests")
        for path in sorted(folder.rglob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (found := ignore.search(line)) and not re.match(r"\s*# \S", found["reason"])
    ]
    assert not bare, "\n".join(bare)


def test_no_group_is_possessive() -> None:
    """Python before 3.11.5, which Debian 12 has, matches such a group wrongly (gh-106052)."""
    possessive = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")
    assert all(possessive.search(one) for one in (r"(?:ab?c)*+", r"(?: x){3,}+"))
    found = [
        f"{path.relative_to(PROJECT)}:{number}: {line.strip()}"
        for path in modules()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if possessive.search(line)
    ]
    assert not found, "\n".join(found)
