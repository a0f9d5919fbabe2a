"""The check of a site: every file, and all that is in it, held against all that is hidden."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from builders.leaks.finder import Finder, Hit
from builders.leaks.needles import Needle, needles
from builders.leaks.originals import Known, known
from builders.leaks.unpacking import Unread
from builders.problems import Problem, ProblemsFound, errors

MEMORY = Path(".cache/muniment/leaks")
"""Digests of the files that were found clean; without it all are looked through again."""
DIGEST = 16


@dataclass(frozen=True, slots=True)
class Report:
    """What a check did and found."""

    problems: tuple[Problem, ...] = ()
    secrets: int = 0
    """How many passages were looked for."""
    files: int = 0
    """How many files were looked through, or had not changed since they were."""
    size: int = 0
    """Their bytes, as they are on the disk."""
    unsearchable: int = 0
    """How many passages are too short, and stand too much alone, to be looked for."""
    elsewhere: int = 0
    """How many are not known on this machine."""


def check(root: Path, place: Path, *, name: str = "", remember: bool = False) -> Report:
    """What of the project's hidden passages is in a folder or in one file.

    Args:
        root: The project.
        place: A site, or an archive of one.
        name: What to call the place in messages.
        remember: Whether files found clean in an earlier build need not be read again.
    """
    found = known(root)
    if not found.secrets:
        return Report(found.problems, elsewhere=found.elsewhere)
    hunted, unsearchable = needles(found.secrets, found.published or {})
    clean = _Memory(root / MEMORY, hunted) if remember else None
    finder = Finder(hunted)
    problems = list(found.problems)
    files = size = 0
    name = name or place.name
    for path in _files(place):
        uri = path.relative_to(place).as_posix() if path != place else path.name
        where = f"{name}/{uri}" if path != place else uri
        data = path.read_bytes()
        files += 1
        size += len(data)
        if clean and clean.has(uri, data):
            continue
        wrong = list(_problems(finder, found, where, uri, data))
        problems.extend(wrong)
        if clean and not wrong:
            clean.add(uri, data)
    if clean:
        clean.keep()
    return Report(
        tuple(problems),
        len(found.secrets),
        files,
        size,
        len(unsearchable),
        found.elsewhere,
    )


def refuse(root: Path, site: Path, name: str) -> None:
    """Nothing, if the site holds nothing that is hidden.

    Raises:
        ProblemsFound: with every leak; the site must not be published.
    """
    wrong = errors(check(root, site, name=name, remember=True).problems)
    if wrong:
        raise ProblemsFound(wrong)


def _problems(
    finder: Finder, found: Known, where: str, name: str, data: bytes
) -> Iterator[Problem]:
    """An error for each leak. None of them says what leaked."""
    try:
        for hit in finder.search(name, data):
            yield _leak(found, where, hit)
    except Unread as reason:
        message = f"cannot be looked through for what is redacted: {reason}"
        hint = "Put it there in a form that can be, or leave it out."
        yield Problem(where, None, "leak-unread", message, hint)


def _leak(found: Known, where: str, hit: Hit) -> Problem:
    inside = f" in its part {' > '.join(hit.path)}" if hit.path else ""
    secret = found.secrets[hit.secret]
    message = f"holds{inside} what {secret.name} hides ({'; '.join(hit.ways)})"
    hint = "Take it out of what this file is made from: the site has not been replaced."
    return Problem(where, hit.line, "leak", message, hint)


def _files(place: Path) -> Iterable[Path]:
    if place.is_file():
        return [place]
    return sorted(path for path in place.rglob("*") if path.is_file())


class _Memory:
    """Which files, by name and content, hold none of certain needles.

    It lies in the cache folder of the machine where the sources are: it tells nobody anything
    that the files beside it do not.
    """

    def __init__(self, path: Path, hunted: Iterable[Needle]) -> None:
        self._path = path
        self._key = _key(hunted)
        data = path.read_bytes() if path.is_file() else b""
        same = data[:DIGEST] == self._key
        self._before = {
            data[at : at + DIGEST] for at in range(DIGEST, len(data) if same else 0, DIGEST)
        }
        self._now: set[bytes] = set()

    def has(self, name: str, data: bytes) -> bool:
        """Whether the file is known to be clean."""
        digest = _digest(name, data)
        if digest in self._before:
            self._now.add(digest)
            return True
        return False

    def add(self, name: str, data: bytes) -> None:
        """Know it from now on."""
        self._now.add(_digest(name, data))

    def keep(self) -> None:
        """Write down what is known of the files of this time."""
        if self._now == self._before:
            return
        # Where nothing can be kept (a full disk, a folder to read only) all is read again next time.
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._path.parent, delete=False) as file:
                file.write(self._key + b"".join(sorted(self._now)))
            Path(file.name).replace(self._path)


def _digest(name: str, data: bytes) -> bytes:
    hashed = hashlib.blake2b(name.encode("utf-8", "surrogateescape"), digest_size=DIGEST)
    hashed.update(b"\0")
    hashed.update(data)
    return hashed.digest()


def _key(hunted: Iterable[Needle]) -> bytes:
    """Of what is looked for, and of the modules that say how."""
    hashed = hashlib.blake2b(digest_size=DIGEST)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        hashed.update(path.read_bytes())
    for line in sorted(f"{needle.fold.name} {needle.letters!r}\n" for needle in hunted):
        hashed.update(line.encode())
    return hashed.digest()
