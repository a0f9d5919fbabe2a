"""What of the theme goes into the site: all of its files, or none where no page can load them."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from jinja2.meta import find_referenced_templates
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

PAGES = "main.html"
"""What every page is rendered by. It may include or extend others, of its own folder or the theme's."""


class OwnFrame(BasePlugin):  # type: ignore[no-untyped-call, type-arg, unused-ignore]  # MkDocs's base has no types for plugins without settings
    """A plugin of MkDocs that leaves out of a site what its pages cannot load."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The files that the site will have."""
        return without_unused(files, config)


def without_unused(files: Files, config: MkDocsConfig) -> Files:
    """The files without the theme's own, where the publication's templates use nothing of it.

    Material brings 2.5 MB of style sheets, scripts and dictionaries, and MkDocs copies them
    whether or not a page asks for them. A `main.html` that extends one of Material's has them.
    """
    own = config.theme.custom_dir
    if own is None or not _stands_alone(config.theme.get_env(), Path(own)):
        return files
    others = {str(folder) for folder in config.theme.dirs if not Path(folder).samefile(own)}
    for file in list(files):
        if file.src_dir in others:
            files.remove(file)
    return files


def _stands_alone(environment: Environment, own: Path) -> bool:
    """Whether the pages' template, and all that it names, lie in the publication's own folder."""
    known = {PAGES}
    asked = [PAGES]
    while asked:
        path = own / asked.pop()
        if not path.is_file():
            return False
        template = environment.parse(path.read_text(encoding="utf-8"))
        for name in find_referenced_templates(template):
            if name is None:  # known only while a page is rendered: it may be any
                return False
            if name not in known:
                known.add(name)
                asked.append(name)
    return True
