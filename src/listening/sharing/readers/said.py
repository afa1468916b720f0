"""One contribution of our own Markdown: its heading, its words, and what stands beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, cast

from listening.model.brought import Person, Said, SaidFields, Tie, Trouble
from listening.model.errors import ListeningError
from listening.model.text import fold, says_nothing, single_line
from listening.model.vocabulary import Area, Bond, Captured, Check, Kind, Sharing
from listening.sharing.labels import BEHIND, BONDS, CONTRIBUTION
from listening.sharing.mention import read_mention
from listening.sharing.readers import fields
from listening.sharing.readers.front import is_token
from listening.sharing.readers.outline import Labelled, Part

IN_OTHER_WORDS = "In other words:"
"""What stands before a paraphrase, and before nothing else."""
NEW = "new"
"""What stands in the heading of a contribution that somebody adds by hand."""

_TAKEN_BACK = "Taken back by those who said it."
_OFF_RECORD = "Off the record: none of the words are kept here."
_OWN_SENTENCES = (IN_OTHER_WORDS, _TAKEN_BACK, _OFF_RECORD)
_NONE, _UNTAGGED = "none of the three", "not yet tagged"

_BONDS = {label: bond for bond, label in BONDS.items()}
"""The links, by their labels."""

_LABELS = {**CONTRIBUTION, **BEHIND}
LABELS = (*CONTRIBUTION.values(), *_BONDS, *BEHIND.values())
"""What can stand beside the words of a contribution."""


class _Reader:
    """Reads one part; what cannot be read is kept as a trouble with its line."""

    def __init__(self, part: Part, troubles: list[Trouble]) -> None:
        self.part = part
        self.troubles = troubles

    def fail(self, line: int, sentence: str) -> None:
        """Keep what cannot be read, with its line."""
        self.troubles.append(Trouble(line, sentence))

    def one(self, field: str, read: Callable[[str], Any], otherwise: Any = None) -> Any:
        """Return the value of a field as it is read; `otherwise` where there is none."""
        value = self.part.one(_LABELS[field])
        return self.attempt(value.number, read, value.text) if value else otherwise

    def every(self, field: str) -> tuple[Labelled, ...]:
        """Return all values of a field."""
        return self.part.every(_LABELS[field])

    def each(self, field: str, read: Callable[[str], Any]) -> list[Any]:
        """Return all values of a field, as they are read."""
        found = (self.attempt(each.number, read, each.text) for each in self.every(field))
        return [each for each in found if each is not None]

    def attempt(self, line: int, read: Callable[[str], Any], text: str) -> Any:
        """Return a text as it is read; None where it cannot be, which is kept with its line."""
        try:
            return read(text)
        except ListeningError as error:
            self.fail(line, str(error))
            return None


def read_said(
    part: Part, prompt: int | None, people: Sequence[Person], troubles: list[Trouble]
) -> Said | None:
    """Return the contribution under one heading; None where it names none, or some of it cannot be read.

    Args:
        part: what stands under the heading.
        prompt: the number of the prompt above it, among those of the source.
        people: who is known.
        troubles: takes what cannot be read.
    """
    reader = _Reader(part, troubles)
    first = single_line(part.heading).split(":")[0].strip()
    if fold(first) != NEW and not (part.level == 4 and is_token(first)):
        reader.fail(part.line, _NO_HEADING.format(single_line(part.heading)[:60]))
        return None
    before = len(troubles)
    troubles += part.troubles
    _refuse_strange(reader)
    said = _fields(reader, prompt, people)
    found = Said(
        line=part.line,
        key=_key(said),
        id=None if fold(first) == NEW else first,
        fields=said,
        shown=reader.one("sharing", Sharing.parse),
        at=reader.one("at", fields.time),
        author=reader.one("author", single_line),
        perspectives=fields.perspectives(each.text for each in reader.every("perspectives")),
        links=tuple(_links(reader)),
        same_as_line=max((each.number for each in reader.every("same_as")), default=0),
    )
    # What is read in part would change what nobody meant to change.
    return found if len(troubles) == before else None


_NO_HEADING = (
    "The heading “{}” does not begin with the id of a contribution: leave the ids as they were exported, "
    "and write “#### new” above what you add."
)


def _key(said: SaidFields) -> str:
    """Return what a contribution added by hand is known by: its words and who said them."""
    about = f"{said.get('by') or ''}\n{said.get('words', '')}"
    return hashlib.sha256(about.encode()).hexdigest()


def _refuse_strange(reader: _Reader) -> None:
    """Keep what cannot be part of a contribution: unknown labels, loose words, a quote too many."""
    part = reader.part
    for each in part.values:
        if each.label not in LABELS:
            reader.fail(each.number, _NO_LABEL.format(each.label, ", ".join(LABELS)))
    for line in part.paragraphs:
        if line.text not in _OWN_SENTENCES:
            reader.fail(line.number, _LOOSE)
    if len(part.quotes) > 1 + (IN_OTHER_WORDS in part.order):
        reader.fail(part.quotes[-1].number, _TOO_MANY)


_NO_LABEL = "There is no place for “{}” beside a contribution, but for {}."
_LOOSE = (
    "These words stand beside the contribution and not in it: write “> ” before them if they were said, "
    "or take them out."
)
_TOO_MANY = (
    "A second quote stands here: join it to the first with “>” between them, or write “#### new” "
    "above it for a contribution of its own."
)


def _fields(reader: _Reader, prompt: int | None, people: Sequence[Person]) -> SaidFields:
    said: SaidFields = {"prompt": prompt, "same_as": reader.one("same_as", fields.id_of)}
    words, paraphrase = _quotes(reader)
    check = (
        Check.WITHDRAWN
        if _has(reader, _TAKEN_BACK)
        else reader.one("check", Check.parse, Check.UNREAD)
    )
    said["check"] = check or Check.UNREAD
    if check is Check.WITHDRAWN and words is None:
        # Of what was taken back nothing else is told, so nothing else is changed.
        return said
    beside = _beside(reader, people)
    if words is not None:
        said["words"], said["paraphrase"] = words, paraphrase
        return said | beside
    _refuse_wordless(reader)
    # Of what is off the record little is told, so what is not told is not changed.
    return said | _lines_alone(reader, beside)


def _lines_alone(reader: _Reader, beside: SaidFields) -> SaidFields:
    """Return of what may stand beside words what has a line here."""
    has_line = {field: bool(reader.every(stands_as)) for field, stands_as in _STANDS_AS.items()}
    told = {field: held for field, held in beside.items() if has_line[field]}
    return cast("SaidFields", told)


_STANDS_AS = {
    "by": "by",
    "areas": "areas",
    "none_of_three": "areas",
    "codes": "codes",
    "kind": "kind",
    "captured": "captured",
    "sharing": "own_sharing",
    "consent_asked": "consent_asked",
}
"""What stands beside words, as it is read, and under which labels."""


def _refuse_wordless(reader: _Reader) -> None:
    if not _has(reader, _OFF_RECORD):
        reader.fail(reader.part.line, _WORDLESS)


_WORDLESS = (
    "This contribution has no words any more: put its words back, or take the whole of it out of the text, "
    "and then out of the file with “listening remove”."
)


def _has(reader: _Reader, sentence: str) -> bool:
    return sentence in reader.part.order


def _quotes(reader: _Reader) -> tuple[str | None, str | None]:
    """Return the words and the paraphrase; None for each that is not there."""
    part = reader.part
    quotes = [reader.attempt(each.number, fields.words, each.text) for each in part.quotes]
    quotes = [each for each in quotes if each is not None and not says_nothing(each)]
    if IN_OTHER_WORDS not in part.order:
        return (quotes[0] if quotes else None), None
    before = part.order[: part.order.index(IN_OTHER_WORDS)].count("quote")
    return (quotes[0] if before and quotes else None), (
        quotes[-1] if len(quotes) > before else None
    )


def _beside(reader: _Reader, people: Sequence[Person]) -> SaidFields:
    """Return what stands beside the words; what is not there is not so."""
    told = [each for each in reader.every("areas") if fold(each.text) not in (_NONE, _UNTAGGED)]
    read = [reader.attempt(each.number, Area.parse, each.text) for each in told]
    none = any(fold(each.text) == _NONE for each in reader.every("areas"))
    return {
        "by": reader.one("by", fields.known_handle(each.handle for each in people)),
        "areas": tuple(area for area in Area if area in read),
        "none_of_three": none and not told,
        "codes": tuple(dict.fromkeys(reader.each("codes", fields.code))),
        "kind": reader.one("kind", Kind.parse),
        "captured": reader.one("captured", Captured.parse) or Captured.VERBATIM,
        "sharing": reader.one("own_sharing", Sharing.parse),
        "consent_asked": bool(reader.one("consent_asked", fields.yes, otherwise=False)),
    }


def _links(reader: _Reader) -> Iterator[Tie]:
    for each in reader.part.values:
        if each.label in _BONDS:
            tie = reader.attempt(
                each.number, partial(_tie, each.number, _BONDS[each.label]), each.text
            )
            if tie:
                yield tie


def _tie(line: int, bond: Bond, text: str) -> Tie:
    mention = read_mention(single_line(text))
    own = fields.id_of(mention.id if mention else text)
    at = fields.time(mention.at) if mention and mention.at else None
    return Tie(line=line, id=own, bond=bond, at=at, author=(mention and mention.author) or None)
