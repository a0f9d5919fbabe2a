"""Facts that the program rests on, as files; `README.md` beside them says where each is from."""

from __future__ import annotations

from importlib import resources


def written(name: str) -> str:
    """What one of the files says.

    Args:
        name: Its path below this folder.
    """
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


def names(folder: str) -> list[str]:
    """The names of the files in a folder below this one."""
    return [file.name for file in resources.files(__name__).joinpath(folder).iterdir()]
