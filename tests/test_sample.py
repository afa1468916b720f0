"""What the sample holds: a whole afternoon, told in the house's own words."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from listening.model.errors import WrongUse
from listening.model.lenses import all_lenses, load
from listening.model.quickline import QuickLine, parse, write
from listening.model.records import Session, columns
from listening.model.text import sanitise
from listening.model.vocabulary import (
    Area,
    Bond,
    Captured,
    Direction,
    Kind,
    Mode,
    Perspective,
    Sharing,
    Status,
)
from listening.sample import Question, Speaker, following, read
from listening.sample import parse as parse_sample
from listening.sample.build import build
from listening.store.session_file import SessionFile

SAMPLE = read()
SAID = [parse(line) for line in SAMPLE.lines]
TEXT = resources.files("listening.sample").joinpath("library.txt").read_text(encoding="utf-8")

UNWANTED = (
    r"service.?users?|clients?|cases?|vulnerable|the elderly|suffer\w*|hard.to.reach|challenging behaviour"
    r"|non-?verbal|packages?|placements?|representatives?|anonym\w*|easy read|paid carers?"
)


def untagged(line: QuickLine) -> bool:
    return not line.marks.areas and not line.marks.none_of_three


def held_by() -> Counter[str]:
    return Counter(key for speaker in SAMPLE.speakers for key in speaker.perspectives)


def test_an_afternoon_has_three_questions_and_about_sixty_contributions() -> None:
    assert len(SAMPLE.questions) == 3
    assert 55 <= len(SAID) <= 66
    assert all(
        len(question.lines) >= 15 and question.minutes >= 20 for question in SAMPLE.questions
    )


def test_twelve_people_and_one_table_speak_and_so_does_the_room() -> None:
    handles = [speaker.handle for speaker in SAMPLE.speakers]
    assert handles == [*(f"P{n}" for n in range(1, 13)), "T1"]
    assert {line.by for line in SAID} == {*handles, None}


def test_no_handle_stands_inside_the_words() -> None:
    assert not [line.words for line in SAID if re.search(r"\b[PT]\d+\b", line.words)]


def test_many_perspectives_are_declared_some_by_three_people_and_some_by_fewer() -> None:
    held = held_by()
    assert len(held) >= 12
    assert held[Perspective.DRAWS_ON] >= 3
    assert held[Perspective.CARER] >= 3
    assert sum(count < 3 for count in held.values()) >= 5


def test_one_perspective_is_in_the_speakers_own_words() -> None:
    assert set(held_by()) - set(Perspective) == {"employer of one"}


def test_all_three_areas_are_heard_alone_and_together() -> None:
    sizes = Counter(len(line.marks.areas) for line in SAID)
    assert {area for line in SAID for area in line.marks.areas} == set(Area)
    assert min(sizes[1], sizes[2], sizes[3]) >= 2


def test_a_few_are_not_yet_tagged_and_a_few_are_none_of_the_three() -> None:
    assert 5 <= sum(map(untagged, SAID)) <= 7
    assert 1 <= sum(line.marks.none_of_three for line in SAID) <= 2


def test_every_kind_and_every_sharing_level_is_used() -> None:
    assert {line.marks.kind for line in SAID} == {*Kind, None}
    assert {line.marks.sharing for line in SAID} == {*Sharing, None}


def test_words_come_in_several_ways() -> None:
    ways = {line.marks.captured for line in SAID}
    assert ways >= {Captured.PARAPHRASE, Captured.WRITTEN, Captured.RELAYED, Captured.GROUP}


def test_promises_are_made_by_many_and_bounded_by_honest_limits() -> None:
    promising = {line.by for line in SAID if line.marks.kind is Kind.COMMITMENT}
    assert len(promising) >= 6
    assert any("can't promise" in line.words for line in SAID)


def test_codes_of_a_lens_are_codes_of_the_lenses_in_use() -> None:
    in_use = {code.key for key in str(SAMPLE.facts["lenses"]).split() for code in load(key).codes}
    used = {code for line in SAID for code in line.marks.codes}
    assert "self-directed/peer-support" in used
    assert {code for code in used if "/" in code} <= in_use


def test_the_afternoon_has_themes_of_its_own() -> None:
    shipped = {code.short for lens in all_lenses() for code in lens.codes}
    themes = {code for line in SAID for code in line.marks.codes if "/" not in code}
    assert len(themes) >= 4
    assert not themes & shipped


def test_each_line_reads_back_as_itself() -> None:
    assert all(parse(write(line)) == line for line in SAID)


def test_no_line_keeps_a_mark_in_its_words() -> None:
    assert not [line.words for line in SAID if re.search(r"(^|\s)[/#!%~]\w", line.words)]


def test_nothing_in_the_text_needs_cleaning() -> None:
    assert sanitise(TEXT) == TEXT.rstrip("\n")


def test_none_of_the_unwanted_words_is_used() -> None:
    assert not re.findall(rf"\b(?:{UNWANTED})\b", TEXT, re.IGNORECASE)


def test_the_facts_are_fields_of_a_session_and_speak_its_terms() -> None:
    facts = {key: str(value) for key, value in SAMPLE.facts.items()}
    assert set(facts) <= {column.name for column in columns(Session)}
    assert Mode.parse(facts["mode"]) is Mode.IN_PERSON
    assert Sharing.parse(facts["room_rule"]) is Sharing.UNNAMED
    assert date.fromisoformat(facts["date"]) < date.fromisoformat(facts["feedback_date"])


def test_how_many_were_there_is_a_number_that_fits_those_who_spoke() -> None:
    speaking = sum(speaker.speaks_for or 1 for speaker in SAMPLE.speakers)
    assert (SAMPLE.facts["spoke"], SAMPLE.facts["in_room"]) == (speaking, 19)


def test_a_fact_told_twice_has_two_lines() -> None:
    assert str(SAMPLE.facts["agreements"]).count("\n") == 3


def test_a_text_is_read_as_its_first_lines_say() -> None:
    sample = parse_sample(
        "# remark\n% note taker: Sam\n@ T2 (5): carer, My own\n\n## 5 min: Why?\n\nP1: Because. /a\n"
    )
    assert sample.facts == {"note_taker": "Sam"}
    assert sample.speakers == (Speaker("T2", ("carer", "My own"), 5),)
    assert sample.questions == (Question("Why?", 5, ("P1: Because. /a",)),)


@pytest.mark.parametrize("text", ["P1: too early\n", "## no minutes\nP1: hello\n"])
def test_a_text_written_in_another_way_is_refused(text: str) -> None:
    with pytest.raises(WrongUse, match="is not written as a sample is"):
        parse_sample(text)


# What followed --------------------------------------------------------------------------------


def test_everything_that_followed_is_in_the_file(tmp_path: Path) -> None:
    told = following.read()
    with SessionFile.open(build(tmp_path / "sample.sqlite")) as file:
        made = {one.what: one for one in file.commitments()}
        assert {each.what: len(each.answers) for each in told.promises} == {
            what: len(one.answers) for what, one in made.items()
        }
        assert len(file.relations()) == len(told.relations)
        assert all(one.said_in for one in file.relations())
        assert len(file.links()) == len(told.links)


def test_promises_go_both_ways_and_all_can_be_followed() -> None:
    promises = following.read().promises
    assert {each.direction for each in promises} >= set(Direction)
    assert {each.status for each in promises} == {Status.OFFERED, Status.AGREED}
    assert all(each.by_when and each.answers for each in promises)


def test_every_bond_is_used_and_relations_stand_in_several_ways() -> None:
    told = following.read()
    assert {tie.bond for tie in told.links} == set(Bond)
    assert len({each.state for each in told.relations}) >= 4


def test_what_followed_keeps_to_the_words_of_the_house() -> None:
    text = resources.files("listening.sample").joinpath("following.txt").read_text("utf-8")
    assert not re.findall(rf"\b(?:{UNWANTED})\b", text, re.IGNORECASE)


@pytest.mark.parametrize("line", ["! nobody", "? trust: a > b", "! we: do it | by 2026-05-01"])
def test_what_is_not_written_as_it_must_be_is_refused(line: str) -> None:
    with pytest.raises(WrongUse):
        following.parse(line)
