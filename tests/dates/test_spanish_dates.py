"""EDTF dates expressed in Spanish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.dates.spanish import display


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2007-02-14", "14 de febrero de 2007"),
        ("2006-05", "mayo de 2006"),
        ("2002", "2002"),
        ("198X", "década de 1980"),
        ("19XX", "siglo XX"),
        ("13XX", "siglo XIV"),
        ("09XX", "siglo X"),
        ("2009-21", "primavera de 2009"),
        ("2009-24", "invierno de 2009"),
        ("2009-33", "primer trimestre de 2009"),
        ("2009-39", "tercer cuatrimestre de 2009"),
        ("2010-40", "primer semestre de 2010"),
        ("2007~", "hacia 2007"),
        ("2007-05-14~", "hacia el 14 de mayo de 2007"),
        ("198X~", "hacia la década de 1980"),
        ("2007-05?", "mayo de 2007 (dudoso)"),
        ("2007%", "hacia 2007 (dudoso)"),
        ("2009-02-25/2009-02-26", "del 25 al 26 de febrero de 2009"),
        ("2009-02-25/2009-03-02", "del 25 de febrero al 2 de marzo de 2009"),
        ("2008-12-30/2009-01-02", "del 30 de diciembre de 2008 al 2 de enero de 2009"),
        ("2010-01/2010-06", "de enero a junio de 2010"),
        ("2009-03/2010-06", "de marzo de 2009 a junio de 2010"),
        ("2009-03-04/2010", "del 4 de marzo de 2009 a 2010"),
        ("1997/1999", "de 1997 a 1999"),
        ("1997~/1999~", "aproximadamente de 1997 a 1999"),
        ("2011-08-23~/2011-08-29", "de hacia el 23 de agosto de 2011 al 29 de agosto de 2011"),
        ("2009-21/2009-23", "de la primavera al otoño de 2009"),
        ("197X/198X", "de la década de 1970 a la década de 1980"),
        ("17XX/18XX", "del siglo XVIII al siglo XIX"),
        ("2002/..", "desde 2002"),
        ("2002-05-03/..", "desde el 3 de mayo de 2002"),
        ("../2000", "hasta 2000"),
        ("../18XX", "hasta el siglo XIX"),
        ("[2009-05,2009-06]", "mayo o junio de 2009"),
        ("[2009-09,2009-10]", "septiembre u octubre de 2009"),
        ("[2009-05-07,2009-05-08]", "7 u 8 de mayo de 2009"),
        ("[2009-05-10,2009-05-11]", "10 u 11 de mayo de 2009"),
        ("[1667,1668,1670..1672]", "1667, 1668 o entre 1670 y 1672"),
        ("{2008-05-03,2008-05-05,2008-05-09}", "3, 5 y 9 de mayo de 2008"),
        ("[2009..2011]", "entre 2009 y 2011"),
        ("[2009-05-03..2009-05-15]", "entre el 3 y el 15 de mayo de 2009"),
        ("{2009..2011}", "de 2009 a 2011"),
        ("[..1760]", "hasta 1760"),
        (
            "[2009-05-21..2009-05-31,2009-06-01..2009-06-10]",
            "finales de mayo o principios de junio de 2009",
        ),
        ("[2008-12-11..2008-12-20]", "mediados de diciembre de 2008"),
        ("2009-05-XX", "un día de mayo de 2009"),
        ("2004-XX", "un día de 2004"),
        ("2004-XX-XX", "un día de 2004"),
        ("2004-06~-11", "hacia el 11 de junio de 2004"),
        ("0987-05", "mayo de 987"),
        ("0079-08/0079-10", "de agosto a octubre de 79 d. C."),
        ("XXXX-05-04", "4 de mayo de un año desconocido"),
        ("XXXX-12-XX", "un día de diciembre de un año desconocido"),
        ("XXXX", "XXXX"),
        ("-0043-03-15", "15 de marzo de 44 a. C."),
        ("-0499/-0489", "de 500 a. C. a 490 a. C."),
        ("-0005/0014-08-19", "de 6 a. C. al 19 de agosto de 14 d. C."),
        ("0000", "1 a. C."),
        ("Y12000", "Y12000"),
        ("2009-13", "2009-13"),
    ],
)
def test_a_date_is_expressed_in_spanish(edtf: str, words: str) -> None:
    assert display(edtf).replace("\N{NO-BREAK SPACE}", " ") == words


@given(st.text(alphabet="0129X-/.[]{},~?%Y", max_size=24))
def test_no_text_makes_it_raise(text: str) -> None:
    display(text)
