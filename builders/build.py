"""The pipeline: from what people write to the files that MkDocs reads.

    read -> parse -> emend -> annotate -> account -> resolve -> arrange -> page -> write

The stages up to `account` know one document (and the names of the registers); `resolve` knows one document and a read-only index.
Everything is understood and checked before the first file is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from builders import cards, dates, exports, pages, resolve
from builders.bibliography import FILE as BIBLIOGRAPHY_FILE
from builders.bibliography import read_bibliography
from builders.citations import checks
from builders.citations.whole import formatted
from builders.collections import rules
from builders.edits import Edit
from builders.entries import read_entries
from builders.events import curated_events
from builders.exports import sitemap
from builders.interface import versions
from builders.interface.catalogue import catalogue
from builders.interface.links import repointed
from builders.leaks.editors import withheld
from builders.memory import Memory, stamp, stamps
from builders.model.entity import Registers
from builders.model.event import PlacedEvent
from builders.model.packed import by_entity
from builders.model.page import ASSETS, Asset, Page, ProsePage, Unit
from builders.model.publication import Entry, Link, Publication, Settings
from builders.pages.chinese_names import chinese_names
from builders.pages.head.heads import PROSE
from builders.pages.prose import problems as prose_problems
from builders.problems import Problem, ProblemsFound, errors
from builders.profile import stage
from builders.registers import FOLDER as REGISTERS_FOLDER
from builders.registers import read_registers
from builders.settings import MKDOCS_FILE, PUBLICATION_FILE, read_frame, read_settings
from builders.sources import read_sources
from builders.split import last, placed
from builders.templating import Renderer
from builders.timeline import InTime, arranged
from builders.workers import stage_all
from builders.writer import Staging

PROSE_FOLDER = "site_src/pages"
ASSETS_FOLDER = "site_src/assets"
TEMPLATES_FOLDER = "site_src/templates"
DOCS_FOLDER = "docs"

Progress = Callable[[str, int, int], None]
"""Told the stage, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A publication with what is wrong with it; a build goes on only where nothing stops it."""

    publication: Publication
    prose: tuple[ProsePage, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """All that goes into `docs/`, not yet written."""

    publication: Publication
    files: tuple[Asset, ...]
    pages: int
    """How many of the files are pages."""
    problems: tuple[Problem, ...]
    """Warnings and notices; an error would have stopped the build."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def make(root: Path, progress: Progress = silent, *, apart: bool = False) -> Made:
    """Every file of `docs/`, made from `site_src/` and `references.bib`; see `write`.

    Raises:
        ProblemsFound: with every problem, if one is an error.
    """
    understood = understand(root, progress)
    if errors(understood.problems):
        raise ProblemsFound(understood.problems)
    return render(root, understood, progress, apart=apart)


def render(
    root: Path, understood: Understood, progress: Progress = silent, *, apart: bool = False
) -> Made:
    """Every file of `docs/`, from a publication without errors; see `write`.

    Raises:
        ProblemsFound: a template is wrong, or what formats citations is not installed.
    """
    publication = _formatted(root, understood.publication, apart=apart)
    to_make = _placed_units(root, publication)
    files: list[Asset] = []
    for done, unit in enumerate(to_make, 1):
        files.extend(unit.make())
        progress("Pages", done, len(to_make))
    uris = [file.uri for file in files]
    files.extend(_last(root, publication, uris))
    return Made(publication, tuple(files), len(_pages(uris)), understood.problems)


def write(  # noqa: PLR0913  # what is written, where, by how many, and how
    root: Path,
    understood: Understood,
    staging: Staging,
    progress: Progress = silent,
    workers: int | None = None,
    *,
    apart: bool = False,
    edit: Edit | None = None,
) -> tuple[int, Publication]:
    """How many pages `docs/` has, and the publication with its citations. The files are put aside.

    Args:
        root: The project.
        understood: What is to be written.
        staging: Takes the files.
        progress: Is told how far it is.
        workers: How many processes; as many as pay, if nothing is said.
        apart: Whether collections are cut out as the sites that are published (see `builders.split`);
            otherwise everything is one site.
        edit: What is known of the difference to what the staging's folder holds.

    Raises:
        ProblemsFound: a template is wrong, or what formats citations is not installed.
    """
    with stage("format citations"):
        publication = _formatted(root, understood.publication, apart=apart)
    with stage("prepare pages and exports"):
        to_make = _placed_units(root, publication)
        if edit:
            to_make = edit.still_to_make(to_make, staging)
    stage_all(to_make, staging, partial(progress, "Pages"), workers)
    uris = list(staging.digests)
    for asset in _last(root, publication, uris):
        staging.add(asset)
    return len(_pages(uris)), publication


def renderer(root: Path, publication: Publication) -> Renderer:
    """What fills the templates in their own language.

    Chinese words stand beside the English ones where the interface is in both languages.
    """
    return Renderer(root / TEMPLATES_FOLDER, glosses=bool(versions.others(publication.settings)))


def units(root: Path, publication: Publication) -> list[Unit[Asset]]:
    """All that goes into `docs/` but for the list of its pages, in parts that are made one by one."""
    others = versions.others(publication.settings)
    # There is one other language, and registers have a name in it.
    names = chinese_names(publication) if others else {}
    rendering = _Rendering(
        renderer(root, publication),
        publication.settings,
        {
            language: (
                Renderer(root / TEMPLATES_FOLDER, words=catalogue(language).with_names(names)),
                versions.missing(publication.settings, publication.prose, language),
            )
            for language in others
        },
        versions.written(publication.settings, publication.prose),
    )
    every = (*pages.units(publication, publication.prose), *exports.units(publication))
    return [
        Unit("builders.build", partial(_copied, root / ASSETS_FOLDER, "assets"), (ASSETS,)),
        *(unit.through(partial(_rendered, rendering)) for unit in every),
        *cards.units(root, publication),
    ]


def _placed_units(root: Path, publication: Publication) -> list[Unit[Asset]]:
    """The same, each file in its site."""
    made = units(root, publication)
    return placed(publication, made) if publication.settings.apart else made


def _formatted(root: Path, publication: Publication, *, apart: bool) -> Publication:
    """The publication as it is to be made, with its references; without collections there is one way."""
    settings = publication.settings
    if apart and settings.collections:
        publication = replace(publication, settings=replace(settings, apart=True))
    return publication.with_formatted(formatted(publication, root))


@dataclass(frozen=True, slots=True)
class _Rendering:
    """What fills the templates, in each language of the interface."""

    first: Renderer
    settings: Settings
    others: Mapping[str, tuple[Renderer, tuple[str, ...]]]
    """By language, with the addresses of the pages that are in the first language alone."""
    written: tuple[str, ...]
    """The addresses of people's own pages."""

    def files(self, page: Page) -> Iterator[Asset]:
        """The page in every language it has."""
        uri, language = versions.at_root(self.settings, page.uri)
        if language:
            yield self._other(page, language, uri)
            return
        yield Asset(uri, self.first.render(page).encode())
        if page.template != PROSE:
            for other in self.others:
                yield self._other(page, other, uri)

    def _other(self, page: Page, language: str, uri: str) -> Asset:
        renderer, missing = self.others[language]
        metadata = dict(page.metadata)
        if "head" in metadata:
            # Its quotes are escaped in the front matter.
            own = page.heads.get(language, metadata["head"])
            metadata["head"] = repointed(own, uri, missing, self.written)
        if missing:
            metadata["missing"] = missing
        text = renderer.render(replace(page, metadata=metadata))
        return Asset(f"{language}/{uri}", repointed(text, uri, missing, self.written).encode())


def _rendered(rendering: _Rendering, unit: Unit[Page | Asset]) -> Iterator[Asset]:
    for made in unit.make():
        if isinstance(made, Page):
            yield from rendering.files(made)
        else:
            yield made


def _pages(uris: Iterable[str]) -> list[str]:
    return [uri for uri in uris if uri.endswith(".md")]


def _last(root: Path, publication: Publication, uris: Iterable[str]) -> Iterator[Asset]:
    """What is made when all other files are known."""
    if publication.settings.apart:
        yield from last(publication, read_frame(root), uris)
    elif publication.settings.url:
        yield from sitemap.of_pages(publication.settings.url, _pages(uris))


def understand(
    root: Path,
    progress: Progress = silent,
    executor: Executor | None = None,
    memory: Memory | None = None,
) -> Understood:
    """Everything read, parsed, emended, accounted for and resolved, with all problems found.

    Args:
        root: The project.
        progress: Is told how far it is.
        executor: Who reads the sources; see `entries.read_entries`.
        memory: What an earlier call knew already; it is read and added to.
    """
    memory = memory or Memory()
    about = (stamp(root / MKDOCS_FILE), stamp(root / PUBLICATION_FILE))
    settings, wrong = memory.of("settings", about, partial(read_settings, root))
    problems = [*wrong]
    with stage("read sources"):
        received, wrong = read_sources(root, memory)
    problems.extend(wrong)
    works = (stamp(root / BIBLIOGRAPHY_FILE),)
    with stage("read references.bib"):
        bibliography, wrong = memory.of("bibliography", works, partial(read_bibliography, root))
    problems.extend(wrong)
    ids = frozenset(item.source.id for item in received)
    written = (stamps(root / REGISTERS_FOLDER), ids, works)
    read = partial(read_registers, root, sources=ids, works=bibliography.works)
    with stage("read registers"):
        registers, wrong = memory.of("registers", written, read)
    problems.extend(wrong)
    entries: list[Entry] = []
    told = partial(progress, "Sources")
    reading = read_entries(received, registers, root, told, executor=executor, memory=memory)
    with stage("parse and annotate"):
        for entry, wrong in reading:
            problems.extend(wrong)
            if entry is not None:
                entries.append(entry)
    with stage("read events"):
        events, wrong = curated_events(root, registers, entries, bibliography.works, memory)
    problems.extend(wrong)
    prose, wrong = _read_prose(root)
    problems.extend(wrong)
    problems.extend(prose_problems(prose))
    with stage("link and arrange"):
        publication = arrange(settings, registers, entries, events, memory)
    publication = replace(publication, bibliography=bibliography, prose=prose)
    if settings.collections:
        problems.extend(rules.problems(publication, _publication_text(root)))
    sidecars = {item.source.id: (item.sidecar_path, item.sidecar_text) for item in received}
    with stage("check citations"):
        problems.extend(checks.problems(publication, prose, sidecars))
    problems.extend(cards.problems(root, publication))
    return Understood(publication, prose, tuple(withheld(root, received, problems)))


def arrange(
    settings: Settings,
    registers: Registers,
    entries: Iterable[Entry],
    events: tuple[PlacedEvent, ...] = (),
    memory: Memory | None = None,
) -> Publication:
    """The entries in order, linked, and grouped by TAG, by originator and by who is mentioned."""
    memory = memory or Memory()
    entries = tuple(sorted(entries, key=_order))
    documents = tuple(entry.document for entry in entries)
    published = memory.same("published", resolve.published_ids(documents))
    links_from: dict[str, tuple[Link, ...]] = {}
    in_time = InTime(events, memory)
    # One after the other of each source: what both read of it lies on a shelf and is got once.
    for entry in entries:
        about = (entry.document, published)
        find = partial(resolve.links, *about)
        links_from[entry.id] = memory.of(("links", entry.id), about, find)
        in_time.add(entry)
    links_to: dict[str, list[Link]] = defaultdict(list)
    by_tag: dict[str, list[Entry]] = defaultdict(list)
    by_originator: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for link in links_from[entry.id]:
            if link.target is not None and link.target != entry.id:
                links_to[link.target].append(link)
        for tag in entry.tags:
            by_tag[tag].append(entry)
        if entry.document.header.originator:
            by_originator[entry.document.header.originator].append(entry)
    return Publication(
        settings=settings,
        entries=entries,
        links=tuple(link for links in links_from.values() for link in links),
        links_from=links_from,
        links_to={target: tuple(links) for target, links in links_to.items()},
        by_tag={tag: tuple(by_tag[tag]) for tag in sorted(by_tag)},
        by_originator={name: tuple(by_originator[name]) for name in sorted(by_originator)},
        registers=registers,
        mentions_of=by_entity(entries),
        events=events,
        timeline=arranged(in_time.items),
    )


def _publication_text(root: Path) -> str:
    """`site_src/publication.yml`, for the lines of what is wrong in it."""
    return (root / PUBLICATION_FILE).read_text(encoding="utf-8-sig", errors="replace")


def _order(entry: Entry) -> tuple[object, ...]:
    """By date, the undated last, then by identifier."""
    try:
        key = dates.parse(entry.date) if entry.date else None
    except ValueError:
        key = None
    return (0, *key.sort_key, entry.id) if key else (1, entry.id)


def _read_prose(root: Path) -> tuple[tuple[ProsePage, ...], list[Problem]]:
    """The pages that people wrote in Markdown."""
    prose: list[ProsePage] = []
    problems: list[Problem] = []
    folder = root / PROSE_FOLDER
    for path in sorted(folder.rglob("*.md")):
        where = path.relative_to(root).as_posix()
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"byte 0x{error.object[error.start]:02X} at offset {error.start} is not UTF-8"
            problems.append(Problem(where, None, "encoding", message, "Save the file as UTF-8."))
            continue
        prose.append(ProsePage(path.relative_to(folder).as_posix(), where, text))
    return tuple(prose), problems


def _copied(folder: Path, below: str) -> Iterator[Asset]:
    """The files of a folder as they are, hidden ones left out."""
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield Asset(f"{below}/{relative.as_posix()}", path.read_bytes())
