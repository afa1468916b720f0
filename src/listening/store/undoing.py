"""Taking the last action back by a further change, as if it had never been done.

What several people have said of one thing stands beside each other then as it did before: a conflict
that was settled is open again, with all its versions. A cell holds one value at a stamp, so such an
undo bears as many stamps as there are versions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from listening.model.records import Contribution, Participant, Prompt
from listening.store import actions, conflicts, names, noted
from listening.store.actions import Action
from listening.store.ledger import Leaf, Ledger, Value, leaves_of
from listening.store.standing import standing
from listening.store.views import Undone

_Cells = Mapping[tuple[str, str], "_Former"]


@dataclass(frozen=True, slots=True)
class _Former:
    """What a cell shall hold again."""

    values: Sequence[Value]
    """All versions of it, what shall be shown at the end."""
    replacing: AbstractSet[str] | None = None
    """The stamps that this replaces; None for all that stand."""


@dataclass
class _Effect:
    """What an undo does, gathered."""

    cells: dict[tuple[str, str], _Former] = field(default_factory=dict)
    contributions: dict[str, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    fields: dict[str, None] = field(default_factory=dict)
    left: int = 0

    def touch(self, record: str) -> None:
        """Note that a record is touched."""
        kinds = {Contribution.letter: self.contributions, Participant.letter: self.people}
        kinds |= {kind.letter: self.others for kind in noted.NOTED}
        if record[:1] in kinds:
            kinds[record[:1]][names.own_token(record)] = None

    def set(self, record: str, name: str, former: _Former) -> None:
        """Note what a cell shall hold again."""
        self.cells[record, name] = former
        self.fields[name] = None


def undo(ledger: Ledger, session: str | None) -> Undone | None:
    """Take the author's last action back; None if nothing is left to take back.

    What somebody has changed again since stays as it is. What the action made, such as a
    contribution that it captured, is removed; its words stay in its history.
    """
    with ledger.transaction():
        action = actions.last(ledger.con, ledger.author, session)
        if action is None:
            return None
        effect, before = _effect(ledger, action), conflicts.count(ledger.con)
        _write(ledger, action, effect)
        reopened = conflicts.count(ledger.con) - before
        ledger.is_no_action()
    return Undone(
        contributions=tuple(effect.contributions),
        others=tuple(effect.others),
        fields=tuple(effect.fields),
        left=effect.left,
        people=tuple(effect.people),
        imported=action.imported,
        reopened=max(reopened, 0),
    )


def _effect(ledger: Ledger, action: Action) -> _Effect:
    effect = _Effect()
    cells = actions.cells(ledger.con, action)
    made = actions.made(ledger.con, action, {record for record, _ in cells})
    gone = {record for record in made if record[:1] in _NAMED}
    gone |= {record for record in made if _is_unused(ledger, record, gone)}
    for record, name in cells:
        effect.touch(record)
        if record in gone:
            effect.set(record, "removed", _Former((1,)))
        elif not any(action.wrote(leaf.stamp) for leaf in standing(ledger.con, record, name)):
            effect.left += 1
        elif record not in made:
            effect.set(record, name, _former(ledger.con, record, name, action))
    return effect


def _former(con: sqlite3.Connection, record: str, name: str, action: Action) -> _Former:
    """Return what a cell would hold without an action; what others hold in it stays untouched."""
    before = standing(con, record, name, action.parts)
    now = leaves_of(con, record, name)
    untouched = {leaf.stamp for leaf in before}
    kept = {_kind(leaf) for leaf in now if leaf.stamp in untouched}
    versions = {_kind(leaf): leaf.value for leaf in sorted(before, key=lambda leaf: leaf.stamp)}
    values = [value for kind, value in versions.items() if kind not in kept]
    shown = before[-1].value if before else None
    if shown not in values[-1:]:
        values = [*(value for value in values if value != shown), shown]
    return _Former(values, {leaf.stamp for leaf in now} - untouched)


def _kind(leaf: Leaf) -> tuple[type, Value]:
    return type(leaf.value), leaf.value


def _write(ledger: Ledger, action: Action, effect: _Effect) -> None:
    """Write what an undo does, the versions of each cell one after the other, and that it was one."""
    rounds = max((len(former.values) for former in effect.cells.values()), default=1)
    for number in range(rounds):
        with ledger.change() as change:
            for (record, name), former in effect.cells.items():
                place = number - rounds + len(former.values)
                if place >= 0:
                    change.state(record, name, former.values[place], former.replacing)
            for session, part in action.notes:
                change.state(names.writer_record(session, ledger.writer), names.UNDONE + part, 1)


def _is_unused(ledger: Ledger, record: str, gone: AbstractSet[str]) -> bool:
    """Tell whether nobody else has changed a participant or a prompt, or put words under it that stay."""
    column = _NAMED_BY.get(record[:1])
    if column is None:
        return False
    session = names.session_of(record)
    others = ledger.con.execute(
        "SELECT 1 FROM change c LEFT JOIN writer w ON w.record = 'w.' || ? || '.' || substr(c.stamp, 19) "
        "WHERE c.record = ? AND w.name IS NOT ?",
        (session, record, ledger.author),
    ).fetchone()
    said = ledger.con.execute(
        f"SELECT record FROM contribution WHERE session = ? AND {column} = ? AND removed = 0",
        (session, names.own_token(record)),
    )
    return others is None and all(one in gone for (one,) in said)


_NAMED = frozenset(kind.letter for kind in noted.NAMED)
"""The letters of what stands for itself, whoever else has named it."""
_NAMED_BY = {Participant.letter: "participant", Prompt.letter: "prompt"}
"""The column of a contribution in which such a record is named."""
