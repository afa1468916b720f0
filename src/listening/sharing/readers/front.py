"""The front matter of our own Markdown: what it says of the session, and where the text begins."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from listening.model.errors import WrongUse
from listening.model.text import single_line
from listening.model.vocabulary import Audience
from listening.sharing.labels import FORMAT, VERSION

_FENCE = "---\n"
_LONGEST = 100_000
"""How many characters a front matter may have."""
_PAIR = re.compile(r"(\w+):[ \t]*(.*)")
_TOKEN = re.compile(r"[0-9a-hjkmnp-tv-z]{10}")


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter of an export says."""

    session: str
    digest: str
    body: str
    """All that follows it and the blank line after it."""
    first_line: int
    """The number of the body's first line in the source."""

    @property
    def untouched(self) -> bool:
        """Whether the body is the one that was exported."""
        return self.digest == f"sha256:{hashlib.sha256(self.body.encode()).hexdigest()}"


def is_ours(text: str) -> bool:
    """Tell whether a text begins as our own Markdown does."""
    return f'"{FORMAT}"' in _matter(text)


def read_front(text: str) -> Front:
    """Return what the front matter says.

    Raises:
        WrongUse: it is no export of a session for the team that this version can read.
    """
    matter = _matter(text)
    said = _pairs(matter)
    _refuse(said)
    body = text[len(_FENCE) * 2 + len(matter) :]
    gap = body.startswith("\n")
    return Front(
        session=str(said["session"]),
        digest=str(said.get("digest", "")),
        body=body[gap:],
        first_line=matter.count("\n") + 3 + gap,
    )


def is_token(text: str) -> bool:
    """Tell whether a text can be the id of a record."""
    return _TOKEN.fullmatch(text) is not None


def _matter(text: str) -> str:
    """Return the lines between the two fences; nothing where there are none."""
    if not text.startswith(_FENCE):
        return ""
    end = text.find(f"\n{_FENCE}", len(_FENCE) - 1, _LONGEST)
    return text[len(_FENCE) : end + 1] if end >= 0 else ""


def _pairs(matter: str) -> Mapping[str, object]:
    found = filter(None, map(_PAIR.fullmatch, matter.splitlines()))
    return {pair[1]: _scalar(pair[2]) for pair in found}


def _scalar(text: str) -> object:
    """Return a value, which is JSON unless somebody typed it without its quotation marks."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return single_line(text).strip("\"'")


def _refuse(said: Mapping[str, object]) -> None:
    """Raise `WrongUse` for what cannot be read back as a session."""
    version, audience = said.get("version"), said.get("audience")
    if not isinstance(version, int) or version < 1:
        raise WrongUse(
            "Its first lines do not say of which version it is: export the session again, and import that."
        )
    if version > VERSION:
        raise WrongUse(
            f"It was exported by a newer version of listening (Markdown {version}, this program knows "
            f"{VERSION}): update the program to import it."
        )
    if audience != Audience.TEAM:
        raise WrongUse(
            f"It was exported for “{audience}”, and what that audience does not see is not in it: "
            "import an export for the team (“--audience team”), so that nothing is lost."
        )
    if not is_token(str(said.get("session"))):
        raise WrongUse(
            "Its first lines do not say which session it is of: leave them as they were exported."
        )
