"""The language of a hand-written page, which may differ from that of the frame."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from builders.model.publication import Settings
from builders.pages.prose_language import prose_language
from tests.publication import new_publication

BOTH = Settings("A name", None, interface=("en", "zh"))
ARABIC = "هذه رسائل قليلة من مكتب الميناء، نشرناها كما وصلت إلينا."


@pytest.mark.parametrize(
    ("uri", "text", "language"),
    [
        ("about.md", "Words.", ""),
        ("about.md", "---\ntitle: One\n---\nA few words, and 汕頭.", ""),
        ("about.md", f"---\ntitle: About\n---\n{ARABIC}", "ar"),
        ("about.md", f"---\nlang: en\n---\n{ARABIC}", ""),
        ("about.md", '---\nlang: "de"\n---\nWorte.', "de"),
        ("about.md", "---\nlang: ar-LB\n---\nWords.", "ar-LB"),
        ("about.md", "lang: ar\n\nWords without a head.", ""),
        ("zh/about.md", "关于本版史料。", ""),
        ("zh/about.md", "Not yet translated, these words.", "en"),
        ("zh/about.md", f"---\ntitle: 一\n---\n{ARABIC}", "ar"),
    ],
)
def test_the_language_is_from_the_front_matter_or_the_script(
    uri: str, text: str, language: str
) -> None:
    assert prose_language(BOTH, uri, text) == language


def test_the_text_has_its_own_direction_and_the_frame_keeps_its(tmp_path: Path) -> None:
    root = new_publication(tmp_path)
    (root / "site_src/pages/about.md").write_text(
        f"---\ntitle: عن هذه الوثائق\nlang: ar\n---\n\n## ما نشرناه\n\n{ARABIC}\n\n## كيف نشرناه\n\n<!-- muniment: sources -->\n"
    )
    assert CliRunner().invoke(main, ["build", "--project", str(root)]).exit_code == 0
    text = (root / "docs/about.md").read_text()
    assert text.count("\nlang:") == 1
    assert '\nwords_lang: "ar"\nwords_dir: "rtl"\n' in text
    assert '\n<div lang="en" dir="ltr">' in text
    assert '"inLanguage\\":\\"ar\\"' in text
    assert "words_lang" not in (root / "docs/method.md").read_text()
    html = (root / "site/about/index.html").read_text()
    assert '<html lang="en"' in html
    assert '<article class="mu-main mu-written" lang="ar" dir="rtl">' in html
    assert '<ol class="mu-list" lang="ar" dir="rtl">' in html
