"""Copies of sessions in one folder that went on apart: together they say what a merge of all would."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from listening.model.errors import ListeningError
from listening.model.vocabulary import Check
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from listening.store.shelf import Shelf
from tests.store import making
from tests.store.making import say

_CHANGES = ("withdraw", "confirm", "erase", "remove", "correct", "add", "undo")
_FOLDERS = st.lists(
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
            "erase": lambda: file.erase([own]),
            "remove": lambda: file.remove([own]),
            "correct": lambda: file.edit(own, words=f"Bus {number} never comes."),
            "undo": file.undo,
        }
        # Of what is not there, or was withdrawn, there is nothing to be changed.
        with suppress(ListeningError):
            changes[change]()


def _do(folder: Path, deed: str, number: int, which: int) -> None:
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


def _told(file: SessionFile) -> dict[str, str | None]:
    """Return what a file shows, without the words that anybody withdrew."""
    withdrawn = {
        each.record
        for each in file.conflicts()
        if each.field == "check" and Check.WITHDRAWN in [one.value for one in each.versions]
    }
    return {one.id: None if one.id in withdrawn else one.words for one in file.contributions()}


@settings(max_examples=12, deadline=None)
@given(_FOLDERS)
def test_a_folder_of_copies_shows_what_a_merge_of_all_of_them_would(
    deeds: list[tuple[str, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "sessions"
        for title in ("norwood", "brixton"):
            with making.new(folder / f"{title}.sqlite", title=title) as file:
                say(file, f"P1: The {title} rota changes every week. /s")
                say(file, f"P2: Nobody in {title} says who comes. /a")
        with closing(Shelf(folder)) as shelf:
            for deed, number, which in deeds:
                _do(folder, deed, number, which)
                if deed == "look":
                    shelf.refresh()
            shelf.refresh()
            assert shelf.troubles == {}
            all_of_it = Path(name) / "all.sqlite"
            merge(all_of_it, sorted(folder.glob("*.sqlite")), accept_erasures=True)
            with SessionFile.open(all_of_it) as together:
                told = _told(together)
            assert {one.id: one.words for one in shelf.contributions()} == told
            found = shelf.numbered(shelf.found("rota")).values()
            assert {one.id for one in found} == {
                own for own, words in told.items() if words and "rota" in words
            }
            for index in ("contribution_fts", "likewise_fts"):
                shelf._con.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")
