"""Figures can be walked back to what was said."""

from __future__ import annotations

from listening.insight.counts import Figure, by_area, by_code, by_kind
from listening.model.vocabulary import Kind
from tests.sharing.building import person, said

P1, P2 = person("P1", "carer", "nhs"), person("P2", "carer")
ROWS = (
    said("c1", "w", P1, system=True, kind=Kind.IDEA, codes=("rota", "keys")),
    said("c2", "w", P2, system=True, roles=True, kind=Kind.EXPERIENCE, codes=("rota",)),
    said("c3", "w", P1),
)


def test_every_area_has_a_figure_and_the_contributions_behind_it() -> None:
    assert by_area(ROWS) == (
        Figure("attitudes", ()),
        Figure("roles", ("c2",)),
        Figure("system", ("c1", "c2")),
    )
    assert [figure.number for figure in by_area(ROWS)] == [0, 1, 2]


def test_kinds_that_occur_stand_in_the_order_of_the_vocabulary() -> None:
    assert by_kind(ROWS) == (Figure("experience", ("c2",)), Figure("idea", ("c1",)))


def test_codes_stand_by_name_and_not_by_rank() -> None:
    assert by_code(ROWS) == (Figure("keys", ("c1",)), Figure("rota", ("c1", "c2")))
