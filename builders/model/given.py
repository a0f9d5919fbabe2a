"""Words that are nobody's labels: what a source has, and what people wrote."""

from __future__ import annotations


class Given(str):
    """A title, a name, a quotation: no interface translates it.

    A page in another language shows it as it is, or by the name that the publication itself gives
    in that language. `Rivers, 2004–2010` is no book with its pages.
    """

    __slots__ = ()
