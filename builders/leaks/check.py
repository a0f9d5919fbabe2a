"""The check of a site: every file and all that is packed in it, searched for redacted words."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from builders.leaks.finder import Finder, Hit
from builders.leaks.needles import Needle, needles
from builders.leaks.originals import Known, known
from builders.leaks.streams import Unread
from builders.leaks.windows import BLOCK, blocks
from builders.problems import Problem, ProblemsFound, errors
from builders.processes.pools import cores, pool
from builders.storage.replacing import write_atomically

MEMORY = Path(".cache/muniment/leaks")
"""A file with the digests of the files that were found clean, which need not be searched again."""
DIGEST = 16
FEW = 500
"""Up to this number of files, one process is done before a second one would be ready."""
BATCH = 64
"""Number of files that a process takes at a time."""
HINT_FOR_NEW = "Remove it from what this file is made from; the site has not been replaced."
"""The hint for a leak in a site that is being built."""
HINT_FOR_STANDING = (
    "Do not publish it: if it was built before the redaction, build it again; if not, remove the"
    " words from what this file is made from."
)
"""The hint for a leak in a site that already exists."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, and how much it searched."""

    problems: tuple[Problem, ...] = ()
    secrets: int = 0
    """Number of passages that were looked for."""
    files: int = 0
    """Number of files that were searched, or were known to be clean."""
    size: int = 0
    """Size of those files on disk, in bytes."""
    unsearchable: int = 0
    """Number of passages that are too short to be looked for, even with their context."""
    elsewhere: int = 0
    """Number of passages that are not known on this machine."""


def check(
    root: Path,
    place: Path,
    *,
    name: str = "",
    remember: bool = False,
    hint: str = HINT_FOR_STANDING,
) -> Report:
    """A report of the project's redacted passages that are in a folder or in one file.

    Args:
        root: The project.
        place: A site, or an archive of one.
        name: What to call the place in messages; by default its name.
        remember: Whether to skip files that an earlier check found clean.
        hint: What to do about a leak.
    """
    found = known(root)
    if not found.secrets:
        return Report(found.problems, elsewhere=found.elsewhere)
    hunted, unsearchable = needles(found.secrets, found.published or {})
    clean = _CleanFiles(root / MEMORY, hunted) if remember else None
    search = _Search(found, Finder(hunted), place, name or place.name, clean, hint)
    paths = _files(place)
    looked = list(_search_all(search, paths))
    if clean:
        clean.keep(digest for part in looked for digest in part.clean)
    return Report(
        (*found.problems, *(problem for part in looked for problem in part.problems)),
        len(found.secrets),
        len(paths),
        sum(part.size for part in looked),
        len(unsearchable),
        found.elsewhere,
    )


def refuse_leaks(root: Path, site: Path, name: str, hint: str = HINT_FOR_NEW) -> None:
    """Make sure that a site contains no redacted passage.

    Args:
        root: The project.
        site: A site that has just been made.
        name: What to call it in messages.
        hint: What to do about a leak.

    Raises:
        ProblemsFound: it does, and must not be published; all leaks are listed.
    """
    wrong = errors(check(root, site, name=name, remember=True, hint=hint).problems)
    if wrong:
        raise ProblemsFound(wrong)


@dataclass(frozen=True, slots=True)
class _Part:
    """The result for some of the files."""

    problems: tuple[Problem, ...]
    size: int
    clean: tuple[bytes, ...]
    """Digests of the files in which nothing was found."""


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for, and where."""

    found: Known
    finder: Finder
    place: Path
    name: str
    before: _CleanFiles | None
    """The files found clean earlier, if they are to be skipped."""
    hint: str
    """What to do about a leak."""

    def part(self, paths: Iterable[str]) -> _Part:
        """The result of searching some of the files."""
        problems: list[Problem] = []
        clean: list[bytes] = []
        size = 0
        place = str(self.place)
        for path in paths:
            inside = path != place
            below = path.removeprefix(place).replace(os.sep, "/").lstrip("/")
            uri = below if inside else self.place.name
            with _open(path) as file:
                digest = _digest(uri, file) if self.before else b""
                size += file.seek(0, os.SEEK_END)
                if self.before is None or digest not in self.before.digests:
                    wrong = list(self._problems(f"{self.name}/{uri}" if inside else uri, uri, file))
                    problems.extend(wrong)
                    if wrong:
                        continue
            clean.append(digest)
        return _Part(tuple(problems), size, tuple(clean))

    def _problems(self, where: str, name: str, file: IO[bytes]) -> Iterator[Problem]:
        """An error for each leak; its message does not repeat what leaked."""
        try:
            for hit in self.finder.search(name, file):
                yield _leak(self.found, where, hit, self.hint)
        except Unread as reason:
            message = f"cannot be searched for redacted words: {reason}"
            hint = "Replace it with a form that can be searched, or leave it out."
            yield Problem(where, None, "leak-unread", message, hint)


_search: _Search | None = None
"""The search that forked processes inherit from their parent."""


def _search_all(search: _Search, paths: Sequence[str]) -> Iterable[_Part]:
    """The results for all files, in order, by as many processes as are worth starting."""
    count = cores()
    if count == 1 or len(paths) <= FEW:
        return [search.part(paths)]
    global _search  # noqa: PLW0603  # there is no other way to hand it to forked processes
    _search = search
    batches = [paths[at : at + BATCH] for at in range(0, len(paths), BATCH)]
    try:
        with pool(count) as forked:
            return list(forked.map(_search_part, batches))
    finally:
        _search = None


def _search_part(paths: Sequence[str]) -> _Part:
    """The result for some of the files, in a worker process."""
    if _search is None:
        raise RuntimeError("not forked from a search")
    return _search.part(paths)


def _leak(found: Known, where: str, hit: Hit, hint: str) -> Problem:
    inside = f" in its part {' > '.join(hit.path)}" if hit.path else ""
    secret = found.secrets[hit.secret]
    message = f"holds{inside} what {secret.name} hides ({'; '.join(hit.ways)})"
    return Problem(where, hit.line, "leak", message, hint)


def _files(place: Path) -> list[str]:
    """The paths of all files at the place; strings, for Path objects are slow for ten thousand."""
    return [str(place)] if place.is_file() else sorted(_below(str(place)))


def _below(folder: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path)
            elif entry.is_file():
                yield entry.path


class _CleanFiles:
    """A record of the files, by name and content, that contain none of certain needles.

    It is kept in the cache folder, on the machine that has the sources: it reveals nothing that
    the files beside it do not.
    """

    def __init__(self, path: Path, hunted: Iterable[Needle]) -> None:
        self._path = path
        self._key = _key(hunted)
        data = path.read_bytes() if path.is_file() else b""
        same = data[:DIGEST] == self._key
        self.digests = frozenset(
            data[at : at + DIGEST] for at in range(DIGEST, len(data) if same else 0, DIGEST)
        )

    def keep(self, clean: Iterable[bytes]) -> None:
        """Save which files are clean for the next check, if that is possible."""
        now = frozenset(clean)
        if now == self.digests:
            return
        # If it cannot be saved (a full disk, a read-only folder), the next check reads everything.
        with contextlib.suppress(OSError):
            write_atomically(self._path, self._key + b"".join(sorted(now)))


def _open(path: str) -> IO[bytes]:
    """The file, open for reading; a small one is held in memory, for it is read several times."""
    if os.stat(path).st_size > BLOCK:  # noqa: PTH116  # as in `_files`
        return open(path, "rb")  # noqa: PTH123  # closed by the caller
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # as in `_files`
        return BytesIO(file.read())


def _digest(name: str, file: IO[bytes]) -> bytes:
    hashed = hashlib.blake2b(name.encode("utf-8", "surrogateescape"), digest_size=DIGEST)
    hashed.update(b"\0")
    for block in blocks(file):
        hashed.update(block)
    return hashed.digest()


def _key(hunted: Iterable[Needle]) -> bytes:
    """A digest of the needles and of this package's modules: with either, results may change."""
    hashed = hashlib.blake2b(digest_size=DIGEST)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        hashed.update(path.read_bytes())
    for line in sorted(f"{needle.fold.name} {needle.letters!r}\n" for needle in hunted):
        hashed.update(line.encode())
    return hashed.digest()
