"""A folder asked together: what is found, what is left out, and what is forgotten."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening.model.vocabulary import Area, Check
from listening.store import shelf as shelves
from listening.store.asked import Where
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from listening.store.shelf import Shelf
from tests.store import making
from tests.store.making import say


def put(folder: Path, name: str, *lines: str, title: str = "") -> Path:
    """Make a session file with these lines."""
    path = folder / f"{name}.sqlite"
    with making.new(path, title=title or name) as file:
        for line in lines:
            say(file, line)
    return path


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Two sessions in a folder, on a shelf that has read them."""
    put(tmp_path, "brixton", "P1: The rota changes every week. /s #rota", "P2: I ring and ring. /a")
    put(
        tmp_path,
        "norwood",
        "P1: A rota that nobody keeps. /r",
        "%off P3: nothing",
        "P4: Hidden. %off",
    )
    shelf = Shelf(tmp_path)
    shelf.refresh()
    yield shelf
    shelf.close()


def found(shelf: Shelf, words: str, where: Where | None = None) -> list[str | None]:
    return [one.words for one in shelf.numbered(shelf.found(words, where or Where())).values()]


def test_all_files_of_a_folder_are_searched_and_each_find_says_where_it_stands(
    shelf: Shelf,
) -> None:
    rotas = shelf.numbered(shelf.found("rota")).values()
    assert {(shelf.file_of(one).stem, one.words) for one in rotas} == {
        ("brixton", "The rota changes every week."),
        ("norwood", "A rota that nobody keeps."),
    }
    assert {one.title for one in shelf.sessions()} == {"brixton", "norwood"}


def test_filters_narrow_a_folder_as_they_do_a_file(shelf: Shelf) -> None:
    assert found(shelf, "rota", Where(area=Area.ROLES)) == ["A rota that nobody keeps."]
    assert found(shelf, "", Where(code="rota")) == ["The rota changes every week."]
    assert shelf.count(Where(by="p1")) == 2


def test_what_was_removed_withdrawn_or_erased_is_found_no_more(
    shelf: Shelf, tmp_path: Path
) -> None:
    with SessionFile.open(tmp_path / "brixton.sqlite", author="Sam") as file:
        first, second = file.contributions()
        file.erase([first.id])
        file.edit(second.id, check=Check.WITHDRAWN)
    with SessionFile.open(tmp_path / "norwood.sqlite", author="Sam") as file:
        file.remove([file.contributions()[0].id])
    assert shelf.refresh()
    assert found(shelf, "rota") == []
    assert found(shelf, "ring") == []
    rows = shelf._con.execute(
        "SELECT words FROM contribution WHERE words LIKE '%rota%' OR words LIKE '%ring%'"
    )
    assert rows.fetchall() == []
    for index in ("contribution_fts", "likewise_fts"):
        shelf._con.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")


def test_nothing_of_the_words_reaches_the_disk(shelf: Shelf, tmp_path: Path) -> None:
    assert {path.name for path in tmp_path.iterdir()} == {"brixton.sqlite", "norwood.sqlite"}
    assert not any(file for *_, file in shelf._con.execute("PRAGMA database_list"))


def test_a_folder_that_did_not_change_is_not_read_again(shelf: Shelf, tmp_path: Path) -> None:
    assert not shelf.refresh()
    put(tmp_path, "dulwich", "Trams. /s")
    assert shelf.refresh()
    assert found(shelf, "trams") == ["Trams."]
    (tmp_path / "dulwich.sqlite").unlink()
    assert shelf.refresh()
    assert found(shelf, "trams") == []


def test_what_a_merged_file_and_its_sources_hold_is_found_once(
    shelf: Shelf, tmp_path: Path
) -> None:
    sources = [tmp_path / "brixton.sqlite", tmp_path / "norwood.sqlite"]
    merge(tmp_path / "all.sqlite", sources)
    shelf.refresh()
    assert len(found(shelf, "rota")) == 2
    for path in sources:
        path.unlink()
    shelf.refresh()
    assert len(found(shelf, "rota")) == 2
    assert {one.title for one in shelf.sessions()} == {"brixton", "norwood"}


def test_a_copy_that_went_on_apart_is_found_whole(shelf: Shelf, tmp_path: Path) -> None:
    copy = Path(shutil.copy(tmp_path / "brixton.sqlite", tmp_path / "ola.sqlite"))
    with SessionFile.open(copy, author="Ola") as file:
        say(file, "P9: Only in the copy.")
    shelf.refresh()
    (tmp_path / "brixton.sqlite").unlink()
    shelf.refresh()
    assert set(found(shelf, "", Where())) >= {"Only in the copy.", "I ring and ring."}
    assert "brixton" in {one.title for one in shelf.sessions()}


def test_what_was_withdrawn_in_one_copy_is_withdrawn_in_the_folder(
    shelf: Shelf, tmp_path: Path
) -> None:
    merge(tmp_path / "archive.sqlite", [tmp_path / "brixton.sqlite"])
    with SessionFile.open(tmp_path / "brixton.sqlite", author="Sam") as file:
        file.edit(file.contributions()[0].id, check=Check.WITHDRAWN)
    shelf.refresh()
    assert found(shelf, "changes") == []
    assert found(shelf, "", Where(check=Check.WITHDRAWN)) == [None]
    assert found(shelf, "", Where(area=Area.SYSTEM)) == [None], "it is counted as in the file"
    with SessionFile.open(tmp_path / "brixton.sqlite", author="Sam") as file:
        file.undo()
    shelf.refresh()
    assert found(shelf, "changes") == ["The rota changes every week."]


def test_what_one_copy_withdrew_stays_so_though_another_confirmed_it_apart(
    shelf: Shelf, tmp_path: Path
) -> None:
    copy = Path(shutil.copy(tmp_path / "brixton.sqlite", tmp_path / "ola.sqlite"))
    for path, check in ((tmp_path / "brixton.sqlite", Check.WITHDRAWN), (copy, Check.CONFIRMED)):
        with SessionFile.open(path, author="Sam") as file:
            file.edit(file.contributions()[0].id, check=check)
    shelf.refresh()
    assert found(shelf, "changes") == []


def test_what_was_erased_in_one_copy_is_found_in_none(shelf: Shelf, tmp_path: Path) -> None:
    merge(tmp_path / "archive.sqlite", [tmp_path / "brixton.sqlite", tmp_path / "norwood.sqlite"])
    with SessionFile.open(tmp_path / "brixton.sqlite", author="Sam") as file:
        file.erase([file.contributions()[0].id])
    shelf.refresh()
    assert found(shelf, "changes") == []
    assert found(shelf, "", Where(area=Area.SYSTEM)) == []
    (tmp_path / "brixton.sqlite").unlink()
    shelf.refresh()
    assert found(shelf, "changes") == ["The rota changes every week."]


def test_what_differs_between_copies_stands_where_it_was_changed_last(
    shelf: Shelf, tmp_path: Path
) -> None:
    merge(tmp_path / "archive.sqlite", [tmp_path / "brixton.sqlite"])
    with SessionFile.open(tmp_path / "brixton.sqlite", author="Sam") as file:
        own = file.contributions()[0].id
        file.edit(own, words="The rota changes every day.")
    shelf.refresh()
    rotas = shelf.numbered(shelf.found("rota changes")).values()
    assert [(one.words, shelf.file_of(one).stem) for one in rotas] == [
        ("The rota changes every day.", "brixton")
    ]


def test_a_damaged_file_is_named_and_the_others_are_read(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "broken.sqlite").write_bytes(b"nothing of the kind")
    cut = put(tmp_path, "cut", "Words that are cut off.")
    cut.write_bytes(cut.read_bytes()[:5_000])
    shelf.refresh()
    assert sorted(shelf.troubles) == ["broken.sqlite", "cut.sqlite"]
    assert len(found(shelf, "rota")) == 2
    cut.unlink()
    (tmp_path / "broken.sqlite").unlink()
    shelf.refresh()
    assert shelf.troubles == {}


def test_a_large_file_is_read_in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "_PAGE", 3)
    put(tmp_path, "long", *(f"Line number {number}" for number in range(10)))
    shelf = Shelf(tmp_path)
    shelf.refresh()
    assert shelf.count() == 10
    shelf.close()


def test_the_nearest_share_rare_words_in_any_of_their_forms(shelf: Shelf) -> None:
    near = [
        one.words for one in shelf.numbered(shelf.near("Nobody was keeping to the rotas")).values()
    ]
    assert near[0] == "A rota that nobody keeps."
    norwood = next(one.id for one in shelf.sessions() if one.title == "norwood")
    assert [
        one.words for one in shelf.numbered(shelf.near("rotas", besides=[norwood])).values()
    ] == ["The rota changes every week."]
    assert shelf.near("?!") == shelf.near("zebra") == ()


@settings(max_examples=40, deadline=None)
@given(words=st.text())
def test_whatever_is_asked_gets_an_answer(words: str) -> None:
    shelf = Shelf(Path("/nowhere"))
    shelf.refresh()
    assert shelf.found(words) == shelf.near(words) == ()
    shelf.close()
