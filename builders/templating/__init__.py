"""Rendering pages: front matter and one block of finished HTML that no renderer parses again."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateNotFound, TemplateSyntaxError

from builders.interface import messages
from builders.interface.catalogue import ENGLISH, Catalogue
from builders.interface.glosses import without_glosses
from builders.model.page import Page
from builders.problems import Problem, ProblemsFound
from builders.storage.store import Store
from builders.storage.supplied import template_hint
from builders.templating.compiling import (
    Environment,
    PreprocessingLoader,
    StoredBytecode,
    TranslatedEnvironment,
    finalize,
)
from builders.templating.filters import constants, filters, one_block
from builders.templating.page_head import write_head

MARKDOWN_SUFFIX = ".md"


class Renderer:
    """Fills templates, for one build and one language; it keeps the compiled templates."""

    def __init__(  # noqa: PLR0913  # where templates are, and in which languages they are filled
        self,
        templates_folder: Path,
        store: Store | None = None,
        words: Catalogue | None = None,
        *,
        glosses: bool = True,
        otherwise: Sequence[Path] = (),
        editors: str = ENGLISH,
    ) -> None:
        """Set up Jinja for a folder of templates.

        Args:
            templates_folder: The templates.
            store: Where compiled templates are kept for the next build.
            words: The catalogue of a language other than that of the templates.
            glosses: Whether the Chinese glosses beside English words are kept.
            otherwise: Folders to look in for templates that the first one lacks.
            editors: BCP 47 tag of the editors' own prose.
        """
        self._folders = (templates_folder, *otherwise)
        # Relative to the project, for messages.
        self._folder = "/".join(templates_folder.parts[-2:])
        self._words = words
        options: dict[str, Any] = {
            "autoescape": True,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "finalize": finalize,
            "auto_reload": False,
            "bytecode_cache": StoredBytecode(store) if store else None,
        }
        self._environment: Environment
        if words is None:
            loader = PreprocessingLoader(
                self._folders, _as_they_are if glosses else without_glosses
            )
            self._environment = Environment(loader=loader, **options)
        else:
            loader = PreprocessingLoader(
                self._folders, partial(messages.translated, catalogue=words)
            )
            self._environment = TranslatedEnvironment(words, loader=loader, **options)
        self._environment.filters.update(filters(words))
        self._environment.globals.update(constants(words, editors))
        self._plain = self._environment.overlay(bytecode_cache=None)
        self._plain.plain = True

    def render(self, page: Page) -> str:
        """The text of the page's file.

        A template for HTML renders one block in a `div`. Python-Markdown passes it through
        unchanged, since none of its lines is blank: blank lines of the template are removed, and
        texts contain no line ends (see `builders.markup.escaped`). A template for Markdown renders
        a hand-written page with its own front matter.

        Raises:
            ProblemsFound: The template is wrong, or uses something that the page does not have.
        """
        try:
            try:
                text = _render(self._environment.get_template(page.template), page.context)
            except AttributeError:  # a key of a mapping, or a mistake that Jinja can describe
                text = _render(self._plain.get_template(page.template), page.context)
        except TemplateError as error:
            raise ProblemsFound([self._problem(page, error)]) from error
        if page.template.endswith(MARKDOWN_SUFFIX):
            return text
        html = one_block(text)
        if not (html.startswith("<div") and html.endswith("</div>")):
            raise ValueError(f"{page.template} must give one div")
        return f"{write_head(self._in_language(page))}\n{html}\n"

    def _in_language(self, page: Page) -> Page:
        """The page with its front matter in the language of the interface."""
        words = self._words
        if words is None:
            return page
        section = str(page.metadata.get("section", ""))
        title, description = words.page_texts(
            page.title, page.title_zh, page.description or "", section
        )
        return replace(
            page,
            title=title,
            description=description or None,
            metadata={**page.metadata, "interface": words.language, "lang": words.tag},
        )

    def _problem(self, page: Page, error: TemplateError) -> Problem:
        """The mistake, with the template and line where it was made."""
        name, line = page.template, None
        if isinstance(error, TemplateSyntaxError):
            name, line = error.name or name, error.lineno
        else:
            # Jinja rewrites the traceback so that its frames are the templates' own lines.
            for frame in traceback.extract_tb(error.__traceback__):
                for folder in self._folders:
                    if Path(frame.filename).is_relative_to(folder):
                        name = Path(frame.filename).relative_to(folder).as_posix()
                        line = frame.lineno
        what = error.message or str(error)
        if isinstance(error, TemplateNotFound):
            what = f"there is no template `{error.name}`"
        message = f"{what} (for {page.uri})"
        return Problem(
            f"{self._folder}/{name}", line, "template", message, template_hint(*self._folders)
        )


def _render(template: Template, values: Mapping[str, Any]) -> str:
    """The rendered text, with nothing of the values kept in memory.

    A template's own macros and its context refer to each other. With `Template.render`, the values
    would stay until garbage is collected, which a build does not do (see `cli.build`).
    """
    context = template.new_context(dict(values))
    try:
        return template.environment.concat(template.root_render_func(context))
    except Exception:  # noqa: BLE001  # raised again, with the lines of the template
        template.environment.handle_exception()
    finally:
        context.vars.clear()
        context.parent.clear()


def _as_they_are(template: str) -> str:
    return template
