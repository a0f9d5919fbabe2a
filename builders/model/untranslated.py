"""Words that are not labels of the interface: what sources say, and what people wrote."""

from __future__ import annotations


class Untranslated(str):
    """A title, a name or a quotation, which the interface must not translate.

    A page in another language shows it unchanged, or under the name that the publication itself
    gives in that language. The title `Rivers, 2004–2010` must not be translated like a citation
    of a book with its pages.
    """

    __slots__ = ()
