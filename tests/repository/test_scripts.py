"""The site's scripts: their types fit together, and what a module exports is used elsewhere."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.npm import installed
from tests.conftest import PROJECT

SCRIPTS = PROJECT / "site_src/assets/js"
CONFIGURATION = PROJECT / "tsconfig.json"
FOLDER = Path(__file__).parent / "typescript"
MOST_LINES = 400
IMPORT_RE = re.compile(r"[\"'](\.{1,2}/[\w./-]+\.js)[\"']")
TEST_IMPORT_RE = re.compile(r"assets/js/([\w./-]+\.js)")
EXPORT_RE = re.compile(r"^export (?:async )?(?:const|let|class|function) (\w+)", re.MULTILINE)
LIST_RE = re.compile(r"^export \{([^}]*)\}", re.MULTILINE)
COMMENT_RE = re.compile(r"/\*\*[\s\S]*?\*/|^\s*//.*$", re.MULTILINE)


def scripts() -> dict[str, str]:
    """The text of each script, by its path."""
    return {
        path.relative_to(SCRIPTS).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(SCRIPTS.rglob("*.js"))
    }


@pytest.fixture(scope="session")
def compiler() -> Path:
    """TypeScript's compiler, which only checks here. Without Node the test is skipped."""
    return installed(FOLDER) / "typescript" / "bin" / "tsc"


def checked(compiler: Path, configuration: Path, *options: str) -> tuple[int, str]:
    """The compiler's exit status and what it says."""
    done = subprocess.run(  # noqa: S603  # a fixed command of the test
        (shutil.which("node") or "node", str(compiler), "--project", str(configuration), *options),
        cwd=configuration.parent,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_types_of_all_scripts_fit_together(compiler: Path) -> None:
    assert checked(compiler, CONFIGURATION, "--pretty", "false") == (0, "")


def test_every_script_is_checked(compiler: Path) -> None:
    _, listed = checked(compiler, CONFIGURATION, "--listFilesOnly")
    found = {Path(line) for line in listed.splitlines() if "node_modules" not in line}
    assert found == {SCRIPTS / name for name in scripts()}
    unchecked = re.compile(r"@ts-(?:nocheck|ignore|expect-error)")
    assert [name for name, text in scripts().items() if unchecked.search(text)] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('const link = document.querySelector("a");\nlink.focus();\n', "TS18047"),
        ("export const double = (number) => number * 2;\n", "TS7006"),
        ('import { word } from "./language.js";\n', "TS6133"),
        ('import { absent } from "./language.js";\nabsent();\n', "TS2305"),
    ],
    ids=["an element that may be missing", "no type", "an unused import", "no such export"],
)
def test_a_mistake_in_a_script_is_reported(
    text: str, code: str, compiler: Path, tmp_path: Path
) -> None:
    (tmp_path / "language.js").write_text("export const word = 1;\n")
    (tmp_path / "mistaken.js").write_text(text)
    configuration = json.loads(CONFIGURATION.read_text(encoding="utf-8"))
    own = tmp_path / CONFIGURATION.name
    own.write_text(json.dumps({**configuration, "include": ["*.js"]}))
    status, said = checked(compiler, own, "--pretty", "false")
    assert status != 0
    assert f"error {code}: " in said


def test_what_a_module_exports_is_used_in_another_or_in_a_test() -> None:
    found = {name: COMMENT_RE.sub("", text) for name, text in scripts().items()}
    importers: dict[str, list[str]] = {name: [] for name in found}
    for name, text in found.items():
        for address in set(IMPORT_RE.findall(text)):
            other = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
            if other in importers:
                importers[other].append(text)
    for path in (PROJECT / "tests").rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        for name in set(TEST_IMPORT_RE.findall(text)) & set(importers):
            importers[name].append(text)
    unused = [
        f"{name}: {export}"
        for name, text in found.items()
        for export in exports(text)
        if not any(re.search(rf"\b{export}\b", other) for other in importers[name])
    ]
    assert unused == []
    assert sum(map(bool, importers.values())) > len(importers) / 2


def exports(text: str) -> list[str]:
    listed = [
        name.split(" as ")[-1].strip()
        for names in LIST_RE.findall(text)
        for name in names.split(",")
    ]
    return [*EXPORT_RE.findall(text), *filter(None, listed)]


@pytest.mark.parametrize("name", scripts())
def test_no_script_is_too_long(name: str) -> None:
    assert len((SCRIPTS / name).read_text(encoding="utf-8").splitlines()) <= MOST_LINES
