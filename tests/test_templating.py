"""Templates: how values are rendered, by our compiler and by Jinja's own."""

from __future__ import annotations

import gc
import weakref
from enum import StrEnum
from pathlib import Path

import pytest
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from builders.model.page import Page
from builders.problems import ProblemsFound
from builders.storage.store import FOLDER, Store
from builders.templating import Renderer
from builders.templating.compiling import Environment


class Colour(StrEnum):
    """A value that is a string of its own type."""

    RED = "<red>"


CONTEXT = {
    "text": "a < b & \"c\" 'd'\n\u0007",
    "html": Markup("<b>&amp;</b>"),
    "number": 12345,
    "share": 0.5,
    "none": None,
    "colour": Colour.RED,
    "things": ("x", "<y>"),
    "nested": {"key": "<z>"},
}
TEMPLATE = """\
{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}
<div>{{ text }}|{{ html }}|{{ number }}|{{ number | thousands }}|{{ share }}|{{ none }}|{{ colour }}
{%- for thing in things %}{{ thing }}{{ loop.index }}{% endfor %}{{ things }}{{ nested.key }}
{%- set caught %}{{ text }}<i>{% endset %}{{ caught }}{{ twice("<") }}{{ twice(html) | trim }}
{%- autoescape false %}{{ html }}{% endautoescape %}{{ html ~ "<" }}{{ "<" }}{{ 1 + 1 }}</div>
"""


def write(folder: Path, text: str) -> Path:
    (folder / "page.html").write_text(text)
    return folder


def test_values_are_rendered_as_by_jinja_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path, TEMPLATE)
    page = Page("a.md", "page.html", "A", CONTEXT)
    ours = Renderer(folder).render(page)
    assert "&lt;red&gt;" in ours
    assert "a &lt; b &amp; &#34;c&#34; &#39;d&#39;&#10;\u2407|<b>&amp;</b>|12345|12,345|" in ours
    monkeypatch.setattr(Environment, "code_generator_class", CodeGenerator)
    assert Renderer(folder).render(page) == ours


def test_an_undefined_variable_is_an_error_at_its_line(tmp_path: Path) -> None:
    folder = write(tmp_path, "<div>\n{{ nothing }}</div>")
    with pytest.raises(ProblemsFound) as found:
        Renderer(folder).render(Page("a.md", "page.html", "A", {}))
    (problem,) = found.value.problems
    assert (problem.line, problem.code) == (2, "template")
    assert "nothing" in problem.message


def test_keys_can_be_read_as_attributes_and_tested_for(tmp_path: Path) -> None:
    template = (
        "<div>{% if row.b is defined %}b{% endif %}{{ row.a }}{{ row.items() | length }}</div>"
    )
    page = Page("a.md", "page.html", "A", {"row": {"a": 1}})
    assert "<div>11</div>" in Renderer(write(tmp_path, template)).render(page)


def test_a_missing_attribute_is_an_error_at_its_line(tmp_path: Path) -> None:
    folder = write(tmp_path, "<div>\n{{ row.nothing }}</div>")
    with pytest.raises(ProblemsFound) as found:
        Renderer(folder).render(Page("a.md", "page.html", "A", {"row": 1}))
    (problem,) = found.value.problems
    assert (problem.line, problem.code) == (2, "template")


def test_compiled_templates_are_cached_and_changed_ones_recompiled(tmp_path: Path) -> None:
    folder, store = write(tmp_path, "<div>{{ text }}</div>"), Store(tmp_path, "templates")
    page = Page("a.md", "page.html", "A", {"text": "<1>"})

    def kept() -> dict[Path, bytes]:
        files = (tmp_path / FOLDER / "templates").rglob("*")
        return {path: path.read_bytes() for path in files if path.is_file()}

    first = Renderer(folder, store).render(page)
    (path,) = before = kept()
    assert Renderer(folder, store).render(page) == first
    assert kept() == before
    path.write_bytes(damaged := before[path][:-1] + b"?")
    assert Renderer(folder, store).render(page) == first
    assert kept()[path] != damaged
    write(folder, "<div>{{ text }}!</div>")
    assert "&lt;1&gt;!" in Renderer(folder, store).render(page)


def test_a_macro_is_called_once_for_equal_values_of_all_pages(tmp_path: Path) -> None:
    made: list[str] = []

    class Value(tuple[str, ...]):
        __slots__ = ()

        def words(self) -> str:
            made.append(self[0])
            return self[0]

    (tmp_path / "macros.html").write_text("{% macro said(x) %}<i>{{ x.words() }}</i>{% endmacro %}")
    template = '{% from "macros.html" import said %}<div>{{ kept(said, value) }}</div>'
    renderer = Renderer(write(tmp_path, template))
    pages = [
        Page("a.md", "page.html", "A", {"value": Value([word])}) for word in ("<x>", "<x>", "y")
    ]
    texts = [renderer.render(page) for page in pages]
    assert "<div><i>&lt;x&gt;</i></div>" in texts[0]
    assert texts[1] == texts[0]
    assert "<div><i>y</i></div>" in texts[2]
    assert made == ["<x>", "y"]


def test_a_rendered_page_keeps_no_values_in_memory(tmp_path: Path) -> None:
    class Value:
        words = "said"

    value = Value()
    dead = weakref.ref(value)
    template = "{% macro said() %}{{ value.words }}{% endmacro %}<div>{{ said() }}</div>"
    renderer = Renderer(write(tmp_path, template))
    gc.collect()
    gc.disable()  # as during a build
    try:
        text = renderer.render(Page("a.md", "page.html", "A", {"value": value}))
        del value
        assert "<div>said</div>" in text
        assert dead() is None
    finally:
        gc.enable()
