"""Finding the sources in `site_src/sources/` and reading them, byte for byte."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath

from builders.inputs.encodings import decode, encoding_by_mark, encoding_by_page, windows_1252
from builders.inputs.records import line_of
from builders.inputs.redactions import redact
from builders.inputs.settings import read_settings
from builders.inputs.settings_files import PUBLICATION_FILE
from builders.inputs.sidecars import read_sidecar
from builders.inputs.source_files import (
    SIDECAR_SUFFIX,
    SOURCES_FOLDER,
    bad_id_hint,
    is_by_program,
    misplaced,
    not_text,
    too_large,
)
from builders.inputs.spellings import MOST_PROPOSALS, did_you_mean, nearest
from builders.model.publication import MOST_BYTES
from builders.model.redaction import Secret
from builders.model.sidecar import Sidecar
from builders.model.source import Source
from builders.model.spilled import SpilledSource
from builders.problems import Problem, Severity
from builders.storage.memory import Memory, Stamp, stamp
from builders.storage.spill_file import SpillFile, spill_file_for


@dataclass(frozen=True, slots=True)
class Received:
    """One source and what the editors say about it, usually after redaction."""

    source: Source
    """Without redacted passages, except from `read_unredacted`; later stages get nothing else."""
    sidecar: Sidecar
    sidecar_path: str
    """Where the sidecar is or would be, relative to the project."""
    sidecar_text: str = ""
    """The sidecar as written, for finding the line of a field."""
    secrets: tuple[Secret, ...] = field(default=(), repr=False)
    """What was taken out of the source, for the search for leaks only."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The source's identifier, followed by its former ones."""
        return (self.source.id, *self.sidecar.former_ids)


def read_sources(
    root: Path, memory: Memory | None = None
) -> tuple[tuple[Received, ...], list[Problem]]:
    """All sources below `root/site_src/sources` in the order of their paths, and what is wrong.

    With a memory, only files that have changed are read again.
    """
    memory = memory or Memory()
    settings = read_settings(root)[0]
    most = settings.most_bytes
    folder = root / SOURCES_FOLDER
    received: list[Received] = []
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    files = sorted(files_below(folder))
    about = {
        path: (stamp(path), stamp(path.with_suffix(SIDECAR_SUFFIX)), most, settings.encoding)
        for path in files
        if path.suffix != SIDECAR_SUFFIX
    }
    new = sum(memory.known(("source", path), those) is None for path, those in about.items())
    spill_file = spill_file_for(new, root)
    for path, those in about.items():
        make = partial(_receive, root, path, most, spill_file)
        found, wrong = memory.get_or_make(("source", path), those, make)
        problems.extend(wrong)
        if found is None:
            continue
        address = found.source.id.lower()
        if address in owners:
            problems.append(_duplicate(found.source, owners[address]))
            continue
        owners[address] = found.source.path
        received.append(found)
    problems.extend(_former_ids(received, owners))
    problems.extend(_orphan_sidecars(root, files))
    return tuple(received), problems


def _duplicate(source: Source, owner: str) -> Problem:
    message = f"the identifier `{source.id}` is already that of {owner}"
    hint = "Identifiers are addresses (in lower case): rename one of the files."
    return Problem(source.path, None, "duplicate-id", message, hint)


def present_ids(received: Iterable[Received]) -> dict[str, str]:
    """From each present or former identifier of a source to the present one."""
    return {name: item.source.id for item in received for name in item.ids}


def find_source(root: Path, identifier: str) -> Received | Problem:
    """The source with a present or former identifier, whatever its case, or why there is none."""
    received, problems = read_sources(root)
    wanted = identifier.lower()
    for item in received:
        if wanted in map(str.lower, item.ids):
            return item
    for problem in problems_with(identifier, problems):
        return problem
    hint = did_you_mean(identifier, [item.source.id for item in received])
    return Problem(identifier, None, "unknown-source", "is not a source of this publication", hint)


def problems_with(identifier: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Those of the problems that are about the files of the source with an identifier."""
    for problem in problems:
        if PurePosixPath(problem.file).stem.lower() == identifier.lower():
            yield problem


def read_file(path: Path, most: int = MOST_BYTES) -> tuple[Source | None, list[Problem]]:
    """A single file from anywhere, read as a source, and what is wrong with it.

    There is no sidecar, so the encoding may be guessed; a warning then says so.
    """
    if (wrong := too_large(path, str(path), most)) is not None:
        return None, [wrong]
    data = path.read_bytes()
    if (wrong := not_text(str(path), data)) is not None:
        return None, [wrong]
    encoding = encoding_by_mark(data) or "utf-8"
    named = encoding_by_page(data)
    if named and isinstance(decode(str(path), data, encoding), Problem):
        encoding = named
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding = "windows-1252"
        text = windows_1252(data)
        guess = f"is not UTF-8; read as {encoding}, which is a guess"
        hint = f"Say `encoding: {encoding}` (or another) in its sidecar."
        problems = [Problem(str(path), None, "encoding", guess, hint, Severity.WARNING)]
        return _source(path.stem, str(path), data, text, encoding), problems
    return _source(path.stem, str(path), data, text, encoding), []


def files_below(folder: Path) -> Iterator[Path]:
    """The files of a folder and its subfolders, without those that programs left there."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if is_by_program(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from files_below(path)
        else:
            yield path


def _receive(
    root: Path, path: Path, most: int, spill_file: SpillFile | None
) -> tuple[Received | None, list[Problem]]:
    """The source at the path as it is published; kept in the spill file, if there is one."""
    received, problems = read_redacted(root, path, most)
    if received is not None and spill_file is not None:
        received = replace(received, source=SpilledSource(received.source, spill_file))
    return received, problems


def read_redacted(root: Path, path: Path, most: int) -> tuple[Received | None, list[Problem]]:
    """The source at the path without its redacted passages, and what is wrong with it."""
    received, problems = read_unredacted(root, path, most)
    if received is None or not received.sidecar.redactions:
        return received, problems
    redacted = redact(
        received.source, received.sidecar, received.sidecar_path, received.sidecar_text
    )
    published = replace(
        received, source=redacted.source, sidecar=redacted.sidecar, secrets=redacted.secrets
    )
    return published, [*problems, *redacted.problems]


def read_unredacted(
    root: Path, path: Path, most: int | None = None
) -> tuple[Received | None, list[Problem]]:
    """The source at the path as it stands in its file, redacted passages included.

    Args:
        root: The project.
        path: The file of the source.
        most: How many bytes the file may have; any number where it is None.
    """
    where = _relative(root, path)
    if (wrong := misplaced(root, path, where)) is not None:
        return None, [wrong]
    if most is not None and (wrong := too_large(path, where, most)) is not None:
        return None, [wrong]
    sidecar_path = path.with_suffix(SIDECAR_SUFFIX)
    sidecar, sidecar_text, problems = read_sidecar(root, sidecar_path)
    if sidecar is None:
        return None, problems
    data = path.read_bytes()
    if (wrong := not_text(where, data)) is not None:
        return None, [wrong]
    encoding = sidecar.encoding or "utf-8"
    text = decode(where, data, encoding)
    if isinstance(text, Problem) and sidecar.encoding is None:
        of_others = _default_encoding(root, stamp(root / PUBLICATION_FILE))
        encoding = encoding_by_page(data) or of_others or encoding
        text = decode(where, data, encoding)
    if isinstance(text, Problem):
        return None, [text]
    source = _source(path.stem, where, data, text, codecs.lookup(encoding).name)
    source = replace(source, language=sidecar.language)
    return Received(source, sidecar, _relative(root, sidecar_path), sidecar_text), problems


@lru_cache(maxsize=8)
def _default_encoding(root: Path, _about: Stamp) -> str | None:
    """The `encoding` in `publication.yml`; read again only when that file has changed."""
    return read_settings(root)[0].encoding


def _orphan_sidecars(root: Path, files: Sequence[Path]) -> Iterator[Problem]:
    """An error for each sidecar without a source."""
    names = {path.with_suffix("") for path in files if path.suffix != SIDECAR_SUFFIX}
    sidecars = {path.with_suffix("") for path in files if path.suffix == SIDECAR_SUFFIX}
    # Only sources without a sidecar of their own are proposed.
    alone = {name.name for name in names - sidecars}
    for k, name in enumerate(sorted(sidecars - names)):
        where = _relative(root, name.parent / f"{name.name}{SIDECAR_SUFFIX}")
        message = f"there is no source `{name.name}` beside this file"
        near = nearest(name.name, alone) if k < MOST_PROPOSALS else None
        hint = (
            f"If that is `{near}` now, call this file `{near}{SIDECAR_SUFFIX}`."
            if near
            else "Add the source or remove this file."
        )
        yield Problem(where, None, "missing-source", message, hint)


def _former_ids(received: Iterable[Received], owners: dict[str, str]) -> Iterator[Problem]:
    """An error for each former identifier that cannot be one, or that belongs to another source."""
    taken = dict(owners)
    for item in received:
        for k, former in enumerate(item.sidecar.former_ids):
            line = line_of(item.sidecar_text, "former_ids", k)
            field = f"`former_ids[{k + 1}]`"
            if bad_id_hint(former):
                message = f"{field}: `{former}` could not have been an identifier"
                yield Problem(item.sidecar_path, line, "bad-id", message)
            elif former.lower() in taken:
                message = f"{field}: `{former}` is the address of {taken[former.lower()]}"
                yield Problem(item.sidecar_path, line, "duplicate-id", message, "Remove it.")
            taken.setdefault(former.lower(), item.source.path)


def _source(identifier: str, path: str, data: bytes, text: str, encoding: str) -> Source:
    return Source(identifier, path, data, text, encoding, hashlib.sha256(data).hexdigest())


def _relative(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
