"""The lines around an article: bylines, datelines, dates, names, buttons, subheads."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.model.news import NewsHeader
from builders.readers.news.chrome import BUTTON_RE, is_buttons
from builders.readers.news.fields import byline_name, dateline, house, is_byline
from builders.readers.news.layout import places, rows
from builders.readers.news.line_items import Part, items
from builders.readers.news.lines import lines_of
from builders.readers.news.reader import READER
from builders.readers.news.subheads import leading_length, sunk_subheads
from builders.readers.printed_dates import moments
from tests.readers.goldens import source

BYLINES = [
    ("By Zhang Yan(China Daily)", "Zhang Yan"),
    ("By Duncan Hewitt in Shanghai", "Duncan Hewitt"),
    ("By Hu Meidong and Sun Li in Fuzhou", "Hu Meidong and Sun Li"),
    ("By CAO YIN caoyin@example.com", "CAO YIN"),
    ("By Jason Pan / Staff reporter", "Jason Pan"),
    ("By staff reporter Chen Ming", "Chen Ming"),
    ("by ZHU ZHE", "ZHU ZHE"),
    ("Author: Jane Roe", "Jane Roe"),
    ("By our staff reporter", None),
    ("Jane Roe in Beijing", "Jane Roe"),
]
DATELINES = [
    ("NANNING, July 17 (Xinhua) -- Border police", "NANNING, July 17 (Xinhua) --"),
    ("BEIJING, Jan. 14 (Xinhua) -- China's", "BEIJING, Jan. 14 (Xinhua) --"),
    ("NANNING, Jan. 12 -- A total", "NANNING, Jan. 12 --"),
    ("BEIJING (AP) — Police", "BEIJING (AP) —"),
    ("HONG KONG (Reuters) - Police", "HONG KONG (Reuters) -"),
    ("Quang Ninh (VNA) – Border guards", "Quang Ninh (VNA) –"),
    ("HƯNG YÊN — The Ministry", "HƯNG YÊN —"),
    ("GUANGZHOU: Police in", "GUANGZHOU:"),
    ("XIAMEN, Fujian Province: Twelve", "XIAMEN, Fujian Province:"),
    ("新华社北京12月5日电(记者 王丽)公安部", "新华社北京12月5日电(记者 王丽)"),
    ("NOTE: This story was changed", None),
    ("Police said on Monday - and nobody doubted it - that", None),
    ("BEIJING-based officials said", None),
    ("The smuggler (45) - a farmer", None),
]
MOMENTS = [
    ("Updated: 2015-12-05 08:03", "2015-12-05T08:03"),
    ("09:43, January 15, 2012", "2012-01-15T09:43"),
    ("Monday, 26 March, 2001, 14:58 GMT 15:58 UK", "2001-03-26T14:58Z"),
    ("(China Daily 12/05/2015 page1)", "2015-12-05"),
    ("26/03/2001", "2001-03-26"),
    ("Foochow, 3rd March 1889", "1889-03-03"),
    ("September 11, 2019 | 08:55 am GMT+7", "2019-09-11T08:55+07:00"),
    ("2011-02-25 16:19:01(Beijing Time)", "2011-02-25T16:19+08:00"),
    ("Tuesday, 12 December, 2000, 12:00am", "2000-12-12T00:00"),
    ("Aug 06 2013 | 2:26 PM IST", "2013-08-06T14:26+05:30"),
    ("Fri 12 Mar 2004 02.29 GMT", "2004-03-12T02:29Z"),
    ("2015年12月05日 08:03", "2015-12-05T08:03"),
    ("08.04.2015 12:46 Uhr", "2015-04-08T12:46"),
    ("Feb 30, 2001", None),
    ("version 1.2.2001 of 2001", "2001-02-01"),
]
LINES = [
    ("- The act was signed into law on August 14, 1935", [Part.OTHER]),
    ("the threat in 1988](https://courier.test/1988/06/24/warming.html).", [Part.OTHER]),
    ("Posted by Ada Lum on March 3, 2010", [Part.BYLINE, Part.OTHER, Part.DATE]),
    ("This page was last updated on March 3, 2010", [Part.OTHER, Part.UPDATED]),
    ("0 Comment(s)Print E-mail Xinhua, March 28, 2017", [Part.CHROME, Part.SOURCE, Part.DATE]),
    ("Print Mail Large Medium  Small 分享按钮 0", [Part.CHROME]),
    ("(China Daily 12/05/2015 page1)", [Part.CITATION]),
    ("(2004-03-09)", [Part.DATE]),
    ("Source: Xinhua| 2017-03-28 20:41:33|Editor: Mengjie", [Part.SOURCE, Part.DATE, Part.EDITOR]),
    (
        "By Hu Li in Fuzhou | China Daily | Updated: 2010-05-14 07:32",
        [Part.BYLINE, Part.SOURCE, Part.UPDATED],
    ),
    (
        "Boats seizedBy Qiu Lin (China Daily)Updated: 2007-07-31 06:47",
        [Part.OTHER, Part.BYLINE, Part.UPDATED],
    ),
    ("Fri, Mar 12, 2004 - Page 3", [Part.DATE, Part.PAGE]),
    ("Stowaways Seized By Shanghai Police", [Part.OTHER]),
    ("No loophole for stowaways", [Part.OTHER]),
]


@pytest.mark.parametrize(("line", "name"), BYLINES)
def test_only_the_name_is_read_from_a_byline(line: str, name: str | None) -> None:
    assert byline_name(line) == name


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("By Jane Roe", True),
        ("Seized By Shanghai Police", False),
        ("By the sea they waited", False),
    ],
)
def test_a_line_is_a_byline_or_not(line: str, whole: bool) -> None:  # noqa: FBT001  # a column of the table
    assert is_byline(line) is whole


@pytest.mark.parametrize(("paragraph", "printed"), DATELINES)
def test_a_dateline_is_read_as_printed(paragraph: str, printed: str | None) -> None:
    match = dateline(paragraph)
    assert (match[0] if match else None) == printed


@pytest.mark.parametrize(("text", "iso"), MOMENTS)
def test_days_and_times_are_read_as_newspapers_print_them(text: str, iso: str | None) -> None:
    found = moments(text)
    assert (found[0].iso if found else None) == iso


def test_a_vietnamese_page_puts_the_day_first() -> None:
    assert moments("05/12/2015")[0].date == "2015-05-12"
    assert moments("05/12/2015", day_first=True)[0].date == "2015-12-05"


@pytest.mark.parametrize(("line", "parts"), LINES)
def test_a_line_is_split_into_its_parts(line: str, parts: list[Part]) -> None:
    pieces = items(line)
    assert [piece.part for piece in pieces] == parts
    assert "".join(line[p.start : p.end] for p in pieces).replace(" ", "") == line.replace(" ", "")


@pytest.mark.parametrize(
    ("name", "agency", "publication"),
    [
        ("Xinhua News Agency", "Xinhua", None),
        ("Press Trust of India Beijing", "PTI", None),
        ("China Daily", None, "China Daily"),
        ("(China Daily)", None, "China Daily"),
        ("BBC", None, "BBC News"),
        ("/.", None, None),
    ],
)
def test_a_name_is_an_agency_or_a_publication(
    name: str, agency: str | None, publication: str | None
) -> None:
    assert house(name) == (agency, publication)


ARTICLE = """Boats seized in the harbour

(2010-05-12)

Police seized twelve boats in the harbour on Thursday, officials said, and four outside of it.

Updated: 2010-05-14 07:32
"""


def test_a_labelled_update_date_takes_precedence_over_a_bare_date() -> None:
    header = READER.read(source(ARTICLE)).header
    assert isinstance(header, NewsHeader)
    assert (header.date, header.updated) == ("2010-05-14", "2010-05-14T07:32")


def test_subheads_run_into_the_text_are_found() -> None:
    assert leading_length("Dreams The incident is a reminder of the supply.") == len("Dreams")
    text = "It was the largest gang. Suspicions A woman told the paper that ten were held."
    assert [text[a:b] for a, b in sunk_subheads(text)] == ["Suspicions"]


@pytest.mark.parametrize(
    "text",
    [
        "In The Hague the judges met.",
        "He read The Times on the way.",
        "The men left. In a second case they came back.",
        "Shanghai police said so.",
    ],
)
def test_running_text_has_no_subheads(text: str) -> None:
    assert sunk_subheads(text) == ()


def test_lines_broken_at_a_fixed_width_are_joined_into_paragraphs() -> None:
    text = (
        "The office will soon open a second school for seamen, in\n"
        "which men can learn a trade before they go to sea, he\n"
        "said.\n"
        "The school has places for two hundred men and will take\n"
        "its first class in the spring.\n"
    )
    assert [line.text.split()[0] for line in lines_of(text)] == ["The", "The"]


def test_the_last_paragraph_is_not_taken_for_the_first() -> None:
    prose = (
        "The office will soon open a second school for seamen, in which men can learn a trade"
        " before they go to sea, he said, and it will take its first class in the spring."
    )
    last = "Nobody else was asked about it."
    assert places(rows(f"{prose}\n\n{last}\n", day_first=False)).first == 0
    # Placed first, the same words are the first paragraph.
    assert places(rows(f"{last}\n\n{prose}\n", day_first=False)).first == 0
    assert places(rows(f"A School\n\n{last}\n\n{prose}\n", day_first=False)).first == 1


def test_lines_of_a_menu_are_not_joined() -> None:
    text = "Home\nLetters to Editor\nBusiness & Trade\nStowaways Seized\n"
    assert len(lines_of(text)) == 4


@given(
    st.lists(
        st.sampled_from(
            ["Print", "E-mail ", "8.03K", "12 ", "a", "| ", "Share this", "分享", "Xinhua"]
        )
    )
)
def test_a_line_of_buttons_has_no_other_letters(pieces: list[str]) -> None:
    line = "".join(pieces)
    letters = re.compile(r"[^\W\d_]")
    assert is_buttons(line) == (not letters.search(BUTTON_RE.sub(" ", line)))
