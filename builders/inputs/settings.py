"""Reading `mkdocs.yml` and `site_src/publication.yml`: what the publication says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import PositiveInt, field_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builders.inputs.encodings import is_encoding
from builders.inputs.records import line_of, read_record, read_text
from builders.inputs.schemas import json_schema_of_one
from builders.inputs.settings_files import MKDOCS_FILE, PUBLICATION_FILE
from builders.inputs.spellings import did_you_mean
from builders.inputs.yaml_mistakes import in_plain_words
from builders.model.collection import Collection, Rest
from builders.model.frame import MapFrame
from builders.model.lane import ONE_LANE, EventLane
from builders.model.languages import Language
from builders.model.publication import MOST_BYTES, Settings
from builders.model.redaction import Reach
from builders.model.written import Text, Written
from builders.problems import Problem, Severity
from builders.storage.supplied import ASSETS, files

SITE_FOLDER = "site"
"""Where MkDocs puts a site, if nothing is said."""
ARCHIVE_RE = re.compile(r"https?://.+|[^./\\][^/\\]*\.zip")
"""`papers.zip`, or where it lies if not in the site."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What of mkdocs.yml the sites of collections have from it."""

    nav: tuple[tuple[str, str], ...]
    """Titles with the pages below `docs/` or the addresses that they lead to."""
    custom_dir: str
    """The folder of the theme's templates."""
    site_dir: str
    hooks: tuple[str, ...]
    """Their paths."""


class PublicationFile(Written):
    """`site_src/publication.yml`. Every field may be left out."""

    name: Text | None = None
    """The title; `site_name` in mkdocs.yml must be the same."""
    name_zh: Text | None = None
    """The title in Chinese."""
    subtitle: Text | None = None
    """A line below the title."""
    language: Language = "en"
    """BCP 47 tag of the editors' own prose."""
    maps: tuple[MapFrame, ...] = ()
    """The pictures of the map of places, the chief one first; without any, one for all places."""
    lanes: tuple[EventLane, ...] = ()
    """The lanes of the timeline's events, in order; without any, one for all events."""
    interface: tuple[Literal["en", "zh"], ...] = ("en",)
    """Languages of labels, dates and help: `[en, zh]` makes every page once more below `zh/`."""
    most_bytes: PositiveInt = MOST_BYTES
    """How large a source may be; a larger one stops the build with an error."""
    encoding: Text | None = None
    """Of the sources that are not UTF-8 and whose sidecars name no other: iso-8859-1, gb18030 ..."""
    redactions_reach: Reach = Reach.REPOSITORY
    """`site` where the repository may have what the site must not; `muniment check` then says nothing."""
    cards: bool = True
    """A picture of each source, with its title and date, for links that are shared; `false` for none."""
    card_font: Text | None = None
    """A TrueType or OpenType font for letters that ours has not (Chinese): a path in the project."""
    collections: tuple[Collection, ...] = ()
    """Sources that are published as sites of their own; see EDITING.md, “Large publications”."""
    rest: Rest = Rest.MAIN
    """Of the sources that no collection has: they stay in the main site, or are errors."""

    @field_validator("encoding")
    @classmethod
    def _is_known(cls, encoding: str | None) -> str | None:
        if encoding is not None and not is_encoding(encoding):
            raise ValueError(f"`{encoding}` is no encoding that Python knows")
        return encoding

    @field_validator("interface")
    @classmethod
    def _english_first(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        if languages[:1] != ("en",) or len(set(languages)) != len(languages):
            raise ValueError("must begin with `en` and name each language once")
        return languages


def schema() -> str:
    """The JSON Schema of `publication.yml`, for completion in editors."""
    return json_schema_of_one(Path(PUBLICATION_FILE).name, PublicationFile)


def read_settings(root: Path) -> tuple[Settings, list[Problem]]:
    """The settings, from `mkdocs.yml` and `site_src/publication.yml`, and what is wrong with them."""
    site, problems = _mkdocs(root)
    path = root / PUBLICATION_FILE
    written = PublicationFile()
    text = ""
    if path.exists():
        read = read_text(root, path)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            text = read
            record, wrong = read_record(text, PUBLICATION_FILE, PublicationFile)
            problems.extend(wrong)
            written = record or written
    name = site.get("site_name") or written.name or "Untitled publication"
    if written.name and site.get("site_name") and written.name != site["site_name"]:
        message = f"`name` is {written.name!r} but `site_name` in mkdocs.yml is {name!r}"
        problems.append(Problem(PUBLICATION_FILE, 1, "wrong-value", message, "Make them agree."))
    problems.extend(_extra(root, collections=bool(written.collections)))
    url = site.get("site_url")
    url = url and url.rstrip("/") + "/"
    if written.collections:
        problems.extend(_twice(written.collections, url, text))
    return Settings(
        name=name,
        url=url,
        language=written.language,
        name_zh=written.name_zh,
        subtitle=written.subtitle,
        maps=written.maps,
        lanes=written.lanes or ONE_LANE,
        most_bytes=written.most_bytes,
        encoding=written.encoding,
        redactions_reach=written.redactions_reach,
        interface=written.interface,
        collections=written.collections,
        rest=written.rest,
        cards=written.cards,
        card_font=root / written.card_font if written.card_font else None,
    ), problems


def _twice(collections: tuple[Collection, ...], url: str | None, text: str) -> Iterator[Problem]:
    """What two sites cannot share, and what the main one must have."""
    if not url:
        message = "where the publication has collections, its own address must be known"
        yield Problem(MKDOCS_FILE, None, "collection-address", message, "Set `site_url`.")
    names: set[str] = set()
    urls = {url}
    for number, collection in enumerate(collections):
        line = line_of(text, "collections", number, "site_url")
        if collection.site_url in urls:
            message = f"another site is published at {collection.site_url}"
            hint = "Each collection has a `site_url` of its own."
            yield Problem(PUBLICATION_FILE, line, "collection-address", message, hint)
        if collection.name in names:
            message = f"two collections are named `{collection.name}`"
            line = line_of(text, "collections", number, "name")
            yield Problem(PUBLICATION_FILE, line, "duplicate-id", message, "Rename one.")
        urls.add(collection.site_url)
        names.add(collection.name)


def _extra(root: Path, *, collections: bool) -> Iterator[Problem]:
    """What is wrong with the pictures and the ZIP that mkdocs.yml names."""
    given = _below(root, "extra")
    theme = _below(root, "theme")
    pictures = {
        "extra.card": given.get("card"),
        "theme.logo": theme.get("logo"),
        "theme.favicon": theme.get("favicon"),
    }
    for name, picture in pictures.items():
        files = _assets(root) if isinstance(picture, ScalarNode) and picture.value else ()
        if isinstance(picture, ScalarNode) and picture.value and picture.value not in files:
            message = f"`{name}`: the site has no file `{picture.value}`"
            hint = did_you_mean(
                picture.value, files, f"Put a picture into {ASSETS}, or leave it out."
            )
            yield Problem(MKDOCS_FILE, _line(picture), "wrong-value", message, hint)
    if isinstance(archive := given.get("offline"), ScalarNode) and archive.value:
        if not ARCHIVE_RE.fullmatch(archive.value):
            message = f"`extra.offline`: `{archive.value}` is no name of a ZIP, and no address"
            hint = "Write `papers.zip`, or where it lies: `https://example.org/papers.zip`."
            yield Problem(MKDOCS_FILE, _line(archive), "wrong-value", message, hint)
        elif collections and "://" not in archive.value:
            message = "`extra.offline`: where there are collections, no site has the ZIP in it"
            hint = "Make it with `muniment zip`, put it where there is room, and give its address."
            line = _line(archive)
            yield Problem(MKDOCS_FILE, line, "wrong-value", message, hint, Severity.NOTICE)


def _below(root: Path, name: str) -> dict[str, Node]:
    """What stands below a key of mkdocs.yml."""
    found = {key.value: value for key, value in _composed(root)[0]}.get(name)
    pairs = found.value if isinstance(found, MappingNode) else ()
    return {key.value: value for key, value in pairs}


def _assets(root: Path) -> frozenset[str]:
    """The addresses of the site's style sheets, pictures and the like."""
    return frozenset(f"assets/{name}" for name in files(root, ASSETS))


def _line(node: Node) -> int:
    line: int = node.start_mark.line
    return line + 1


def _mkdocs(root: Path) -> tuple[dict[str, Any], list[Problem]]:
    """The plain texts at the top of mkdocs.yml; MkDocs itself checks the rest."""
    node, problems = _composed(root)
    return {
        key.value: value.value for key, value in node if isinstance(value, ScalarNode)
    }, problems


def read_frame(root: Path) -> Frame:
    """What of mkdocs.yml the sites of collections have from it."""
    found = {key.value: value for key, value in _composed(root)[0]}
    theme, site = found.get("theme"), found.get("site_dir")
    given = theme.value if isinstance(theme, MappingNode) else ()
    folder = next((value.value for key, value in given if key.value == "custom_dir"), "")
    hooks = found.get("hooks")
    return Frame(
        tuple(_named(found.get("nav"))),
        folder,
        site.value if site is not None else SITE_FOLDER,
        tuple(one.value for one in (hooks.value if isinstance(hooks, SequenceNode) else ())),
    )


def _named(node: Node | None) -> Iterator[tuple[str, str]]:
    """The titles of the navigation with what they lead to, sections within sections laid open."""
    for item in node.value if isinstance(node, SequenceNode) else ():
        for key, value in item.value if isinstance(item, MappingNode) else ():
            if isinstance(value, ScalarNode):
                yield key.value, value.value
            else:
                yield from _named(value)


def _composed(root: Path) -> tuple[list[tuple[Node, Node]], list[Problem]]:
    """The keys and values of mkdocs.yml."""
    path = root / MKDOCS_FILE
    if not path.exists():
        hint = "Run the command in the folder of a publication, or say `--project FOLDER`."
        return [], [Problem(MKDOCS_FILE, None, "missing-file", "there is no mkdocs.yml", hint)]
    text = read_text(root, path)
    if isinstance(text, Problem):
        return [], [text]
    try:
        # Composed and not constructed: MkDocs's own tags (!ENV, !relative) need not be known.
        node = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        meant = in_plain_words(text, error)
        return [], [Problem(MKDOCS_FILE, meant.line, "yaml", meant.message, meant.hint)]
    except (YAMLError, RecursionError) as error:
        # A character that YAML has not, lists in lists in lists.
        what = str(error).splitlines()[0]
        return [], [Problem(MKDOCS_FILE, None, "yaml", what)]
    if not isinstance(node, MappingNode):
        return [], [Problem(MKDOCS_FILE, 1, "yaml", "must be a mapping (`key: value`)")]
    return node.value, []
