"""Listing what may give somebody away in words that would leave a file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from listening.cli import as_json, files
from listening.cli.printing import complain, say, say_exactly, tell
from listening.model.errors import ListeningError
from listening.model.sentences import counted
from listening.model.text import single_line
from listening.model.vocabulary import Audience
from listening.sharing import privacy
from listening.sharing.disclosure import disclose
from listening.sharing.hinted import field_of, kind_of
from listening.sharing.privacy import Found
from listening.store.session_file import SessionFile

_AROUND = 40
"""How many characters are shown before and after a hint."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in one file."""

    path: Path
    found: tuple[tuple[str, Found], ...] = ()
    """Each hint, after the id of its session."""
    trouble: str | None = None
    """Why the file could not be looked at."""


def run(names: Sequence[str], args: Namespace) -> int:
    """List the hints of some files; 1 where there are any, or a file could not be looked at."""
    audience = args.audience or Audience.PUBLIC
    looked = [_look(name, args, audience) for name in names]
    if args.json:
        say_exactly(as_json.rows(_as_json(each, audience) for each in looked))
    else:
        for each in looked:
            _tell(each, audience)
    tell(f"These are hints, and no verdicts. {privacy.MISSED}")
    return int(any(each.trouble or each.found for each in looked))


def _look(name: str, args: Namespace, audience: Audience) -> Looked:
    try:
        with SessionFile.open(files.find(name, args)) as file:
            there = (disclose(file, session.id, audience) for session in file.sessions())
            found = tuple(
                (one.session.id, hint) for one in there for hint in privacy.of_disclosed(one)
            )
            return Looked(file.path, found)
    except ListeningError as error:
        return Looked(Path(name), trouble=str(error))


def _tell(looked: Looked, audience: Audience) -> None:
    if looked.trouble:
        complain(looked.trouble)
        return
    number = counted(len(looked.found), "hint") if looked.found else "no hint"
    say(f"{looked.path}: {number} at what may give somebody away to {audience.label}.")
    for _, found in looked.found:
        say(f"  {_where(found)}: {kind_of(found)}, “{found.hint.text}”{_context(found)}")


def _where(found: Found) -> str:
    """Return what a hint was found in, with the id by which that is changed."""
    if found.what in ("session", "prompt"):
        return field_of(found)
    own = found.id if found.what == "contribution" else f"{found.what} {found.id}"
    return ", ".join(filter(None, (own, field_of(found))))


def _context(found: Found) -> str:
    """Return the words around a hint, on one line; nothing where it stands alone."""
    text, hint = found.within, found.hint
    if text == hint.text:
        return ""
    start, end = max(0, hint.start - _AROUND), hint.end + _AROUND
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f": “{before}{single_line(text[start:end])}{after}”"


def _as_json(looked: Looked, audience: Audience) -> as_json.Json:
    return {
        "file": as_json.path(looked.path),
        "trouble": looked.trouble,
        "audience": audience.value,
        "hints": [_hint_as_json(session, found) for session, found in looked.found],
    }


def _hint_as_json(session: str, found: Found) -> as_json.Json:
    return {
        "session": session,
        "of": found.what,
        "id": found.id,
        "field": found.field,
        "kind": found.hint.kind.value,
        "start": found.hint.start,
        "end": found.hint.end,
        "text": found.hint.text,
        "may_be_meant": found.may_be_meant,
    }
