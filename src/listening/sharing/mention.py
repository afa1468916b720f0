"""How an account names what a contribution is linked to: by its id and, for the team, when that was noted and by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"([^\s,]+)(?:, noted (\S+)(?: by (.+))?)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mention:
    """The other end of a link, as it stands in one value of a list."""

    id: str
    """The id of a contribution."""
    at: str = ""
    """When the link was noted: ISO 8601; empty where that is not told."""
    author: str = ""
    """Who noted it; empty where that is not told."""

    def written(self) -> str:
        """Return it as it stands in an account."""
        by = f" by {self.author}" if self.author else ""
        return f"{self.id}, noted {self.at}{by}" if self.at else self.id


def read_mention(text: str) -> Mention | None:
    """Return what `Mention.written` wrote; None where a text is none."""
    found = _WRITTEN.fullmatch(text)
    return Mention(found[1], found[2] or "", found[3] or "") if found else None
