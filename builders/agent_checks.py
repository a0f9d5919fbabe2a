"""Checks of the names that sidecars give authors and recipients, for `muniment check`.

A name that the registers have is right as it is. Each other name is reported once, at the first
source that has it, and not once for each of a writer's thousand letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from builders.agents import AgentNames
from builders.citations.works.names import is_chinese, parse_person
from builders.data import written
from builders.inputs.source_files import SIDECAR_SUFFIX
from builders.model.entity import Registers
from builders.model.publication import Entry, Publication
from builders.model.scripts import EAST_ASIAN_RE
from builders.problems import Problem, Severity

PAIR = 2
LAST_NAME = "Where the family name stands last, write"
"""How the hint begins where a name does not show which of its words is the family name."""
LEAVE_OUT = "Leave it out. What is known of the person goes into `headnote`."
MOST_COMMAS = 2
"""`King, Martin Luther, Jr.` has two commas; more of them separate several people."""
MOST_ALIKE = 5
"""Up to this many similar names are compared with one that is in no register."""
EDGES = " .,;:?!-–—()[]<>{}«»“”\"'*"
"""What surrounds `unknown` in catalogues: `[unknown]`, `Anon.`."""
SEPARATOR_RE = re.compile(r"[;；、]|\s/\s")
CONNECTOR_RE = re.compile(r"\s(?:and|und|et|och|og|en|&)\s")
"""Words between two people. Spanish `y` also joins the parts of one family name."""
NAME_WORD_RE = re.compile(r"[^\W\d_][\w.'’-]*")
"""A word that may be part of a person's name."""
PARTICLES = frozenset("d' da de del den der di do dos du la le van von zu".split())  # noqa: SIM905  # reads as the list it is
BODY_WORDS = frozenset(
    """
    agency archives assembly association authority bank board bros brothers bureau church co
    college commission committee company conference council customs department division
    embassy firm foundation government hospital house inc institute library limited ltd
    ministry mission museum office partners press railway railways school service services
    society sons trust union university works
    """.split()  # noqa: SIM905  # reads as the list it is
)
"""Words that show that a name is an organization's."""


def agent_names(publication: Publication) -> Iterator[Problem]:
    """All findings about the names of authors and recipients."""
    yield from persons_as_bodies(publication)
    registered = AgentNames(publication.registers)
    alike: _Alike | None = None
    for named in _first_uses(publication):
        if registered.id_of(named.name):
            continue
        found = _no_name(named) or _several(named) or _ambiguous(registered, named)
        if found is None and _is_in_question(publication.registers, named.name):
            alike = alike or _Alike(publication.registers)
            found = _unregistered(alike, named)
        if found:
            yield found


def persons_as_bodies(publication: Publication) -> Iterator[Problem]:
    """Authors and recipients written as organizations that are, or seem to be, persons.

    Either the registers know the name as a person's, or the list looks like one name cut in two at
    its comma: `[Writer, John]`. It does not if one of the two is in the register of organizations:
    `[Reuters, Xinhua]`.
    """
    registered = AgentNames(publication.registers)
    organizations = publication.registers.organizations
    for entry in publication.entries:
        original = entry.sidecar.original
        for role, names in (("author", original.author), ("recipient", original.recipient)):
            for name in names:
                if hint := _hint_for_person(registered, name):
                    message = (
                        f"the {role} `{name}` is a person in the register, but an organization here"
                    )
                    yield _person_as_body(entry, message, hint)
            if (
                len(names) == PAIR
                and all(map(str.isalpha, names))
                and not any(registered.id_of(name) in organizations for name in names)
            ):
                message = (
                    f"the {role}s `{names[0]}` and `{names[1]}` are taken for two organizations"
                )
                hint = f'Put one person in quotation marks: `["{names[0]}, {names[1]}"]`.'
                yield _person_as_body(entry, message, hint)


def _hint_for_person(registered: AgentNames, name: str) -> str:
    """How to write the name of a person that lacks its comma; empty for any other name."""
    person = None if "," in name else registered.person_named(name)
    if person is None:
        return ""
    parts = parse_person(name if is_chinese(name) else person.label)
    if not parts.given:
        return ""
    write = "Write" if parts.family_first else LAST_NAME
    return f"{write} `{parts.family}, {parts.given}`."


def _person_as_body(entry: Entry, message: str, hint: str) -> Problem:
    return Problem(_sidecar(entry), None, "person-as-body", message, hint, Severity.WARNING)


def _sidecar(entry: Entry) -> str:
    return PurePosixPath(entry.source.path).with_suffix(SIDECAR_SUFFIX).as_posix()


class _Named(NamedTuple):
    """An author or recipient, where the name occurs first."""

    name: str
    role: str
    entry: Entry
    uses: int
    """How often the name stands in sidecars."""

    def problem(
        self, code: str, message: str, hint: str, severity: Severity = Severity.WARNING
    ) -> Problem:
        """A problem with the name, reported where it occurs first."""
        if self.uses > 1:
            more = "once" if self.uses == PAIR else f"{self.uses - 1:,} times"
            message = f"{message}, here and {more} more"
        return Problem(_sidecar(self.entry), None, code, message, hint, severity)


def _first_uses(publication: Publication) -> Collection[_Named]:
    """Each name of an author or recipient with its first use."""
    found: dict[str, _Named] = {}
    for entry in publication.entries:
        original = entry.sidecar.original
        for role, names in (("author", original.author), ("recipient", original.recipient)):
            for name in names:
                first = found.get(name) or _Named(name, role, entry, 0)
                found[name] = first._replace(uses=first.uses + 1)
    return found.values()


def _no_name(named: _Named) -> Problem | None:
    """A warning for words that say that a name is not known.

    DACS requires the creator only if known (2.6), and CSL has no variable for an unknown one.
    """
    name, role = named.name, named.role
    family, _, given = (part.strip() for part in name.partition(","))
    missing = [not _plain(part) or _plain(part) in _unknown_names() for part in (family, given)]
    if all(missing) or _plain(f"{family} {given}") in _unknown_names():  # `N., N.`
        return named.problem("no-name", f"the {role} `{name}` is not a name", LEAVE_OUT)
    if given and any(missing):
        message = f"a part of the {role} `{name}` is not a name"
        hint = f"Write `{family},` if only the family name is known." if missing[1] else LEAVE_OUT
        return named.problem("no-name", message, hint)
    return None


def _several(named: _Named) -> Problem | None:
    """A warning for a name that seems to be those of several people."""
    name, role = named.name, named.role
    _, comma, given = name.partition(",")
    parts = CONNECTOR_RE.split(name)
    if not (
        SEPARATOR_RE.search(name)
        or name.count(",") > MOST_COMMAS
        or (comma and CONNECTOR_RE.search(given))
        or (not comma and len(parts) > 1 and all(map(_seems_a_person, parts)))
    ):
        return None
    message = f"the {role} `{name}` seems to be several people"
    hint = (
        f'Write each by itself: `{role}: ["Writer, John", "Doe, Jane"]`. '
        "An organization has no comma; if the register has its name, this is not reported."
    )
    return named.problem("several-names", message, hint)


def _seems_a_person(name: str) -> bool:
    """Whether words look like a person's name in reading order: two or more, none of a body's."""
    words = name.split()
    if len(words) < PAIR or any(word.strip(".,").lower() in BODY_WORDS for word in words):
        return False
    names = [word for word in words if word.lower() not in PARTICLES]
    return len(names) >= PAIR and all(
        NAME_WORD_RE.fullmatch(word) and word[0].isupper() for word in names
    )


def _ambiguous(registered: AgentNames, named: _Named) -> Problem | None:
    """A warning for a name that several entries of the registers have."""
    ids = registered.candidates(named.name)
    if len(ids) < PAIR:
        return None
    listed = " or ".join(f"`{one}`" for one in ids)
    none = "neither" if len(ids) == PAIR else "none of them"
    message = f"the {named.role} `{named.name}` can be {listed}, and is linked to {none}"
    hint = "Use a name that only one of them has, and add it to the `names` of that entry."
    return named.problem("ambiguous-agent", message, hint)


def _is_in_question(registers: Registers, name: str) -> bool:
    """Whether a name might be expected in a register: there is one for its kind, with entries."""
    return bool(registers.people if "," in name else registers.organizations)


def _unregistered(alike: _Alike, named: _Named) -> Problem:
    """A notice for a name that no register has."""
    near = alike.nearest(named.name)
    hint = (
        f"If it is {near}, add this form to the `names` of that entry."
        if near
        else "If readers should find it in the register, give it an entry."
    )
    message = f"the {named.role} `{named.name}` is in no register"
    return named.problem("unregistered-agent", message, hint, Severity.NOTICE)


class _Alike:
    """The names of people by a family name and an initial, to find who may be meant by another."""

    def __init__(self, registers: Registers) -> None:
        self._by_initial: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = defaultdict(
            list
        )
        for identifier, person in registers.people.items():
            for form in person.all_names():
                words = tuple(_plain(form.text).replace("-", " ").split())
                for k, family in enumerate(words):
                    given = (*words[:k], *words[k + 1 :])
                    if given:
                        key = family, given[0][:1]
                        self._by_initial[key].append((given, f"`{form.text}` (`{identifier}`)"))

    def nearest(self, name: str) -> str:
        """A person of the same family name and the same given names or initials; else nothing."""
        family, _, rest = (_plain(part) for part in name.partition(","))
        given = tuple(rest.replace("-", " ").split())
        if not given:
            return ""
        for words, whose in self._by_initial[family, given[0][:1]][:MOST_ALIKE]:
            pairs = zip(given, words, strict=False)
            if all(one.startswith(other) or other.startswith(one) for one, other in pairs):
                return whose
        return ""


def _plain(text: str) -> str:
    """The words in lower case without accents, full stops and what surrounds them."""
    if EAST_ASIAN_RE.search(text):
        return text.strip(EDGES)
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(bare.replace(".", " ").strip(EDGES).split())


@cache
def _unknown_names() -> frozenset[str]:
    """The words that stand where a name is not known, plain."""
    lines = written("unknown-names.txt").splitlines()
    listed = (line.split("|") for line in lines if not line.startswith("#"))
    return frozenset(_plain(words) for line in listed for words in line)
