"""Relations between parties: trust, power, expectation, support and funding, as people said."""

from __future__ import annotations

from collections.abc import Sequence

from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.counting import counted
from listening.app.promises.form import ARelation
from listening.app.promises.rows import row
from listening.app.screens.follow_list import FollowList, Line
from listening.model.records import Relation
from listening.model.text import single_line


class RelationsScreen(FollowList):
    """The relations that people spoke of in a session, or in all sessions of a file."""

    CSS_PATH = "follow_list.tcss"
    BINDINGS = bindings(Place.RELATIONS)

    kind = "Relations"
    nothing = (
        "No relation is noted yet. Press n to write one down: who trusts, supports or funds whom.\n"
        "In the list of what was heard, t makes one from the chosen contribution."
    )
    place = Place.RELATIONS

    def read(self) -> Sequence[tuple[str, Sequence[Line]]]:
        """Return the relations under what stands between the parties."""
        self._relations = self.file.relations(self.session)
        kinds = dict.fromkeys(one.kind for one in sorted(self._relations, key=_kind_first))
        return [
            (
                kind.label.capitalize(),
                [_line(one) for one in self._relations if one.kind is kind],
            )
            for kind in kinds
        ]

    def how_many(self) -> str:
        """Return how many there are."""
        return counted(len(self._relations), "relation") if self._relations else ""

    def behind(self, chosen: str) -> Sequence[str]:
        """Return the contribution that a relation was heard in."""
        said_in = self.file.relation(chosen).said_in
        return [said_in] if said_in else []

    def record(self, own: str) -> Relation:
        """Return a relation as it is now."""
        return self.file.relation(own)

    def subject(self, chosen: str | None) -> ARelation:
        """Return a relation to be filled in."""
        if chosen is None:
            return ARelation(self.file, self.session or "")
        one = self.file.relation(chosen)
        return ARelation(self.file, one.session, one)


def _kind_first(one: Relation) -> int:
    return list(type(one.kind)).index(one.kind)


def _line(one: Relation) -> Line:
    about = single_line(one.about) if one.about else ""
    drawn = row(f"{one.from_party} → {one.to_party}", one.state.label, about)
    return Line(drawn, one.id)
