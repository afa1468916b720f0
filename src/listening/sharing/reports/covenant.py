"""A covenant: party by party, what we can expect of them and what is expected of us."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from listening.model.parties import is_named_by_the_commission
from listening.model.records import Commitment, Relation
from listening.model.text import fold
from listening.model.vocabulary import Area, Direction
from listening.sharing.disclosed import Disclosed, Shown
from listening.sharing.document import Block, Document, Heading, Table, Value, Values
from listening.sharing.reports.opening import for_whom, report
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.promises import ids_answered, listed_by, places, told
from listening.sharing.reports.spoken import all_spoken, by_prompt, heard
from listening.sharing.reports.words import part, sentences

ADDED_LOCALLY = "added locally"
"""How a party is marked that the Commission did not name."""

_FROM_THEM = "What we can expect of them"
_FROM_US = "What is expected of us"
_NOTHING = "Nothing is promised here yet."


def build(disclosed: Disclosed, options: ReportOptions) -> Document:
    """Return the covenant by party."""
    promises, rows = disclosed.commitments, heard(disclosed)
    about_roles = [row for row in rows if Area.ROLES in row.areas]
    parties = _parties(promises)
    return report(
        "covenant",
        "Covenant",
        disclosed,
        options,
        for_whom(disclosed),
        _what_it_is(options),
        _overview(parties, promises, options),
        *(_party(each, promises, about_roles, options) for each in parties),
        _between(disclosed.relations),
        _not_taken_up(about_roles, promises, disclosed),
    )


def _what_it_is(options: ReportOptions) -> tuple[Block, ...]:
    return sentences(
        options.say(
            "A covenant says what each can expect of the other.",
            "A covenant is a set of promises. It goes both ways.",
        ),
        "It is made here from promises, and from what was said about roles.",
    )


def _overview(
    parties: Sequence[str], promises: Sequence[Commitment], options: ReportOptions
) -> tuple[Block, ...]:
    """Return the parties, where each comes from, and how much each has promised."""
    if not parties:
        return sentences("No party has promised anything yet.")
    own = [[one for one in promises if fold(one.who) == fold(each)] for each in parties]
    table = Table(
        "Parties and their promises",
        ("Party", "Where it comes from", "At least"),
        tuple(
            (each, _origin(each), f"{len(there):,}")
            for each, there in zip(parties, own, strict=True)
        ),
        behind=tuple(map(places, own)),
    )
    return (table, *listed_by(options))


def _parties(promises: Iterable[Commitment]) -> tuple[str, ...]:
    """Return the parties as first spelt, those that the Commission named before the others."""
    first: dict[str, str] = {}
    for each in promises:
        first.setdefault(fold(each.who), each.who)
    return tuple(sorted(first.values(), key=lambda each: not is_named_by_the_commission(each)))


def _origin(party: str) -> str:
    return (
        "of a kind that the Commission named"
        if is_named_by_the_commission(party)
        else ADDED_LOCALLY
    )


def _heading(party: str) -> str:
    return party if is_named_by_the_commission(party) else f"{party} ({ADDED_LOCALLY})"


def _party(
    party: str,
    promises: Iterable[Commitment],
    about_roles: Iterable[Shown],
    options: ReportOptions,
) -> tuple[Block, ...]:
    """Return what one party promised, both ways, and what was said that its promises answer."""
    own = [each for each in promises if fold(each.who) == fold(party)]
    taken = ids_answered(own)
    said = [row for row in about_roles if row.id in taken]
    theirs = [each for each in own if each.direction is not Direction.FROM_US]
    ours = [each for each in own if each.direction is Direction.FROM_US]
    return (
        Heading(2, _heading(party)),
        *_way(_FROM_THEM, theirs, options),
        *_way(_FROM_US, ours, options),
        *part(3, "What was said about roles, and this answers", all_spoken(said)),
    )


def _way(heading: str, promises: Sequence[Commitment], options: ReportOptions) -> tuple[Block, ...]:
    """Return one direction; that nothing stands in it is said, since a covenant has two."""
    told_in_full = (block for each in promises for block in told(each, options, with_party=False))
    return (Heading(3, heading), *(tuple(told_in_full) or sentences(_NOTHING)))


def _between(relations: Iterable[Relation]) -> tuple[Block, ...]:
    """Return how parties stand to each other, where people said so."""
    lines = (Value(f"{each.kind.label.capitalize()}", _relation(each)) for each in relations)
    items = tuple(lines)
    return part(2, "How parties stand to each other", (Values(items),) if items else ())


def _relation(relation: Relation) -> str:
    about = f", about {relation.about}" if relation.about else ""
    return f"from {relation.from_party} to {relation.to_party}{about}: {relation.state.label}"


def _not_taken_up(
    about_roles: Iterable[Shown], promises: Iterable[Commitment], disclosed: Disclosed
) -> tuple[Block, ...]:
    """Return what was said about roles that no promise answers."""
    taken = ids_answered(promises)
    open_ones = [row for row in about_roles if row.id not in taken]
    if not open_ones:
        return ()
    return (
        Heading(2, "Said about roles, and in no promise yet"),
        *sentences("Each of these waits for a party that takes it up."),
        *by_prompt(disclosed, open_ones, level=3),
    )
