"""The part of the fold that finds what people set apart from each other."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from listening.model.records import SETS, Contribution
from listening.model.vocabulary import Area
from listening.store.fold_terms import IS_LEAF, SAYS_YES, looked_for


def find_conflicts(con: sqlite3.Connection, occurring: frozenset[str] | None) -> None:
    """Make `conflict` what the ledger says of the records in `touched`.

    Args:
        con: the file, inside the open transaction; contributions are folded.
        occurring: as `refold_touched` has it.
    """
    con.execute(_FORGET)
    con.execute(_find(occurring))


_FORGET = "DELETE FROM conflict WHERE record IN (SELECT record FROM temp.touched WHERE NOT fresh)"

_SEVERAL = """SELECT t.record, t.fresh FROM temp.touched t CROSS JOIN change c ON c.record = t.record
  WHERE t.stamp IS NULL GROUP BY t.record HAVING min(c.stamp) < max(c.stamp)"""
"""The records with several actions: what one action alone says is said by one person, who saw it."""

_IN_ONE_CELL = f"""SELECT cell.record, cell.field, count(DISTINCT quote(c.value)) FROM
    (SELECT c.record, c.field FROM several t CROSS JOIN change c ON c.record = t.record
      WHERE {" AND ".join(f"c.field NOT GLOB '{member.prefix}/*'" for member in SETS)}
      GROUP BY c.record, c.field HAVING count(*) > 1) cell
    CROSS JOIN change c ON c.record = cell.record AND c.field = cell.field
    WHERE {IS_LEAF} GROUP BY cell.record, cell.field HAVING count(DISTINCT quote(c.value)) > 1"""
"""Cells that two people set apart from each other to different values."""


@lru_cache(maxsize=256)
def _find(occurring: frozenset[str] | None) -> str:
    """Return the statement that finds both kinds; a cell that is of both is found once."""
    return (
        f"INSERT OR IGNORE INTO conflict WITH several (record, fresh) AS MATERIALIZED ({_SEVERAL}) "
        f"{_IN_ONE_CELL} UNION ALL {_none_against_area(occurring)}"
    )


def _none_against_area(occurring: frozenset[str] | None) -> str:
    """Find where one person said “none of the three” and another an area, apart.

    Whoever saw the one when they said the other has replaced it, so where both stand nobody did. An
    area that whoever spoke gave themself outranks what others say, and needs nobody to settle it.
    """
    of_it = "SELECT 1 FROM change c WHERE c.record = t.record"
    own = ", ".join(f"'own/{area.value}'" for area in Area)
    return (
        "SELECT t.record, 'none_of_three', 2 FROM several t "
        f"CROSS JOIN {Contribution.table} k ON k.record = t.record "
        f"WHERE {looked_for('none_of_three', occurring)} AND k.attitudes + k.roles + k.system > 0 "
        f"AND EXISTS ({of_it} AND c.field = 'none_of_three' AND {SAYS_YES} AND {IS_LEAF}) "
        f"AND NOT EXISTS ({of_it} AND c.field IN ({own}) AND {SAYS_YES} AND {IS_LEAF})"
    )
