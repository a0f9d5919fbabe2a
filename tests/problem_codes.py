"""Every problem code that the program can report, found in its source code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.conftest import PROJECT

CODE_RE = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")
TAKES_A_CODE = {"Problem": 2, "notice": 2, "problem": 1}
"""What is called with a code, and the position of the code among its arguments."""
NOT_IN_A_CALL = {
    "characters-doubled": "builders/coverage.py",
    "characters-lost": "builders/coverage.py",
    "missing-key": "builders/inputs/records.py",
}
"""Codes that appear in a table or an assignment, and the module."""


@cache
def codes() -> dict[str, list[str]]:
    """Each code, with the modules that name it."""
    found: dict[str, list[str]] = {}
    for path in sorted((PROJECT / "builders").rglob("*.py")):
        for code in _codes(ast.parse(path.read_text())):
            found.setdefault(code, []).append(path.relative_to(PROJECT).as_posix())
    for code, where in NOT_IN_A_CALL.items():
        assert f'"{code}"' in (PROJECT / where).read_text()
        found.setdefault(code, []).append(where)
    return found


@cache
def named_in(path: Path) -> set[str]:
    """Every word of a test file that may be a code: in brackets as in a message, or quoted."""
    return set(re.findall(r"[\[\"'`]([a-z]+(?:-[a-z0-9]+)*)[\]\"'`\\]", path.read_text()))


def _codes(tree: ast.Module) -> Iterator[str]:
    places = dict(TAKES_A_CODE)
    constants: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            if "code" in names:
                places[node.name] = names.index("code")
        elif isinstance(node, ast.ClassDef):
            fields = [
                item.target.id
                for item in node.body
                if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
            ]
            if "code" in fields:
                places[node.name] = fields.index("code")
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                    constants[target.id] = node.value.value
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in places:
            continue
        given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        given += node.args[places[name] : places[name] + 1]
        for value in given:
            yield from _literals(value, constants)


def _literals(value: ast.expr, constants: dict[str, str]) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from _literals(value.body, constants)
        yield from _literals(value.orelse, constants)
    text = constants.get(value.id) if isinstance(value, ast.Name) else None
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        text = value.value
    if text and CODE_RE.fullmatch(text):
        yield text
