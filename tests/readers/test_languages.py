"""The language of a passage: that of the source, unless it is in another script."""

from __future__ import annotations

import pytest

from builders.readers.languages import other_language

RUSSIAN = "Пароход пришёл в порт вчера вечером."
ARABIC = "وصلت السفينة إلى الميناء."
OTTOMAN = "معروض چاكر كمینه‌لریدر كه سفینه طرسانه‌یه كلدی."
ENGLISH = "The ship arrived at the port."


@pytest.mark.parametrize(
    ("text", "main", "other"),
    [
        (RUSSIAN, "en", "ru"),
        (RUSSIAN, "ru", None),
        (RUSSIAN, "uk", None),
        ("Параходът пристигна вчера.", "bg", None),
        ("Пароброд је стигао јуче.", "sr", None),
        ("Parobrod je stigao juče.", "sr", None),
        ("Пароброд је стигао јуче.", "sr-Cyrl", None),
        ("Пароброд је стигао јуче.", "sr-Latn", None),
        (ENGLISH, "bg", "en"),
        (OTTOMAN, "ota", None),
        (OTTOMAN, "tr", "fa"),
        ("Gemi tersaneye geldi.", "ota-Latn", None),
        ("Petition to the Pasha", "ota", "en"),
        (ARABIC, "ps", None),
        (ARABIC, "en", "ar"),
        ("Waṣalat al-safīna.", "ar-Latn", None),
        (ARABIC, "ar-Latn", "ar"),
        ("די שיף איז אָנגעקומען.", "yi", None),
        ("Di shif iz ongekumen.", "yi-Latn", None),
        ("תַּפִּיס אִיסְפַּאנְיוֹל.", "lad", None),
        ("ἐν ἀρχῇ ἦν ὁ λόγος", "grc", None),
        ("जहाज बंदरात आले.", "mr", None),
        (ENGLISH, "mr", "en"),
        ("昨日船が港に着いた。", "en", "ja"),
    ],
)
def test_only_another_script_makes_another_language(
    text: str, main: str, other: str | None
) -> None:
    assert other_language(text, main) == other
