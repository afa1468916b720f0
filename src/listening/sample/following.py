"""What followed from the sample's afternoon: promises, relations and links, and the way to read them.

`following.txt` beside this module holds them; its first lines say how it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from listening.model.errors import WrongUse
from listening.model.vocabulary import Bond, Direction, RelationKind, RelationState, Status

_HEAD = re.compile(r"(?P<sign>[!~&]) (?P<name>[^:]+): (?P<rest>.+)")
_MORE = re.compile(r"(?P<key>[a-z]+): (?P<value>.+)")


@dataclass(frozen=True, slots=True)
class Promise:
    """What a party said that it will do."""

    who: str
    what: str
    whom: str | None
    by_when: str | None
    report_back: str | None
    status: Status
    direction: Direction | None
    answers: tuple[str, ...]
    """What the contributions begin with that it answers."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one party stands to another."""

    kind: RelationKind
    from_party: str
    to_party: str
    about: str | None
    state: RelationState
    heard: str
    """What the contribution begins with that it was heard in."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What one contribution is to another, each named by what it begins with."""

    bond: Bond
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Following:
    """Everything that followed."""

    promises: tuple[Promise, ...]
    relations: tuple[Standing, ...]
    links: tuple[Tie, ...]


def read() -> Following:
    """Return what followed from the afternoon at Marsh Lane Library."""
    from importlib import resources

    text = resources.files("listening.sample").joinpath("following.txt").read_text("utf-8")
    return parse(text)


def parse(text: str) -> Following:
    """Return what a text written as `following.txt` is tells.

    Raises:
        WrongUse: a line is not written so.
    """
    told = [_read(line) for line in text.splitlines() if line.strip() and line[0] != "#"]
    return Following(
        promises=tuple(one for one in told if isinstance(one, Promise)),
        relations=tuple(one for one in told if isinstance(one, Standing)),
        links=tuple(one for one in told if isinstance(one, Tie)),
    )


def _read(line: str) -> Promise | Standing | Tie:
    head, *more = line.split(" | ")
    found = _HEAD.fullmatch(head)
    if found is None:
        raise WrongUse(f"“{line}” is not written as what follows is: its first lines say how.")
    if found["sign"] == "&":
        return Tie(Bond.parse(found["name"]), found["rest"], " | ".join(more))
    said: dict[str, list[str]] = {}
    for part in more:
        pair = _MORE.fullmatch(part)
        if pair is None:
            raise WrongUse(
                f"“{part}” is not written as what follows is: a key, a colon, its value."
            )
        said.setdefault(pair["key"], []).append(pair["value"])
    made = _promise if found["sign"] == "!" else _standing
    return made(found["name"], found["rest"], said)


def _promise(who: str, what: str, said: dict[str, list[str]]) -> Promise:
    return Promise(
        who,
        what,
        whom=_one(said, "for"),
        by_when=_one(said, "by"),
        report_back=_one(said, "report"),
        status=Status.parse(_one(said, "state") or Status.OFFERED),
        direction=Direction.parse(_one(said, "clause") or "") if "clause" in said else None,
        answers=tuple(said.get("answers", ())),
    )


def _standing(kind: str, parties: str, said: dict[str, list[str]]) -> Standing:
    from_party, _, to_party = parties.partition(" > ")
    return Standing(
        RelationKind.parse(kind),
        from_party,
        to_party,
        about=_one(said, "about"),
        state=RelationState.parse(_one(said, "state") or RelationState.NOT_SAID),
        heard=_one(said, "heard") or "",
    )


def _one(said: dict[str, list[str]], key: str) -> str | None:
    return said[key][0] if key in said else None
