"""Two cables of one post, the later of which names the earlier among its references."""

from __future__ import annotations

LATER = "09GUANGZHOU12"
EARLIER = "08GUANGZHOU9"
_HEADER = f"""\
{LATER}
A Meeting at the Border
Sat Mar 21 00:00:00 +0100 2009
UNCLASSIFIED//FOR OFFICIAL USE ONLY
Consulate Guangzhou
VZCZCXRO6799
RR RUEHGH
DE RUEHGZ #0012/01 0800816
ZNR UUUUU ZZH
R 210816Z MAR 09
FM AMCONSUL GUANGZHOU
TO RUEHC/SECSTATE WASHDC 0352
INFO RUEHBJ/AMEMBASSY BEIJING 0247
UNCLAS SECTION 01 OF 01 GUANGZHOU 000012

SIPDIS

E.O. 12958: N/A
TAGS: CVIS CH
SUBJECT: A Meeting at the Border

"""
_REFERENCES = "REF: A. 08 GUANGZHOU 000009\nB. 08 BEIJING 001234\n\n"


def two_cables(later: str, earlier: str) -> dict[str, str]:
    """The files of both cables, each a header with the given text below it."""
    before = (
        _HEADER.replace(LATER, EARLIER)
        .replace("GUANGZHOU 000012", "GUANGZHOU 000009")
        .replace("#0012/01 0800816", "#0009/01 0810816")
        .replace("210816Z MAR 09", "210816Z MAR 08")
    )
    return {
        f"site_src/sources/cable/{LATER}.txt": _HEADER + _REFERENCES + later,
        f"site_src/sources/cable/{EARLIER}.txt": before + earlier,
    }
