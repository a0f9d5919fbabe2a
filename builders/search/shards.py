"""The lists of the index divided into files, each a script that passes its data to `muSearch`."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from builders.search.codes import DIGITS, encode, encode_all
from builders.search.folding import MASK
from builders.search.index import count_postings, sorted_by_utf16

FOLDER = "search"
TERMS_LENGTH = 4_000
"""How many characters a file of the dictionary has before it is full."""
LISTS_LENGTH = 6_000
"""The most characters in a file of long lists, unless a single list is longer; and the most, on
average, in a file of pairs."""
LONGEST_INLINE = 600
"""The most characters of a list that is stored beside its term; a longer one is in a file of long
lists, fetched when needed."""
MOST_SHARED = 35
"""How many UTF-16 code units at most a term may share with the term before it without repeating them."""
LAST_OF_ONE_UNIT = "\uffff"


def script(name: str, value: Any) -> tuple[str, str]:
    """The path below `docs/` of the file for a value, and its script.

    Args:
        name: The file's name in the index: `terms/3`.
        value: What the script passes to `muSearch`.
    """
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return path(name), call(name, data)


def call(name: str, data: str) -> str:
    """The script that passes data, given as JSON, to `muSearch`."""
    # Two line separators that JSON allows in strings; JavaScript before ES2019 does not.
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"muSearch({json.dumps(name)},{data})\n"


def path(name: str) -> str:
    """The path below `docs/` of the file with this name in the index."""
    return f"{FOLDER}/{name}.js"


class Terms:
    """The files of the dictionary, with sorted terms and their short lists, and those of long lists."""

    def __init__(self, lists: Iterable[tuple[str, str]]) -> None:
        """Take the lists.

        Args:
            lists: Each term with its list, in any order.
        """
        self._lists = dict(lists)
        self.first: list[str] = []
        """The first term of each file of the dictionary; complete when `files` has ended."""

    def __iter__(self) -> Iterator[str]:
        """Every term, in no particular order."""
        return iter(self._lists)

    def files(self) -> Iterator[tuple[str, str]]:
        """The files of the dictionary and those of the long lists, as they fill up."""
        long: list[str] = []
        size = files = 0
        lines: list[str] = []
        length = 0
        before = ""
        for term in sorted_by_utf16(self._lists):
            held = self._lists[term]
            if len(held) > LONGEST_INLINE:
                if size and size + len(held) > LISTS_LENGTH:
                    yield script(f"lists/{files}", long)
                    long, size, files = [], 0, files + 1
                # A tab instead of a space: what follows says where the list is.
                tail = "\t" + encode_all((count_postings(held), files, len(long)))
                long.append(held)
                size += len(held)
            else:
                tail = " " + held
            if length > TERMS_LENGTH:
                yield script(f"terms/{len(self.first) - 1}", "\n".join(lines))
                lines, length, before = [], 0, ""
            if not lines:
                self.first.append(term)
            shared, units = _shared_length(before, term)
            lines.append(f"{DIGITS[units]}{term[shared:]}{tail}")
            length += len(lines[-1]) + 1
            before = term
        if long:
            yield script(f"lists/{files}", long)
        if lines:
            yield script(f"terms/{len(self.first) - 1}", "\n".join(lines))


class Pairs:
    """The files of the pairs, each of which covers a range of hashes of the same size."""

    def __init__(self, lists: Iterable[tuple[int, str]]) -> None:
        """Take the lists and choose the number of files, a power of two."""
        self._lists = list(lists)
        size = sum(len(held) + 2 for _, held in self._lists)
        self.count = 1
        while self.count * LISTS_LENGTH < size and self.count <= MASK >> 4:
            self.count *= 2

    def files(self) -> Iterator[tuple[str, str]]:
        """The files in the order of the hashes."""
        each = (MASK + 1) // self.count
        begin = 0
        for file in range(self.count):
            before = file * each
            end = bisect_left(self._lists, before + each, key=itemgetter(0))
            lines: list[str] = []
            for number, held in self._lists[begin:end]:
                lines.append(encode(number - before) + held)
                before = number
            yield script(f"pairs/{file}", " ".join(lines))
            begin = end


def _shared_length(one: str, other: str) -> tuple[int, int]:
    """The length of the common prefix of two terms, in characters and in UTF-16 code units.

    JavaScript counts the latter. There are at most `MOST_SHARED` of them.
    """
    count = units = 0
    for mine, its in zip(one, other, strict=False):
        length = 1 if its <= LAST_OF_ONE_UNIT else 2
        if mine != its or units + length > MOST_SHARED:
            break
        count, units = count + 1, units + length
    return count, units
