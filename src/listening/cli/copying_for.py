"""`copy --audience`: a new session file with what an audience may see, and nothing else of the file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from listening.cli import delivering, files, sealing
from listening.cli.printing import say_path, tell
from listening.model.errors import WrongUse
from listening.model.vocabulary import Audience

if TYPE_CHECKING:
    from listening.sharing.disclosed import Disclosed
    from listening.store.session_file import SessionFile

_ANEW = (
    "The copy is a session file of its own, with new ids and without handles, note-takers and times: what is done in "
    "it never comes back here by a merge, and merging the two would hold everything twice."
)


def audience(text: str) -> Audience:
    """Return for whom a copy is made.

    Raises:
        WrongUse: nobody is called so, or it is the team, who have the whole file.
    """
    found = Audience.parse(text)
    if found is Audience.TEAM:
        raise WrongUse(
            "The team may see the whole file: copy it without --audience; a copy for others is for room or public."
        )
    return found


def copy(args: Namespace) -> None:
    """Note in the file that the copy leaves it, make the copy, and say what can be read in it."""
    # Imported here because help and wrong use need no export.
    from listening.sharing.disclosure import disclose
    from listening.sharing.formats import Written
    from listening.sharing.leaving import COPY, Leaving, noting
    from listening.store import building

    with files.open_to_write(args) as file:
        dest = sealing.destination(args, f"{file.path.stem}-{args.audience.value}.sqlite")
        sessions = [disclose(file, each, args.audience) for each in _sessions(file, args)]
        content = sealing.sealed(_content(sessions, args.audience), args)
        ready = Leaving(tuple(sessions), COPY, Written(content))
        with noting(file, ready) as noted, building.aside(dest) as beside:
            beside.write_bytes(content)
            noted()
        say_path(dest)
        delivering.account_for(ready, args)
    tell(_ANEW)
    if sealing.is_wanted(args):
        tell(sealing.how_to_open(dest, args))


def _sessions(file: SessionFile, args: Namespace) -> Sequence[str]:
    if args.session:
        return [file.session(args.session).id]
    return [session.id for session in file.sessions()]


def _content(sessions: Sequence[Disclosed], reader: Audience) -> bytes:
    """Return the bytes of the new file."""
    from listening.sharing.extracting import extract
    from listening.store import anew

    extracts = [extract(each) for each in sessions]
    today = datetime.now().astimezone().date()
    return anew.content(extracts, writer=f"copy for the {reader.value}", today=today)
