"""The templates, style sheets, scripts and fonts that the program supplies to every publication.

A publication's own file takes precedence over the supplied one of the same name. Templates of kinds
of page that are newer than a publication are supplied, so that it can be built with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builders.storage.store import PACKAGE

TEMPLATES = "site_src/templates"
ASSETS = "site_src/assets"
SCHEMAS = "site_src/schemas"
IN_WHEEL = PACKAGE / "data" / "frame"
"""Where an installed wheel has the supplied folders; see pyproject.toml."""
SUPPLIED_ROOT = IN_WHEEL if IN_WHEEL.is_dir() else PACKAGE.parent
NOT_SUPPLIED = "site_src/assets/img/card.png"
"""A file that is not supplied: a picture with the title of the program's own publication."""


def folders(root: Path, name: str) -> tuple[Path, ...]:
    """Where files are looked up: in the publication's folder of that name, then in the supplied one.

    They are the same folder if the publication is the program's own.
    """
    own, ours = root / name, SUPPLIED_ROOT / name
    return (own,) if own.resolve() == ours.resolve() else (own, ours)


def files(root: Path, name: str) -> dict[str, Path]:
    """The files of a folder by their paths within it: the publication's own and the supplied ones."""
    found: dict[str, Path] = {}
    for folder in reversed(folders(root, name)):
        mine = folder == root / name
        found |= {
            below: path for below, path in _below(folder) if mine or not _is_not_supplied(path)
        }
    return dict(sorted(found.items()))


def template_hint(own: Path, *ours: Path) -> str:
    """A hint for the message that a template failed, if some templates differ from the supplied ones.

    It is empty if none differs, as in the program's own publication.

    Args:
        own: The publication's folder of templates.
        ours: The supplied folders of templates.
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


def _is_not_supplied(path: Path) -> bool:
    return path == SUPPLIED_ROOT / NOT_SUPPLIED


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path
