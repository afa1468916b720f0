"""Copies of sessions in one folder that went on apart: together they say what a merge of all would."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings

from listening.model.vocabulary import Check
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from listening.store.shelf import Shelf
from tests.store.copying import DEEDS, Deed, begin, do


def _told(file: SessionFile) -> dict[str, str | None]:
    """Return what a file shows, without the words that anybody withdrew."""
    withdrawn = {
        each.record
        for each in file.conflicts()
        if each.field == "check" and Check.WITHDRAWN in [one.value for one in each.versions]
    }
    return {one.id: None if one.id in withdrawn else one.words for one in file.contributions()}


@settings(max_examples=12, deadline=None)
@given(DEEDS)
def test_a_folder_of_copies_shows_what_a_merge_of_all_of_them_would(
    deeds: list[Deed],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "sessions"
        begin(folder)
        with closing(Shelf(folder)) as shelf:
            for deed, number, which in deeds:
                do(folder, deed, number, which)
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
