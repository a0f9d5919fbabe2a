"""The language of a passage: that of the source, unless it is in another script."""

from __future__ import annotations

import pytest

from builders.readers.languages import language_of, other_language

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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Rakas veli, minä olen terve, mutta laiva on vielä satamassa ja kapteeni sanoi, että se ei lähde.",
            "fi",
        ),
        (
            "Kedves bátyám, a hajó már nem megy el, és a kapitány azt mondta, hogy csak egy hét múlva lesz szén.",
            "hu",
        ),
        (
            "Sevgili kardeşim, gemi daha gitmedi ve kaptan bir hafta sonra için bilet var dedi, ama çok bekledik.",
            "tr",
        ),
        (
            "Dragă frate, vaporul nu a plecat și căpitanul a spus că pleacă din port mai târziu cu cărbune de la Galați.",
            "ro",
        ),
        (
            "Dragi brate, brod još nije otišao, ali je kapetan rekao da smo svi na popisu i da se ne bojim.",
            "hr",
        ),
        (
            "Dragi brat, ladja še ni odšla, ali kapitan je rekel, da so vsi na seznamu in da se ne bojim za to.",
            "sl",
        ),
        (
            "Drahý brat, loď ešte nie je v prístave a kapitán povedal, že sa na to nedá čakať, ale ja som tu ako ty.",
            "sk",
        ),
        (
            "Drahý bratře, loď ještě není v přístavu a kapitán řekl, že se na to nedá čekat, ale já jsem tu jako ty.",
            "cs",
        ),
        (
            "Estimat germà, el vaixell no ha sortit i el capità diu que les caixes són al port amb una carta per als pares.",
            "ca",
        ),
        (
            "Saudara, kapal itu tidak berangkat dan nahkoda mengatakan bahwa surat dari ayah ada pada dia untuk saya.",
            "id",
        ),
        (
            "Kallis vend, laev ei ole veel tulnud ja kapten ütles, et ta ootab, aga meie oma asjad on sadamas ning see on hea.",
            "et",
        ),
        (
            "Anh thân mến, tàu vẫn chưa rời cảng và thuyền trưởng nói rằng chúng tôi phải đợi thêm một tuần nữa.",
            "vi",
        ),
        (
            "Dear brother, the ship is not in the port and the captain says that we are on his list for the week.",
            "en",
        ),
    ],
)
def test_the_language_of_a_letter_is_that_of_its_commonest_words(text: str, language: str) -> None:
    assert language_of(text) == language
