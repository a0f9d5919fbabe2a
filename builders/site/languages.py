"""The theme in every language of the interface: its templates translated, and what they are told.

The templates are in English. `zh/partials/header.html` is the translation of `partials/header.html`
by the catalogue of Chinese; it exists only while MkDocs loads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from jinja2 import BaseLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from builders.interface.catalogue import ENGLISH, Catalogue, catalogue, name_of, tag_of
from builders.interface.messages import translated
from builders.interface.versions import further_languages
from builders.model.publication import Settings

PAGE = "main.html"
"""The template of a page whose front matter names no other."""
NAMED_TEMPLATE_RE = re.compile(r"""(\{%-?\s*(?:extends|include|import|from)\s+["'])""")
"""The beginning of a statement that names another template, up to the name."""


def for_theme(settings: Settings, config: MkDocsConfig) -> dict[str, Any]:
    """What the theme needs to know of the languages, for `extra` in the configuration.

    `languages` lists all languages of the interface, the first with an empty code and folder.
    `sections_zh` has the titles of the navigation and of the links at the foot in Chinese, and so
    for each further language: those that the publication gives, and else those of the catalogue.
    """
    further = further_languages(settings)
    foot = (str(item.get("title", "")) for item in config.extra.get("foot") or ())
    titles = [*_titles(config.nav or ()), *foot]
    return {
        "languages": [
            {"code": "", "folder": "", "tag": ENGLISH, "name": name_of(ENGLISH)},
            *(
                {"code": code, "folder": f"{code}/", "tag": tag_of(code), "name": name_of(code)}
                for code in further
            ),
        ],
        **{
            f"sections_{code}": {
                **_translations(catalogue(code), titles),
                **(config.extra.get(f"sections_{code}") or {}),
            }
            for code in further
        },
    }


def translate_templates(environment: Environment, config: MkDocsConfig) -> None:
    """Let an environment load each template in every further language, in a folder of its code."""
    codes = [one["code"] for one in config.extra.get("languages", ()) if one["code"]]
    if environment.loader is not None:
        environment.loader = _TranslatingLoader(environment.loader, codes)


def choose_template(page: Page) -> None:
    """Have a page rendered by the template in the language of its labels."""
    language = page.meta.get("interface")
    if language:
        page.meta["template"] = f"{language}/{page.meta.get('template', PAGE)}"


class _TranslatingLoader(BaseLoader):
    """A loader that translates the templates of another one, by the folder that is asked for."""

    def __init__(self, loader: BaseLoader, codes: Iterable[str]) -> None:
        self._loader = loader
        # What is a label is decided where pages are made: the theme has none of their values.
        self._catalogues = {code: replace(catalogue(code), outputs=()) for code in codes}

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of the template, its path, and what tells whether it is still current."""
        folder, _, name = template.partition("/")
        if not name or folder not in self._catalogues:
            return self._loader.get_source(environment, template)
        source, path, is_current = self._loader.get_source(environment, name)
        text = translated(source, self._catalogues[folder])
        return NAMED_TEMPLATE_RE.sub(rf"\g<1>{folder}/", text), path, is_current


def _titles(nav: Iterable[Any]) -> Iterator[str]:
    """The titles in the navigation, of pages and of groups of pages."""
    for item in nav:
        if isinstance(item, Mapping):
            for title, value in item.items():
                yield str(title)
                if not isinstance(value, str):
                    yield from _titles(value or ())


def _translations(words: Catalogue, titles: Iterable[str]) -> dict[str, str]:
    found = ((title, words.find(title)) for title in titles)
    return {title: other for title, other in found if other}
