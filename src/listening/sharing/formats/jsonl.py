"""JSON Lines: one contribution a line, with the keys that the commands use.

What an audience may never see has no key, so that nothing is taken for a value that is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from listening.model.vocabulary import Audience
from listening.sharing.disclosed import Disclosed
from listening.sharing.formats.columns import Value, rows_of, written_once
from listening.sharing.formats.options import Options, Written

_NAMES = {"id": "said.id", "session": "session.id"}
"""The keys by which a contribution is found, and where in a row the value of each stands."""

_BEHIND = {
    "at": "said.behind.at",
    "author": "said.behind.author",
    "by": "said.behind.handle",
    "own_sharing": "said.behind.own_sharing",
    "consent_asked": "said.behind.consent_asked",
    "conflicts": "said.behind.conflicts",
}
"""The keys of what the team alone sees."""

_SAID = {
    "name": "said.name",
    "perspectives": "said.perspectives",
    "words": "said.words",
    "areas": "said.areas",
    "codes": "said.codes",
    "none_of_three": "said.none_of_three",
    "kind": "said.kind",
    "captured": "said.captured",
    "sharing": "said.sharing",
    "check": "said.check",
    "paraphrase": "said.paraphrase",
    "prompt": "said.prompt",
}
"""The keys of what was said, as far as an audience sees it."""

_REMOVED = '"removed": false'
"""What the commands say of every contribution that is there."""

_encode = json.JSONEncoder(ensure_ascii=False).encode
_UNSAFE = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
"""What JSON lets stand in a string, and what some reader takes for a line end or an order."""


def render(sessions: Sequence[Disclosed], options: Options) -> Written:
    """Return the contributions of all sessions, a JSON object a line."""
    rows = list(rows_of(sessions, options.step))
    keys = _keys_for(sessions[0].audience if sessions else Audience.PUBLIC)
    members = (written_once(path, rows, partial(_member, key)) for key, path in keys.items())
    return Written(b"".join(map(_line, zip(*members, strict=True))))


def _keys_for(audience: Audience) -> Mapping[str, str]:
    """Return the keys that an audience may see something under."""
    return _NAMES | (_BEHIND if audience is Audience.TEAM else {}) | _SAID


def _member(key: str, value: Value) -> str:
    """Return a key and its value, in which no reader can take anything for a line end or an order."""
    text = _encode(value)
    return f'"{key}": {text if text.isprintable() else re.sub(_UNSAFE, _escaped, text)}'


def _line(members: Iterable[str]) -> bytes:
    return f"{{{', '.join(members)}, {_REMOVED}}}\n".encode()


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
