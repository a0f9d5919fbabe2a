"""Compiling templates: faster code than Jinja's own, translation, a cache between builds."""

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
from builders.model.untranslated import Untranslated
from builders.storage.store import Store, key

CACHE_SIZE = 16_384
"""The number of escaped texts that are cached."""


class _Generator(CodeGenerator):
    """Generates faster code than Jinja's: one call for an output instead of two, and no `Markup`.

    That took half of the time of a page. Should a later Jinja no longer call these methods, the
    code that it generates itself gives the same pages.
    """

    environment: Environment
    _in_defined_test = False

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802  # as Jinja names it
        """`x.y is defined`: in such a test a missing attribute is no mistake."""
        before, self._in_defined_test = self._in_defined_test, node.name in {"defined", "undefined"}
        super().visit_Test(node, frame)
        self._in_defined_test = before

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # as Jinja names it
        """`x.y` as Python's attribute access; `Environment.plain` is for what is no attribute."""
        if (
            self.environment.plain
            or self._in_defined_test
            or iskeyword(node.attr)
            or node.attr.startswith("_")
        ):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802  # as Jinja has it
        """A macro called directly: none of ours uses the context that Jinja would pass."""
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
    """A template whose macros are made once for all templates that import them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002  # as Jinja calls it
        """The module of macros, without Jinja's check on every page for globals of the importer."""
        return super()._get_default_module()


class Environment(JinjaEnvironment):
    """The environment in which templates are compiled."""

    template_class = _Template
    code_generator_class = _Generator
    plain = False
    """Whether `x.y` is Jinja's lookup, which also tries keys, but takes five times as long."""

    @staticmethod
    def shown(value: object) -> str:
        """The HTML of a value in the page."""
        kind = type(value)
        if kind is str or kind is Untranslated or kind is dates.DateWords:
            return _safe(value)
        if kind is Markup:
            return value  # type: ignore[return-value]  # `Markup` is a str
        if kind is int or kind is float:
            return str(value)
        return str(escape(finalize(value)))


class TranslatedEnvironment(Environment):
    """An environment in which labels are translated."""

    def __init__(self, words: Catalogue, **options: Any) -> None:
        """Take the catalogue of the language."""
        super().__init__(**options)
        self.words = words

    def shown(self, value: object) -> str:  # type: ignore[override]  # it needs the catalogue
        """The HTML of a value in the page, with dates in the language."""
        if type(value) is dates.DateWords:
            return markup.safe(str(self.words.label(value)))
        return super().shown(value)


class PreprocessingLoader(FileSystemLoader):
    """A loader that changes the text of templates."""

    def __init__(self, folders: Sequence[Path], preprocess: Callable[[str], str]) -> None:
        """Take each template from the first folder that has it, and change it by `preprocess`."""
        super().__init__(folders)
        self._preprocess = preprocess

    def get_source(
        self, environment: JinjaEnvironment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The changed text of the template, its path, and whether it is still current."""
        source, path, is_current = super().get_source(environment, template)
        return self._preprocess(source), path, is_current


class StoredBytecode(BytecodeCache):
    """Jinja's cache of compiled templates, in the store that is kept between builds."""

    def __init__(self, store: Store) -> None:
        """Take the store to keep them in."""
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with its compiled template, if that is in the store."""
        data = self._store.get(_key(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Put the bucket's compiled template into the store."""
        self._store.put(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    """The key of a template in the store, made from its name and its (translated) text."""
    return key(bucket.key, bucket.checksum)


@lru_cache(maxsize=CACHE_SIZE)
def _safe(text: str) -> str:
    """`markup.safe`, cached: nineteen of twenty texts on a page have been on an earlier one."""
    return markup.safe(text)


def finalize(value: object) -> object:
    """The value of a variable; plain text is escaped for HTML and the way through Markdown."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return markup.escaped(value)
    return value
