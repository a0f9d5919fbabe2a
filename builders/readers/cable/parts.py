"""What a telegram's text falls into, before it becomes blocks with places in the source."""

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
    """The ranges it owns, in order; line ends within a range are part of it."""
    unread: list[tuple[int, int]] = field(default_factory=list)
    """Ranges within the pieces that the reading leaves out: the label, a pilcrow before a year."""
    n: int | None = None
    printed: str | None = None
    mark: str | None = None
    label: tuple[int, int] | None = None
    lines: int = 0
    """How many lines of the source it runs over."""

    def add(self, start: int, end: int, *, apart: bool = False) -> None:
        """Own one more range; it continues the last one unless something stands between."""
        self.lines += 1
        if self.pieces and not apart:
            self.pieces[-1] = (self.pieces[-1][0], end)
        else:
            self.pieces.append((start, end))


def furniture(name: str, start: int, end: int) -> Part:
    """A part that belongs to the page and not to the text; a page break is a `pb`."""
    type_ = "pb" if name == "page-break" else "fw"
    return Part(type_, Role.FURNITURE, name, [(start, end)], lines=1)


def header(name: str, start: int, end: int) -> Part:
    """A field of the head."""
    return Part("opener", Role.HEADER, name, [(start, end)], lines=1)
