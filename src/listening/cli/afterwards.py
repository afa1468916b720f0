"""What `show` says of a session besides its figures: conflicts, what left it, what was erased."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from listening.cli import as_json_afterwards, telling, telling_following
from listening.cli.noted import today
from listening.model.sentences import counted
from listening.model.vocabulary import Bond

if TYPE_CHECKING:
    from listening.cli.as_json import Json
    from listening.model.records import Contribution
    from listening.store.session_file import SessionFile


def lines_of(file: SessionFile, session: str) -> Iterator[str]:
    """Yield what happened to a session, a line for each thing; nothing where nothing did."""
    conflicts, exports = len(file.conflicts(session)), file.exports(session)
    yield from _following(file, session)
    if conflicts:
        yield f"Conflicts: {conflicts:,}; “listening conflicts” shows them."
    for one in file.erasures(session):
        yield (
            f"Erased: {counted(one.contributions, 'contribution')}, by {one.author or 'somebody'}, "
            f"{telling.long_date(one.day)}."
        )
    if exports:
        yield f"Exported {telling.times(len(exports))}, which nothing takes back:"
    yield from map(telling.noted_export, exports)


def _following(file: SessionFile, session: str) -> Iterator[str]:
    promised, due = file.commitments(session), file.due(session, today())
    if promised:
        of_which = f", {len(due):,} due" if due else ", none due"
        yield f"Commitments: {len(promised):,}{of_which}; “listening commitment list” shows them."
    relations, links = file.relations(session), file.links(session)
    if relations:
        yield f"Relations: {len(relations):,}; “listening relation list” shows them."
    if links:
        bonds = Counter(one.bond for one in links)
        each = ", ".join(f"{bond.label} {bonds[bond]:,}" for bond in Bond if bonds[bond])
        yield f"Links between contributions: {len(links):,} ({each}); “listening links” shows them."


def as_json(file: SessionFile, session: str | None) -> Json:
    """Return what happened to a session, or to all of a file."""
    return {
        "commitments": len(file.commitments(session)),
        "commitments_due": len(file.due(session, today())),
        "relations": len(file.relations(session)),
        "links": len(file.links(session)),
        "conflicts": len(file.conflicts(session)),
        "exports": [as_json_afterwards.noted_export(one) for one in file.exports(session)],
        "erasures": [as_json_afterwards.erased(one) for one in file.erasures(session)],
    }


def lines_about(file: SessionFile, said: Contribution) -> Iterator[str]:
    """Yield what else is known of a contribution: own tags, other wordings, links, promises."""
    own = own_tags(file, said)
    if own:
        yield f"Given by whoever said it: {telling.listed(list(map(telling.tag, own)))}."
    for each in other_wordings(file, said):
        yield f"One thing said, taken down twice; the other wording: {each}."
    yield from telling_following.links_about(file, said.id)
    yield from telling_following.answers_to(file, said.id)
    if said.conflicts:
        yield f"Conflicts: {said.conflicts:,}; “listening conflicts” shows them."


def own_tags(file: SessionFile, said: Contribution) -> list[str]:
    """Return the tags that whoever said a contribution gave it."""
    return sorted(file.own_tags().get(said.id, ()))


def other_wordings(file: SessionFile, said: Contribution) -> list[str]:
    """Return the ids of the contributions that are the same thing said."""
    groups = (group for group in file.same_groups() if said.id in group)
    return sorted({own for group in groups for own in group} - {said.id})
