"""The language versions of a publication: which pages exist in which language."""

from __future__ import annotations

from collections.abc import Iterable

from builders.model.page import ProsePage
from builders.model.publication import Settings


def further_languages(settings: Settings) -> tuple[str, ...]:
    """The languages whose pages are in folders of their own; those of the first are at the root."""
    return settings.interface[1:]


def split_language(settings: Settings, uri: str) -> tuple[str, str]:
    """The corresponding page of the first language, and the page's own language if it is another.

    Hand-written pages in another language are in its folder: `zh/method.md`.
    """
    folder, _, rest = uri.partition("/")
    return (rest, folder) if rest and folder in further_languages(settings) else (uri, "")


def untranslated_pages(
    settings: Settings, prose: Iterable[ProsePage], language: str
) -> tuple[str, ...]:
    """The addresses of hand-written pages that exist in the first language but not in this one."""
    uris = {page.uri for page in prose}
    return tuple(
        sorted(
            address(uri)
            for uri in uris
            if not split_language(settings, uri)[1] and f"{language}/{uri}" not in uris
        )
    )


def prose_addresses(settings: Settings, prose: Iterable[ProsePage]) -> tuple[str, ...]:
    """The addresses of all hand-written pages in the first language."""
    return tuple(
        sorted(address(page.uri) for page in prose if not split_language(settings, page.uri)[1])
    )


def address(uri: str) -> str:
    """The address of a page in the site: `method/` for `method.md`; empty for the home page."""
    folder, _, name = uri.removesuffix(".md").rpartition("/")
    return "".join(f"{part}/" for part in (folder, "" if name == "index" else name) if part)
