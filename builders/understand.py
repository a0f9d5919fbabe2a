"""The first half of a build: everything that people wrote, read and resolved, with all problems.

read -> parse -> emend -> annotate -> account -> resolve -> arrange

The stages up to `account` see one document and the names in the registers; `resolve` sees one
document and a read-only index. Everything is checked before the first file is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

from builders import cards
from builders.arrange import arrange
from builders.bibliography import read_bibliography
from builders.citations.in_text import checks
from builders.collections import rules
from builders.entries import Read, read_entries
from builders.inputs.facsimiles import Facsimiles
from builders.inputs.records import read_text
from builders.inputs.register_checks import FOLDER as REGISTERS_FOLDER
from builders.inputs.registers import read_registers
from builders.inputs.settings import read_settings
from builders.inputs.settings_files import BIBLIOGRAPHY_FILE, MKDOCS_FILE, PUBLICATION_FILE
from builders.inputs.source_files import SOURCES_FOLDER
from builders.inputs.sources import Received, present_ids, read_sources
from builders.leaks.editors import with_leaks
from builders.model.entity import REGISTERS, Registers
from builders.model.page import ProsePage
from builders.model.publication import Entry, Publication, Settings
from builders.model.work import Bibliography
from builders.pages import editors_links
from builders.pages.prose import problems as prose_problems
from builders.problems import Problem, ProblemsFound, errors
from builders.profile import stage
from builders.storage.memory import Memory, stamp, stamps
from builders.storage.supplied import ASSETS
from builders.timeline import lanes
from builders.timeline.evidence import curated_events

T = TypeVar("T")

PROSE_FOLDER = "site_src/pages"

Progress = Callable[[str, int, int], None]
"""Called with the name of the stage, how many items are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A publication and its problems; a build continues only if none of them is an error."""

    publication: Publication
    problems: tuple[Problem, ...]

    def without_errors(self) -> Understood:
        """The same, for a build to continue with.

        Raises:
            ProblemsFound: at least one problem is an error; all problems are listed.
        """
        if errors(self.problems):
            raise ProblemsFound(self.problems)
        return self

    def split(self) -> Understood:
        """The same, with each collection as a site of its own (see `builders.split`).

        This is how collections are published; otherwise everything is one site.
        """
        settings = self.publication.settings
        if not settings.collections:
            return self
        settings = replace(settings, is_split=True)
        return replace(self, publication=replace(self.publication, settings=settings))


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """A `Progress` that reports nothing."""


def understand(
    root: Path,
    progress: Progress = no_progress,
    executor: Executor | None = None,
    memory: Memory | None = None,
) -> Understood:
    """The publication, read, parsed, emended, accounted for and resolved, with all problems found.

    Args:
        root: The project.
        progress: Called as sources are done.
        executor: What reads the sources; see `entries.read_entries`.
        memory: What earlier calls have left; it is read and added to.
    """
    memory = memory or Memory()
    found = _Findings()
    settings = found.of(_settings(root, memory))
    are_settings_valid = not errors(found.problems)
    with stage("read sources"):
        received = found.of(read_sources(root, memory))
    ids = present_ids(received)
    with stage("read references.bib"):
        bibliography = found.of(_bibliography(root, memory))
    with stage("read registers"):
        registers = found.of(_registers(root, ids, bibliography, memory))
    facsimiles = Facsimiles(root, memory)
    done = partial(progress, "Sources")
    reading = read_entries(received, registers, root, done, executor=executor, memory=memory)
    with stage("parse and annotate"):
        entries = found.of(_entries(received, reading, facsimiles))
    if not errors(found.problems):
        # If a source cannot be read, only the reason is reported.
        found.add(facsimiles.problems(ids))
    with stage("read events"):
        events = found.of(curated_events(root, registers, entries, bibliography.keys, memory))
    # If publication.yml is wrong, the categories that events may have are not known.
    found.add(lanes.problems(root, settings.lanes, events if are_settings_valid else ()))
    prose = found.of(_prose(root))
    found.add(prose_problems(prose, settings))
    with stage("link and arrange"):
        publication = arrange(settings, registers, entries, events, memory)
    publication = replace(publication, bibliography=bibliography, prose=prose)
    found.add(_problems_of_publication(root, publication, received))
    return Understood(
        publication,
        tuple(with_leaks(root, received, _without_consequences(found.problems, registers))),
    )


class _Findings:
    """Collects the problems that stages return beside their results."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def of(self, result: tuple[T, Iterable[Problem]]) -> T:
        """The result of a stage; its problems are collected."""
        made, wrong = result
        self.problems.extend(wrong)
        return made

    def add(self, wrong: Iterable[Problem]) -> None:
        """Collect the problems of a check, which has no other result."""
        self.problems.extend(wrong)


def _settings(root: Path, memory: Memory) -> tuple[Settings, list[Problem]]:
    about = (stamp(root / MKDOCS_FILE), stamp(root / PUBLICATION_FILE), stamps(root / ASSETS))
    return memory.get_or_make("settings", about, partial(read_settings, root))


def _bibliography(root: Path, memory: Memory) -> tuple[Bibliography, list[Problem]]:
    about = (stamp(root / BIBLIOGRAPHY_FILE),)
    return memory.get_or_make("bibliography", about, partial(read_bibliography, root))


def _registers(
    root: Path, sources: Mapping[str, str], works: Bibliography, memory: Memory
) -> tuple[Registers, list[Problem]]:
    about = (stamps(root / REGISTERS_FOLDER), sources, (stamp(root / BIBLIOGRAPHY_FILE),))
    read = partial(read_registers, root, sources=sources, works=works.keys)
    return memory.get_or_make("registers", about, read)


def _entries(
    received: Iterable[Received], reading: Iterable[Read], facsimiles: Facsimiles
) -> tuple[list[Entry], list[Problem]]:
    """The sources that could be read, with their facsimiles, and all problems with either."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for item, (read, wrong) in zip(received, reading, strict=True):
        problems.extend(wrong)
        if read is not None:
            entry, of_pictures = facsimiles.added(item, read)
            entries.append(entry)
            problems.extend(of_pictures)
    return entries, problems


def _problems_of_publication(
    root: Path, publication: Publication, received: Iterable[Received]
) -> list[Problem]:
    """What only the whole publication shows: collections, citations, links and cards gone wrong."""
    found: list[Problem] = []
    sidecars = {item.source.id: (item.sidecar_path, item.sidecar_text) for item in received}
    if publication.settings.collections:
        found.extend(rules.problems(publication, _publication_text(root)))
    with stage("check citations"):
        found.extend(checks.problems(publication, sidecars))
    with stage("check links"):
        found.extend(editors_links.problems(publication, sidecars))
    found.extend(cards.problems(root, publication))
    return found


def _without_consequences(problems: list[Problem], registers: Registers) -> list[Problem]:
    """The problems without those that only follow from others.

    If two entries claim a name, every place of the name would be reported as ambiguous; and a
    source or an entry that cannot be read does exist, so naming it is no mistake.
    """
    clash = any(problem.code == "name-clash" for problem in problems)
    faulty = errors(problems)
    paths = {PurePosixPath(one.file) for one in faulty}
    sources = {path.stem.lower() for path in paths if path.is_relative_to(SOURCES_FOLDER)}
    entries = {one.record for one in faulty}
    # A register without a single entry could not be read at all.
    is_register_unread = any(
        path.stem in REGISTERS and not registers.entries_of(path.stem)
        for path in paths
        if path.is_relative_to(REGISTERS_FOLDER)
    )

    def follows(problem: Problem) -> bool:
        if problem.code == "ambiguous-mention":
            return clash
        if problem.absent_entry:
            return is_register_unread or problem.absent_entry in entries
        return problem.absent_source in sources

    return [one for one in problems if not follows(one)]


def _publication_text(root: Path) -> str:
    """The text of `site_src/publication.yml`, for the line numbers of problems."""
    return (root / PUBLICATION_FILE).read_text(encoding="utf-8-sig", errors="replace")


def _prose(root: Path) -> tuple[tuple[ProsePage, ...], list[Problem]]:
    """The pages that people wrote in Markdown."""
    prose: list[ProsePage] = []
    problems: list[Problem] = []
    folder = root / PROSE_FOLDER
    for path in sorted(folder.rglob("*.md")):
        text = read_text(root, path)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            where = path.relative_to(root).as_posix()
            lines = text.replace("\r\n", "\n").replace("\r", "\n")
            prose.append(ProsePage(path.relative_to(folder).as_posix(), where, lines))
    return tuple(prose), problems
