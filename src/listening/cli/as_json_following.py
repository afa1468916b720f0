"""The JSON of what follows from what was said: promises, relations and links."""

from __future__ import annotations

from datetime import date

from listening.cli.as_json import Json
from listening.model.records import Commitment, Link, Relation


def commitment(one: Commitment, today: date) -> Json:
    """Return what a party promised, and whether it is due."""
    return {
        "id": one.id,
        "session": one.session,
        "at": one.at,
        "author": one.author,
        "who": one.who,
        "what": one.what,
        "whom": one.whom,
        "by_when": one.by_when,
        "report_back": one.report_back,
        "direction": one.direction,
        "status": one.status,
        "reason": one.reason,
        "felt": one.felt,
        "answers": list(one.answers),
        "due": one.is_due(today),
        "removed": one.removed,
    }


def relation(one: Relation) -> Json:
    """Return how one party stands to another."""
    return {
        "id": one.id,
        "session": one.session,
        "at": one.at,
        "author": one.author,
        "kind": one.kind,
        "from": one.from_party,
        "to": one.to_party,
        "about": one.about,
        "state": one.state,
        "heard_in": one.said_in,
        "removed": one.removed,
    }


def link(one: Link) -> Json:
    """Return what one contribution is to another."""
    session, _, own = one.target.rpartition(".")
    return {
        "id": one.id,
        "session": one.session,
        "at": one.at,
        "author": one.author,
        "bond": one.bond,
        "source": one.source,
        "target": own,
        "target_session": session,
        "removed": one.removed,
    }
