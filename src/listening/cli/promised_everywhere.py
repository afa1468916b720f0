"""What was promised in all files of the sessions folder: `commitment list` without a file."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from listening.cli import as_json, as_json_following, files
from listening.cli.noted import today
from listening.cli.printing import say, say_exactly, tell
from listening.cli.telling_following import promise

if TYPE_CHECKING:
    from listening.store.promised import Promised


def list_everywhere(args: Namespace) -> int:
    """Print what was promised in the folder, the soonest first, and return how many there are.

    A file that cannot be read is named and left out. A promise that stands in several files, as in
    a copy or an archive, is told once, as all of them have it together.
    """
    found = _found(args)
    if args.json:
        say_exactly(as_json.rows(_row(one) for one in found))
        return len(found)
    begun = ""
    for one in found:
        here = f"{one.title}, {one.path.name}"
        if here != begun:
            begun = here
            say(f"{here}\n")
        say(f"{promise(one.commitment, today())}\n")
    return len(found)


def _found(args: Namespace) -> list[Promised]:
    from listening.store.promised import promised

    found, troubles = promised(files.sessions_folder(args))
    for name, why in sorted(troubles.items()):
        tell(f"Left out: {name}. {why}")
    wanted = (one for one in found if not args.due or one.commitment.is_due(today()))
    return sorted(wanted, key=_by_day)


def _by_day(one: Promised) -> tuple[bool, str, str]:
    day = one.commitment.by_when
    return (day is None, day or "", one.path.name)


def _row(one: Promised) -> as_json.Json:
    about = as_json_following.commitment(one.commitment, today())
    return {**about, "file": as_json.path(one.path)}
