"""The templates, style sheets, scripts and fonts that the program supplies to every publication.

A publication's own file takes precedence over the supplied one of the same name. So a newer version
of the program finds templates of new kinds of page in older publications too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builders.storage.store import PACKAGE

TEMPLATES = "site_src/templates"
ASSETS = "site_src/assets"
SCHEMAS = "site_src/schemas"
IN_WHEEL = PACKAGE / "data" / "frame"
"""Where an installed wheel contains the supplied folders; see pyproject.toml."""
GENERATOR = IN_WHEEL if IN_WHEEL.is_dir() else PACKAGE.parent
NOT_SUPPLIED = "site_src/assets/img/card.png"
"""A file that other publications are not given: a picture with the title of our own publication."""


def folders(root: Path, name: str) -> tuple[Path, ...]:
    """Where files are looked for: the publication's folder of that name, then the supplied one."""
    own, ours = root / name, GENERATOR / name
    return (own,) if own.resolve() == ours.resolve() else (own, ours)


def files(root: Path, name: str) -> dict[str, Path]:
    """The files of a folder, by their paths within it: the publication's own, and supplied ones."""
    found: dict[str, Path] = {}
    for folder in reversed(folders(root, name)):
        mine = folder == root / name
        found |= {below: path for below, path in _below(folder) if mine or not _is_ours(path)}
    return dict(sorted(found.items()))


def template_hint(own: Path, *ours: Path) -> str:
    """A hint for templates that fail in a publication where some differ from the supplied ones.

    The hint is empty if none differs, or if the publication is our own.
    """
    others = [
        below
        for folder in ours
        for below, path in _below(folder)
        if (own / below).is_file() and (own / below).read_bytes() != path.read_bytes()
    ]
    if not others:
        return ""
    more = f" and {len(others) - 1} more differ" if len(others) > 1 else " differs"
    return (
        f"{others[0]}{more} from what this version of the program has. Correct those that you"
        " changed. For the others run `muniment new --renew FOLDER`, or delete them, and the"
        " program’s own are used."
    )


def _is_ours(path: Path) -> bool:
    return path == GENERATOR / NOT_SUPPLIED


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path
