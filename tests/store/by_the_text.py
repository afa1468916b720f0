"""What another program knows that has read FORMAT.md and nothing else, and how it writes by that."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from importlib import resources
from typing import Any

from listening.model.records import RECORDS
from tests.store import making

TEXT = resources.files("listening.store").joinpath("FORMAT.md").read_text(encoding="utf-8")
SQL: Mapping[str, str] = dict(re.findall(r"```sql (\S+)\n(.*?)\n```", TEXT, re.DOTALL))
"""The blocks of SQL, by the word after the fence."""


def table_under(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without backticks."""
    section = TEXT.split(f"\n### {heading}\n", 1)[1].split("\n#", 1)[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip().replace("`", "") for cell in row] for row in rows[1:]]


FIELDS = {record.table: table_under(record.table) for record in RECORDS}
MEMBERS = table_under("Fields of many values")


class Writer:
    """Another program that writes, knowing this text alone."""

    def __init__(self, con: sqlite3.Connection, session: str) -> None:
        """Begin a sitting."""
        self.con, self.session = con, session
        self.me = f"w.{session}.otherone"
        self.stamps = (f"{making.NOON * 2 + n:013d}.000.otherone" for n in range(1_000))
        self.introduced = False

    def write(self, cells: Mapping[tuple[str, str], Any]) -> None:
        """Write one action and make the state of what it touched anew."""
        self.con.execute(SQL["begin"])
        stamp = next(self.stamps)
        if not self.introduced:
            said = {"name": "Robin", "program": "another 1.0", "utc_offset": "+00:00"}
            cells = {**cells, **{(self.me, field): value for field, value in said.items()}}
            self.introduced = True
        for (record, field), value in cells.items():
            cell = {"record": record, "field": field}
            seen = [row[0] for row in self.con.execute(SQL["leaves"], cell).fetchall()]
            base = " ".join(seen) or None
            self.con.execute(SQL["add"], {**cell, "stamp": stamp, "value": value, "base": base})
        for drop in ("drop-index", "drop-index-progress", "not-half-indexed"):
            self.con.execute(SQL[drop])
        for record in {record for record, _ in cells}:
            self.fold(record)
        self.con.execute("COMMIT")

    def fold(self, record: str) -> None:
        """Make the state of one record anew."""
        table = {each.letter: each.table for each in RECORDS}[record[0]]
        kept = [f'"{column}"' for _, column, _, _ in FIELDS[table]]
        row = SQL["state-row"].format(
            table=table,
            columns=", ".join(kept),
            values=", ".join(_value(field, kind) for field, _, kind, _ in FIELDS[table]),
            updates=", ".join(f"{column} = excluded.{column}" for column in kept),
        )
        self.con.execute(row, {"record": record})
        self.con.execute(SQL["state-none"], {"record": record})
        self.fold_members(record, table)
        self.con.execute(SQL["state-forget-conflicts"], {"record": record})
        self.con.execute(SQL["state-conflicts"], {"record": record})
        self.con.execute(SQL["state-none-against-area"], {"record": record})

    def fold_members(self, record: str, owner: str) -> None:
        """Make the members of one record anew."""
        for prefix, of, table, names_ in MEMBERS:
            if of != owner or prefix == "coding":
                continue
            forget = SQL["state-forget-members"].format(table=table, owner=of)
            self.con.execute(forget, {"record": record})
            for one in ("tag", "own") if prefix == "tag" else (prefix,):
                add = SQL["state-members"].format(
                    table=table, owner=of, member=names_.split(", ")[-1], prefix=one
                )
                self.con.execute(add, {"record": record})


def _value(field: str, kind: str) -> str:
    if field.startswith("tag/"):
        return SQL["state-area"].format(area=field.removeprefix("tag/"))
    if kind == "yes or no":
        return SQL["state-flag"].format(field=field)
    text = SQL["state-text"].format(field=field)
    return text if kind == "text" else text.replace("TEXT", "INTEGER")
