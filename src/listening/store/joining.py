"""Saying of sessions that were set up apart that they are one: a fact of the ledger like any other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from listening.model.errors import Ambiguous, ListeningError, NotFound
from listening.model.text import fold, single_line
from listening.store import faults, joined, names, queries, sources
from listening.store.ledger import Ledger

Pairs = Sequence[tuple[str, str]]
"""The whole, and the session that is part of it."""

_SESSIONS = (
    "SELECT DISTINCT substr(record, 3) FROM {}.change WHERE record >= 's.' AND record < 's/'"
)


def resolve(con: sqlite3.Connection, files: Sequence[Path], pairs: Pairs) -> Pairs:
    """Return pairs of sessions by their tokens, before anything is merged.

    Args:
        con: the file that is merged into.
        files: the sources.
        pairs: ids of sessions in any of them, beginnings of ids, or names of sources with one session.

    Raises:
        NotFound, Ambiguous: a name does not name one session.
    """
    if not pairs:
        return ()
    held = {path: _held(con, path) for path in files}
    known = set().union(_tokens(con, "main"), *held.values())
    return tuple((_find(whole, held, known), _find(part, held, known)) for whole, part in pairs)


def join(ledger: Ledger, pairs: Pairs) -> tuple[tuple[str, str], ...]:
    """Write that the second session of each pair is part of the first, and return what was written.

    What is one already is left as it is, as is a session whose file could not be merged.

    Raises:
        NotSaved: the disk did not take it.
    """
    written: list[tuple[str, str]] = []
    for pair in pairs:
        with ledger.transaction():
            links = _links(ledger.con)
            if not links.keys() >= set(pair):
                continue
            whole, part = (joined.root(links, session) for session in pair)
            if whole == part:
                continue
            with ledger.change() as change:
                change.set(names.session_record(part), "same_as", whole)
        written.append((whole, part))
    return tuple(written)


def _links(con: sqlite3.Connection) -> Mapping[str, str | None]:
    return dict(con.execute("SELECT id, same_as FROM session").fetchall())


def _held(con: sqlite3.Connection, path: Path) -> frozenset[str]:
    """Return the sessions of a source; none where it cannot be trusted, as the merge then says."""
    with suppress(ListeningError), sources.attached(con, path, "source"), faults.reading(path):
        sources.check(con, path, "source")
        return _tokens(con, "source")
    return frozenset()


def _tokens(con: sqlite3.Connection, name: str) -> frozenset[str]:
    return frozenset(token for (token,) in con.execute(_SESSIONS.format(name)))


def _find(ref: str, held: Mapping[Path, frozenset[str]], known: Iterable[str]) -> str:
    named = [path for path in held if ref in (str(path), path.name, path.stem)]
    wanted = fold(single_line(ref))
    long_enough = len(wanted) >= queries.SHORTEST_REF
    found = (
        set().union(*(held[path] for path in named))
        if named
        else {token for token in known if long_enough and token.startswith(wanted)}
    )
    if not found:
        raise NotFound("session", ref)
    if len(found) > 1:
        raise Ambiguous("session", ref, sorted(found))
    return found.pop()
