"""Redirects: under a former id, pages redirect to the present ones and files are copied.

Pages redirect by HTML, since GitHub Pages offers no other way, and by a script, which keeps the
fragment (`#p5`). A BibTeX or JSON file cannot redirect: a program that asks for its former address
gets a copy, in which ids and addresses are the present ones. Facsimiles alone are not copied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from markupsafe import Markup

from builders.interface.catalogue import CHINESE, ENGLISH, catalogue, tag_of
from builders.interface.versions import further_languages
from builders.model.page import Asset, Page, Unit
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.former_ids import folder_of, moved_folders

PAGE = Markup("""\
<!doctype html>
<html lang="{tag}">
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{href}">
<meta http-equiv="refresh" content="0; url={href}">
<p>{before}<a href="{href}">{title}</a>{after}</p>
<script src="{script}"></script>
</html>
""")
SCRIPT = "assets/js/redirect.js"
WORDS_AROUND = ("This page is now at ", ".")
"""The words before and after the link in English."""


def redirect_units(
    publication: Publication, units: Iterable[Unit[Page | Asset]] | Iterable[Unit[Asset]]
) -> Iterator[Unit[Asset]]:
    """For each former id, units of redirects to the pages that `units` make and of copied files."""
    former: dict[str, list[str]] = defaultdict(list)
    for before, now in publication.shared(moved_folders).items():
        former[now].append(before)
    if not former:
        return
    for unit in units:
        now = folder_of(unit.name)
        name = unit.name.removeprefix(now)
        # Facsimiles, in a folder of their own, are too heavy to be copied.
        for before in former.get(now, ()) if "/" not in name else ():
            files = partial(_files, publication, unit, before)
            yield Unit(f"{before}{name}", files, unit.displays)


def _files(publication: Publication, unit: Unit[Page | Asset], before: str) -> Iterator[Asset]:
    """What a unit makes, as redirects and copies in the folder `before` of the former id."""
    now = folder_of(unit.name)
    for one in unit.make():
        if not one.uri.startswith(now):
            continue
        uri = f"{before}{one.uri.removeprefix(now)}"
        if isinstance(one, Page):
            href = addresses.link(uri, one.uri)
            for language in publication.settings.interface:
                root = f"{language}/" if language in further_languages(publication.settings) else ""
                title = (one.title_zh if language == CHINESE else "") or str(one.title)
                yield redirect_page(f"{root}{uri.removesuffix('.md')}.html", href, title, language)
        else:
            yield Asset(_copy_uri(uri, now), one.data)


def _copy_uri(uri: str, now: str) -> str:
    """The path of a copy; where a source's id is in the file's name, it is the former one."""
    register, slug, _ = now.split("/")
    _, old, name = uri.split("/", 2)
    if register == "sources" and name.startswith(f"{slug}."):
        name = f"{old}{name.removeprefix(slug)}"
    return f"{register}/{old}/{name}"


def redirect_page(uri: str, href: str, title: str, language: str) -> Asset:
    """A page of plain HTML that redirects to `href`."""
    before, after = WORDS_AROUND if language == ENGLISH else catalogue(language).moved
    words = {"title": title, "href": href, "before": before, "after": after}
    script = f"{'../' * uri.count('/')}{SCRIPT}"
    html = PAGE.format(tag=tag_of(language), script=script, **words)
    return Asset(uri, html.encode())
