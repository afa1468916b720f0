"""The parts of sharing: where hints stand in the text, what is chosen, where it goes, how it stops."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.app.share import telling, writing
from listening.app.share.asking import is_somebody_elses
from listening.app.share.choice import Choice, folder_named, out_named
from listening.app.share.places import Places
from listening.app.share.preview import Preview, preview
from listening.app.share.putting import put
from listening.app.share.writing import Changed, Stopped, stopping
from listening.model.errors import NotFound, NotSaved, WrongUse
from listening.model.quickline import parse
from listening.model.text import sanitise
from listening.model.vocabulary import Audience, RelationKind, Sharing
from listening.sharing.disclosure import disclose_records
from listening.sharing.formats import FORMATS, nothing
from listening.sharing.leaving import NotNoted
from listening.sharing.markdown_text import quote
from listening.sharing.privacy import Found, Hint
from listening.sharing.private_marks import HintKind
from listening.store.asked import PromptPlan
from listening.store.names import session_record
from listening.store.session_file import SessionFile
from tests.app.driving import HOSTILE
from tests.app.merged_room import archive, session
from tests.sharing.building import a_session, person, said
from tests.store import making

NOON = datetime(2026, 3, 24, 12, tzinfo=UTC)
HINTS = "I live at 12 Mill Lane, LS6 3HN."
_WORDS = st.text(max_size=60).map(sanitise)


def public(*words: str, audience: Audience = Audience.PUBLIC) -> Preview:
    """Return what would leave of a session in which this was said."""
    speaker = person("P3")
    rows = [said(f"c{number}", text, speaker) for number, text in enumerate(words, 1)]
    disclosed = disclose_records(a_session(), [], [speaker], rows, audience)
    return preview(Choice(Path("brixton.sqlite")), [disclosed], NOON, nothing)


def read(path: Path, **choice: Any) -> Preview:
    """Return what would leave of a file."""
    return writing.read(Choice(path, **choice), path.parent, NOON, nothing)


@given(_WORDS, st.sampled_from(["12 Mill Lane", "a_b@c-d.org", "07700 900123"]), _WORDS)
def test_words_are_found_in_markdown_whatever_had_to_be_escaped(
    before: str, wanted: str, after: str
) -> None:
    text = f"{before} {wanted} {after}"
    lines = "\n".join(quote(text))
    start = len(before) + 1
    found = Places(lines).find(text, start, start + len(wanted))
    assert found is not None
    shown = lines[slice(*found)]
    assert letters(shown) == letters(wanted)


def letters(text: str) -> str:
    """Return the letters and figures of a text."""
    return "".join(one for one in text if one.isalnum())


def test_words_said_twice_are_found_where_they_are_looked_for() -> None:
    text = "#### c1\n\n> at 12 Mill Lane\n\n#### c2\n\n> at 12 Mill Lane\n"
    second = text.index("#### c2")
    start, end = Places(text).find("at 12 Mill Lane", 3, 15, after=second) or (0, 0)
    assert start > second
    assert text[start:end] == "12 Mill Lane"
    assert Places(text).find("at 12 Mill Road", 3, 15) is None


def test_each_hint_stands_at_its_place_in_the_text_also_where_two_said_the_same() -> None:
    shown = public(HINTS, "Nobody came.", HINTS)
    assert [(one.found.id, shown.text[one.start : one.end]) for one in shown.hints] == [
        ("c1", "12 Mill Lane"),
        ("c1", "LS6 3HN"),
        ("c3", "12 Mill Lane"),
        ("c3", "LS6 3HN"),
    ]
    assert shown.hints[2].start > shown.text.index("#### c3")


def test_nothing_is_hinted_at_in_what_the_team_reads() -> None:
    shown = public(HINTS, audience=Audience.TEAM)
    assert not shown.hints
    assert "12 Mill Lane" in shown.text


def test_what_is_not_in_the_text_is_not_hinted_at(folder: Path) -> None:
    path = session(folder, "leeds", f"{HINTS} %analysis", "P1: Nobody asked.")
    shown = read(path)
    assert not shown.hints
    assert "Mill" not in shown.text
    assert "1 is counted only (for analysis only)" in telling.would_leave(shown)


def test_what_leaves_by_a_mark_of_its_own_is_told_with_what_leaves(folder: Path) -> None:
    path = session(folder, "leeds", "P1: Nobody asked. %unnamed", "P1: Nobody came.")
    with SessionFile.open(path) as file:
        file.set_participant(file.session().id, "P1", sharing=Sharing.ANALYSIS)
    told = telling.would_leave(read(path))
    assert "1 contribution leaves by a mark of its own" in told
    assert "1 is counted only (for analysis only)" in told


def test_all_sessions_of_a_file_are_shown_one_after_the_other(folder: Path) -> None:
    path = archive(folder)
    shown = read(path)
    assert shown.text.count("\nformat: ") == 3
    assert shown.is_several_files
    assert shown.out == folder
    assert telling.title_of(shown.choice, shown) == "3 sessions of county"


def test_a_file_whose_only_session_was_taken_out_has_nothing_to_share(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with making.new(path) as file:
        record = session_record(file.session().id)
    making.put(path, [(record, "removed", making.stamp(2_000_000_000_000), 1, "")])
    with pytest.raises(NotFound):
        read(path)


def test_each_session_of_a_file_is_written_for_itself(folder: Path) -> None:
    path = archive(folder)
    shown = read(path)
    put = writing.write(shown, "Sam", folder, nothing)
    assert sorted(each.name for each in put.paths) == [
        "empty-public.md",
        "leeds-public.md",
        "norwood-public.md",
    ]
    assert "\n".join(each.read_text() for each in put.paths) == shown.text
    with SessionFile.open(path) as file:
        assert len(file.exports()) == 3
        assert {each.digest for each in file.exports()} == put.digests


def test_what_is_written_is_what_was_shown_or_nothing(folder: Path) -> None:
    path = session(folder, "leeds", HINTS)
    shown = read(path)
    with SessionFile.open(path, author="Kim") as file:
        file.edit(file.contributions()[0].id, sharing=Sharing.ANALYSIS)
    with pytest.raises(Changed, match="Nothing was written"):
        writing.write(shown, "Sam", shown.out, nothing)
    assert not shown.out.exists()
    again = read(path)
    put = writing.write(again, "Sam", again.out, nothing)
    assert put.paths == (folder / "leeds-public.md",)
    assert again.out.read_text() == again.text


@pytest.mark.parametrize("to", FORMATS)
def test_stopped_work_leaves_nothing_half_written(folder: Path, to: str) -> None:
    path = session(folder, "leeds", *(f"Sentence {number}." for number in range(30)))
    shown = read(path, to=to)
    before = {each.name for each in folder.iterdir()}
    steps: list[tuple[int, int]] = []
    with pytest.raises(Stopped):
        writing.write(
            shown, "Sam", shown.out, stopping(lambda: True, lambda *step: steps.append(step))
        )
    assert {each.name for each in folder.iterdir()} == before
    with SessionFile.open(path) as file:
        assert not file.exports()


def test_progress_is_told_once_for_each_hundredth() -> None:
    told: list[int] = []
    step = stopping(lambda: False, lambda done, _: told.append(done))
    for done in range(20_000):
        step(done, 20_000)
    assert len(told) == 100
    step(0, 0)
    assert len(told) == 101


def test_where_the_file_cannot_take_note_nothing_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = session(folder, "leeds", "Nobody asked.")
    shown = read(path)

    def refuse(*_: object, **__: object) -> None:
        raise NotSaved(path, "the disk is full", "Free some room.")

    monkeypatch.setattr(SessionFile, "note_export", refuse)
    with pytest.raises(NotNoted, match="the disk is full"):
        writing.write(shown, "Sam", shown.out, nothing)
    assert not shown.out.exists()


def test_a_report_is_a_document_for_those_it_is_made_for(folder: Path) -> None:
    path = session(folder, "leeds", HINTS, "P1: Nobody asked. %analysis")
    table = Choice(path, audience=Audience.TEAM, to="csv")
    briefing = table.of_report("briefing")
    assert (briefing.to, briefing.audience) == ("markdown", Audience.PUBLIC)
    assert "csv" not in [one.key for one in briefing.formats]
    assert table.of_report("").to == "csv"
    shown = writing.read(briefing, folder, NOON, nothing)
    assert "Briefing: leeds" in shown.text
    assert shown.out.name == "leeds-briefing-public.md"
    assert "may be told in it" in telling.would_leave(shown)
    writing.write(shown, "Sam", shown.out, nothing)
    assert shown.out.read_text() == shown.text
    with SessionFile.open(path) as file:
        assert [each.format for each in file.exports()] == ["briefing markdown"]


def test_only_the_hints_that_a_report_tells_are_shown(folder: Path) -> None:
    path = session(folder, "leeds", f"{HINTS} !works /s")
    whole, answered = read(path), read(path, report="said-did")
    assert [one.found.hint.text for one in whole.hints] == ["12 Mill Lane", "LS6 3HN"]
    assert not answered.hints


def test_a_table_stays_guarded_also_where_a_document_would_be_plain(folder: Path) -> None:
    path = session(folder, "leeds", "=1+1 is what they said.")
    shown = read(path, to="csv", plain=True)
    put = writing.write(shown, "Sam", shown.out, nothing)
    assert b"'=1+1" in put.paths[0].read_bytes()
    assert "plain" not in telling.chosen(shown.choice)


def test_a_name_is_read_as_a_file_beside_the_one_that_is_offered(folder: Path) -> None:
    offered = folder / "leeds-public.md"
    (folder / "stick").mkdir()
    assert out_named("notes", offered) == folder / "notes.md"
    assert out_named(' "notes.txt" ', offered) == folder / "notes.txt"
    assert out_named("stick", offered) == folder / "stick" / "leeds-public.md"
    assert out_named(str(offered), offered) == offered
    assert out_named("~/notes", offered) == Path.home() / "notes.md"
    for wrong in ("", "nowhere/notes", "~nobody-of-this-name/x"):
        with pytest.raises(WrongUse):
            out_named(wrong, offered)


def test_a_folder_is_named_for_several_files(folder: Path) -> None:
    (folder / "stick").mkdir()
    assert folder_named("stick", folder) == folder / "stick"
    assert folder_named("", folder) == folder
    for wrong in ("nowhere", "~nobody-of-this-name/x"):
        with pytest.raises(WrongUse):
            folder_named(wrong, folder)


def test_an_earlier_export_may_be_replaced_and_nothing_else(folder: Path) -> None:
    path = session(folder, "leeds", "Nobody asked.")
    shown = read(path)
    other = folder / "shopping.md"
    assert not is_somebody_elses(shown, other)
    other.write_text("milk")
    assert is_somebody_elses(shown, other)
    writing.write(shown, "Sam", shown.out, nothing)
    again = read(path)
    assert again.out == shown.out
    assert not is_somebody_elses(again, again.out)
    shown.out.write_bytes(shown.out.read_bytes() + b"And this by hand.")
    assert is_somebody_elses(again, again.out)
    assert read(path).out != shown.out


def test_where_every_offered_name_is_taken_one_is_offered_that_has_to_be_changed(
    folder: Path,
) -> None:
    path = session(folder, "leeds", "Nobody asked.", date="2026-03-20")
    with SessionFile.open(path) as file:
        own = file.session().id
    for name in ("leeds", "leeds-2026-03-20", f"leeds-{own}"):
        (folder / f"{name}-public.md").write_text("milk")
    shown = read(path)
    assert is_somebody_elses(shown, shown.out)


def test_a_disk_that_refuses_is_told_in_a_sentence() -> None:
    told = telling.trouble(OSError(5, os.strerror(5)))
    assert told == "The disk refused (Input/output error): mend that, then try again."


def test_hostile_words_are_shown_letter_by_letter() -> None:
    shown = public(f"{HINTS} {HOSTILE}")
    assert "\x1b" not in shown.text
    row = telling.hint_row(shown.hints[0], 60)
    assert [line.plain for line in row] == ["street address · “12 Mill Lane” · c1"]


def full_of_hints(folder: Path) -> Path:
    """Make a file in which every text holds a hint."""
    path = session(
        folder,
        "leeds",
        f"P1: {HINTS} #sw2-5sg %named",
        title="At 12 Mill Lane",
        who_decides="Cllr Jane Doe",
        agreements="We meet at LS6 3HN.\n\nNobody is named.",
        room_rule="named",
    )
    with SessionFile.open(path) as file:
        token, (one,) = file.session().id, file.contributions()
        file.arrange(token, [PromptPlan("What works?"), PromptPlan("Where is Dr Lund?", 5)])
        told = "carer of Mr Bakare"
        file.set_participant(
            token, "P1", agreed_name="Dr Parks, 3 Acre Lane", perspectives=[told, "carer"]
        )
        file.commit(token, who="Mrs Smith", what="Ring Dr Bee", whom="Dr Cee", answers=[one.id])
        file.relate(
            token,
            kind=RelationKind.TRUST,
            from_party="families",
            to_party="Mr Jones",
            about="LS6 3HN",
            said_in=one.id,
        )
    return path


def test_every_hint_leads_to_a_text_that_can_be_changed_until_none_is_left(folder: Path) -> None:
    path = full_of_hints(folder)
    shown = read(path, audience=Audience.ROOM)
    assert {one.found.field for one in shown.hints} == {
        *("words", "codes", "name", "text", "title", "who_decides", "agreements"),
        *("who", "what", "whom", "to_party", "about"),
    }
    places = [(one.start, one.end) for one in shown.hints]
    assert len(set(places)) == len(places)
    for one in shown.hints:
        assert letters(shown.text[one.start : one.end]) == letters(one.found.hint.text)
        if one.found.field not in ("words", "codes"):
            with SessionFile.open(path, author="Sam") as file:
                put(file, one.found, "The council")
    again = read(path, audience=Audience.ROOM)
    assert {one.found.field for one in again.hints} == {"words", "codes"}
    with SessionFile.open(path) as file:
        assert [(one.text, one.minutes) for one in file.prompts(file.session().id)] == [
            ("What works?", None),
            ("The council", 5),
        ]


def a_hint(what: str, own: str, field: str, within: str) -> Found:
    """Return something found in all of a text."""
    return Found(what, own, field, within, Hint(HintKind.NAME, 0, len(within), within))


def test_a_perspective_is_changed_and_the_others_stay(folder: Path) -> None:
    path = full_of_hints(folder)
    with SessionFile.open(path) as file:
        (one,) = file.contributions()
        put(file, a_hint("contribution", one.id, "perspectives", "carer of Mr Bakare"), "neighbour")
        assert set(file.participants()[0].perspectives) == {"neighbour", "carer"}


def test_what_can_be_left_out_is_and_what_cannot_says_so(folder: Path) -> None:
    path = full_of_hints(folder)
    with SessionFile.open(path) as file:
        token, (one,) = file.session().id, file.contributions()
        (promise,), (stands,) = file.commitments(), file.relations()
        put(file, a_hint("commitment", promise.id, "whom", "Dr Cee"), "")
        put(file, a_hint("relation", stands.id, "about", "LS6 3HN"), "")
        put(file, a_hint("contribution", one.id, "name", "Dr Parks"), "")
        put(file, a_hint("session", token, "who_decides", "Cllr Jane Doe"), "")
        assert (file.commitments()[0].whom, file.relations()[0].about) == (None, None)
        assert (file.participants()[0].agreed_name, file.session().who_decides) == (None, None)
        for found in (
            a_hint("commitment", promise.id, "who", "Mrs Smith"),
            a_hint("commitment", promise.id, "what", "Ring Dr Bee"),
            a_hint("relation", stands.id, "to_party", "Mr Jones"),
            a_hint("prompt", file.prompts(token)[1].id, "text", "Where is Dr Lund?"),
            a_hint("session", token, "title", "At 12 Mill Lane"),
        ):
            with pytest.raises(WrongUse):
                put(file, found, "")


def test_what_is_gone_meanwhile_cannot_be_changed(folder: Path) -> None:
    with SessionFile.open(full_of_hints(folder)) as file:
        with pytest.raises(NotFound):
            put(file, a_hint("prompt", "q" * 10, "text", "Where?"), "Who?")
        own = file.capture(parse("Nobody asked."), session=file.session().id).id
        with pytest.raises(NotFound):
            put(file, a_hint("contribution", own, "name", "Dr Parks"), "Dr Bo")
