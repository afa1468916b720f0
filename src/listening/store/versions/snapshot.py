"""What a version of the format consists of, beside the ledger and what people have not saved yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Snapshot(NamedTuple):
    """The statements that make what a version has, each by the name of what it makes."""

    tables: Mapping[str, str]
    """The tables of the state, which every file of the version has, made exactly so."""
    search: Mapping[str, str]
    """The tables of the full-text index, which large files have."""
    indexes: Mapping[str, str]
    views: Mapping[str, str]
    folded_otherwise: frozenset[str] = frozenset()
    """Tables that are made as in the version before, while of the same ledger other rows come of it."""

    @property
    def everything(self) -> Mapping[str, str]:
        """All that it consists of; no two have one name."""
        return {**self.tables, **self.search, **self.indexes, **self.views}
