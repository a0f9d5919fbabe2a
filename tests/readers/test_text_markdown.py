"""Inline Markdown is resolved with offsets into the source kept; languages of passages."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.aligned_text import AlignedText
from builders.readers.blocks import ENDS_A_SENTENCE_RE
from builders.readers.languages import chinese_script, language_of, other_language
from builders.readers.markdown import inline, parse_inline

READINGS = [
    (r"[1. \(U\)](#) This", "1. (U) This"),
    (r"[B. B\) 08 BEIJING 004347](#)", "B. B) 08 BEIJING 004347"),
    ("TAGS: [KTIP](#) [KWMN](#)", "TAGS: KTIP KWMN"),
    ('[words](page.html "title") and (brackets)', "words and (brackets)"),
    ("**Summary:**The project", "Summary:The project"),
    (r"www.iom.int \_\_\_ 2", "www.iom.int ___ 2"),
    ("file_name_here and 5*3*2 and a * b", "file_name_here and 5*3*2 and a * b"),
    ("***both*** R&amp;D x<sup>1</sup> a<br>b", "both R&D x1 a b"),
    ("in 1912[[1]](#cite_note-1) and [[ 2 ]](#n)", "in 1912[1] and [ 2 ]"),
    ("an open *mark and [a bracket", "an open *mark and [a bracket"),
]


@pytest.mark.parametrize(("source", "read"), READINGS)
def test_marks_are_removed(source: str, read: str) -> None:
    assert inline(AlignedText.verbatim(source)).text == read


def test_emphasis_and_strong_are_spans_of_the_source() -> None:
    source = "copies of *The Toolkit* and **bold** words"
    found = parse_inline(AlignedText.verbatim(source))
    assert [source[slice(*span)] for span in found.emphasis] == ["The Toolkit"]
    assert [source[slice(*span)] for span in found.strong] == ["bold"]


@given(st.text(alphabet=st.sampled_from("ab *_[]()\\&;<>#!\n中"), max_size=80))
def test_offsets_are_in_order_for_any_marks(text: str) -> None:
    read = inline(AlignedText.verbatim(text))
    starts = [piece.start for piece in read.pieces]
    assert starts == sorted(starts)
    assert all(0 <= piece.start <= piece.end <= len(text) for piece in read.pieces)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("分享按钮", "zh-Hans"),
        ("國際移民", "zh-Hant"),
        ("中国移民管理能力建设项目 CBMM", "zh-Hans"),
        ("The police in the city said that it was so", "en"),
        ("La police de la ville a dit que les hommes et les femmes sont dans une maison", "fr"),
        ("Báo Thanh Niên đăng tải những thông tin mới nhất về vụ án này", "vi"),
        (unicodedata.normalize("NFD", "Báo Thanh Niên đăng tải những thông tin mới nhất"), "vi"),
        ("مظاهرات القاهرة، كما في The Times", "ar"),
        ("گزارش از شهر تهران چاپ شد", "fa"),
        ("בית המשפט המחוזי בירושלים", "he"),
        ("Вчера в Москве было спокойно", "ru"),
        ("Вчора в Києві було спокійно, її бачили", "uk"),
        ("Ἐν ἀρχῇ ἦν ὁ λόγος", "el"),
        ("คำให้การของนายสมชาย", "th"),
        ("移民船ハワイへ出帆す", "ja"),
        ("𠀀𠀁𠀂𠀃，𠀄𠀅𠀆。", "zh-Hans"),
        ("Chère Louise, votre lettre m’est parvenue hier; il ne reviendra pas, dit-on ici", "fr"),
        ("Ich bin wohlauf, und Heinrich ist es auch; er kam erst gestern Abend zurück", "de"),
        ("Ik heb uw brief van gisteren ontvangen en ben blij dat het u goed gaat", "nl"),
        ("Jag har fått ditt brev och är glad att det går så bra för dig", "sv"),
        ("Jeg har modtaget dit brev og er glad for at det går dig godt", "da"),
        ("List otrzymałem wczoraj i bardzo się ucieszyłem, że nie jest to tak źle", "pl"),
        ("Dopis jsem dostal včera a mám radost, že se to tak dobře daří", "cs"),
        ("Litteras tuas accepi et gaudeo quod vales, sed hic frigus est", "la"),
        ("Dear Sir, I have your letter and am obliged to you for it", "en"),
        ("Light airs. Wind W.S.W. and W. to N.W., sea smooth, do. do. W. by S., all well", "en"),
        ("It was a blue apple tree! No way, oh! Sur les quais, ici à Montpellier", "en"),
        ("Mrs. de la Rue, Miss von Arnim, Count di San Martino, the Abbé", "en"),
        ("", "en"),
        ("12345", "en"),
        (
            "[북한](https://courier.test/section/world/news/article) 배가 [항구에](https://courier.test/a/b/c) 들어왔다",
            "ko",
        ),
        ("배가 항구에 들어왔다 https://courier.test/section/world/news/article/today", "ko"),
    ],
)
def test_languages_are_detected_by_script_and_common_words(text: str, tag: str) -> None:
    assert language_of(text) == tag


def test_a_passage_has_a_language_of_its_own_only_where_it_differs() -> None:
    assert other_language("中国移民管理能力建设项目", "en") == "zh-Hans"
    assert other_language("Print Mail", "en") is None
    assert other_language("China Daily", "zh-Hans") == "en"
    assert other_language("القاهرة", "en") == "ar"
    assert other_language("Wilson", "he") == "en"
    assert other_language("كتاب", "fa") is None
    assert other_language("すべてかなである", "ja") is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("滬上吃飯", "zh-Hant"),
        ("沪上吃饭", "zh-Hans"),
        ("說文解字注", "zh-Hant"),
        ("大清會典", "zh-Hant"),
        ("台灣", "zh-Hant"),
        # Characters that both scripts share, and rare ones, decide nothing.
        ("北京", "zh-Hans"),
        ("皇后", "zh-Hans"),
        ("李喆著", "zh-Hans"),
        ("关于“説”字", "zh-Hans"),
    ],
)
def test_simplified_and_traditional_chinese_are_distinguished(text: str, tag: str) -> None:
    assert chinese_script(text) == tag


@pytest.mark.parametrize(
    "words",
    [
        "He said so.",
        "他说：「好。」",
        "»Er geht.«",
        "„Er geht.“",
        "«Он ушёл.»",
        "（完。）",
        "**Done.**",
        "وہ گیا۔",
    ],
)
def test_a_sentence_may_end_with_the_marks_of_any_script(words: str) -> None:
    assert ENDS_A_SENTENCE_RE.search(words)
    assert not ENDS_A_SENTENCE_RE.search(f"{words} and")
