"""`import`: what was written elsewhere comes in whole, or not at all, and says what it did."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run, is_one_sentence

TABLE = "What would help?,Who\nMore buses,P3\nA lift that works,\n"


@pytest.fixture
def table(surroundings: Path) -> str:
    (surroundings / "answers.csv").write_text(TABLE)
    return "answers.csv"


@pytest.fixture
def export(run: Run, brixton: str, surroundings: Path) -> Path:
    run("add", brixton, "--prompt", "1", "P3: We wait for calls. /r", "P4: A secret %off")
    run("export", brixton, "--audience", "team", "-o", "team.md")
    return surroundings / "team.md"


def test_a_table_comes_in_and_what_came_is_said(run: Run, brixton: str, table: str) -> None:
    answer = run("import", brixton, table, "--map", "What would help?=words", "--map", "Who=by")
    assert (answer.status, answer.err) == (0, "")
    first, asked = answer.out.splitlines()
    assert first == "brixton.sqlite: 2 contributions new, 0 changed, 0 as they were."
    assert "2 new contributions may be quoted without a name" in asked
    said = run("list", brixton, "--json").json
    assert [(each["words"], each["by"], each["author"]) for each in said] == [
        ("More buses", "P3", "Sam"),
        ("A lift that works", None, "Sam"),
    ]


def test_where_people_were_asked_nothing_is_said_of_it(run: Run, brixton: str) -> None:
    told = "words,sharing,by\nMine,named,\nYours,analysis,\nOurs,,P3\n"
    run("participant", brixton, "P3", "--sharing", "analysis")
    answer = run("import", brixton, "-", "--json", stdin=told)
    assert (answer.json["unasked"], len(answer.json["new"])) == (0, 3)


def test_a_table_without_words_says_what_to_type(run: Run, brixton: str, table: str) -> None:
    answer = run("import", brixton, table)
    assert (answer.status, answer.out) == (2, "")
    assert is_one_sentence(answer.err)
    assert '--map "What would help?=words"' in answer.err


def test_lines_that_cannot_be_read_are_listed_and_nothing_comes_in(run: Run, brixton: str) -> None:
    table = "words,kind\nFine,idea\nNot,nonsense\n"
    answer = run("import", brixton, "-", stdin=table)
    assert (answer.status, answer.out) == (1, "")
    first, last = answer.err.splitlines()
    assert first.startswith("standard input, line 3: There is no kind “nonsense”")
    assert last.startswith("listening: Nothing was imported, since 1 line could not be taken")
    assert run("list", brixton, "--json").json == []
    skipped = run("import", brixton, "-", "--skip-unreadable", stdin=table)
    assert skipped.status == 1
    assert len(run("list", brixton, "--json").json) == 1


def test_a_dry_run_changes_nothing(run: Run, brixton: str, table: str, surroundings: Path) -> None:
    before = (surroundings / "brixton.sqlite").read_bytes()
    answer = run("import", brixton, table, "--map", "What would help?=words", "--dry-run")
    assert "2 contributions new" in answer.out
    assert (surroundings / "brixton.sqlite").read_bytes() == before


def test_an_export_makes_the_session_anew_where_there_is_none(
    run: Run, export: Path, surroundings: Path
) -> None:
    assert run("import", "copy", "team.md", "--dry-run").status == 0
    assert not (surroundings / "copy.sqlite").exists()
    answer = run("import", "copy", "team.md", "--as", "Kim")
    assert "a session made anew, with 2 contributions new" in answer.out
    there, here = (run("list", file, "--json").json for file in ("copy", "brixton"))
    assert [each["by"] for each in here] == ["P3", "P4"]
    # Who said something off the record is told in no export.
    assert there == [here[0], {**here[1], "by": None}]
    run("export", "copy", "--audience", "team", "-o", "again.md")
    assert (surroundings / "again.md").read_bytes() == export.read_bytes()
    assert run("check", "copy").status == 0


def test_an_unreadable_export_makes_no_file(run: Run, export: Path, surroundings: Path) -> None:
    export.write_text(export.read_text().replace("- From: P3", "- Fro: P3"))
    assert run("import", "copy", "team.md").status == 1
    assert {path.suffix for path in surroundings.iterdir()} <= {".sqlite", ".md", ".json", ""}
    assert not (surroundings / "copy.sqlite").exists()


def test_what_was_edited_by_hand_is_told_apart_from_what_was_changed_here(
    run: Run, brixton: str, export: Path
) -> None:
    (first, _) = run("list", brixton, "--json").json
    run("edit", brixton, first["id"], "--kind", "barrier", "--text", "Changed here.")
    export.write_text(export.read_text().replace("We wait for calls.", "Changed by hand."))
    answer = run("import", brixton, "team.md", "--json")
    told = answer.json
    assert answer.status == 0
    assert [each["field"] for each in told["conflicts"]] == ["words"]
    assert [each["field"] for each in told["newer_here"]] == ["kind"]
    (conflict,) = run("conflicts", brixton, "--json").json
    assert {each["value"] for each in conflict["versions"]} == {"Changed here.", "Changed by hand."}


def test_an_export_read_back_unedited_changes_nothing_where_a_speakers_own_tag_held(
    run: Run, brixton: str
) -> None:
    said = run("add", brixton, "P3: It is ours to say.").ids[0]
    run("tag", brixton, said, "--own", "--add", "system")
    run("tag", brixton, said, "--remove", "system", "--as", "Ines")
    path = run("export", brixton, "--audience", "team").out.strip()
    before = run("history", brixton, "--json").json
    assert run("import", brixton, path).status == 0
    assert run("history", brixton, "--json").json == before


def test_a_code_taken_out_by_hand_comes_off_and_one_put_on_meanwhile_stays(
    run: Run, brixton: str, export: Path
) -> None:
    (first, _) = run("list", brixton, "--json").json
    run("tag", brixton, first["id"], "--add", "#late")
    export.write_text(export.read_text().replace("- Area: Roles", "- Area: System"))
    run("import", brixton, "team.md")
    (first, _) = run("list", brixton, "--json").json
    assert (first["areas"], first["codes"]) == (["system"], ["late"])


def test_an_import_that_is_no_file_or_no_text_is_answered_in_one_sentence(
    run: Run, brixton: str, surroundings: Path
) -> None:
    (surroundings / "folder").mkdir()
    (surroundings / "sheet.xlsx").write_bytes(b"PK\x03\x04...")
    for source in ("nowhere.csv", "folder", "sheet.xlsx", "brixton.sqlite"):
        answer = run("import", brixton, source)
        assert answer.status in (1, 2)
        assert is_one_sentence(answer.err), answer.err
    assert is_one_sentence(run("import", "nowhere", "-", stdin="words\nhi\n").err)


def test_one_undo_takes_an_import_back_and_the_history_tells_so(
    run: Run, brixton: str, table: str
) -> None:
    kept = run("add", brixton, "P3: We wait.").ids[0]
    mapped = ("--map", "What would help?=words", "--map", "Who=by")
    run("import", brixton, table, *mapped)
    ids = [each["id"] for each in run("list", brixton, "--json").json if each["id"] != kept]
    told = run("undo", brixton)
    assert told.status == 0, told.err
    said, out = told.out.rstrip(".\n").split(". Out of every list now: ")
    assert said == "Taken back: the import of 2 contributions"
    assert sorted(out.split(", ")) == sorted(ids)
    assert [each["id"] for each in run("list", brixton, "--json").json] == [kept]
    last = run("history", brixton).out.splitlines()[-1]
    assert re.search(
        rf" Sam took back the import of [0-9:]{{8}}: changed ({'|'.join(ids)}) and "
        rf"({'|'.join(ids)}): took it out of every list\.$",
        last,
    )
    entries = run("history", brixton, "--json").json
    assert len({each["took_back"] for each in entries if each["field"] == "removed"}) == 1
    assert run("undo", brixton, "--json").json["contributions"] == [kept]


def test_an_import_of_an_edited_export_is_taken_back_with_all_that_it_changed(
    run: Run, brixton: str, export: Path
) -> None:
    before = run("list", brixton, "--json").out
    text = export.read_text().replace("We wait for calls.", "We wait for weeks.")
    export.write_text(f"{text}\n#### new\n\n> And we ring.\n")
    assert run("import", brixton, "team.md").status == 0
    assert len(run("list", brixton, "--json").json) == 3
    told = run("undo", brixton).out
    assert told.startswith("Taken back: the import of 1 contribution. Out of every list now: ")
    assert " As before: the words of P3 “We wait for calls.”, saved " in told
    assert run("list", brixton, "--json").out == before
    assert run("undo", brixton, "--json").json["imported"] is False
