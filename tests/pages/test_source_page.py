"""The page of a source: it has all that was received, and all its links lead somewhere."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.markup import visible
from builders.model.document import Role
from builders.model.page import Page
from builders.model.publication import Entry, Publication
from builders.model.sidecar import Original, Sidecar
from builders.pages import assets, pages
from builders.pages.source.received import omitted_spans
from tests.conftest import PROJECT
from tests.pages.conftest import CABLE, HOSTILE, emended, entry_of, page_at, publication_of
from tests.pages.html import of_class, received, rendered
from tests.readers.goldens import FIXTURES

Render = Callable[[Page], str]

TEXTS = (
    "",
    "one line",
    "\ufeffwith a mark\r\nand CR LF\r\n\r\n\r\nlast\r",
    "tab\there\x0cform feed\x0band\x07bell\n  indented  \n\n\n# Heading\n\ntext\n",
    HOSTILE,
    CABLE,
    CABLE.replace("0020\nUNCLAS", "0020UNCLAS"),
    "中国移民\n\n分享按钮 0\n",
)


def source_page(entry: Entry, render: Render) -> str:
    return render(page_at(f"sources/{entry.slug}/index.md", pages(publication_of(entry))))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_received_lines_are_the_source(text: str, render: Render) -> None:
    page = rendered(source_page(entry_of(text, "a"), render))
    assert received(page) == visible(text)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="ab.:1¶#-*|<&\r\n\t \x0c\x85移", max_size=120))
def test_the_received_lines_of_any_text_are_the_source(text: str, render: Render) -> None:
    page = rendered(source_page(entry_of(text, "a"), render))
    assert received(page) == visible(text)


SAVED = (PROJECT / "tests" / "fixtures" / "news" / "saved-page.html").read_text(encoding="utf-8")


def test_the_received_lines_of_a_saved_page_are_the_source(render: Render) -> None:
    file = source_page(entry_of(SAVED, "a"), render)
    assert received(rendered(file)) == visible(SAVED)
    assert "left out" not in file


@pytest.mark.parametrize("line_end", ["\n", " "])
def test_long_scripts_of_a_saved_page_are_left_out(line_end: str, render: Render) -> None:
    lines = [f"let a{k} = {k};" for k in range(1000)]
    text = SAVED.replace("</style>", f"</style><script>{line_end.join(lines)}</script>")
    entry = entry_of(text, "a")
    file = source_page(entry, render)
    shown = received(rendered(file))
    before, after = shown.split("[…]")
    assert visible(text).startswith(before)
    assert visible(text).endswith(after)
    assert after.startswith("Ferrymen strike for a ")
    (gone,) = omitted_spans(entry.document)
    assert len(visible(text)) == len(before) + gone.length + len(after)
    assert f"There, {gone.length:,} of tags and scripts are left out" in file
    numbers = [int(n) for n in rendered(file).xpath("//samp/@data-n")]
    assert numbers == sorted(numbers)
    assert numbers[-1] == text.rstrip("\n").count("\n") + 1


def test_a_hostile_text_appears_literally(render: Render) -> None:
    title = f"Title {HOSTILE}"
    file = source_page(entry_of(HOSTILE, "a", kind="text", sidecar=Sidecar(title=title)), render)
    page = rendered(file)
    assert not page.xpath("//script")
    assert of_class(page, "mu-title")[0].text_content() == title
    assert of_class(page, "mu-p")[0].text_content() == HOSTILE
    front = file.split("---\n")[1]
    assert "<script>" not in front
    assert "{{ 7*7 }}" in front


def test_every_block_of_the_text_has_a_unique_id(cable_html: str, two_cables: Publication) -> None:
    page = rendered(cable_html)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    entry = two_cables.entries[1]
    assert {block.id for block in entry.document.blocks if block.role is Role.TEXT} <= set(ids)


def test_every_internal_link_has_a_target(cable_html: str) -> None:
    page = rendered(cable_html)
    ids = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= ids
    for name in ("aria-describedby", "aria-labelledby", "popovertarget"):
        assert set(page.xpath(f"//@{name}")) <= ids


def test_a_reference_is_a_link_both_ways(
    cable_html: str, two_cables: Publication, render: Render
) -> None:
    page = rendered(cable_html)
    links = of_class(page, "mu-xref")
    assert [link.get("href") for link in links] == ["../07shenyang210/"]
    other = rendered(render(page_at("sources/07shenyang210/index.md", pages(two_cables))))
    assert "../08shenyang12/#p2" in other.xpath("//section[@id='references']//@href")


def test_a_reference_to_an_absent_cable_is_marked(render: Render) -> None:
    page = rendered(source_page(entry_of(CABLE, "08SHENYANG12"), render))
    assert not of_class(page, "mu-xref")
    assert [word.text_content() for word in of_class(page, "mu-absent")] == ["07 SHENYANG 210"]
    section = page.xpath("//section[@id='references']")[0]
    assert "07SHENYANG210 is not in this publication" in section.text_content()


def test_a_page_break_is_shown_within_its_sentence(cable_html: str) -> None:
    paragraph = rendered(cable_html).get_element_by_id("p2").xpath("./p")[0]
    [page_break] = of_class(paragraph, "mu-pb")
    assert page_break.get("data-text") == "p. 2"
    assert page_break.get("aria-label").startswith("p. 2")
    assert paragraph.text_content().startswith("This sentence runs over a page and goes on after")


def test_header_terms_are_explained(cable_html: str) -> None:
    page = rendered(cable_html)
    head = page.xpath("//header")[0]
    for word in ("SIPDIS", "KTIP", "020455Z FEB 08", "R", "SECSTATE WASHDC"):
        term = next(t for t in of_class(head, "mu-term") if t.text_content() == word)
        tip = page.get_element_by_id(term.get("aria-describedby"))
        assert len(tip.text_content()) > 10
    listed = of_class(page, "mu-gloss")[0].text_content()
    assert "SIPRNet" in listed
    assert "This paragraph is sensitive but unclassified" in listed


def test_corrections_are_linked_both_ways(render: Render) -> None:
    page = rendered(source_page(emended(), render))
    paragraph = page.get_element_by_id("p1").xpath("./p")[0]
    assert paragraph.text_content() == "Chongzuo lies in the south."
    letters = of_class(paragraph, "mu-nr")
    assert [letter.get("href") for letter in letters] == ["#c1", "#c3"]
    assert [letter.get("data-text") for letter in letters] == ["a", "b"]
    assert [letter.get("aria-label") for letter in letters] == ["Correction a", "Correction b"]
    entries = {item.get("id"): item.text_content() for item in of_class(page, "mu-app")}
    assert list(entries) == ["c1", "c3", "c2"]
    assert "Chongzuo] Congzuo" in entries["c1"]
    assert "The author’s slip, corrected by hand (J. Doe)" in entries["c3"]
    assert "the left out" in entries["c3"]
    assert "a space] a line end" in entries["c2"]
    assert page.get_element_by_id("c1").xpath("./a/@href") == ["#c1-at"]
    assert page.get_element_by_id("c2").xpath("./a/@href") == ["#p1"]


def test_heading_levels_are_not_skipped(render: Render) -> None:
    text = "# One\n\ntext\n\n#### Four\n\ntext\n\n## Two\n\ntext\n"
    page = rendered(source_page(entry_of(text, "a", kind="text"), render))
    article = page.xpath("//article")[0]
    levels = [int(head.tag[1]) for head in article.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_bold_and_the_numbers_of_footnotes_are_shown(render: Render) -> None:
    letter = FIXTURES / "text" / "markdown.txt"
    assert "<strong>nothing</strong>" in source_page(
        entry_of(letter.read_text("utf-8"), "letter"), render
    )
    edited = FIXTURES / "text" / "edition-notes.txt"
    html = source_page(entry_of(edited.read_text("utf-8"), "edited"), render)
    assert 'south shore.<a href="#footnote-2" aria-label="Footnote 2">²</a>' in html
    assert [html.count(f'data-printed="{number}"') for number in range(1, 6)] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("path", "links"),
    [
        ("text/edition-notes", {"1": "1", "2": "2", "4": "4"}),
        ("text/notes-in-brackets", {"[1]": "1", "[2]": "2", "[3]": "3"}),
        ("report/french", {"1": "1"}),
    ],
)
def test_a_number_in_the_text_leads_to_its_footnote(
    path: str, links: dict[str, str], render: Render
) -> None:
    text = (FIXTURES / f"{path}.txt").read_text(encoding="utf-8")
    page = rendered(source_page(entry_of(text, "notes"), render))
    found = page.xpath("//a[starts-with(@aria-label, 'Footnote ')]")
    digits = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    assert {link.text_content().translate(digits): link.get("href") for link in found} == {
        shown: f"#footnote-{number}" for shown, number in links.items()
    }
    assert set(page.xpath("//@id")) >= {link.get("href")[1:] for link in found}


def test_the_download_has_the_bytes_and_the_name(two_cables: Publication) -> None:
    found = {asset.uri: asset.data for asset in assets(two_cables)}
    assert found["sources/08shenyang12/08SHENYANG12.txt"] == CABLE.encode()


def test_editors_markdown_cannot_add_html(render: Render) -> None:
    sidecar = Sidecar(headnote="A *word*. <script>x</script>\n\n<div>y</div>")
    page = rendered(source_page(entry_of("text", "a", sidecar=sidecar), render))
    note = of_class(page, "mu-headnote")[0]
    assert not note.xpath(".//script | .//div")
    assert note.xpath(".//em")[0].text_content() == "word"
    assert "<script>x</script>" in note.text_content()


def test_the_card_of_a_plain_text_names_author_and_archive(render: Render) -> None:
    original = Original(author=("Pryor, Agnes", "Trinity House"), archive="A", archive_location="4")
    sidecar = Sidecar(title="A letter", original=original)
    page = rendered(source_page(entry_of("A letter.", "a", kind="text", sidecar=sidecar), render))
    values = [
        [one.text_content() for one in fact.xpath(".//li")] for fact in of_class(page, "mu-fact")
    ]
    assert values == [["Pryor, Agnes", "Trinity House"], ["A", "4"]]


def test_the_card_of_an_article_gives_its_dates_in_words(render: Render) -> None:
    text = "Boats seized\n\nUpdated: 2010-05-14 07:32\n\nBy Hu Li (China Daily)\n\nThe boats lay.\n"
    page = rendered(source_page(entry_of(text, "a", kind="news"), render))
    times = {time.get("datetime"): time.text_content() for time in page.xpath("//header//time")}
    assert times["2010-05-14T07:32"] == "14 May 2010, 07:32"


def test_a_reference_in_a_heading_is_said_to_be_in_a_heading(render: Render) -> None:
    text = CABLE.replace(
        "A Heading of the Post\n---------------------",
        "As 07 SHENYANG 333 said\n-----------------------",
    )
    page = rendered(source_page(entry_of(text, "08SHENYANG12"), render))
    links = page.xpath("//*[@id='references']//a[@href='#s-as-07-shenyang-333-said']")
    assert [link.text_content() for link in links] == ["heading"]
