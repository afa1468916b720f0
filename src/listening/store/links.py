"""Links: what one contribution is to another. It echoes it, disagrees with it, builds on it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from listening.model.errors import NotFound, WrongUse
from listening.model.records import Contribution, Link
from listening.model.vocabulary import Bond
from listening.store import joined, names, noted, queries
from listening.store.ledger import Ledger
from listening.store.reading import read_link

_LINKS = (
    noted.select(Link)
    + """
  CROSS JOIN contribution s ON s.record = 'c.' || r.session || '.' || r.source AND s.removed = 0
  CROSS JOIN contribution t ON t.record = 'c.' || r.target AND t.removed = 0"""
)
"""A link stands only while both its ends do."""
_OF_ONE = (
    "SELECT record FROM link WHERE source = ? AND session = ? "
    "UNION SELECT record FROM link WHERE target = ?"
)
"""Each end by its index: one condition with OR would look at all links."""
_HOW_MANY = f"""SELECT count(*) FROM ({_OF_ONE}) mine CROSS JOIN link r ON r.record = mine.record AND r.removed = 0
  CROSS JOIN contribution s ON s.record = 'c.' || r.session || '.' || r.source AND s.removed = 0
  CROSS JOIN contribution t ON t.record = 'c.' || r.target AND t.removed = 0"""
_IN_ORDER = "ORDER BY r.first, r.id"


def links(con: sqlite3.Connection, session: str | None) -> tuple[Link, ...]:
    """Return the links between contributions that are not removed, oldest first."""
    here, tokens = joined.scope(con, session, "r.session")
    return _read(noted.fetch(con, f"{_LINKS} WHERE r.removed = 0 AND {here} {_IN_ORDER}", tokens))


def links_of(con: sqlite3.Connection, ref: str) -> tuple[Link, ...]:
    """Return the links from a contribution and to it, oldest first.

    Raises:
        NotFound, Ambiguous: the id does not name one contribution.
    """
    one = queries.contribution(con, ref)
    condition = f"r.record IN ({_OF_ONE})"
    values = (one.id, one.session, names.whole_token(one.session, one.id))
    return _read(
        noted.fetch(con, f"{_LINKS} WHERE r.removed = 0 AND {condition} {_IN_ORDER}", values)
    )


def counts(con: sqlite3.Connection, of: Sequence[Contribution]) -> Mapping[str, int]:
    """Return how many links each of these contributions has, by id; those without are left out."""
    if not of or con.execute("SELECT 1 FROM link LIMIT 1").fetchone() is None:
        return {}
    found: Counter[str] = Counter()
    for one in of:
        ends = (one.id, one.session, names.whole_token(one.session, one.id))
        found[one.id] = con.execute(_HOW_MANY, ends).fetchone()[0]
    return +found


def link(ledger: Ledger, source: str, bond: Bond, target: str) -> Link:
    """Say what one contribution is to another, and return the link; one that is there stays as it is.

    Raises:
        WrongUse: both are one contribution.
        NotFound, Ambiguous: an id does not name one contribution.
    """
    with ledger.transaction():
        one, other = (queries.contribution(ledger.con, ref) for ref in (source, target))
        if (one.session, one.id) == (other.session, other.id):
            raise WrongUse("That is one contribution twice: a link is between two.")
        record, target_token = _named(one, bond, other)
        with ledger.change() as change:
            change.set(record, "bond", str(bond))
            change.set(record, "source", one.id)
            change.set(record, "target", target_token)
            change.set(record, "removed", None)
        return _link_of(ledger.con, record)


def unlink(ledger: Ledger, ref: str) -> Link:
    """Take a link away by its id, and return it; its history stays.

    Raises:
        NotFound, Ambiguous: the id does not name one link.
    """
    with ledger.transaction():
        record = noted.record_of(ledger.con, ref, [Link])
        with ledger.change() as change:
            change.set(record, "removed", 1)
        return _link_of(ledger.con, record)


def _named(one: Contribution, bond: Bond, other: Contribution) -> tuple[str, str]:
    """Return the ledger's name of a link, and how it names its target."""
    source, target = (names.whole_token(each.session, each.id) for each in (one, other))
    own = names.link_token(source, bond.value, target)
    return names.link_record(one.session, own), target


def _read(rows: Iterable[sqlite3.Row]) -> tuple[Link, ...]:
    return tuple(one for one in map(read_link, rows) if one is not None)


def _link_of(con: sqlite3.Connection, record: str) -> Link:
    rows = noted.fetch(con, f"{noted.select(Link)} WHERE r.record = ?", (record,))
    found = _read(rows)
    if not found:
        raise NotFound("link", names.own_token(record))
    return found[0]
