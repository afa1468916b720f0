"""What was found in a folder leaves it as one table: under a name of its own, and as all copies allow."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from listening.app.finding import deeds
from listening.app.finding.answers import read
from listening.app.finding.asked import Context
from listening.app.finding.asked import read as read_line
from listening.model.quickline import parse
from listening.model.vocabulary import Audience, Check, Sharing
from listening.sharing.disclosure import disclose
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from listening.store.shelf import Shelf
from tests.store.copying import DEEDS, Deed, begin, do

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
ROOMS = {
    "Brixton": ("P3: The rota changes every week. /s", "P1: I ring and ring. /a"),
    "Norwood": ("P7: A rota that nobody keeps. /r", "The rota, said the room."),
}
Export = Callable[[str], deeds.Exported]


def path_of(folder: Path, title: str) -> Path:
    return folder / f"{title.lower()}.sqlite"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two sessions and what was said there."""
    for title, lines in ROOMS.items():
        with SessionFile.create(path_of(tmp_path, title), {"title": title}, author="Sam") as file:
            session = file.session().id
            for line in lines:
                file.capture(parse(line, file.known(session)), session=session)
    return tmp_path


@pytest.fixture
def export(folder: Path) -> Iterator[Export]:
    """Find what a line asks for, and export it for everybody."""
    with closing(Shelf(folder)) as shelf:

        def do(line: str) -> deeds.Exported:
            shelf.refresh()
            wanted = read_line(line, Context(NOW.date()))
            found = read(shelf, shelf.found(wanted.words, wanted.where))
            return deeds.export(
                tuple(found.values()), line, Audience.PUBLIC, "Sam", NOW, words=wanted.words
            )

        yield do


def test_each_table_has_its_own_name_and_no_other_is_replaced(export: Export) -> None:
    names = [
        one.path.name
        for line in ("area:roles", "ring", "ring", "rota")
        if (one := export(line)).path
    ]
    assert names == [
        "norwood-found-area-roles-public.csv",
        "brixton-found-ring-public.csv",
        "brixton-found-ring-public-2.csv",
        "found-rota-public.csv",
    ]


def test_the_companion_tells_of_what_was_found_alone(folder: Path, export: Export) -> None:
    with SessionFile.open(path_of(folder, "Brixton"), author="Sam") as file:
        file.edit(file.contributions()[1].id, sharing=Sharing.ANALYSIS)
    table = export("rota").path
    assert table is not None
    told = json.loads(table.with_suffix(".datapackage.json").read_text("utf-8"))
    assert [each["path"] for each in told["resources"]] == [table.name]
    assert sorted(each["counted_at_least"] for each in told["sessions"]) == [1, 2]
    assert [each["without_words"] for each in told["sessions"]] == [{}, {}]
    assert told["description"].startswith("What was found by “rota”, and no more.")
    assert "analysis" not in told["description"]


def test_a_word_that_may_not_be_read_brings_nothing_out_under_its_name(
    folder: Path, export: Export
) -> None:
    with SessionFile.open(path_of(folder, "Brixton"), author="Sam") as file:
        one = file.contributions()[0].id
        file.edit(one, sharing=Sharing.PARAPHRASE, paraphrase="Hours are not kept to.")
    table = export("changes").path
    assert table is None
    assert export("rota").number == 2
    assert export("area:system").number == 1


def test_every_file_notes_what_left_it(folder: Path, export: Export) -> None:
    export("rota")
    for title in ROOMS:
        with SessionFile.open(path_of(folder, title)) as file:
            assert [each.format for each in file.exports()] == ["found csv"]


def test_what_one_copy_withdrew_erased_or_restricted_leaves_from_no_other(
    folder: Path, export: Export
) -> None:
    archive = folder / "archive.sqlite"
    merge(archive, [path_of(folder, title) for title in ROOMS])
    with SessionFile.open(path_of(folder, "Brixton"), author="Sam") as file:
        first, second = file.contributions()
        file.edit(first.id, check=Check.WITHDRAWN)
        file.erase([second.id])
    with SessionFile.open(path_of(folder, "Norwood"), author="Sam") as file:
        restricted = file.contributions()[0].id
        file.edit(restricted, sharing=Sharing.ANALYSIS)
    with SessionFile.open(archive, author="Ola") as file:
        # It was changed last in the archive, so that it is opened there.
        file.tag([restricted], add=["bus"])
    one = export("")
    assert one.path is not None
    written = one.path.read_text("utf-8")
    assert "said the room" in written
    assert (one.number, one.of) == (1, 3)
    assert not any(words in written for words in ("changes every week", "I ring", "nobody keeps"))


def test_what_parts_of_one_session_allow_is_read_from_the_file_that_joins_them(
    folder: Path, export: Export
) -> None:
    sources = [path_of(folder, title) for title in ROOMS]
    merge(folder / "archive.sqlite", sources, same_session=[("brixton", "norwood")])
    with SessionFile.open(sources[0], author="Sam") as file:
        file.describe(file.session().id, {"room_rule": Sharing.ANALYSIS.value})
    assert export("nobody keeps").path is None


@settings(max_examples=8, deadline=None)
@given(DEEDS)
def test_a_folder_of_copies_lets_out_what_a_merge_of_all_of_them_would(changes: list[Deed]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, all_of_it = Path(name) / "sessions", Path(name) / "all.sqlite"
        begin(folder)
        for change in changes:
            do(folder, *change)
        merge(all_of_it, sorted(folder.glob("*.sqlite")), accept_erasures=True)
        with SessionFile.open(all_of_it) as together:
            disclosed = [disclose(together, one.id, Audience.PUBLIC) for one in together.sessions()]
        with closing(Shelf(folder)) as shelf:
            shelf.refresh()
            found = read(shelf, shelf.found(""))
            left = deeds.export(tuple(found.values()), "", Audience.PUBLIC, "Sam", NOW).path
        written = left.read_text("utf-8-sig") if left else ""
        told = {row["id"]: row["words"] for row in csv.DictReader(written.splitlines())}
        assert told == {row.id: row.words for one in disclosed for row in one.contributions}
