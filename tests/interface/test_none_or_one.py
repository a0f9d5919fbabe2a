"""What pages say where there is none or only one of something, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builders.build import make
from tests.publication import new_publication


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The pages of a publication with one undated source, which names one of two entries."""
    root = new_publication(tmp_path_factory.mktemp("few") / "publication")
    files = {
        "site_src/publication.yml": "interface: [en, zh]\n",
        "site_src/sources/text/first.txt": "The harbour office is closed.\n\nNobody came.\n",
        "site_src/registers/organizations.yml": "office: {label: harbour office}\n",
        "site_src/registers/terms.yml": "quay: {label: quay}\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return {
        file.uri.removesuffix("index.md"): file.data.decode()
        for file in make(root)
        if file.uri.endswith("index.md")
    }


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("organizations/", "1 organization, with the sentences that mention it."),
        ("zh/organizations/", "1个机构，附提及的原文。"),
        ("terms/", "1 term that no source mentions."),
        ("zh/terms/", "1个术语，未见于史料。"),
        ("people/", "This register is empty."),
        ("zh/people/", "本索引尚无条目。"),
        ("bibliography/", "1 work or source."),
        ("zh/bibliography/", "共1种文献与史料。"),
        ("sources/", "The sources of "),
        ("sources/", "undated"),
        ("zh/sources/", "无日期"),
        ("coverage/", "mentions of 2 entries"),
        ("zh/coverage/", "尚缺编者按、注释、"),
    ],
)
def test_a_page_has_the_words_for_none_or_one(
    pages: Mapping[str, str], uri: str, words: str
) -> None:
    assert words in pages[uri]


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("people/", "0 people"),
        ("zh/people/", "0个人物，"),
        ("bibliography/", "0 of them"),
        ("zh/sources/", "undated"),
        ("zh/coverage/", "、notes"),
        ("zh/coverage/", ">undated<"),
    ],
)
def test_a_page_does_not_have_the_wrong_words_for_none_or_one(
    pages: Mapping[str, str], uri: str, words: str
) -> None:
    assert words not in pages[uri]
