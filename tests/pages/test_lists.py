"""Lists of sources, registers, and insertions in hand-written pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html  # type: ignore[import-untyped]  # ships no types

from builders.model.collection import Collection
from builders.model.page import Page, ProsePage
from builders.model.publication import Entry, Publication
from builders.model.sidecar import Sidecar
from builders.pages import addresses, pages, source_lists
from builders.pages.listing import kind_of, lister_of
from builders.pages.prose import problems
from builders.pages.source.apparatus import letter_of
from builders.pages.source_lists import by_year, list_context
from builders.search.documents import document_index
from tests.pages.conftest import CABLE, entry_of, page_at, publication_of
from tests.pages.html import of_class, rendered
from tests.pages.registered import two_texts
from tests.publication import understood_publication
from tests.timeline.test_timeline import item

Render = Callable[[Page], str]


def test_the_table_lists_every_source_by_date(two_cables: Publication, render: Render) -> None:
    page = rendered(render(page_at("sources/index.md", pages(two_cables))))
    rows = page.xpath("//tbody/tr")
    assert [row.get("data-id") for row in rows] == ["07SHENYANG210", "08SHENYANG12"]
    assert rows[0].get("data-year") == "2007"
    assert rows[0].xpath(".//th/a/@href") == ["07shenyang210/"]


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("index.md", "No source is published yet."),
        ("sources/index.md", "No source is published yet."),
        ("timeline/index.md", "Nothing here has a date yet."),
    ],
)
def test_a_publication_without_sources_says_so(uri: str, words: str, render: Render) -> None:
    home = ProsePage("index.md", "site_src/pages/index.md", "<!-- muniment: sources -->\n")
    page = render(page_at(uri, pages(replace(publication_of(), prose=(home,)))))
    made = page.split("\n---\n")[-1]
    assert words in made
    assert "<table" not in made
    assert " 0 " not in made


NOT_ON_HOME_PAGE = {"id", "tag"}
"""Columns of the full list, which the list on the home page leaves out."""


@pytest.mark.parametrize("uri", ["sources/index.md", "index.md"])
def test_a_column_that_no_source_fills_is_left_out(
    uri: str, two_cables: Publication, render: Render
) -> None:
    home = ProsePage("index.md", "site_src/pages/index.md", "<!-- muniment: sources -->\n")
    left_out = NOT_ON_HOME_PAGE if uri == "index.md" else set()

    def columns(publication: Publication) -> list[str]:
        file = render(page_at(uri, pages(replace(publication, prose=(home,)))))
        table = html.fromstring(file).xpath("//table")[0]
        names = table.xpath("./thead//th/@data-sort")
        assert {len(row) for row in table.xpath("./tbody/tr")} == {len(names)}
        return list(names)

    def but(*names: str) -> list[str]:
        return [name for name in names if name not in left_out]

    text = entry_of("x", "a")
    assert columns(two_cables) == but("date", "id", "title", "origin", "tag")
    assert columns(publication_of(text)) == but("date", "id", "title")
    both = publication_of(text, *two_cables.entries)
    assert columns(both) == but("date", "id", "kind", "title", "origin", "tag")


@pytest.mark.parametrize(
    ("register", "columns"),
    [
        ("people", ["Name", "Chinese", "Role", "Mentions", "Sources"]),
        ("organizations", ["Name", "Mentions", "Sources"]),
        ("places", ["Name", "Chinese", "What it is", "Mentions", "Sources"]),
        ("terms", ["Name", "Meaning", "Mentions", "Sources"]),
    ],
)
def test_a_column_that_no_entry_fills_is_left_out(
    register: str, columns: list[str], render: Render
) -> None:
    page = rendered(render(page_at(f"{register}/index.md", pages(two_texts()))))
    assert [cell.text_content() for cell in page.xpath("//thead//th")] == columns
    assert {len(row) for row in page.xpath("//tbody/tr")} == {len(columns)}


def test_an_undated_source_is_listed(render: Render) -> None:
    made = list(pages(publication_of(entry_of("x", "a"))))
    page = rendered(render(page_at("sources/index.md", made)))
    assert "undated" in page.xpath("//tbody/tr")[0].text_content()
    # Where no source has a year, none can be chosen.
    assert page.xpath("//form//@name") == ["q"]
    search = rendered(render(page_at("search/index.md", made)))
    assert search.xpath("//details/@data-facet") == ["kind", "language", "notes"]


def test_a_tag_has_a_page_with_its_meaning_and_sources(
    two_cables: Publication, render: Render
) -> None:
    page = rendered(render(page_at("tags/ktip/index.md", pages(two_cables))))
    assert of_class(page, "mu-title")[0].text_content() == "Trafficking in persons"
    assert "../../sources/08shenyang12/" in page.xpath("//@href")


def test_an_originator_has_a_page(two_cables: Publication, render: Render) -> None:
    name = next(iter(two_cables.by_originator))
    page = rendered(render(page_at(addresses.originators([name])[name], pages(two_cables))))
    assert "../../sources/08shenyang12/" in page.xpath("//@href")


def test_only_the_insertions_of_a_hand_written_page_are_changed(
    two_cables: Publication, render: Render
) -> None:
    text = "---\ntitle: Home\n---\n\n# A\n\n<!-- muniment: sources -->\n\nb {{ c }}\n"
    home = ProsePage("index.md", "site_src/pages/index.md", text)
    [page] = [page for page in pages(replace(two_cables, prose=(home,))) if page.uri == "index.md"]
    made = render(page)
    front, body = made.split("\n---\n", 1)
    assert front.startswith("---\ntitle: Home\nhead: ")
    assert front.count("\n") == 2
    assert body.startswith("\n# A\n\n\n<div")
    assert made.endswith("</div>\n\n\nb {{ c }}\n")
    assert 'href="sources/08shenyang12/"' in made
    block = made[made.index("<div") : made.index("</div>")]
    assert "\n\n" not in block


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_a_hand_written_page_may_have_the_line_ends_of_any_system(
    end: str, tmp_path: Path, render: Render
) -> None:
    text = "---\ntitle: Home\nlang: de\n---\n\n<!-- muniment: sources -->\n\nText.\n"
    file = "site_src/pages/index.md"
    publication = understood_publication(tmp_path, {file: text.replace("\n", end)})
    made = render(page_at("index.md", pages(publication)))
    assert made.startswith("---\ntitle: Home\nlang: de\nhead: ")
    assert '\nwords_lang: "de"\n' in made.split("\n---\n")[0] + "\n"
    assert "<table" in made


def test_an_unknown_insertion_is_reported(two_cables: Publication) -> None:
    prose = ProsePage("index.md", "site_src/pages/index.md", "a\n\n<!-- muniment: sauces -->\n")
    [problem] = problems([prose], two_cables.settings)
    assert (problem.line, problem.code) == (3, "unknown-insertion")
    assert "sources" in problem.hint


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("index.md", "sources/index.md", "sources/"),
        ("sources/a/index.md", "sources/b/index.md", "../b/"),
        ("sources/a/index.md", "sources/a/A.txt", "A.txt"),
        ("sources/a/index.md", "index.md", "../../"),
        ("method.md", "tags/index.md", "../tags/"),
        ("a/index.md", "originators/中国/index.md", "../originators/%E4%B8%AD%E5%9B%BD/"),
    ],
)
def test_links_are_relative(here: str, there: str, expected: str) -> None:
    assert addresses.link(here, there) == expected


def test_two_originators_never_share_a_page() -> None:
    uris = addresses.originators(["A-B", "A B", "a b", "A B 2"])
    assert list(uris) == ["A B", "A B 2", "A-B", "a b"]
    folders = [uri.split("/")[1] for uri in uris.values()]
    assert folders == ["a-b", "a-b-2", "a-b-3", "a-b-4"]


def test_two_tags_never_share_a_page(render: Render) -> None:
    tags = ("ROE, JANE A", "ROE JANE A")
    cable = entry_of(
        CABLE.replace("SMIG KTIP CH", f"SMIG, ({tags[0]}), ({tags[1]})"), "08SHENYANG12"
    )
    assert set(tags) < set(cable.tags)
    made = {page.uri: page for page in pages(publication_of(cable))}
    titles = [
        of_class(rendered(render(made[f"tags/{name}/index.md"])), "mu-title")
        for name in ("roe-jane-a", "roe-jane-a-2")
    ]
    assert sorted(title.text_content() for (title,) in titles) == sorted(tags)
    source = rendered(render(made["sources/08shenyang12/index.md"]))
    assert {"../../tags/roe-jane-a/", "../../tags/roe-jane-a-2/"} < set(source.xpath("//@href"))


def test_the_pages_of_a_list_have_addresses_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builders.pages.source_lists.PAGE_SIZE", 1)
    found = publication_of(entry_of("One.", "page_1"), entry_of("Two.", "page_2"))
    uris = [page.uri for page in pages(found)]
    assert len(uris) == len(set(uris))


def test_a_long_name_gives_an_address_that_a_file_can_have() -> None:
    names = ["中" * 100 + end for end in "甲乙丙"]
    uris = list(addresses.originators(names).values())
    folders = [uri.split("/")[1] for uri in uris]
    assert len(set(folders)) == 3
    assert all(180 < len(folder.encode()) <= 255 for folder in folders)


def test_after_z_the_letters_are_doubled() -> None:
    assert [letter_of(n) for n in (0, 25, 26, 27, 701, 702)] == ["a", "z", "aa", "ab", "zz", "aaa"]


def test_the_years_of_a_paged_list_link_into_its_pages(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builders.pages.source_lists.PAGE_SIZE", 3)
    days = ("2007-03-01", "2008-01-02", "2008-05-06", "2008-07-08", "2009-02-03", None)
    publication = publication_of(
        *(
            replace(entry, sidecar=entry.sidecar.model_copy(update={"date": day, "title": f"T{n}"}))
            for n, day in enumerate(days)
            for entry in [entry_of("Words.", f"x{n}")]
        )
    )
    made = {page.uri: page for page in pages(publication)}
    first = rendered(render(made["sources/index.md"]))
    second = rendered(render(made["sources/_page_2/index.md"]))
    assert first.xpath("//tbody/tr/@data-id") == ["x0", "x1", "x2"]
    assert second.xpath("//tbody/tr/@data-id") == ["x3", "x4", "x5"]
    years = first.xpath("//table[contains(@class, 'mu-years')]//a/@href")
    assert years == ["#year-2007", "#year-2008", "_page_2/#year-2009"]
    assert first.xpath("//*[@id='year-2008']/@data-id") == ["x1"]
    assert second.xpath("//*[@id='year-2009']/@data-id") == ["x4"]
    assert "../" in second.xpath("//nav[contains(@class, 'mu-leaves')]//a/@href")
    # A filter for the rows of one page alone would mislead.
    assert first.xpath("//form") == second.xpath("//form") == []
    assert first.xpath("//table[contains(@class, 'mu-part')]")


def test_years_are_in_order_before_the_year_1000_too(render: Render) -> None:
    publication = publication_of(
        *(
            replace(entry, sidecar=Sidecar(date=day, title=f"T{day}"))
            for day in ("1066", "0900", "1200")
            for entry in [entry_of("Words.", f"x{day}")]
        )
    )
    assert list_context(lister_of(publication).items(publication.entries))["years"] == [
        "900",
        "1066",
        "1200",
    ]
    years = by_year(publication.entries, "sources/index.md", "index.md")
    assert [year.name for year in years] == ["900", "1066", "1200"]
    found = rendered(render(page_at("search/index.md", pages(publication))))
    assert found.xpath("//input[@name='from']/@placeholder") == ["0900"]
    assert found.xpath("//input[@name='to']/@placeholder") == ["1200-02"]


def test_a_hand_written_page_shows_only_the_years_of_very_many_sources(
    two_cables: Publication, render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builders.pages.source_lists.PAGE_SIZE", 1)
    prose = ProsePage("index.md", "site_src/pages/index.md", "<!-- muniment: sources -->\n")
    made = render(page_at("index.md", pages(replace(two_cables, prose=(prose,)))))
    assert 'href="sources/_page_2/#year-2008"' in made
    assert "08shenyang12" not in made


def test_a_hand_written_page_links_to_very_many_undated_sources(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builders.pages.source_lists.PAGE_SIZE", 1)
    publication = publication_of(entry_of("One.", "x1"), entry_of("Two.", "x2"))
    prose = ProsePage("index.md", "site_src/pages/index.md", "<!-- muniment: sources -->\n")
    publication = replace(publication, prose=(prose,))
    made = render(page_at("index.md", pages(publication)))
    assert 'href="sources/"' in made
    assert "2 sources" in made
    assert "<table" not in made


@pytest.mark.parametrize(("most", "links"), [(1, []), (2, ["../?kind=cable"])])
def test_a_kind_links_to_the_list_only_if_the_list_can_be_filtered_by_it(
    most: int,
    links: list[str],
    two_cables: Publication,
    render: Render,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("builders.pages.source_lists.PAGE_SIZE", most)
    made = rendered(render(page_at("sources/08shenyang12/index.md", pages(two_cables))))
    assert of_class(made, "mu-kind")[0].xpath(".//a/@href") == links


def test_the_genre_in_a_sidecar_is_the_kind_of_a_text(tmp_path: Path, render: Render) -> None:
    letters = "site_src/sources/letters"
    publication = understood_publication(
        tmp_path,
        {
            f"{letters}/one.txt": "A first letter.\n",
            f"{letters}/one.yml": 'date: 1866\noriginal: {genre: ship’s  log, author: ["Doe, Jane"]}\n',
            f"{letters}/two.txt": "A second one.\n",
        },
    )
    listed = rendered(render(page_at("sources/index.md", pages(publication))))
    options = listed.xpath("//select[@name='kind']/option")
    assert [(one.get("value"), one.text) for one in options] == [
        ("", "all"),
        ("ship’s log", "Ship’s log"),
        ("text", "Text"),
    ]
    source = rendered(render(page_at("sources/one/index.md", pages(publication))))
    (link,) = of_class(source, "mu-kind")[0].xpath(".//a")
    assert (link.text, link.get("href")) == ("Ship’s log", "../?kind=ship%E2%80%99s%20log")
    found = rendered(render(page_at("search/index.md", pages(publication))))
    facets = found.xpath("//details/@data-facet")
    assert facets == ["kind", "year", "author", "language", "notes"]
    assert found.xpath("//input[@name='from']/@placeholder") == ["1866"]
    index = document_index(next(one for one in publication.entries if one.id == "one"))
    assert (index.facets["kind"], index.facets["author"]) == (("ship’s log",), ("Doe, Jane",))


def test_only_the_number_of_a_telegram_is_beside_a_title(two_cables: Publication) -> None:
    items = lister_of(two_cables).items(two_cables.entries)
    assert [one.number for one in items] == ["07 SHENYANG 210", "08 SHENYANG 12"]
    assert [one.short for one in items] == [one.number for one in items]
    for one in lister_of(two_texts()).items(two_texts().entries):
        assert one.number == ""
        assert one.short.startswith(one.title)


ONE_COLLECTION = Collection.model_validate(
    {
        "name": "letters",
        "title": "Letters",
        "site_url": "https://example.org/letters/",
        "sources": {"files": "*"},
    }
)


def with_collection(publication: Publication) -> Publication:
    """The publication with all of its sources in a collection."""
    return replace(
        publication, settings=replace(publication.settings, collections=(ONE_COLLECTION,))
    )


def test_where_all_sources_are_in_collections_none_is_said_to_be_missing(render: Render) -> None:
    publication = with_collection(publication_of(entry_of("x", "a")))
    made = page_at("sources/index.md", pages(publication))
    page = rendered(render(made))
    assert of_class(page, "mu-colls")[0].text_content().split()[:2] == ["Letters", "1"]
    assert "No source" not in page.text_content()
    assert "../data/sources.csv" in page.xpath("//a/@href")
    assert made.description == "The collections and sources of Papers."


def test_kinds_are_named_by_genre_wherever_sources_are_counted(
    tmp_path: Path, render: Render
) -> None:
    letters = "site_src/sources/letters"
    publication = with_collection(
        understood_publication(
            tmp_path,
            {
                f"{letters}/one.txt": "FROM THE CONSUL\n\nA first letter.\n",
                f"{letters}/one.yml": "date: ../1866\noriginal: {genre: ship’s log, author: [Roe]}\n",
            },
        )
    )
    home = rendered(render(page_at("collections/letters/index.md", pages(publication))))
    kinds = of_class(home, "mu-coll-all")[0].xpath(".//a")[1:]
    assert [(kind.text, kind.get("href")) for kind in kinds] == [
        ("Ship’s log", "sources/?kind=ship%E2%80%99s%20log"),
        ("Text", "sources/?kind=text"),
    ]
    # The other source, which is of 1866 at the latest, has a date.
    assert "1 without a date" in home.text_content()


# Three letters, and a source without a date.
@pytest.mark.parametrize(("most", "rows"), [(500, 4), (1, 3)])
def test_the_home_page_of_a_collection_draws_and_lists_its_sources(
    tmp_path: Path, render: Render, monkeypatch: pytest.MonkeyPatch, most: int, rows: int
) -> None:
    monkeypatch.setattr(source_lists, "PAGE_SIZE", most)
    files = {f"site_src/sources/letters/a{k}.txt": f"A letter, {k}.\n" for k in range(3)}
    dated = {f"site_src/sources/letters/a{k}.yml": f"date: 187{k}-03-02\n" for k in range(3)}
    publication = with_collection(understood_publication(tmp_path, {**files, **dated}))
    items = (*publication.timeline.items, item("1850", "told-elsewhere"))
    publication = replace(publication, timeline=replace(publication.timeline, items=items))
    home = rendered(render(page_at("collections/letters/index.md", pages(publication))))
    discs = home.xpath("//figure//*[local-name() = 'circle']/../@href")
    assert discs == [f"../../sources/a{k}/" for k in range(3)]
    assert of_class(home, "mu-sum")[0].xpath("string(.//figcaption)").endswith("1870 to 1872")
    (table,) = home.xpath("//table")
    assert table.get("class").split()[1] == ("mu-sources" if most > 1 else "mu-years")
    assert len(table.xpath("./tbody/tr")) == rows


def test_the_kinds_of_a_long_list_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(entry: Entry) -> tuple[str, str]:
        asked.append(entry.id)
        return kind_of(entry)

    monkeypatch.setattr(source_lists, "PAGE_SIZE", 1)
    monkeypatch.setattr(source_lists, "kind_of", counted)
    publication = publication_of(*(entry_of("x", f"a{k}") for k in range(20)))
    assert len(source_lists.parts(publication, publication.entries, "sources/index.md")) == 20
    assert len(asked) == 20
