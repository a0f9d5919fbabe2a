"""Pages to files: front matter and one block of finished HTML that no renderer parses again."""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache, partial
from keyword import iskeyword
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from builders import dates, markup
from builders.interface import marked, messages
from builders.interface.catalogue import Catalogue
from builders.interface.glosses import without_glosses
from builders.markup import with_bars
from builders.model.page import Page
from builders.problems import Problem, ProblemsFound
from builders.store import Store, key

MARKDOWN_SUFFIX = ".md"
RULE = "---"
LAYOUT = "edition"
"""What tells the theme that a page brings its own layout."""
KEPT = 16_384
"""So many answers of macros are held, and so many texts."""
_INDENT_RE = re.compile(r"\n\s*")


class _Generator(CodeGenerator):
    """Writes one call where Jinja writes two, and none that makes a `Markup` to throw away.

    Half of the time of a page went into that. Should a later Jinja not ask for these lines any
    more, what it writes itself gives the same pages.
    """

    environment: _Environment
    _asked_for = False

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802  # as Jinja names it
        """`x.y is defined`: there, not to be there is no mistake."""
        before, self._asked_for = self._asked_for, node.name in {"defined", "undefined"}
        super().visit_Test(node, frame)
        self._asked_for = before

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # as Jinja names it
        """`x.y` as Python says it; see `_Environment.plain` for what is no attribute."""
        if (
            self.environment.plain
            or self._asked_for
            or iskeyword(node.attr)
            or node.attr.startswith("_")
        ):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802  # as Jinja has it
        """A macro called as it is: none of ours asks for the context that Jinja offers to each."""
        named = isinstance(node.node, nodes.Name) and not any(
            iskeyword(argument.key) for argument in node.kwargs
        )
        if (
            not named
            or forward_caller
            or frame.eval_ctx.volatile
            or node.dyn_args
            or node.dyn_kwargs
        ):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")")


class _Environment(Environment):
    """What the templates are compiled with."""

    code_generator_class = _Generator
    plain = False
    """Whether `x.y` is Jinja's, which looks among the keys of `x` too: five times as slow."""

    @staticmethod
    def shown(value: object) -> str:
        """A value as it stands in the page."""
        kind = type(value)
        if kind is str or kind is dates.DateWords:
            return _safe(value)
        if kind is Markup:
            return value  # type: ignore[return-value]  # which is a text
        if kind is int or kind is float:
            return str(value)
        return str(escape(_finalize(value)))


class _TranslatedEnvironment(_Environment):
    """Compiles the same templates with other words in them."""

    def __init__(self, words: Catalogue, **options: Any) -> None:
        super().__init__(**options)
        self.words = words

    def shown(self, value: object) -> str:  # type: ignore[override]  # needs the words
        """A value as it stands in the page; dates know their own words."""
        if type(value) is dates.DateWords:
            return markup.safe(str(self.words.label(value)))
        return super().shown(value)


class _Templates(FileSystemLoader):
    """Templates, with other words in them."""

    def __init__(self, folder: Path, worded: Callable[[str], str]) -> None:
        super().__init__(folder)
        self._worded = worded

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The template in the words that are wanted."""
        source, path, is_current = super().get_source(environment, template)
        return self._worded(source), path, is_current


class _Compiled(BytecodeCache):
    """Templates as they were compiled by this program before."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if there is something for it."""
        data = self._store.get(_key(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in it."""
        self._store.put(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    """By the template's name and its text, in whichever language."""
    return key(bucket.key, bucket.checksum)


class Renderer:
    """Fills templates. One for a build and a language: it keeps the compiled templates."""

    def __init__(
        self,
        templates_folder: Path,
        store: Store | None = None,
        words: Catalogue | None = None,
        *,
        glosses: bool = True,
    ) -> None:
        """Take the templates from a folder.

        Args:
            templates_folder: The templates.
            store: Where they are kept compiled for the next build.
            words: Of another language than that of the templates.
            glosses: Whether the templates' words keep the Chinese ones beside them.
        """
        self._folder_path = templates_folder
        # As people know it: below the project.
        self._folder = "/".join(templates_folder.parts[-2:])
        self._words = words
        options: dict[str, Any] = {
            "autoescape": True,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "finalize": _finalize,
            "auto_reload": False,
            "bytecode_cache": _Compiled(store) if store else None,
        }
        self._environment: _Environment
        if words is None:
            loader = _Templates(templates_folder, _as_they_are if glosses else without_glosses)
            self._environment = _Environment(loader=loader, **options)
        else:
            loader = _Templates(templates_folder, partial(messages.translated, catalogue=words))
            self._environment = _TranslatedEnvironment(words, loader=loader, **options)
        self._environment.filters["tr"] = _labels(words) if words else _itself
        # What editors write is in their language, whatever the labels are in.
        self._environment.globals["editors_lang"] = Markup(' lang="en"') if words else Markup()
        self._environment.filters["date"] = dates.display
        self._environment.filters["thousands"] = _thousands
        self._environment.filters["one_block"] = _one_block
        self._environment.filters["code_in"] = _code_in
        self._environment.filters["with_bars"] = with_bars
        self._environment.globals["kept"] = lru_cache(maxsize=KEPT)(_of_macro)
        self._plain = self._environment.overlay(bytecode_cache=None)
        self._plain.plain = True

    def render(self, page: Page) -> str:
        """The text of the page's file.

        A template for HTML gives one block in a `div`. Python-Markdown passes it through as it
        stands, since no line of it is blank: the lines of the template are joined, and texts
        hold no line ends (see `builders.markup.escaped`). A template for Markdown gives a
        person's page with its own front matter.

        Raises:
            ProblemsFound: the template is wrong, or asks for something that the page has not.
        """
        try:
            try:
                text = self._environment.get_template(page.template).render(page.context)
            except AttributeError:  # a key of a mapping, or a mistake to be named
                text = self._plain.get_template(page.template).render(page.context)
        except TemplateError as error:
            raise ProblemsFound([self._problem(page, error)]) from error
        if page.template.endswith(MARKDOWN_SUFFIX):
            return text
        html = _one_block(text)
        if not (html.startswith("<div") and html.endswith("</div>")):
            raise ValueError(f"{page.template} must give one div")
        return f"{_front_matter(self._in_language(page))}\n{html}\n"

    def _in_language(self, page: Page) -> Page:
        """The page with its front matter in the language of the interface."""
        words = self._words
        if words is None:
            return page
        section = str(page.metadata.get("section", ""))
        title, description = words.of_page(
            page.title, page.title_zh, page.description or "", section
        )
        return replace(
            page,
            title=title,
            description=description or None,
            metadata={**page.metadata, "interface": words.language, "lang": words.tag},
        )

    def _problem(self, page: Page, error: TemplateError) -> Problem:
        """The mistake, at the line of the template that it was made on."""
        name, line = page.template, None
        if isinstance(error, TemplateSyntaxError):
            name, line = error.name or name, error.lineno
        elif isinstance(error, TemplateNotFound):
            return Problem(
                f"{self._folder}/{page.template}", None, "template", f"there is no {error}"
            )
        else:
            # Jinja rewrites the traceback so that its frames are the templates' own lines.
            for frame in traceback.extract_tb(error.__traceback__):
                if Path(frame.filename).is_relative_to(self._folder_path):
                    name = Path(frame.filename).relative_to(self._folder_path).as_posix()
                    line = frame.lineno
        message = f"{error.message or error} (for {page.uri})"
        return Problem(f"{self._folder}/{name}", line, "template", message)


def _one_block(html: str) -> str:
    """The HTML without blank lines and indents; a `Markup` stays one."""
    return type(html)(_INDENT_RE.sub("\n", html.strip()))


def front_matter(lines: Iterable[str]) -> dict[str, Any]:
    """What stands at the head of a page of the builders.

    A page that a person wrote may have any YAML there, or none: that is left to MkDocs, and the
    answer is empty.
    """
    record: dict[str, Any] = {}
    lines = iter(lines)
    if next(lines, "").rstrip("\n") != RULE:
        return {}
    for line in lines:
        if line.rstrip("\n") == RULE:
            return record
        key, colon, value = line.partition(": ")
        try:
            record[key] = json.loads(value) if colon else None
        except ValueError:
            return {}
    return {}


def without_front_matter(text: str) -> str:
    """What follows the head of a page of the builders."""
    return text.partition(f"\n{RULE}\n")[2]


def _front_matter(page: Page) -> str:
    """YAML between two rules; each value is JSON, which is YAML on one line.

    Themes put title and description into pages as they are, so they are escaped here already.
    """
    record = {
        "title": str(escape(markup.visible(page.title))),
        "layout": LAYOUT,
        **page.metadata,
    }
    if page.description:
        record["description"] = str(escape(markup.visible(page.description)))
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in record.items()]
    return "\n".join((RULE, *lines, RULE, ""))


@lru_cache(maxsize=KEPT)
def _safe(text: str) -> str:
    """As `markup.safe`: nineteen of twenty texts of a page have stood on one before."""
    return markup.safe(text)


def _finalize(value: object) -> object:
    """Every plain text of a template's variable, made safe for the way through Markdown."""
    return markup.escaped(value) if isinstance(value, str) and not _is_markup(value) else value


def _is_markup(value: str) -> bool:
    return isinstance(value, Markup)


def _as_they_are(template: str) -> str:
    return template


def _itself(words: object, **_: object) -> object:
    """Templates are in English: there, a label stays as it is."""
    return words


def _labels(words: Catalogue) -> Callable[..., object]:
    """What makes a label, or the labels within finished HTML, one of another language."""

    def label(value: object, *, cited: bool = False) -> object:
        if type(value) is not Markup or "<" not in value:
            return words.label(value)
        make = marked.with_citations if cited else marked.relabelled
        return Markup(make(value, words))  # noqa: S704  # as it came, and escaped there

    return label


def _of_macro(macro: Callable[[object], Markup], value: object) -> Markup:
    """For `kept`: what a macro makes of a value, which is made once for all pages.

    The macro is one that is imported: others are new with each page. The value is one that never
    changes: a named tuple of texts, or an object that all pages share.
    """
    return macro(value)


def _thousands(number: int) -> str:
    return f"{number:,}"


def _code_in(text: str) -> Markup:
    """A sentence in which the words between two backticks are given letter for letter."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return markup.escaped(text)
    said = (
        f"<code>{markup.safe(part)}</code>" if k % 2 else markup.safe(part)
        for k, part in enumerate(parts)
    )
    return Markup("".join(said))  # noqa: S704  # made safe just before
