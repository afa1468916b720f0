"""`export` in every format: where it goes, what lies beside it, and what is noted of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from listening.sharing.formats import FORMATS
from listening.store.merge import merge
from listening.store.names import session_record
from listening.store.session_file import SessionFile
from tests.cli.conftest import Run, is_one_sentence
from tests.store.making import put, stamp

ROWS = [key for key, each in FORMATS.items() if each.takes == "rows"]
DOCUMENTS = [key for key, each in FORMATS.items() if each.takes == "document"]


@pytest.fixture(autouse=True)
def said(run: Run, brixton: str) -> None:
    run("add", brixton, "P3: For everybody. /r", "P3: For the team alone. %analysis")


@pytest.fixture
def archive(run: Run, surroundings: Path) -> Path:
    """A file of two sessions."""
    run("new", "norwood.sqlite", "--title", "Norwood")
    run("add", "norwood", "P1: Said in Norwood.")
    path = surroundings / "archive.sqlite"
    merge(path, [surroundings / "brixton.sqlite", surroundings / "norwood.sqlite"])
    return path


@pytest.mark.parametrize("key", FORMATS)
def test_each_format_is_written_beside_the_file_and_noted(
    run: Run, surroundings: Path, key: str
) -> None:
    answer = run("export", "brixton", "--to", key, "--audience", "room")
    assert answer.status == 0, answer.err
    path, *companions = answer.out.splitlines()
    assert path == f"brixton-library-room{FORMATS[key].suffix}"
    assert all((surroundings / each).is_file() for each in (path, *companions))
    (noted,) = run("show", "brixton", "--json").json["exports"]
    assert (noted["format"], noted["audience"]) == (key, "room")
    assert f"{key}, to be read by" in run("show", "brixton").out


@pytest.mark.parametrize("key", FORMATS)
def test_an_export_takes_the_place_of_the_former_one(
    run: Run, surroundings: Path, key: str
) -> None:
    first = run("export", "brixton", "--to", key).out
    run("add", "brixton", "Later.")
    there = sorted(surroundings.iterdir())
    assert run("export", "brixton", "--to", key).out == first
    assert sorted(surroundings.iterdir()) == there


@pytest.mark.parametrize("key", FORMATS)
def test_somebodys_own_file_of_that_name_is_never_replaced(
    run: Run, surroundings: Path, key: str
) -> None:
    mine = surroundings / f"brixton-library-public{FORMATS[key].suffix}"
    mine.write_bytes(b"mine")
    path = run("export", "brixton", "--to", key).out.splitlines()[0]
    assert path == f"brixton-library-2026-03-24-public{FORMATS[key].suffix}"
    assert mine.read_bytes() == b"mine"


@pytest.mark.parametrize("key", FORMATS)
def test_an_export_that_somebody_edited_is_kept(run: Run, surroundings: Path, key: str) -> None:
    path = surroundings / run("export", "brixton", "--to", key).out.splitlines()[0]
    edited = path.read_bytes() + b"And this by hand."
    path.write_bytes(edited)
    answer = run("export", "brixton", "--to", key)
    assert answer.out.splitlines()[0] == f"brixton-library-2026-03-24-public{FORMATS[key].suffix}"
    assert f"{path.name} was left as it is" in answer.err
    assert path.read_bytes() == edited


@pytest.mark.parametrize("key", ["markdown", "html", "docx", "csv", "jsonl"])
def test_an_edited_export_that_is_named_is_replaced_only_by_force(
    run: Run, surroundings: Path, key: str
) -> None:
    path = surroundings / "out"
    export = ("export", "brixton", "--to", key, "--audience", "team", "-o", "out")
    assert run(*export).status == 0
    assert run(*export).status == 0
    edited = path.read_bytes().replace(b"brixton", b"Brixton") + b"x"
    path.write_bytes(edited)
    answer = run(*export)
    assert (answer.status, answer.out) == (1, "")
    assert is_one_sentence(answer.err)
    assert "--force" in answer.err
    assert path.read_bytes() == edited
    assert run(*export, "--force").status == 0
    assert path.read_bytes() != edited


def test_an_edited_export_of_the_usual_name_is_replaced_by_force(
    run: Run, surroundings: Path
) -> None:
    path = surroundings / run("export", "brixton").out.strip()
    path.write_bytes(path.read_bytes() + b"And this by hand.")
    assert run("export", "brixton", "--force").out.strip() == path.name
    assert b"by hand" not in path.read_bytes()


@pytest.mark.parametrize("command", [("export", "brixton"), ("report", "brixton", "gap")])
@pytest.mark.parametrize("key", ["markdown", "csv", "xlsx"])
def test_of_a_file_whose_only_session_was_taken_out_nothing_is_written(
    run: Run, surroundings: Path, command: tuple[str, ...], key: str
) -> None:
    path = surroundings / "brixton.sqlite"
    with SessionFile.open(path) as file:
        record = session_record(file.session().id)
    put(path, [(record, "removed", stamp(2_000_000_000_000), 1, "")])
    there = sorted(surroundings.iterdir())
    answer = run(*command, "--to", key)
    assert answer.status != 0
    assert is_one_sentence(answer.err)
    assert sorted(surroundings.iterdir()) == there


def test_somebodys_own_file_where_a_companion_would_lie_is_never_replaced(
    run: Run, surroundings: Path
) -> None:
    mine = surroundings / "out.datapackage.json"
    mine.write_bytes(b"mine")
    answer = run("export", "brixton", "--to", "csv", "-o", "out.csv")
    assert answer.status == 1
    assert is_one_sentence(answer.err)
    assert mine.read_bytes() == b"mine"
    assert not (surroundings / "out.csv").exists()


@pytest.mark.parametrize("key", ROWS)
def test_all_sessions_of_an_archive_stand_in_one_file_of_rows(
    run: Run, archive: Path, key: str
) -> None:
    path, *_ = run("export", archive, "--to", key).out.splitlines()
    assert Path(path).name == f"archive-public{FORMATS[key].suffix}"
    assert len(run("show", archive, "--json").json["sessions"]) == 2
    noted = [each["exports"] for each in run("show", archive, "--json").json["sessions"]]
    assert [len(each) for each in noted] == [1, 1]
    assert noted[0][0]["digest"] == noted[1][0]["digest"]


@pytest.mark.parametrize("key", DOCUMENTS)
def test_each_session_of_an_archive_has_a_document_of_its_own(
    run: Run, archive: Path, key: str
) -> None:
    names = [Path(path).name for path in run("export", archive, "--to", key).out.splitlines()]
    suffix = FORMATS[key].suffix
    assert sorted(names) == [f"brixton-library-public{suffix}", f"norwood-public{suffix}"]


@pytest.mark.parametrize("key", DOCUMENTS)
def test_sessions_of_one_title_never_take_each_others_place(
    run: Run, surroundings: Path, key: str
) -> None:
    run("new", "second.sqlite", "--title", "Brixton Library", "--date", "2026-05-05")
    run("add", "second", "P1: Said in May.")
    both = surroundings / "both.sqlite"
    merge(both, [surroundings / "brixton.sqlite", surroundings / "second.sqlite"])
    first = run("export", both, "--to", key).out.splitlines()
    assert len(set(first)) == 2
    assert run("export", both, "--to", key).out.splitlines() == first


@pytest.mark.parametrize("key", ["html", "csv", "jsonl"])
def test_standard_output_gets_the_very_bytes_of_the_file(
    run: Run, surroundings: Path, key: str
) -> None:
    printed = run("export", "brixton", "--to", key, "-o", "-").out
    path = run("export", "brixton", "--to", key).out.splitlines()[0]
    # A page says when it was written.
    lines = (surroundings / path).read_bytes().decode().split("\n")
    assert [each for each in printed.split("\n") if "<time" not in each] == [
        each for each in lines if "<time" not in each
    ]


def test_a_page_in_large_print_is_asked_for_by_plain(run: Run) -> None:
    assert 'class="large"' in run("export", "brixton", "--to", "html", "--plain", "-o", "-").out
    assert 'class="large"' not in run("export", "brixton", "--to", "html", "-o", "-").out


def test_a_format_that_is_not_known_is_answered_with_those_that_are(run: Run) -> None:
    answer = run("export", "brixton", "--to", "wordperfect")
    assert answer.status == 2
    assert is_one_sentence(answer.err)
    assert all(key in answer.err for key in FORMATS)
