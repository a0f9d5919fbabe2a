"""The theme in MkDocs: its templates in the languages of the interface, and which of its files a site needs."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import Environment, TemplateError, TemplateSyntaxError
from jinja2.meta import find_referenced_templates
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from builders.problems import Problem, ProblemsFound
from builders.site.languages import PAGE, choose_template, translate_templates
from builders.storage.supplied import TEMPLATES, folders, template_hint

TEMPLATE = ".html"


class ThemePlugin(BasePlugin):  # type: ignore[no-untyped-call, type-arg, unused-ignore]  # MkDocs's base has no types for plugins without settings
    """A MkDocs plugin that renders pages in the language of their labels.

    It also leaves out of a site the theme's files that its pages cannot load.
    """

    _root = Path()
    """The project."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The files without those that no page can load."""
        self._root = Path(config.config_file_path).parent
        return without_unused_theme_files(files, config)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002  # MkDocs's own signature
        """The environment, in which templates exist in every language of the interface."""
        translate_templates(env, config)
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """The Markdown as it is; the page is now rendered in the language of its labels."""
        choose_template(page)
        return markdown

    def on_build_error(self, *, error: Exception, **_: object) -> None:
        """Report an error in a template as a problem that names the template and the line.

        Raises:
            ProblemsFound: the error is in a template.
        """
        if isinstance(error, TemplateError):
            raise ProblemsFound([self._problem(error)]) from error

    def _problem(self, error: TemplateError) -> Problem:
        # Jinja rewrites the traceback so that its frames are the templates' own lines.
        frames = traceback.extract_tb(error.__traceback__)
        places = [(one.filename, one.lineno) for one in frames if one.filename.endswith(TEMPLATE)]
        if isinstance(error, TemplateSyntaxError) and error.filename:
            places.append((error.filename, error.lineno))
        name, line = places[-1] if places else (PAGE, None)
        path = Path(name)
        file = path.relative_to(self._root) if path.is_relative_to(self._root) else path
        hint = template_hint(*folders(self._root, TEMPLATES))
        return Problem(file.as_posix(), line, "template", error.message or str(error), hint)


def without_unused_theme_files(files: Files, config: MkDocsConfig) -> Files:
    """The files, without the theme's own if the publication's templates use none of the theme's.

    Material has 2.5 MB of style sheets, scripts and dictionaries, and MkDocs copies them whether or
    not a page loads them. They are kept if `main.html` extends one of Material's templates.
    """
    own = config.theme.custom_dir
    if own is None or not _uses_no_theme_templates(config.theme.get_env(), Path(own)):
        return files
    others = {str(folder) for folder in config.theme.dirs if not Path(folder).samefile(own)}
    for file in list(files):
        if file.src_dir in others:
            files.remove(file)
    return files


def _uses_no_theme_templates(environment: Environment, own: Path) -> bool:
    """Whether `main.html` and all templates that it uses are in the publication's own folder."""
    known = {PAGE}
    asked = [PAGE]
    while asked:
        asking = asked.pop()
        path = own / asking
        if not path.is_file():
            return False
        template = environment.parse(path.read_text(encoding="utf-8"), asking, str(path))
        for name in find_referenced_templates(template):
            if name is None:  # computed while a page is rendered: it may be any template
                return False
            if name not in known:
                known.add(name)
                asked.append(name)
    return True
