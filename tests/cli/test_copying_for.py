"""`copy --audience`: a session file of its own, with what somebody may see."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import pytest
from pyrage import decrypt, x25519

from listening.model.vocabulary import Audience
from listening.sharing.facts import _FACTS
from listening.store import opening, setup
from listening.store.session_file import SessionFile
from tests.cli.conftest import Run, is_one_sentence
from tests.sharing.canaries import canary


@pytest.fixture
def said(run: Run, brixton: str) -> list[str]:
    ids: list[str] = []
    for note_taker, line in (
        ("Inescanary", "P3: For everybody. /r #rota"),
        ("Tomcanary", "P3: Secretcanary. %analysis"),
        ("Tomcanary", "P4: Bothcanary. %paraphrase"),
        ("Tomcanary", "P5: Gonecanary."),
        ("Tomcanary", "P6: Takencanary."),
        ("Tomcanary", "%off"),
    ):
        ids += run("add", brixton, line, "--as", note_taker).ids
    run("edit", brixton, ids[0], "--text", "For all of us.", "--as", "Inescanary")
    run("remove", brixton, ids[3])
    run("edit", brixton, ids[4], "--check", "withdrawn")
    run("tag", brixton, ids[0], "--as-coder", "Codercanary", "--add", "s")
    run("participant", brixton, "P3", "--perspective", "Helddcanary", "--sharing", "unnamed")
    return ids


def test_a_copy_for_an_audience_holds_what_it_may_see_and_no_byte_of_the_rest(
    run: Run, said: list[str], surroundings: Path
) -> None:
    answer = run("copy", "brixton", "for-all", "--audience", "public")
    assert answer.out == "for-all.sqlite\n"
    assert answer.err.splitlines()[0] == (
        "1 contribution can be read in it, by everybody; 1 is left out (for analysis only); "
        "1 is left out (paraphrase only, and none is written yet); 1 is left out (off record); "
        "1 is left out (taken back)."
    )
    content = (surroundings / "for-all.sqlite").read_bytes()
    assert b"For all of us." in content
    assert b"For everybody" not in content
    assert b"canary" not in content
    assert not [own for own in said if own.encode() in content]
    assert run("check", "for-all").status == 0
    (one,) = run("list", "for-all", "--json").json
    assert (one["words"], one["by"], one["areas"], one["codes"]) == (
        "For all of us.", None, ["roles"], ["rota"],
    )  # fmt: skip
    assert one["author"] == "copy for the public"
    assert one["at"] == "2026-03-24T00:00:00.000+00:00"


@pytest.mark.parametrize("audience", [Audience.ROOM, Audience.PUBLIC])
def test_facts_of_the_session_are_in_the_copy_as_far_as_they_are_for_its_audience(
    run: Run, surroundings: Path, audience: Audience
) -> None:
    texts = [name for name, column in setup.FACTS.items() if column.sql == "TEXT"]
    special = {"date": "2026-03-24", "keep_until": "2031-01-07", "feedback_date": "2029-02-03",
               "mode": "hybrid", "room_rule": "named", "lenses": "self-directed"}  # fmt: skip
    facts = {name: special.get(name, canary(name, 1)) for name in texts}
    SessionFile.create(Path("facts.sqlite"), facts, author="Sam").close()
    assert run("copy", "facts", "out", "--audience", audience).status == 0
    content = (surroundings / "out.sqlite").read_bytes()
    for name in texts:
        widest = _FACTS[name]
        may_see = widest is Audience.PUBLIC or widest is audience
        assert (facts[name].encode() in content) is may_see, name


def test_the_copy_is_noted_by_its_digest_and_an_erasure_names_it(
    run: Run, said: list[str], surroundings: Path
) -> None:
    run("copy", "brixton", "out", "--audience", "room")
    digest = hashlib.sha256((surroundings / "out.sqlite").read_bytes()).hexdigest()
    told = run("erase", "brixton", said[0], "--yes").out
    assert f"copy, to be read by those who took part, sha256:{digest}." in told


def test_a_copy_for_an_audience_can_be_encrypted_too(
    run: Run, said: list[str], surroundings: Path
) -> None:
    mine = x25519.Identity.generate()
    (surroundings / "stick").mkdir()
    answer = run("copy", "brixton", "stick", "--audience", "room", "--to-age", mine.to_public())
    assert answer.out == "stick/brixton-room.sqlite.age\n"
    assert "“listening copy brixton-room.sqlite.age DEST --identity KEYFILE” opens it" in answer.err
    closed = (surroundings / "stick" / "brixton-room.sqlite.age").read_bytes()
    with closing(opening.open_content(decrypt(closed, [mine]), Path("x"))) as con:
        assert con.execute("SELECT words FROM contribution").fetchall() == [("For all of us.",)]
    digest = hashlib.sha256(closed).hexdigest()
    assert digest in run("show", "brixton").out


def test_merged_with_the_file_it_is_from_it_stands_there_as_another_session(
    run: Run, said: list[str], surroundings: Path
) -> None:
    answer = run("copy", "brixton", "out", "--audience", "room")
    assert "merging the two would hold everything twice" in answer.err
    assert run("merge", "all", "brixton", "out").status == 0
    with SessionFile.open(surroundings / "all.sqlite") as file:
        assert len(file.sessions()) == 2


def test_one_session_of_several_is_copied_or_each(
    run: Run, said: list[str], surroundings: Path
) -> None:
    run("new", "other.sqlite", "--title", "Other")
    run("add", "other", "Otherwise.")
    run("merge", "all", "brixton", "other")
    assert run("copy", "all", "both", "--audience", "room").status == 0
    with SessionFile.open(surroundings / "all.sqlite") as file:
        other = next(each.id for each in file.sessions() if each.title == "Other")
    assert run("copy", "all", "one", "--audience", "room", "--session", other).status == 0
    heard = [
        [each["words"] for each in run("list", name, "--json").json] for name in ("both", "one")
    ]
    assert [sorted(each) for each in heard] == [["For all of us.", "Otherwise."], ["Otherwise."]]


def test_hints_at_what_may_give_somebody_away_are_told(run: Run, brixton: str) -> None:
    run("add", brixton, "Ring me on 020 7946 0018.")
    answer = run("copy", "brixton", "out", "--audience", "public")
    assert "1 hint at what may give somebody away stands in it" in answer.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--audience", "team"], "The team may see the whole file"),
        (["--audience", "everyone"], "There is no audience “everyone”"),
        (["--session", "abcd"], "A whole copy holds every session"),
    ],
)
def test_an_audience_that_gets_no_copy_of_its_own_is_told_in_one_sentence(
    run: Run, said: list[str], surroundings: Path, words: list[str], why: str
) -> None:
    answer = run("copy", "brixton", "out", *words)
    assert answer.status == 2
    assert is_one_sentence(answer.err)
    assert why in answer.err
    assert not (surroundings / "out.sqlite").exists()


def test_a_copy_for_an_audience_never_takes_the_place_of_a_file_and_notes_nothing_then(
    run: Run, said: list[str], surroundings: Path
) -> None:
    answer = run("copy", "brixton", "brixton", "--audience", "public")
    assert answer.status == 1
    assert "was left as it is" in answer.err
    assert "Exported" not in run("show", "brixton").out
