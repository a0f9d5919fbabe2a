"""How far redactions reach: whether what a site hides can be read elsewhere in the project.

A site made from a public repository hides nothing that is in the repository, and a workflow can
publish more folders than is intended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builders.inputs.source_files import SOURCES_FOLDER
from builders.inputs.yaml_texts import compose
from builders.leaks.originals import ORIGINALS_FOLDER, Known, known
from builders.model.redaction import Reach
from builders.problems import Problem, Severity

WORKFLOWS = ".github/workflows"
PUBLISHERS = (
    "upload-pages-artifact",
    "upload-artifact",
    "gh-pages",
    "github-pages-deploy",
    "release",
)
"""Parts of the names of actions that publish files, or pass them to an action that does."""
PLACES = frozenset({"path", "publish_dir", "folder", "files", "build_dir", "directory"})
"""Names of the inputs of such actions for the folders to publish."""
BUILDERS_RE = re.compile(
    r"muniment build|check --leaks|\bmake (?:-C \S{1,200} |--directory[= ]\S{1,200} )?(?:site|test)\b"
)
"""Commands that include the search for leaks."""
GUIDE = "See “Redaction” in EDITING.md."


class _Step(NamedTuple):
    """A step of a workflow."""

    uses: str
    runs: str
    places: tuple[tuple[str, int], ...]
    """The folders and files that it is given, each with its line."""
    line: int


def reach(root: Path, wanted: Reach) -> list[Problem]:
    """Redacted passages that can be read in the repository, or that a workflow could publish."""
    found = known(root)
    if not (found.published or found.secrets):
        return []
    problems = [*found.problems]
    if wanted is Reach.REPOSITORY:
        problems.extend(_unredacted_sources(found))
    if (root / ORIGINALS_FOLDER).exists() and not _ignored(root):
        message = f"git would take in what is in {ORIGINALS_FOLDER}/"
        hint = f"Add a line `/{ORIGINALS_FOLDER}/` into .gitignore."
        problems.append(Problem(".gitignore", None, "unredacted-original", message, hint))
    if found.elsewhere:
        what = "1 bar" if found.elsewhere == 1 else f"{found.elsewhere} bars"
        message = f"what {what} hide is not on this machine, so the site cannot be searched for it"
        hint = f"Put the originals into {ORIGINALS_FOLDER}/ if that is wanted."
        place = f"{SOURCES_FOLDER}/"
        problems.append(Problem(place, None, "unknown-secret", message, hint, Severity.NOTICE))
    for path in sorted((root / WORKFLOWS).glob("*.y*ml")):
        problems.extend(_workflow(root, path, found))
    return problems


def _unredacted_sources(found: Known) -> Iterator[Problem]:
    every = " (or `--all` for all sources)" if len(found.held) > 1 else ""
    for path, line in found.held:
        message = "the file beside this one contains redacted words, which readers of the repository can read"
        name = PurePosixPath(path).stem
        hint = (
            f"Run `muniment redact {name}`{every}, or say `redactions_reach: site` in"
            f" site_src/publication.yml if that is meant. {GUIDE}"
        )
        yield Problem(path, line, "unredacted-source", message, hint, Severity.WARNING)


def _ignored(root: Path) -> bool:
    """Whether git ignores the folder of the originals."""
    if "*" in _ignore_patterns(root / ORIGINALS_FOLDER):
        return True
    return any(line.rstrip("*").strip("/") == ORIGINALS_FOLDER for line in _ignore_patterns(root))


def _ignore_patterns(folder: Path) -> list[str]:
    """The lines of a folder's .gitignore, each of which is a pattern, a comment or blank."""
    path = folder / ".gitignore"
    if not path.is_file():
        return []
    return [line.rstrip() for line in path.read_text("utf-8", errors="replace").split("\n")]


def _workflow(root: Path, path: Path, found: Known) -> Iterator[Problem]:
    where = path.relative_to(root).as_posix()
    try:
        node = compose(path.read_text(encoding="utf-8-sig"))
    except (YAMLError, UnicodeDecodeError, RecursionError):
        return  # running the workflow will report it
    steps = list(_steps(node))
    private = [ORIGINALS_FOLDER]
    if found.held:
        private.append(SOURCES_FOLDER)
    publishes = [step for step in steps if any(name in step.uses for name in PUBLISHERS)]
    places = (place for step in publishes for place in step.places)
    for (place, line), folder in product(places, private):
        if _covers(place, folder):
            message = f"`{place}` takes in {folder}/, which contains redacted words"
            hint = "Publish the folder of the finished site and no other."
            yield Problem(where, line, "published-original", message, hint)
    if publishes and not any(BUILDERS_RE.search(step.runs) for step in steps):
        message = "publishes a site that has not been searched for redacted words"
        hint = "Build it with `muniment build`, or run `muniment check --leaks SITE` first."
        line = publishes[0].line
        yield Problem(where, line, "unchecked-site", message, hint, Severity.WARNING)


def _covers(place: str, folder: str) -> bool:
    """Whether a path in a workflow is the folder, is in it, or contains it."""
    if place.startswith("!"):
        return False
    plain = place.split("*", 1)[0].strip().removeprefix("./").rstrip("/")
    if "${{" in plain:
        return False
    own, other = PurePosixPath(plain or "."), PurePosixPath(folder)
    return own.is_relative_to(other) or other.is_relative_to(own)


def _steps(node: Node | None) -> Iterator[_Step]:
    """Every step, at any depth: a mapping with `uses` or `run`."""
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from _steps(item)
    if not isinstance(node, MappingNode):
        return
    fields = {key.value: value for key, value in node.value}
    if "uses" in fields or "run" in fields:
        places: list[tuple[str, int]] = []
        given = fields.get("with")
        for key, value in given.value if isinstance(given, MappingNode) else ():
            if key.value in PLACES and isinstance(value, ScalarNode):
                line = key.start_mark.line + 1
                places += [(one.strip(), line) for one in value.value.splitlines() if one.strip()]
        yield _Step(
            _scalar(fields.get("uses")),
            _scalar(fields.get("run")),
            tuple(places),
            node.start_mark.line + 1,
        )
        return
    for value in fields.values():
        yield from _steps(value)


def _scalar(node: Node | None) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else ""
