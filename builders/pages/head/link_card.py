"""The words on the card of a source, the picture shown where a link to its page is shared.

Whether a source has a card is known without drawing it: if the fonts lack a character, which would
be drawn as an empty box, there is none, and the publication's own card is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builders import dates
from builders.citations.works.sources import source_works
from builders.interface.catalogue import Catalogue
from builders.model.cable import identifier
from builders.model.publication import Entry, Publication
from builders.readers.detect import reader_named
from builders.typeset import families

WIDTH, HEIGHT = 1200, 630
"""The size in pixels that readers of Open Graph recommend."""
UNDATED = "Undated"


@dataclass(frozen=True, slots=True)
class CardWords:
    """The texts of a card, from top to bottom."""

    publication: str
    title: str
    date: str
    """The date in words."""
    kind: str
    """What kind of document it is, with its number."""
    originator: str
    """Who wrote or published it; empty if unknown."""

    @property
    def alt_text(self) -> str:
        """The texts in one line, as the text alternative of the picture."""
        texts = (self.title, self.date, self.kind, self.originator, self.publication)
        return ". ".join(filter(None, texts))

    def alt_text_in(self, entry: Entry, title: str, publication: str, words: Catalogue) -> str:
        """The text alternative in another language of the interface; the picture is the same."""
        label = reader_named(entry.document.kind).label
        kind = self.kind.replace(label, words.find(label) or label, 1)
        date = words.label(dates.display(entry.date) if entry.date else UNDATED.lower())
        originator = words.find(self.originator) or self.originator
        texts = (title, str(date), kind, originator, publication)
        return words.full_stop.join(filter(None, texts))


class Cards:
    """The cards of a publication."""

    def __init__(self, publication: Publication) -> None:
        """Look up what all cards need."""
        settings = publication.settings
        self._wanted = settings.cards and settings.url is not None
        self._name = families.settable(settings.name)
        self._works = publication.shared(source_works)
        self.strong = families.family(families.SEMIBOLD, settings.card_font)
        """The font of names and titles."""
        self.light = families.family(families.REGULAR, settings.card_font)
        """The font of all other words."""

    def words(self, entry: Entry) -> CardWords | None:
        """The words on the card of a source; None if it has no card of its own."""
        if not self._wanted:
            return None
        words = self._words(entry)
        return None if self._missing(words) else words

    def missing_characters(self, entry: Entry) -> str:
        """The characters missing from the fonts, for which a source gets no card."""
        return self._missing(self._words(entry)) if self._wanted else ""

    def _words(self, entry: Entry) -> CardWords:
        work = self._works.original(entry)
        kind = work.genre or reader_named(entry.document.kind).label
        number = identifier(work.number) if work.number else ""
        authors = (str(name) for name in work.author)
        originator = work.container_title or work.publisher or next(authors, "")
        date = dates.display(entry.date) if entry.date else UNDATED
        texts = (entry.title, date, f"{kind} {number}", originator)
        return CardWords(self._name, *map(families.settable, texts))

    def _missing(self, words: CardWords) -> str:
        strong = self.strong.lacking(words.publication + words.title)
        light = self.light.lacking(words.date + words.kind + words.originator)
        return "".join(dict.fromkeys(strong + light))


def cards(publication: Publication) -> Cards:
    """The cards of a publication, for `publication.shared`."""
    return Cards(publication)


def uri(entry: Entry) -> str:
    """The path of a source's card, below `docs/`."""
    return f"sources/{entry.slug}/card.png"


def statements(alt_text: str, url: str) -> Iterator[tuple[str, str]]:
    """The Open Graph properties that name a card, as pairs of property and content."""
    yield "og:image", url
    yield "og:image:type", "image/png"
    yield "og:image:width", str(WIDTH)
    yield "og:image:height", str(HEIGHT)
    yield "og:image:alt", alt_text
