"""JSON Lines: one contribution a line, with the keys that the commands use.

What an audience may never see has no key, so that nothing is taken for a value that is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, TypeAlias

from listening.sharing.disclosed import Behind, Disclosed, Shown
from listening.sharing.formats.columns import rows_of
from listening.sharing.formats.options import Options, Written

Json: TypeAlias = dict[str, Any]

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON lets stand in a string, and what some reader takes for a line end or an order."""


def render(sessions: Sequence[Disclosed], options: Options) -> Written:
    """Return the contributions of all sessions, a JSON object a line."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    lines = [
        encode(_contribution(row.session.id, row.said)) for row in rows_of(sessions, options.step)
    ]
    return Written(_UNSAFE.sub(_escaped, "".join(f"{line}\n" for line in lines)).encode())


def _contribution(session: str, said: Shown) -> Json:
    """Return a contribution as the commands word it, as far as this audience sees it."""
    about: Json = {"id": said.id, "session": session}
    if said.behind:
        about |= _behind(said.behind)
    return about | {
        "name": said.name,
        "perspectives": said.perspectives,
        "words": said.words,
        "areas": said.areas,
        "codes": said.codes,
        "none_of_three": said.none_of_three,
        "kind": said.kind,
        "captured": said.captured,
        "sharing": said.sharing,
        "check": said.check,
        "paraphrase": said.paraphrase,
        "prompt": said.prompt,
        "removed": False,
    }


def _behind(behind: Behind) -> Json:
    """Return what the team alone sees."""
    return {
        "at": behind.at,
        "author": behind.author,
        "by": behind.handle,
        "own_sharing": behind.own_sharing,
        "consent_asked": behind.consent_asked,
        "conflicts": behind.conflicts,
    }


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
