"""A program that knows a version of the format which is yet to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from listening.model.kept import text
from listening.model.records import Record
from listening.store import fold, schema
from listening.store.versions import RELEASED

NEXT = max(RELEASED) + 2
"""The number of that version."""


@dataclass(frozen=True, slots=True)
class Later:
    """What a later version keeps of a record."""

    weather: str | None = text()


class Pretending:
    """A program that knows a later version."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Be ready to know it."""
        self._patch = monkeypatch

    def keep_weather(self, *kinds: type[Record]) -> None:
        """Let these records have a field more."""
        for kind in kinds:
            fields = Later.__dataclass_fields__
            self._patch.setitem(kind.__dataclass_fields__, "weather", fields["weather"])
        fold._statements.cache_clear()
        self.know(schema.STATE | {kind.table: schema.state_table(kind) for kind in kinds})

    def know(self, state: Mapping[str, str], *folded_otherwise: str) -> None:
        """Let the tables of the state be these, in a version that is released."""
        today = schema.TODAY._replace(tables=state, folded_otherwise=frozenset(folded_otherwise))
        self._patch.setitem(RELEASED, NEXT, today)
        for name, value in {
            "STATE": state,
            "TODAY": today,
            "FORMAT_VERSION": NEXT,
            "INDEXING_VERSION": NEXT + 1,
        }.items():
            self._patch.setattr(schema, name, value)
