"""The network: arcs between those named in the same paragraph, and the table of these pairs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # ships no types

from builders.model.page import Page
from builders.pages import network
from tests.pages.conftest import entry_of, publication_of
from tests.pages.html import of_class, rendered
from tests.pages.registered import two_texts

Render = Callable[[Page], str]


def arcs_by_weight(html: HtmlElement) -> dict[str, list[str]]:
    """The arcs by weight class, each as its two rows and its number of paragraphs."""
    groups = of_class(html, "mu-net-a")[0].xpath("./g")
    return {group.get("class"): group.xpath("./path/@data-ends") for group in groups}


def test_an_arc_joins_people_and_organizations_of_one_paragraph(render: Render) -> None:
    (page,) = network.pages(two_texts())
    html = rendered(render(page))
    names = [row.xpath("./a")[0].text_content() for row in html.xpath("//*[@data-row]")]
    assert names == ["Wang Li", "An Office", "Ministry of Ports"]
    # Row, row, number of paragraphs; the heaviest arcs are drawn last.
    assert arcs_by_weight(html) == {"mu-arc-1": ["2 3 1", "1 3 1"], "mu-arc-2": ["1 2 2"]}


def test_the_table_has_every_pair_with_its_paragraphs(render: Render) -> None:
    (page,) = network.pages(two_texts())
    first = rendered(render(page)).xpath("//tbody/tr")[0]
    assert first.xpath("./td[@class='mu-n']")[0].text_content() == "2 paragraphs"
    links = first.xpath("./td[@class='mu-pairs-w']/a")
    assert [(link.get("href"), link.text_content()) for link in links] == [
        ("../sources/alpha/#p1", "Alpha n.d., ¶1"),
        ("../sources/alpha/#p2", "¶2"),
    ]


def test_with_too_many_nodes_those_that_share_most_are_drawn(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "MOST_NODES", 2)
    (page,) = network.pages(two_texts())
    html = rendered(render(page))
    assert len(html.xpath("//*[@data-row]")) == 2
    assert list(arcs_by_weight(html).values()) == [["1 2 2"]]
    assert "The 2 of 3 that share paragraphs most often" in html.text_content()


def test_with_too_many_arcs_the_heaviest_are_drawn(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "MOST_ARCS", 1)
    (page,) = network.pages(two_texts())
    html = rendered(render(page))
    assert list(arcs_by_weight(html).values()) == [["1 2 2"]]
    # The number of companions counts arcs that are not drawn, too.
    assert [one.text for one in of_class(html, "mu-n-of")] == ["2", "2", "2"]
    assert "Of 3 arcs the 1 heaviest are drawn." in html.text_content()


@pytest.mark.parametrize(
    ("count", "most", "weight"),
    [(1, 1, 1), (3, 7, 3), (7, 7, 6), (1, 1800, 1), (900, 1800, 3), (1800, 1800, 6)],
)
def test_weights_are_relative_if_the_maximum_is_large(count: int, most: int, weight: int) -> None:
    assert network.weight_of(count, most) == weight


def test_an_empty_network_says_so(render: Render) -> None:
    (page,) = network.pages(publication_of(entry_of("x", "a")))
    assert "No two people or organizations" in rendered(render(page)).text_content()
