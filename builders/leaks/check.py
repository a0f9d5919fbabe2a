"""The check of a site: every file and all that is packed in it, searched for redacted words."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple, TypeVar

from builders.leaks.finder import Finder, Hit
from builders.leaks.needles import Needle, needles
from builders.leaks.originals import Known, known
from builders.leaks.streams import Unread
from builders.leaks.unpacking import Part, member_count, members
from builders.leaks.windows import BLOCK, blocks
from builders.problems import Problem, ProblemsFound, errors
from builders.processes.pools import cores, map_in_forks
from builders.storage.replacing import write_atomically

Item = TypeVar("Item")

MEMORY = Path(".cache/muniment/leaks")
"""A file with the digests of the files that were found clean, which need not be searched again."""
DIGEST = 16
FEW = 500
"""Up to this number of files, one process is done before a second one would be ready."""
BATCH = 64
"""Number of files that a process takes at a time."""
SLICES = 16
"""Into how many slices an archive is divided: enough for all cores, but for each slice a process must
read the names of all members."""
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
    known_clean = clean.digests if clean else frozenset()
    search = _Search(found, Finder(hunted), place, name or place.name, known_clean, remember, hint)
    paths = _files(place)
    looked = list(_search_all(search, paths))
    if clean:
        clean.keep(digest for part in looked for digest in part.clean)
    return Report(
        (*found.problems, *(problem for part in looked for problem in part.problems)),
        len(found.secrets),
        len(paths),
        sum(os.stat(path).st_size for path in paths),  # noqa: PTH116  # as in `_files`
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
    clean: tuple[bytes, ...]
    """Digests of the files in which nothing was found."""


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for, and where."""

    found: Known
    finder: Finder
    place: Path
    name: str
    clean: frozenset[bytes]
    """The digests of files found clean earlier, which are skipped."""
    remember: bool
    """Whether files are digested at all."""
    hint: str
    """What to do about a leak."""

    def files(self, paths: Iterable[str]) -> _Part:
        """The result of searching some of the files, with all that is packed in them."""
        return self._part(self._file(path) for path in paths)

    def members(self, piece: _Piece) -> _Part:
        """The result of searching some members of an archive, or what is around all of them."""
        with _open(piece.path) as file:
            if piece.members is None:
                look = partial(self.finder.search_around_parts, self._uri(piece.path), file)
                return self._part([(None, list(self._problems(piece.path, look)))])
            return self._part(self._members(piece.path, members(file, piece.members)))

    def around(self, path: str, parts: Iterable[_Part]) -> _Part:
        """The result for an archive as a whole, once all its pieces have been searched."""
        if not self.remember or any(part.problems for part in parts):
            return _Part((), ())
        with _open(path) as file:
            return _Part((), (_digest(self._uri(path), file),))

    def is_known(self, path: str) -> bool:
        """Whether a file has been found clean earlier."""
        if not self.clean:
            return False
        with _open(path) as file:
            return _digest(self._uri(path), file) in self.clean

    def _part(self, searched: Iterable[tuple[bytes | None, Sequence[Problem]]]) -> _Part:
        """The result for files, each given as its digest and its problems."""
        problems: list[Problem] = []
        clean: list[bytes] = []
        for digest, wrong in searched:
            problems.extend(wrong)
            if digest is not None and not wrong:
                clean.append(digest)
        return _Part(tuple(problems), tuple(clean))

    def _file(self, path: str) -> tuple[bytes | None, list[Problem]]:
        uri = self._uri(path)
        with _open(path) as file:
            digest = _digest(uri, file) if self.remember else None
            if digest in self.clean:
                return digest, []
            return digest, list(self._problems(path, partial(self.finder.search, uri, file)))

    def _members(
        self, path: str, parts: Iterable[Part]
    ) -> Iterator[tuple[bytes | None, list[Problem]]]:
        try:
            for part in parts:
                # In an archive of the site the files are in a folder, and otherwise mostly the same.
                below = part.name.partition("/")[2]
                digest = _digest(below, part.file) if self.remember else None
                look = self.finder.name_of_part if digest in self.clean else self.finder.search_part
                yield digest, list(self._problems(path, partial(look, part)))
        except Unread as reason:
            yield None, [self._unread(path, reason)]

    def _problems(self, path: str, look: Callable[[], Iterable[Hit]]) -> Iterator[Problem]:
        """An error for each leak; its message does not repeat what leaked."""
        try:
            for hit in look():
                yield _leak(self.found, self._where(path), hit, self.hint)
        except Unread as reason:
            yield self._unread(path, reason)

    def _unread(self, path: str, reason: Unread) -> Problem:
        message = f"cannot be searched for redacted words: {reason}"
        hint = "Replace it with a form that can be searched, or leave it out."
        return Problem(self._where(path), None, "leak-unread", message, hint)

    def _where(self, path: str) -> str:
        """What to call a file in messages."""
        uri = self._uri(path)
        return uri if path == str(self.place) else f"{self.name}/{uri}"

    def _uri(self, path: str) -> str:
        """The path of a file below the place; for the place itself, its name."""
        place = str(self.place)
        if path == place:
            return self.place.name
        return path.removeprefix(place).replace(os.sep, "/").lstrip("/")


class _Piece(NamedTuple):
    """A piece of an archive, small enough that several processes can share one archive."""

    path: str
    members: slice | None
    """Some of its members; None for what is around them."""


def _search_all(search: _Search, paths: Sequence[str]) -> Iterator[_Part]:
    """The results for all files: first for those that are no large archives, then for these.

    What is packed in an archive is mostly in a file beside it, which by then is known to be clean.
    """
    archives = {path: count for path in paths if (count := _members_in(path)) > FEW}
    single = [path for path in paths if path not in archives]
    batches = [single[at : at + BATCH] for at in range(0, len(single), BATCH)]
    clean = set(search.clean)
    for part in _shared_out(search.files, batches, len(single)):
        clean.update(part.clean)
        yield part
    search = replace(search, clean=frozenset(clean))
    for path, count in archives.items():
        if search.is_known(path):
            yield search.around(path, ())
            continue
        step = -(-count // SLICES)
        slices = (slice(at, at + step) for at in range(0, count, step))
        pieces = [_Piece(path, one) for one in (None, *slices)]
        parts = list(_shared_out(search.members, pieces, count))
        yield from parts
        yield search.around(path, parts)


def _shared_out(
    work: Callable[[Item], _Part], items: Sequence[Item], files: int
) -> Iterator[_Part]:
    """The result for each item, in order, by as many processes as so many files are worth."""
    count = cores()
    return map(work, items) if count == 1 or files <= FEW else map_in_forks(work, items, count)


def _members_in(path: str) -> int:
    """The number of members of an archive; 0 for other files, and for those too small to have many."""
    if os.stat(path).st_size <= BLOCK:  # noqa: PTH116  # as in `_files`
        return 0
    with _open(path) as file:
        return member_count(file)


def _leak(found: Known, where: str, hit: Hit, hint: str) -> Problem:
    inside = f" in its part {' > '.join(hit.path)}" if hit.path else ""
    secret = found.secrets[hit.secret]
    message = f"holds{inside} what {secret.name} hides ({'; '.join(hit.ways)})"
    return Problem(where, hit.line, "leak", message, hint)


def _files(place: Path) -> list[str]:
    """The paths of all files at the place; strings, for Path objects are slow for ten thousand."""
    return [str(place)] if place.is_file() else sorted(_below(str(place)))


def _below(folder: str, above: tuple[str, ...] = ()) -> Iterator[str]:
    """The paths of the files below a folder, also by links, which a server follows as well.

    Args:
        folder: The folder.
        above: The real paths of the folders that it is in, to which a link may lead back.
    """
    here = (*above, os.path.realpath(folder))
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                if not entry.is_symlink() or os.path.realpath(entry.path) not in here:
                    yield from _below(entry.path, here)
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
