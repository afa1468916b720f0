"""An export lies where it is looked for, whole or not at all."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.errors import FileExists, ListeningError, NotSaved
from listening.model.records import Session
from listening.model.vocabulary import Audience
from listening.sharing.disclosure import disclose_records
from listening.sharing.formats import FORMATS, Options, export
from listening.sharing.markdown import markdown
from listening.sharing.placing import digest, find, is_of
from listening.sharing.writing import write_whole
from tests.sharing.building import a_session

PUBLIC = Audience.PUBLIC
NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)


def export_of(session: Session) -> bytes:
    return markdown(disclose_records(session, [], [], [], PUBLIC), NOW).encode()


def default_path(*about: Any, **more: Any) -> Path:
    return find(*about, **more).path


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


# Where ----------------------------------------------------------------------------------------


def test_an_export_lies_beside_its_session_under_its_title_and_audience(tmp_path: Path) -> None:
    file = tmp_path / "2026-03-24-brixton-library.sqlite"
    paths = [default_path(file, a_session(), audience).name for audience in Audience]
    assert paths == [
        "brixton-library-team.md",
        "brixton-library-room.md",
        "brixton-library-public.md",
    ]
    assert default_path(file, a_session(), PUBLIC).parent == tmp_path


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Norwood: carers' morning / part 2", "norwood-carers-morning-part-2-public.md"),
        ("CON", "con-public.md"),
        ("../../etc/passwd", "etc-passwd-public.md"),
        ("  .. ", "notes-public.md"),
        ("😀", "notes-public.md"),
        ("Llŷn – gwrando", "llyn-gwrando-public.md"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(
    tmp_path: Path, title: str, name: str
) -> None:
    assert default_path(tmp_path / "notes.sqlite", a_session(title=title), PUBLIC).name == name


@given(title=st.text(max_size=300))
def test_every_title_gives_a_short_plain_name(title: str) -> None:
    path = default_path(Path("nowhere") / "file.sqlite", a_session(title=title), PUBLIC)
    assert path.parent == Path("nowhere")
    assert len(path.name) <= 80
    assert path.name.isascii()
    assert set(path.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")


def test_another_export_of_the_same_session_takes_the_place_of_the_last(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    content = export_of(a_session())
    first = write_whole(default_path(file, a_session(), PUBLIC), content)
    assert default_path(file, a_session(), PUBLIC, noted={digest(content)}) == first


def test_an_export_that_somebody_edited_is_kept_unless_they_say_otherwise(tmp_path: Path) -> None:
    file, content = tmp_path / "notes.sqlite", export_of(a_session())
    noted = {digest(content)}
    first = write_whole(default_path(file, a_session(), PUBLIC), content + b"Mine.\n")
    place = find(file, a_session(), PUBLIC, noted=noted)
    assert place.path.name == "brixton-library-k7q2m9xd4a-public.md"
    assert place.kept == (first,)
    assert default_path(file, a_session(), PUBLIC, noted=noted, edited_too=True) == first
    first.write_text("milk")
    place = find(file, a_session(), PUBLIC, noted=noted, edited_too=True)
    assert place.kept == (first,)


def test_an_export_of_another_session_with_the_same_title_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    march = a_session(date="2026-03-24")
    april = a_session(id="zzzzzzzzzz", session="zzzzzzzzzz", date="2026-04-21")
    may = a_session(id="yyyyyyyyyy", session="yyyyyyyyyy", date="2026-04-21")
    paths = []
    for session in (march, april, may, march):
        content = export_of(session)
        paths.append(default_path(file, session, PUBLIC, noted={digest(content)}))
        write_whole(paths[-1], content)
    assert [path.name for path in paths] == [
        "brixton-library-public.md",
        "brixton-library-2026-04-21-public.md",
        "brixton-library-yyyyyyyyyy-public.md",
        "brixton-library-public.md",
    ]


@pytest.mark.parametrize("key", ["markdown", "html", "docx"])
def test_a_document_says_of_which_session_it_is(tmp_path: Path, key: str) -> None:
    disclosed = disclose_records(a_session(), [], [], [], PUBLIC)
    written = export(FORMATS[key], [disclosed], Options(generated=NOW))
    path = write_whole(tmp_path / "out", written.content)
    assert is_of(path, a_session())
    assert not is_of(path, a_session(id="zzzzzzzzzz", session="zzzzzzzzzz"))
    assert not is_of(path, None)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"milk", None])
def test_what_is_no_export_is_of_no_session(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "out"
    if content is not None:
        path.write_bytes(content)
    assert not is_of(path, a_session())


def test_somebodys_own_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    for stem in ("brixton-library", "brixton-library-k7q2m9xd4a"):
        (tmp_path / f"{stem}-public.md").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExists):
        default_path(tmp_path / "notes.sqlite", a_session(), PUBLIC)


def test_a_report_and_a_file_of_all_sessions_have_names_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "Archive 2026.sqlite"
    report = default_path(file, a_session(), PUBLIC, ".html", kind="said-did")
    assert report.name == "brixton-library-said-did-public.html"
    assert default_path(file, None, PUBLIC, ".csv").name == "archive-2026-public.csv"
    (tmp_path / "archive-2026-public.csv").write_bytes(b"mine")
    assert default_path(file, None, PUBLIC, ".csv").name == "archive-2026-all-sessions-public.csv"


def test_an_export_that_is_no_text_is_known_by_its_noted_digest(tmp_path: Path) -> None:
    former = tmp_path / "brixton-library-public.qdpx"
    former.write_bytes(b"PK\x03\x04 and more")
    noted = {digest(former.read_bytes())}
    path = default_path(tmp_path / "notes.sqlite", a_session(), PUBLIC, ".qdpx", noted=noted)
    assert path == former
    former.write_bytes(b"PK\x03\x04 and something of somebody's")
    path = default_path(tmp_path / "notes.sqlite", a_session(), PUBLIC, ".qdpx", noted=noted)
    assert path != former


# How ------------------------------------------------------------------------------------------


def test_a_file_is_written_with_plain_line_ends_in_utf_8(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "out.md", "one\n二\n".encode())
    assert path.read_bytes() == "one\n二\n".encode()


def test_what_stood_there_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    write_whole(path, b"a long first version\n")
    write_whole(path, b"short\n")
    assert path.read_text(encoding="utf-8") == "short\n"
    assert names(tmp_path) == ["out.md"]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("before", encoding="utf-8")
    link.symlink_to(real)
    write_whole(link, b"after\n")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "after\n"


def test_a_session_file_is_never_taken_for_the_place_of_an_export(tmp_path: Path) -> None:
    session_file = tmp_path / "notes.sqlite"
    session_file.write_bytes(b"SQLite format 3\x00 and more")
    with pytest.raises(FileExists):
        write_whole(session_file, b"words\n")
    assert session_file.read_bytes() == b"SQLite format 3\x00 and more"


def test_a_folder_and_a_device_are_no_place_for_an_export(tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull)):
        with pytest.raises(FileExists):
            write_whole(path, b"words\n")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "Not saved: the disk is full. Free some room, then export again."),
        (errno.EROFS, "Not saved: the disk may only be read. Choose another folder, then"),
        (errno.EACCES, "Not saved: the folder or the file may only be read, or another program"),
        (errno.EIO, "Not saved: the disk said “broken”. Choose another folder, then export again."),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_refuses_is_told_in_a_sentence_and_nothing_half_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, told: str
) -> None:
    path = write_whole(tmp_path / "out.md", b"before\n")
    monkeypatch.setattr(os, step, refusing(OSError(number, "broken")))
    with pytest.raises(NotSaved) as refused:
        write_whole(path, b"after\n")
    assert str(refused.value).startswith(told)
    assert path.read_text(encoding="utf-8") == "before\n"
    assert names(tmp_path) == ["out.md"]


def test_an_interrupt_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", refusing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "out.md", b"after\n")
    assert names(tmp_path) == []


def test_what_belongs_beside_a_file_is_written_with_it(tmp_path: Path) -> None:
    path, beside = tmp_path / "out.csv", tmp_path / "out.json"
    write_whole(path, b"rows", {beside: b"columns"})
    assert (path.read_bytes(), beside.read_bytes()) == (b"rows", b"columns")
    assert sorted(names(tmp_path)) == ["out.csv", "out.json"]


def test_where_one_of_two_files_cannot_be_written_neither_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, beside = tmp_path / "out.csv", tmp_path / "out.json"
    take_place = Path.replace

    def replace(part: Path, target: Path) -> Path:
        if target == path:
            raise OSError(errno.EACCES, "locked")
        return take_place(part, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(NotSaved):
        write_whole(path, b"rows", {beside: b"columns"})
    assert names(tmp_path) == []


def test_a_session_file_is_never_taken_for_the_place_of_a_companion(tmp_path: Path) -> None:
    session_file = tmp_path / "notes.sqlite"
    session_file.write_bytes(b"SQLite format 3\x00 and more")
    with pytest.raises(FileExists):
        write_whole(tmp_path / "out.csv", b"rows", {session_file: b"columns"})
    assert names(tmp_path) == ["notes.sqlite"]


def test_parts_that_a_pulled_plug_left_are_cleared_away_and_nothing_else_is(tmp_path: Path) -> None:
    old, young = (tmp_path / f".listening-{n * 12}.part" for n in "ab")
    others = [tmp_path / name for name in (".listening-mine.part", "listening-aaaaaaaaaaaa.part")]
    for path in (old, young, *others):
        path.write_bytes(b"words")
    for path in (old, *others):
        os.utime(path, (0, 0))
    (tmp_path / f".listening-{'c' * 12}.part").symlink_to(others[0])
    (tmp_path / f".listening-{'d' * 12}.part").mkdir()
    kept = set(names(tmp_path)) - {old.name}
    write_whole(tmp_path / "out.md", b"whole")
    assert set(names(tmp_path)) == kept | {"out.md"}


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="there is no such folder"):
        write_whole(tmp_path / "nowhere" / "out.md", b"words\n")


def test_a_name_that_is_too_long_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ListeningError, match="the name is too long"):
        write_whole(tmp_path / ("x" * 300 + ".md"), b"words\n")


def refusing(error: BaseException) -> object:
    def refuse(*_: object, **__: object) -> None:
        raise error

    return refuse
