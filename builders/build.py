"""The pipeline: from what people write to the files that MkDocs reads.

    read -> parse -> emend -> annotate -> account -> resolve -> arrange -> page -> write

The first seven stages are in `understand`; this module makes the pages and files, unit by unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from builders import cards, exports, pages
from builders.citations.styles.publication import formatted
from builders.exports import sitemap
from builders.incremental import edit_since, fingerprint, source_digests
from builders.inputs.mkdocs_file import read_frame
from builders.interface import script_words, versions
from builders.interface.catalogue import CHINESE
from builders.interface.links import repoint_links
from builders.model.page import ASSETS, Asset, Page, Unit, make_all
from builders.model.publication import Publication, Settings
from builders.pages.head.heads import PROSE
from builders.pages.names_in_languages import catalogues
from builders.processes.workers import process_count, stage_all
from builders.profile import stage
from builders.search import units as search
from builders.split import final_files, placed_units
from builders.storage import supplied
from builders.storage.memory import Memory
from builders.storage.published_scripts import published
from builders.storage.store import Store
from builders.templating import MARKDOWN_SUFFIX, Renderer
from builders.understand import Progress, Understood, no_progress, understand
from builders.writer import Staging

COMPILED_FOLDER = "templates"
"""The folder of the cache that holds compiled templates."""
DOCS_FOLDER = "docs"


def make(root: Path) -> list[Asset]:
    """Every file of `docs/` for one site, made from `site_src/` and `references.bib`.

    Raises:
        ProblemsFound: at least one problem is an error; all problems are listed.
    """
    return render(root, understand(root).without_errors())


def render(root: Path, understood: Understood) -> list[Asset]:
    """Every file of `docs/`, made from a publication without errors.

    Raises:
        ProblemsFound: a template is faulty, or the citation formatter is not installed.
    """
    publication = _with_citations(root, understood.publication)
    files = list(make_all(_placed_units(root, publication)))
    files.extend(_final_files(root, publication, [file.uri for file in files]))
    return files


def write(  # noqa: PLR0913  # what is written, where, by how many, and how
    root: Path,
    understood: Understood,
    staging: Staging,
    progress: Progress = no_progress,
    *,
    workers: int | None = None,
    afresh: bool = False,
    memory: Memory | None = None,
) -> Publication:
    """The publication with its formatted citations. Every file of `docs/` is staged.

    Args:
        root: The project.
        understood: What is to be written.
        staging: Where the files are staged.
        progress: Called to report progress.
        workers: The number of processes; by default as many as are worth starting.
        afresh: Whether to make even those files again that would come out unchanged.
        memory: What earlier calls worked out; it is read and added to.

    Raises:
        ProblemsFound: a template is faulty, or the citation formatter is not installed.
    """
    with stage("format citations"):
        publication = _with_citations(root, understood.publication)
    memory = memory or Memory()
    with stage("prepare pages and exports"):
        every = to_make = _placed_units(root, publication, memory)
        staging.fingerprint = fingerprint(root, publication, memory)
        edit = None if afresh else edit_since(staging.before.recorded, staging.fingerprint)
        if edit:
            to_make = edit.still_to_make(every, staging)
    # Counted before the selection: even a few units may be much work, for those that are made from
    # all sources are nearly always among them.
    workers = process_count(len(every)) if workers is None else workers
    stage_all(to_make, staging, partial(progress, "Pages"), workers)
    uris = list(staging.digests)
    for asset in _final_files(root, publication, uris):
        staging.add(asset)
    return publication


def page_uris(uris: Iterable[str]) -> list[str]:
    """Those of the files of `docs/` that are pages."""
    return [uri for uri in uris if uri.endswith(MARKDOWN_SUFFIX)]


def renderer(root: Path, publication: Publication) -> Renderer:
    """The renderer for the templates' own language.

    If the interface is in Chinese, too, Chinese terms stand beside the English ones.
    """
    glosses = CHINESE in publication.settings.interface
    return _renderer_factory(root, publication.settings.language)(glosses=glosses)


def _renderer_factory(root: Path, editors: str) -> Callable[..., Renderer]:
    """A factory of renderers that use the publication's templates, and ours where it has none."""
    own, *ours = supplied.folders(root, supplied.TEMPLATES)
    return partial(Renderer, own, Store(root, COMPILED_FOLDER), otherwise=ours, editors=editors)


def units(root: Path, publication: Publication, memory: Memory | None = None) -> list[Unit[Asset]]:
    """The units that make `docs/`: all of it except the files that list all pages (see `_final_files`)."""
    digests = source_digests(publication, memory or Memory())
    in_language = _renderer_factory(root, publication.settings.language)
    rendering = _Renderers(
        renderer(root, publication),
        publication.settings,
        {
            language: (
                in_language(words),
                versions.untranslated_pages(publication.settings, publication.prose, language),
            )
            for language, words in publication.shared(catalogues).items()
        },
        versions.prose_addresses(publication.settings, publication.prose),
    )
    every = (*pages.units(publication), *exports.units(publication))
    *texts, lists = search.units(root, publication, digests)
    return [
        # First, since the lists of the index wait for them.
        *texts,
        Unit(
            "builders.build",
            partial(_assets, root, versions.further_languages(publication.settings)),
            (ASSETS,),
        ),
        *(unit.through(partial(_rendered, rendering)) for unit in every),
        *cards.units(root, publication),
        # After all else that is made of everything, but before the page of the first source (see
        # `processes.workers`): a process that makes pages grows, and the lists would come on top.
        lists,
    ]


def _placed_units(
    root: Path, publication: Publication, memory: Memory | None = None
) -> list[Unit[Asset]]:
    """The units, with each file at its path in the site it belongs to."""
    made = units(root, publication, memory)
    return placed_units(publication, made) if publication.settings.is_split else made


def _with_citations(root: Path, publication: Publication) -> Publication:
    """The publication with its formatted references."""
    return publication.with_formatted(formatted(publication, root))


@dataclass(frozen=True, slots=True)
class _Renderers:
    """The renderers, one for each language of the interface."""

    first: Renderer
    settings: Settings
    others: Mapping[str, tuple[Renderer, tuple[str, ...]]]
    """By language: its renderer, and the addresses of pages that only the first language has."""
    written: tuple[str, ...]
    """The addresses of the pages that people wrote in the first language."""

    def files(self, page: Page) -> Iterator[Asset]:
        """The page in every language that it exists in."""
        uri, language = versions.split_language(self.settings, page.uri)
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
            # Before the page is rendered: in the front matter its quotation marks are escaped.
            own = page.heads.get(language, metadata["head"])
            metadata["head"] = repoint_links(own, uri, language, missing, self.written)
        if missing:
            metadata["missing"] = missing
        text = renderer.render(replace(page, metadata=metadata))
        text = repoint_links(text, uri, language, missing, self.written)
        return Asset(f"{language}/{uri}", text.encode())


def _rendered(rendering: _Renderers, unit: Unit[Page | Asset]) -> Iterator[Asset]:
    for made in unit.make():
        if isinstance(made, Page):
            yield from rendering.files(made)
        else:
            yield made


def _final_files(root: Path, publication: Publication, uris: Iterable[str]) -> Iterator[Asset]:
    """The files that can only be made once the paths of all others are known."""
    if publication.settings.is_split:
        yield from final_files(publication, read_frame(root), uris)
    elif publication.settings.url:
        yield from sitemap.of_pages(publication.settings.url, page_uris(uris))


def _assets(root: Path, languages: Iterable[str]) -> Iterator[Asset]:
    """The style sheets, scripts and pictures, and the words of scripts in further languages.

    Hidden files are left out.
    """
    for language in languages:
        yield Asset(script_words.uri(language), script_words.script(language))
    for name, path in supplied.files(root, supplied.ASSETS).items():
        if not any(part.startswith(".") for part in name.split("/")):
            yield Asset(f"assets/{name}", published(name, path.read_bytes()))
