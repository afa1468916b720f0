"""The part of the fold that finds what people set apart from each other."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from listening.model.records import SETS, Contribution
from listening.model.vocabulary import Area
from listening.store.fold_terms import IS_LEAF, SAYS_YES, in_range, looked_for


def find_conflicts(
    con: sqlite3.Connection, letters: set[str], occurring: frozenset[str] | None
) -> None:
    """Make `conflict` what the ledger says of the records in `touched`.

    Args:
        con: the file, inside the open transaction.
        letters: of which kinds these records are.
        occurring: as `refold_touched` has it.
    """
    for statement in _IN_ONE_CELL:
        con.execute(statement)
    if Contribution.letter in letters:
        con.execute(_none_against_areas(occurring))


_IN_ONE_CELL = (
    "DELETE FROM conflict WHERE record IN (SELECT record FROM temp.touched WHERE NOT fresh)",
    f"""INSERT INTO conflict SELECT cell.record, cell.field, count(DISTINCT quote(c.value)) FROM
      (SELECT c.record, c.field FROM
        (SELECT t.record FROM temp.touched t CROSS JOIN change c ON c.record = t.record
          WHERE t.stamp IS NULL GROUP BY t.record HAVING min(c.stamp) < max(c.stamp)) more
        CROSS JOIN change c ON c.record = more.record
        WHERE {" AND ".join(f"c.field NOT GLOB '{member.prefix}/*'" for member in SETS)}
        GROUP BY c.record, c.field HAVING count(*) > 1) cell
      CROSS JOIN change c ON c.record = cell.record AND c.field = cell.field
      WHERE {IS_LEAF} GROUP BY cell.record, cell.field HAVING count(DISTINCT quote(c.value)) > 1""",
)
"""Cells that two people set apart from each other to different values."""


@lru_cache(maxsize=256)
def _none_against_areas(occurring: frozenset[str] | None) -> str:
    """Find where one person said “none of the three” and another an area, apart.

    Whoever saw the one when they said the other has replaced it, so where both stand nobody did: but
    for what one action said alone. An area that whoever spoke gave themself outranks what others
    say, and needs nobody to settle it.
    """
    return (
        "INSERT OR IGNORE INTO conflict SELECT t.record, 'none_of_three', 2 FROM temp.touched t "
        f"CROSS JOIN {Contribution.table} k ON k.record = t.record "
        f"WHERE {in_range(Contribution.letter)} AND t.stamp IS NULL AND {looked_for('none_of_three', occurring)} "
        "AND k.attitudes + k.roles + k.system > 0 "
        f"AND EXISTS (SELECT 1 {_OF_IT} AND c.field = 'none_of_three' AND {SAYS_YES} AND {IS_LEAF}) "
        f"AND NOT EXISTS (SELECT 1 {_OF_IT} AND c.field IN ({_OWN_AREAS}) AND {SAYS_YES} AND {IS_LEAF}) "
        f"AND (SELECT min(c.stamp) < max(c.stamp) {_OF_IT})"
    )


_OF_IT = "FROM change c WHERE c.record = t.record"
_OWN_AREAS = ", ".join(f"'own/{area.value}'" for area in Area)
