"""Reading from `mkdocs.yml` the settings that the builders need, and checking them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builders.inputs.records import read_text
from builders.inputs.settings_files import MKDOCS_FILE
from builders.inputs.spellings import did_you_mean
from builders.inputs.yaml_texts import NULL_WORDS, compose_or_explain
from builders.problems import Problem, Severity
from builders.storage.supplied import ASSETS, files

SITE_FOLDER = "site"
"""Where MkDocs puts a site where `site_dir` is not set."""
WEB_RE = re.compile(r"https?://[^\s/]")
_SCHEME_RE = re.compile(r"[a-z]{1,10}:/+", re.IGNORECASE)
ARCHIVE_RE = re.compile(r"https?://.+|[^./\\][^/\\]*\.zip")
"""The name of a ZIP within the site (`papers.zip`), or its address elsewhere."""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """An entry of the navigation: a page, an address, or a section of such."""

    title: str
    """Empty where the page's own title is used."""
    target: str = ""
    """The page below `docs/` or the address that it leads to; empty for a section."""
    entries: tuple[NavEntry, ...] = ()
    """The entries of a section."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The settings in the main mkdocs.yml that the sites of collections take over."""

    nav: tuple[NavEntry, ...]
    custom_dir: str
    """The folder of the theme's templates."""
    site_dir: str
    hooks: tuple[str, ...]
    """Their paths."""


def read_plain_settings(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """The top-level settings that are plain texts, and what is wrong with the file.

    MkDocs itself checks the rest.
    """
    pairs, problems = _top_level(root)
    url = next((value for key, value in pairs if key.value == "site_url"), None)
    if url is not None and (wrong := _wrong_url(url)):
        problems.append(Problem(MKDOCS_FILE, _line(url), "wrong-value", *wrong))
    return {
        key.value: value.value
        for key, value in pairs
        if isinstance(value, ScalarNode) and value.value not in NULL_WORDS
    }, problems


def _wrong_url(node: Node) -> tuple[str, str] | None:
    """What is wrong with `site_url` and what to do about it; None where nothing is."""
    if str(node.tag).startswith("!") or not isinstance(node, ScalarNode):
        message = "`site_url` must be written out: it becomes part of pages and files"
        return message, "Write the address itself instead of a variable."
    if node.value not in NULL_WORDS and not WEB_RE.match(node.value):
        message = f"`site_url` is `{node.value}`, which is not the address of a site"
        return message, f"Write `https://{_SCHEME_RE.sub('', node.value).strip('/')}/`."
    return None


def read_frame(root: Path) -> Frame:
    """The settings in mkdocs.yml that the sites of collections take over."""
    found = {key.value: value for key, value in _top_level(root)[0]}
    theme, site = found.get("theme"), found.get("site_dir")
    folder = _mapping_values(theme).get("custom_dir")
    hooks = found.get("hooks")
    return Frame(
        tuple(_nav_entries(found.get("nav"))),
        folder.value if folder is not None else "",
        site.value if site is not None else SITE_FOLDER,
        tuple(one.value for one in (hooks.value if isinstance(hooks, SequenceNode) else ())),
    )


def _nav_entries(node: Node | None) -> Iterator[NavEntry]:
    """The entries of the navigation, or of a section of it."""
    for item in node.value if isinstance(node, SequenceNode) else ():
        if isinstance(item, ScalarNode):
            yield NavEntry("", item.value)
        for key, value in _pairs(item):
            if isinstance(value, ScalarNode):
                yield NavEntry(key.value, value.value)
            else:
                yield NavEntry(key.value, entries=tuple(_nav_entries(value)))


def nav_targets(root: Path) -> dict[str, int]:
    """The pages and addresses in the navigation, with or without a title, each with its line."""
    found = {key.value: value for key, value in _top_level(root)[0]}
    return {node.value: _line(node) for node in _nav_leaves(found.get("nav"))}


def _nav_leaves(node: Node | None) -> Iterator[Node]:
    if isinstance(node, ScalarNode):
        yield node
    inner = node.value if isinstance(node, SequenceNode) else [value for _, value in _pairs(node)]
    for item in inner:
        yield from _nav_leaves(item)


def check_files(root: Path, *, collections: bool) -> Iterator[Problem]:
    """What is wrong with the folder of the site, the pictures and the ZIP that mkdocs.yml names.

    Args:
        root: The project.
        collections: Whether the publication is divided into collections.
    """
    found = {key.value: value for key, value in _top_level(root)[0]}
    given, theme = _mapping_values(found.get("extra")), _mapping_values(found.get("theme"))
    if isinstance(site := found.get("site_dir"), ScalarNode) and site.value:
        folder, written = (root / site.value).resolve(), (root / "site_src").resolve()
        if folder.is_relative_to(written) or written.is_relative_to(folder):
            message = f"`site_dir`: a build replaces all of `{site.value}`, also what people write"
            hint = f"Write `site_dir: {SITE_FOLDER}`."
            yield Problem(MKDOCS_FILE, _line(site), "wrong-value", message, hint)
    pictures = {
        "extra.card": given.get("card"),
        "theme.logo": theme.get("logo"),
        "theme.favicon": theme.get("favicon"),
    }
    for name, picture in pictures.items():
        files = _assets(root) if isinstance(picture, ScalarNode) and picture.value else ()
        if isinstance(picture, ScalarNode) and picture.value and picture.value not in files:
            message = f"`{name}`: the site has no file `{picture.value}`"
            hint = did_you_mean(
                picture.value, files, f"Put the picture into {ASSETS}, or leave it out."
            )
            yield Problem(MKDOCS_FILE, _line(picture), "wrong-value", message, hint)
    if isinstance(archive := given.get("offline"), ScalarNode) and archive.value:
        if not ARCHIVE_RE.fullmatch(archive.value):
            message = (
                f"`extra.offline`: `{archive.value}` is neither the name of a ZIP nor an address"
            )
            hint = "Write `papers.zip`, or its address: `https://example.org/papers.zip`."
            yield Problem(MKDOCS_FILE, _line(archive), "wrong-value", message, hint)
        elif collections and "://" not in archive.value:
            message = "`extra.offline`: a publication split into collections cannot have the ZIP in a site"
            hint = "Make it with `muniment zip`, put it somewhere with enough space, and give its address."
            line = _line(archive)
            yield Problem(MKDOCS_FILE, line, "wrong-value", message, hint, Severity.NOTICE)


def _mapping_values(node: Node | None) -> dict[str, Node]:
    """The values of a mapping by their keys; empty for any other node."""
    return {key.value: value for key, value in _pairs(node)}


def _pairs(node: Node | None) -> list[tuple[Node, Node]]:
    """The keys and values of a mapping, except for keys that are lists or mappings themselves."""
    given = node.value if isinstance(node, MappingNode) else ()
    return [(key, value) for key, value in given if isinstance(key, ScalarNode)]


def _assets(root: Path) -> frozenset[str]:
    """The addresses of the site's assets: style sheets, pictures and the like."""
    return frozenset(f"assets/{name}" for name in files(root, ASSETS))


def line_of_setting(root: Path, name: str) -> int | None:
    """The line of a top-level key, from 1; None where the file does not have it."""
    return next((_line(key) for key, _ in _top_level(root)[0] if key.value == name), None)


def _line(node: Node) -> int:
    line: int = node.start_mark.line
    return line + 1


def _top_level(root: Path) -> tuple[list[tuple[Node, Node]], list[Problem]]:
    """The top-level keys and values of mkdocs.yml, or none and why it cannot be read."""
    path = root / MKDOCS_FILE
    if not path.exists():
        hint = "Run the command in the folder of a publication, or say `--project FOLDER`."
        return [], [Problem(MKDOCS_FILE, None, "missing-file", "there is no mkdocs.yml", hint)]
    text = read_text(root, path)
    if isinstance(text, Problem):
        return [], [text]
    # Composed and not constructed: MkDocs's own tags (!ENV, !relative) need not be known.
    node = compose_or_explain(text, MKDOCS_FILE)
    if isinstance(node, Problem):
        return [], [node]
    if not isinstance(node, MappingNode):
        hint = "Begin with `site_name: …`."
        return [], [Problem(MKDOCS_FILE, 1, "yaml", "must be a mapping (`key: value`)", hint)]
    return _pairs(node), []
