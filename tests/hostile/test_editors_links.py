"""Links in what editors write: to the web, to e-mail and within the site, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html  # type: ignore[import-untyped]  # ships no types
from ruamel.yaml import YAML

from builders.pages.editors_markdown import paragraphs

CASES = YAML(typ="safe").load((Path(__file__).parent / "links.yml").read_text(encoding="utf-8"))


def made(text: str) -> html.HtmlElement:
    return html.fragment_fromstring(str(paragraphs(text)), create_parent="div")


@pytest.mark.parametrize("text", CASES["refused"])
def test_a_link_with_another_scheme_is_not_made_a_link(text: str) -> None:
    found = made(text)
    assert not found.xpath("//@href | //@src"), html.tostring(found)
    assert found.text_content().strip()


@pytest.mark.parametrize("text", CASES["kept"])
def test_links_to_allowed_addresses_are_kept(text: str) -> None:
    assert len(made(text).xpath("//a/@href")) == 1


def test_no_picture_is_loaded_from_elsewhere() -> None:
    found = made("![a](http://example.org/i.png) ![b][c]\n\n[c]: http://example.org/j.png")
    assert not found.xpath("//img")
