"""How templates are compiled: what Jinja makes of them, and how a value stands in a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from keyword import iskeyword
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, FileSystemLoader, Template, nodes
from jinja2 import Environment as JinjaEnvironment
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from builders import dates, markup
from builders.interface.catalogue import Catalogue
from builders.model.given import Given
from builders.storage.store import Store, key

KEPT = 16_384
"""So many texts made safe are held."""


class _Generator(CodeGenerator):
    """Writes one call where Jinja writes two, and none that makes a `Markup` to throw away.

    Half of the time of a page went into that. Should a later Jinja not ask for these lines any
    more, what it writes itself gives the same pages.
    """

    environment: Environment
    _asked_for = False

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802  # as Jinja names it
        """`x.y is defined`: there, not to be there is no mistake."""
        before, self._asked_for = self._asked_for, node.name in {"defined", "undefined"}
        super().visit_Test(node, frame)
        self._asked_for = before

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # as Jinja names it
        """`x.y` as Python says it; see `Environment.plain` for what is no attribute."""
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


class _Template(Template):
    """A template whose macros are made once, for all that import them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002  # as Jinja calls it
        """Its macros. Jinja would look, page by page, whether who imports them has globals of its own."""
        return super()._get_default_module()


class Environment(JinjaEnvironment):
    """What the templates are compiled with."""

    template_class = _Template
    code_generator_class = _Generator
    plain = False
    """Whether `x.y` is Jinja's, which looks among the keys of `x` too: five times as slow."""

    @staticmethod
    def shown(value: object) -> str:
        """A value as it stands in the page."""
        kind = type(value)
        if kind is str or kind is Given or kind is dates.DateWords:
            return _safe(value)
        if kind is Markup:
            return value  # type: ignore[return-value]  # which is a text
        if kind is int or kind is float:
            return str(value)
        return str(escape(finalize(value)))


class TranslatedEnvironment(Environment):
    """Compiles the same templates with other words in them."""

    def __init__(self, words: Catalogue, **options: Any) -> None:
        """Know the words."""
        super().__init__(**options)
        self.words = words

    def shown(self, value: object) -> str:  # type: ignore[override]  # needs the words
        """A value as it stands in the page; dates know their own words."""
        if type(value) is dates.DateWords:
            return markup.safe(str(self.words.label(value)))
        return super().shown(value)


class Templates(FileSystemLoader):
    """Templates, with other words in them."""

    def __init__(self, folders: Sequence[Path], worded: Callable[[str], str]) -> None:
        """Take the templates from the first folder that has them; `worded` puts the words in."""
        super().__init__(folders)
        self._worded = worded

    def get_source(
        self, environment: JinjaEnvironment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The template in the words that are wanted."""
        source, path, is_current = super().get_source(environment, template)
        return self._worded(source), path, is_current


class Compiled(BytecodeCache):
    """Templates as they were compiled by this program before."""

    def __init__(self, store: Store) -> None:
        """Keep them there."""
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """The bucket has what was kept of its template, if anything was."""
        data = self._store.get(_key(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """What is in the bucket is there for the next build."""
        self._store.put(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    """By the template's name and its text, in whichever language."""
    return key(bucket.key, bucket.checksum)


@lru_cache(maxsize=KEPT)
def _safe(text: str) -> str:
    """As `markup.safe`: nineteen of twenty texts of a page have stood on one before."""
    return markup.safe(text)


def finalize(value: object) -> object:
    """Every plain text of a template's variable, made safe for the way through Markdown."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return markup.escaped(value)
    return value
