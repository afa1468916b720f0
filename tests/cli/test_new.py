"""`new`: a session file, of which only the title is needed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.cli.conftest import Run


def test_a_title_is_enough_and_the_path_alone_is_printed(run: Run, surroundings: Path) -> None:
    answer = run("new", "--title", "Brixton Library", "--date", "2026-03-24")
    assert answer.status == 0
    assert answer.out == f"{surroundings / 'sessions' / '2026-03-24-brixton-library.sqlite'}\n"
    assert run("check", answer.out.strip()).status == 0


def test_everybody_who_facilitates_and_takes_notes_is_kept(run: Run) -> None:
    people = ("--note-taker", "Sam", "--note-taker", "Ana Ríos", "--facilitator", "Inés O'Neill")
    path = run("new", "--title", "T", *people).out.strip()
    session = run("show", path, "--json").json
    assert (session["note_taker"], session["facilitator"]) == ("Sam, Ana Ríos", "Inés O'Neill")


def test_the_day_is_today_unless_told(run: Run) -> None:
    today = datetime.now().astimezone().date().isoformat()
    path = Path(run("new", "--title", "T").out.strip())
    assert path.name.startswith(today)
    assert run("show", path, "--json").json["date"] == today


def test_a_second_session_of_the_same_name_stands_beside_the_first(run: Run) -> None:
    first, second = (run("new", "--title", "T").out for _ in range(2))
    assert first != second


def test_a_file_is_never_overwritten(run: Run, brixton: str, surroundings: Path) -> None:
    before = (surroundings / "brixton.sqlite").read_bytes()
    assert run("new", "brixton", "--title", "Another").status == 1
    assert (surroundings / "brixton.sqlite").read_bytes() == before


def test_a_folder_gets_a_file_named_by_date_and_title(run: Run, surroundings: Path) -> None:
    (surroundings / "stick").mkdir()
    answer = run("new", "stick", "--title", "Norwood", "--date", "2026-03-19")
    assert answer.out == "stick/2026-03-19-norwood.sqlite\n"


def test_everything_that_is_known_of_a_session_can_be_said(run: Run) -> None:
    said = {
        "title": "Brixton", "series": "Spring", "purpose": "To hear", "who_decides": "The council",
        "can_change": "Visits", "cannot_change": "The law", "date": "2026-03-24", "starts": "14:00",
        "ends": "16:00", "place": "Upstairs", "mode": "hybrid", "agreements": "One at a time",
        "room_rule": "paraphrase", "access": "Step-free", "in_room": "19", "spoke": "16",
        "facilitator": "Ines", "note_taker": "Sam", "responsible": "The group", "basis": "Consent",
        "privacy_notice": "On the tables", "keep_until": "2027-03-24", "safeguarding": "The desk",
        "feedback_date": "2026-05-19",
    }  # fmt: skip
    words = [word for key, value in said.items() for word in (f"--{key.replace('_', '-')}", value)]
    path = run("new", *words, "--lens", "care-act", "--lens", "self-directed").out.strip()
    shown = run("show", path, "--json").json
    assert {key: str(shown[key]) for key in said} == said
    assert shown["lenses"] == ["care-act", "self-directed"]
    assert "Room rule for sharing: paraphrase only" in run("show", path).out


def test_a_prompt_may_carry_its_minutes(run: Run, brixton: str) -> None:
    prompts = run("show", brixton, "--json").json["prompts"]
    assert [(each["number"], each["text"], each["minutes"]) for each in prompts] == [
        (1, "What gets in the way?", 20),
        (2, "What should be?", None),
    ]


def test_nothing_is_left_behind_where_a_session_could_not_be_made(
    run: Run, surroundings: Path
) -> None:
    assert run("new", "--title", "T", "--keep-until", "some day").status == 2
    assert not list(surroundings.rglob("*"))
