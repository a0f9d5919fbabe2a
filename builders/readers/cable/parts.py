"""The parts of a telegram's text, from which blocks with places in the source are made."""

from __future__ import annotations

from dataclasses import dataclass, field

from builders.model.document import Role


@dataclass(slots=True)
class Part:
    """A block in the making. Offsets are those of the telegram's text."""

    type: str
    role: Role
    name: str = ""
    pieces: list[tuple[int, int]] = field(default_factory=list)
    """The ranges that it owns, in order, with the line ends inside them."""
    unread: list[tuple[int, int]] = field(default_factory=list)
    """Ranges within the pieces that are not read: the label, a pilcrow before a year."""
    n: int | None = None
    printed: str | None = None
    mark: str | None = None
    label: tuple[int, int] | None = None
    lines: int = 0
    """The number of lines that it has in the telegram."""

    def add(self, start: int, end: int, *, apart: bool = False) -> None:
        """Take in the range of one more line; unless `apart`, it extends the last piece."""
        self.lines += 1
        if self.pieces and not apart:
            self.pieces[-1] = (self.pieces[-1][0], end)
        else:
            self.pieces.append((start, end))


def furniture_part(name: str, start: int, end: int) -> Part:
    """A part that belongs to the page and not to the text: `pb` for a page break, else `fw`."""
    type_ = "pb" if name == "page-break" else "fw"
    return Part(type_, Role.FURNITURE, name, [(start, end)], lines=1)


def header_part(name: str, start: int, end: int) -> Part:
    """A field of the head."""
    return Part("opener", Role.HEADER, name, [(start, end)], lines=1)
