"""The same publication in several languages of the interface: which pages it has in which."""

from __future__ import annotations

from collections.abc import Iterable

from builders.model.page import ProsePage
from builders.model.publication import Settings


def others(settings: Settings) -> tuple[str, ...]:
    """The languages whose pages stand in a folder of their own; the first has the root."""
    return settings.interface[1:]


def at_root(settings: Settings, uri: str) -> tuple[str, str]:
    """The page of the first language that a page belongs to, and its own language if it is another.

    People's own pages in a further language lie in its folder: `zh/method.md`.
    """
    folder, _, rest = uri.partition("/")
    return (rest, folder) if rest and folder in others(settings) else (uri, "")


def missing(settings: Settings, prose: Iterable[ProsePage], language: str) -> tuple[str, ...]:
    """The addresses of the pages that people wrote in the first language and not in this one."""
    uris = {page.uri for page in prose}
    return tuple(
        sorted(
            address(uri)
            for uri in uris
            if not at_root(settings, uri)[1] and f"{language}/{uri}" not in uris
        )
    )


def written(settings: Settings, prose: Iterable[ProsePage]) -> tuple[str, ...]:
    """The addresses of all pages that people wrote in the first language."""
    return tuple(sorted(address(page.uri) for page in prose if not at_root(settings, page.uri)[1]))


def address(uri: str) -> str:
    """Of a page, below the site: `method/`, of `method.md`; nothing, of the first page."""
    folder, _, name = uri.removesuffix(".md").rpartition("/")
    return "".join(f"{part}/" for part in (folder, "" if name == "index" else name) if part)
