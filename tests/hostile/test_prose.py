"""Editors' own pages: what their HTML may contain, and that a build names what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html  # type: ignore[import-untyped]  # ships no types
from ruamel.yaml import YAML

from builders.cli import main
from builders.model.page import ProsePage
from builders.pages.unsafe_html import problems
from tests.conftest import PROJECT
from tests.publication import new_publication

CASES = YAML(typ="safe").load((Path(__file__).parent / "prose.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["text"][:40])
@pytest.mark.parametrize("before", ["", "# A page\n\nWords.\n\n", "---\ntitle: A\n---\n\n"])
def test_unsafe_html_is_reported_with_its_line(case: dict[str, str], before: str) -> None:
    found = list(problems(ProsePage("a.md", "a.md", before + case["text"])))
    assert found, case
    assert found[0].code == "unsafe-html"
    assert found[0].message.startswith(case["says"])
    first = before.count("\n") + 1
    # An address spelled otherwise in Markdown may not be found there; then no line is reported.
    assert found[0].line is None or first <= found[0].line <= first + case["text"].count("\n")
    assert found[0].line is not None or "&colon;" in case["text"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # These letters are two characters each in lower case.
        ("İİİİİİ\n\na\n\nb\n\n<script>x</script>\n\nc\n\nd\n", 7),
        ("---\nstyle: x\n---\n\n# A\n\n<p style='x'>a</p>\n", 7),
        ("The style of it.\n\n<p style='color:red'>a</p>\n", 3),
    ],
)
def test_the_line_is_that_of_the_tag(text: str, line: int) -> None:
    assert [found.line for found in problems(ProsePage("a.md", "a.md", text))] == [line]


@pytest.mark.parametrize("text", CASES["kept"])
def test_harmless_html_is_allowed(text: str) -> None:
    assert not list(problems(ProsePage("a.md", "a.md", text)))


@pytest.mark.parametrize("path", sorted((PROJECT / "site_src/pages").rglob("*.md")), ids=str)
def test_the_pages_of_the_edition_are_harmless(path: Path) -> None:
    assert not list(problems(ProsePage(path.name, path.name, path.read_text(encoding="utf-8"))))


def test_a_build_lists_all_unsafe_html(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    page = root / "site_src/pages/mine.md"
    page.write_text("# Mine\n\n<script>x</script>\n\n<b onclick=x>a</b>\n")
    done = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert done.exit_code == 1
    assert "site_src/pages/mine.md:3: error: `<script>` is not allowed" in done.output
    assert "site_src/pages/mine.md:5: error: `onclick` is not allowed" in done.output
    assert not (root / "site/mine").exists()


def test_title_and_description_of_a_page_are_escaped(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    page = root / "site_src/pages/mine.md"
    page.write_text(
        "---\ntitle: 'A <b>\"Q\" & A</title><img src=x>'\ndescription: 'The \"great\" <strike>'\n---\n\nWords.\n"
    )
    heading = root / "site_src/pages/headed.md"
    heading.write_text("# Of `</title><img src=x>`\n\nWords.\n")
    done = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert done.exit_code == 0, done.output
    made = html.fromstring((root / "site/mine/index.html").read_text(encoding="utf-8"))
    title = 'A <b>"Q" & A</title><img src=x>'
    assert made.findtext("head/title").startswith(f"{title} – ")
    assert made.xpath("//h1")[0].text_content() == title
    assert made.xpath("//meta[@name='description']/@content") == ['The "great" <strike>']
    assert not made.xpath("//img")
    headed = html.fromstring((root / "site/headed/index.html").read_text(encoding="utf-8"))
    assert headed.findtext("head/title").startswith("Of </title><img src=x> – ")
    assert not headed.xpath("//img")
