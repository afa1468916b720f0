"""How long the bars beside figures are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from listening.sharing.document import Table

_NUMBER = re.compile(r"\d[\d,]*")


def shares(table: Table) -> Sequence[float | None]:
    """Return for each row which share of the largest figure its own is; None where it has none.

    A bar is drawn beside its number and never instead of it.
    """
    numbers = [_number(row[-1]) if table.figures else None for row in table.rows]
    largest = max((each for each in numbers if each), default=0)
    return [each / largest if each is not None and largest else None for each in numbers]


def _number(text: str) -> int | None:
    return int(text.replace(",", "")) if _NUMBER.fullmatch(text) else None
