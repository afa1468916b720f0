"""Folders of copies that went on apart: withdrawn, erased, corrected and merged in any order."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st

from listening.model.errors import ListeningError
from listening.model.vocabulary import Check, Sharing
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say

Deed = tuple[str, int, int]
"""What is done, a number that says to what, and one that says in which file."""

_CHANGES = ("withdraw", "confirm", "restrict", "erase", "remove", "correct", "add", "undo")
DEEDS: st.SearchStrategy[list[Deed]] = st.lists(
    st.tuples(
        st.sampled_from(("copy", "merge", "look", *_CHANGES)), st.integers(0, 5), st.integers(0, 5)
    ),
    min_size=2,
    max_size=9,
)


def _change(path: Path, change: str, number: int) -> None:
    with SessionFile.open(path, author="Sam") as file:
        there = file.contributions()
        own = there[number % len(there)].id if there else ""
        session = file.sessions()[number % len(file.sessions())].id
        line = making.parse(f"Tram {number} never comes. /s", file.known(session))
        changes = {
            "add": lambda: file.capture(line, session=session),
            "withdraw": lambda: file.edit(own, check=Check.WITHDRAWN),
            "confirm": lambda: file.edit(own, check=Check.CONFIRMED),
            "restrict": lambda: file.edit(own, sharing=Sharing.ANALYSIS),
            "erase": lambda: file.erase([own]),
            "remove": lambda: file.remove([own]),
            "correct": lambda: file.edit(own, words=f"Bus {number} never comes."),
            "undo": file.undo,
        }
        # Of what is not there, or was withdrawn, there is nothing to be changed.
        with suppress(ListeningError):
            changes[change]()


def do(folder: Path, deed: str, number: int, which: int) -> None:
    """Do something in a file of the folder, or make another file of those that are there."""
    files = sorted(folder.glob("*.sqlite"))
    path = files[which % len(files)]
    if deed == "copy":
        shutil.copy(path, folder / f"copy-{len(files)}.sqlite")
    elif deed == "merge":
        into = folder / f"{'abz'[number % 3]}-all.sqlite"
        sources = [each for each in files if each != into][: which + 1]
        merge(into, sources, accept_erasures=True)
    elif deed != "look":
        _change(path, deed, number)


def begin(folder: Path) -> None:
    """Make two sessions with two contributions each."""
    for title in ("norwood", "brixton"):
        with making.new(folder / f"{title}.sqlite", title=title) as file:
            say(file, f"P1: The {title} rota changes every week. /s")
            say(file, f"P2: Nobody in {title} says who comes. /a")
