"""Dates and datelines of letters, as people wrote them."""

from __future__ import annotations

import pytest

from builders.readers.datelines import is_dateline
from builders.readers.letter_dates import days


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("14th March 1866", "1866-03-14"),
        ("July the 4th, 1844", "1844-07-04"),
        ("this 2nd day of August, 1853", "1853-08-02"),
        ("the 22d of May 1799", "1799-05-22"),
        ("2d Novr 1863", "1863-11-02"),
        ("Feby. 1st 1801", "1801-02-01"),
        ("Burlington, 4th mo. 12th, 1778", "1778-04-12"),
        ("le 3 avril 1872", "1872-04-03"),
        ("1er août 1901", "1901-08-01"),
        ("den 3 Auguſt 1790", "1790-08-03"),
        ("the 3d of ſeptember 1790", "1790-09-03"),
        ("den 9. Mai 1871", "1871-05-09"),
        ("5. März 1880", "1880-03-05"),
        ("27 de Dezembro de 1873", "1873-12-27"),
        ("a 10 de octubre del 1931", "1931-10-10"),
        ("12 gennaio 1905", "1905-01-12"),
        ("一九〇八年三月三日", "1908-03-03"),
        ("一九四九年十月三十一日", "1949-10-31"),
        ("2015年12月5日", "2015-12-05"),
        ("民國38年10月1日", "1949-10-01"),
        ("民国元年一月一日", "1912-01-01"),
        ("明治三十三年八月二十四日", "1900-08-24"),
        ("昭和12年7月7日", "1937-07-07"),
        ("昭和１２年７月７日", "1937-07-07"),
        ("２０１５年１２月５日", "2015-12-05"),
        ("le 18 brumaire an VIII", "1799-11-09"),
        ("تهران، ۲۲ بهمن ۱۳۵۷", "1979-02-11"),
        ("du 1er germinal, l’an 4e de la République", "1796-03-21"),
    ],
)
def test_a_full_date_is_recognized(written: str, date: str) -> None:
    assert [day.date for day in days(written)][:1] == [date]


@pytest.mark.parametrize(
    ("written", "language", "date"),
    [
        ("den 3ten März 1848", "de", "1848-03-03"),
        ("12 января 1905", "ru", "1905-01-12"),
        ("ngày 3 tháng 11 năm 2004", "vi", "2004-11-03"),
        ("في ٩ مارس ١٩١٩", "ar", "1919-03-09"),
        ("서울, 1950년 6월 25일", "ko", "1950-06-25"),
        ("Londini, 3° die Maii 1603", "la", "1603-05-03"),
        ("लाहौर, १५ अगस्त १९४७", "hi", "1947-08-15"),
        ("ביום 3 במאי 1936", "he", "1936-05-03"),
        ("den 3den Maart 1866", "nl", "1866-03-03"),
        ("Kjøbenhavn d. 3die Mai 1841", "da", "1841-05-03"),
        ("Wien, 12. 1. 1916", "de", "1916-01-12"),
        ("Heidelberg d. 2/I 1930", "de", "1930-01-02"),
        ("Stockholm 3/5 1881", "sv", "1881-05-03"),
        ("Kraków, 27 VI 1906", "pl", "1906-06-27"),
        ("Torino, 5.VII.1921", "it", "1921-07-05"),
        ("Budapest, 1906. VI. 27.", "en", "1906-06-27"),
        ("Santiago, Julio 5 de 1821", "es", "1821-07-05"),
        ("Helsingissä 27. kesäkuuta 1906", "fi", "1906-06-27"),
        ("Budapest, 1906. június 27.", "hu", "1906-06-27"),
        ("Budapest, 1906. június 27-én", "hu", "1906-06-27"),
        ("Basel, 1525 März 7", "de", "1525-03-07"),
    ],
)
def test_a_full_date_is_recognized_in_the_language_of_its_text(
    written: str, language: str, date: str
) -> None:
    assert [day.date for day in days(written, language)] == [date]


@pytest.mark.parametrize(
    ("written", "language", "date"),
    [
        ("Berlin, 3.–5. Mai 1914", "de", "1914-05-03/1914-05-05"),
        ("vom 3. bis zum 5. Mai 1914", "de", "1914-05-03/1914-05-05"),
        ("3. und 4. Mai 1914", "de", "1914-05-03/1914-05-04"),
        ("3. Mai bis 5. Juni 1914", "de", "1914-05-03/1914-06-05"),
        ("30. Dezember 1913 – 2. Januar 1914", "de", "1913-12-30/1914-01-02"),
        ("du 3 au 5 mai 1914", "fr", "1914-05-03/1914-05-05"),
        ("del 3 al 5 de mayo de 1914", "es", "1914-05-03/1914-05-05"),
        ("3–5 мая 1914 года", "ru", "1914-05-03/1914-05-05"),
        ("3-5 May 1914", "en", "1914-05-03/1914-05-05"),
        ("3rd to 5th May 1914", "en", "1914-05-03/1914-05-05"),
        ("May 30th–June 2d, 1914", "en", "1914-05-30/1914-06-02"),
        ("Canton, May 3-5, 1914", "en", "1914-05-03/1914-05-05"),
        ("30 December to 2 January 1915", "en", "1914-12-30/1915-01-02"),
        ("一九一四年五月三日至五日", "zh", "1914-05-03/1914-05-05"),
        ("民國38年9月30日—10月1日", "zh-Hant", "1949-09-30/1949-10-01"),
        ("2015年12月3日至5日", "zh", "2015-12-03/2015-12-05"),
    ],
)
def test_a_letter_may_be_dated_with_an_interval(written: str, language: str, date: str) -> None:
    assert [day.date for day in days(written, language)][:1] == [date]
    (first, *_) = days(written, language)
    assert is_dateline(written, first.start, first.end)


@pytest.mark.parametrize(
    ("written", "language", "date"),
    [
        ("St. Petersburg, 12/24 May 1891", "en", "1891-05-24"),
        ("Москва, 12/24 мая 1891 г.", "ru", "1891-05-24"),
        ("Ревель, 30 апрѣля/12 мая 1891", "ru", "1891-05-12"),
        ("Petersburg, 25. Dezember 1813/6. Januar 1814", "de", "1814-01-06"),
        ("Odessa, le 3/15 mai 1835", "fr", "1835-05-15"),
        ("Dresden, 4./14. März 1681", "de", "1681-03-14"),
    ],
)
def test_a_letter_may_be_dated_in_two_calendars(written: str, language: str, date: str) -> None:
    (day, *_) = days(written, language)
    assert day.date == date
    assert is_dateline(written, day.start, day.end)


@pytest.mark.parametrize("before", ["du", "vom", "del", "dal", "le", "den", "Paris, du"])
def test_a_dateline_may_begin_with_a_preposition_or_article(before: str) -> None:
    written = f"{before} 3 mai 1914"
    (day,) = days(written, "fr")
    assert is_dateline(written, day.start, day.end)


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("Frankfurt a. M., 2. April 1848", "de"),
        ("Frankfurt a/M., den 2. April 1848", "de"),
        ("Freiburg i. Br., 2. April 1848", "de"),
        ("Frankfurt am Main, den 2. April 1848", "de"),
        ("Rothenburg ob der Tauber, 2. April 1848", "de"),
        ("Berlin W., Potsdamerstr. 5, den 3. April 1872", "de"),
        ("Rio de Janeiro, 3 de abril de 1872", "pt"),
        ("San Juan de los Lagos, 3 de abril de 1872", "es"),
        ("Newcastle upon Tyne, April 3, 1872", "en"),
        ("14 Gower Street, London, Novr. 5th, 1850", "en"),
        ("London, 14, Gower Street, November 5, 1850", "en"),
        ("On board H.M.S. Beagle, 3 April 1872", "en"),
        ("At sea, 3 April 1872", "en"),
        ("Villa d’Este, Tivoli, 3 aprile 1872", "it"),
        ("Paris, 12 rue du Bac, le 3 avril 1872", "fr"),
        ("Paris, lundi 3 avril 1872", "fr"),
        ("Camp near Falmouth, Va., Dec. 14, 1862", "en"),
        ("Kraków, dnia 3 maja 1901 r.", "pl"),
        ("Paris, ce mercredi 3 avril 1872", "fr"),
    ],
)
def test_a_dateline_may_have_places_with_lower_case_words_and_numbers(
    written: str, language: str
) -> None:
    (day, *_) = days(written, language)
    assert is_dateline(written, day.start, day.end)


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("In the evening of 5 November 1850", "en"),
        ("We saw them on 5 November 1850", "en"),
        ("Heinrich died 5 November 1850.", "en"),
        ("Born in London, 5 November 1850.", "en"),
        ("Geboren am Montag, den 5. November 1850", "de"),
        ("Er kam aus Berlin, 5. November 1850", "de"),
        ("12 men of the Beagle, 3 April 1872", "en"),
    ],
)
def test_a_sentence_with_a_date_is_no_dateline(written: str, language: str) -> None:
    (day, *_) = days(written, language)
    assert not is_dateline(written, day.start, day.end)


@pytest.mark.parametrize(
    ("written", "language", "date"),
    [
        ("No. 3 – 5 May 1914", "en", "1914-05-05"),
        ("Nr. 3 – 5. Mai 1914", "de", "1914-05-05"),
        ("3. und 7. Mai 1914", "de", "1914-05-07"),
        ("5–3 May 1914", "en", "1914-05-03"),
        ("3/5 May 1914", "en", "1914-05-05"),
        ("30-31 June 1914, 2 July 1914", "en", "1914-07-02"),
    ],
)
def test_numbers_before_a_date_do_not_make_an_interval(
    written: str, language: str, date: str
) -> None:
    found = [day.date for day in days(written, language)]
    assert date in found
    assert not any("/" in one for one in found)


@pytest.mark.parametrize(
    "written",
    [
        "30 février 1872",
        "31 de Junio de 1901",
        "明治三年八月二十四日",  # lunar calendar
        "光緒三十四年二月初一日",
        "二月二十日",
        "mars 1872",
        "3 marches 1872",
    ],
)
def test_impossible_dates_and_other_calendars_are_ignored(written: str) -> None:
    assert days(written) == ()
