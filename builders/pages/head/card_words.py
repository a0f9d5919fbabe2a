"""What stands on the card of a source, the picture that is shown where a link to it is shared.

Whether there is one is known without drawing it: a letter that no font has would be an empty box,
and then the publication's own card is shown.
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
"""What Open Graph's readers ask for."""
UNDATED = "Undated"


@dataclass(frozen=True, slots=True)
class CardWords:
    """The texts of a card, from above."""

    publication: str
    title: str
    date: str
    """In words."""
    kind: str
    """What kind of document it is, with its number."""
    whose: str
    """Who wrote or published it; empty where nobody is known."""

    @property
    def spoken(self) -> str:
        """The same in a sentence, for who cannot see it."""
        said = (self.title, self.date, self.kind, self.whose, self.publication)
        return ". ".join(filter(None, said))

    def spoken_in(self, entry: Entry, title: str, publication: str, words: Catalogue) -> str:
        """The same for who reads the page in another language; the picture is one."""
        label = reader_named(entry.document.kind).label
        kind = self.kind.replace(label, words.find(label) or label, 1)
        date = words.label(dates.display(entry.date) if entry.date else UNDATED.lower())
        whose = words.find(self.whose) or self.whose
        said = (title, str(date), kind, whose, publication)
        return ("。" if words.language == "zh" else ". ").join(filter(None, said))


class Cards:
    """The cards of a publication."""

    def __init__(self, publication: Publication) -> None:
        """Look up what the words need."""
        settings = publication.settings
        self._wanted = settings.cards and settings.url is not None
        self._name = families.plain(settings.name)
        self._works = publication.shared(source_works)
        self.strong = families.family(families.SEMIBOLD, settings.card_font)
        """The font of names and titles."""
        self.light = families.family(families.REGULAR, settings.card_font)
        """The font of all else."""

    def words(self, entry: Entry) -> CardWords | None:
        """What stands on the card of a source; None where it has none of its own."""
        if not self._wanted:
            return None
        words = self._words(entry)
        return None if self._lacking(words) else words

    def lacking(self, entry: Entry) -> str:
        """The characters for which it has none."""
        return self._lacking(self._words(entry)) if self._wanted else ""

    def _words(self, entry: Entry) -> CardWords:
        work = self._works.original(entry)
        kind = work.genre or reader_named(entry.document.kind).label
        number = identifier(work.number) if work.number else ""
        authors = (str(name) for name in work.author)
        whose = work.container_title or work.publisher or next(authors, "")
        date = dates.display(entry.date) if entry.date else UNDATED
        said = (entry.title, date, f"{kind} {number}", whose)
        return CardWords(self._name, *map(families.plain, said))

    def _lacking(self, words: CardWords) -> str:
        strong = self.strong.lacking(words.publication + words.title)
        light = self.light.lacking(words.date + words.kind + words.whose)
        return "".join(dict.fromkeys(strong + light))


def cards(publication: Publication) -> Cards:
    """For `publication.shared`: one for all who ask."""
    return Cards(publication)


def uri(entry: Entry) -> str:
    """Where the card of a source lies, below `docs/`."""
    return f"sources/{entry.slug}/card.png"


def statements(spoken: str, url: str) -> Iterator[tuple[str, str]]:
    """The properties of Open Graph that name it."""
    yield "og:image", url
    yield "og:image:type", "image/png"
    yield "og:image:width", str(WIDTH)
    yield "og:image:height", str(HEIGHT)
    yield "og:image:alt", spoken
