"""What the program has for the pages of every publication: templates, style sheets, scripts, fonts.

A publication that has a file of the same name has its own; what it lacks is ours. So a newer
program finds the template of a page that older publications do not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builders.storage.store import PACKAGE

TEMPLATES = "site_src/templates"
ASSETS = "site_src/assets"
SCHEMAS = "site_src/schemas"
HELD = PACKAGE / "data" / "frame"
"""Where a wheel has what follows; see pyproject.toml."""
GENERATOR = HELD if HELD.is_dir() else PACKAGE.parent
NOT_THEIRS = "site_src/assets/img/card.png"
"""A picture with the title of our own publication."""


def folders(root: Path, name: str) -> tuple[Path, ...]:
    """Where files are looked for: the publication's own folder of that name, then ours."""
    own, ours = root / name, GENERATOR / name
    return (own,) if own.resolve() == ours.resolve() else (own, ours)


def files(root: Path, name: str) -> dict[str, Path]:
    """The files of a folder by their paths within it: the publication's own, and ours that it lacks."""
    found: dict[str, Path] = {}
    for folder in reversed(folders(root, name)):
        mine = folder == root / name
        found |= {below: path for below, path in _below(folder) if mine or not _is_ours(path)}
    return dict(sorted(found.items()))


def way_out(own: Path, *ours: Path) -> str:
    """What to do where a publication's templates fail that are not as this version has them.

    Nothing (an empty text) where they are, or where the publication is our own.
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
    return path == GENERATOR / NOT_THEIRS


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path
