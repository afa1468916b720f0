"""What each report tells, and what it says where there is nothing to tell."""

from __future__ import annotations

import pytest

from listening.model.errors import UnknownTerm, WrongUse
from listening.model.vocabulary import (
    Audience,
    Bond,
    Check,
    Direction,
    Felt,
    Kind,
    RelationKind,
    RelationState,
    Sharing,
    Status,
)
from listening.sharing.document import Cell, Heading, Quote, SideBySide, Table
from listening.sharing.reports import REPORTS, Purpose, named
from listening.sharing.reports.briefing import BLANK
from tests.sharing.building import linked, person, promised, related, said
from tests.sharing.reports.room import (
    SAID,
    anchors,
    beside,
    disclosed,
    headings,
    led_to,
    made,
    paragraphs,
    quotes,
    tables,
    texts,
    under,
    values,
)

TEAM, ROOM, PUBLIC = Audience.TEAM, Audience.ROOM, Audience.PUBLIC
RIVERSIDE = "Riverside Care"

kinds = pytest.mark.parametrize("kind", REPORTS)


def rota(**more: object) -> object:
    return promised("m1", RIVERSIDE, "Send a text by noon.", "rota1", "text5", **more)


# All of them --------------------------------------------------------------------------------


@kinds
def test_a_report_names_its_session_its_audience_and_what_it_is(kind: str) -> None:
    document = made(kind, disclosed())
    front = dict(document.front)
    assert (front["report"], front["audience"]) == (kind, "public")
    assert document.title.endswith("Brixton Library")


@kinds
def test_peoples_words_stand_as_they_were_said(kind: str) -> None:
    known = {row.words for row in SAID}
    document = made(kind, disclosed(commitments=[rota()]))
    assert quotes(document.blocks)
    assert set(quotes(document.blocks)) <= known


@kinds
def test_a_session_in_which_nothing_was_noted_yet_still_makes_a_report(kind: str) -> None:
    empty = disclosed(said("gone1", "x", removed=True))
    assert made(kind, empty).blocks


@kinds
def test_words_that_stand_in_several_places_are_led_to_once(kind: str) -> None:
    document = made(kind, disclosed(commitments=[rota()]))
    there = [each for block in document.blocks for each in anchors(block) if each]
    assert len(there) == len(set(there))


@kinds
def test_what_stands_behind_a_figure_is_in_the_report(kind: str) -> None:
    document = made(kind, disclosed(commitments=[rota()]))
    there = {each for block in document.blocks for each in anchors(block)}
    for block in document.blocks:
        assert set(led_to(block)) <= there
    for table in tables(document.blocks):
        assert len(table.behind) in (0, len(table.rows))


def test_a_report_that_nobody_knows_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownTerm, match="session, said-did, gap, covenant, briefing"):
        named("minutes")


@pytest.mark.parametrize("audience", [TEAM, ROOM])
def test_a_briefing_is_for_everybody_and_for_nobody_else(audience: Audience) -> None:
    with pytest.raises(WrongUse, match="made for public alone"):
        made("briefing", disclosed(audience=audience))


# The session --------------------------------------------------------------------------------


def test_words_stand_under_their_area_and_the_question_they_answer() -> None:
    document = made("session", disclosed())
    roles = under(document, "Roles: rebalancing roles and responsibilities")
    assert quotes(roles) == [SAID[0].words, SAID[1].words, SAID[4].words]
    assert [each.text for each in roles if isinstance(each, Heading)] == [
        "1. What gets in the way?",
        "2. What should be?",
        "Outside the questions",
    ]


def test_an_area_of_which_nothing_can_be_quoted_says_so() -> None:
    attitudes = under(
        made("session", disclosed()), "Attitudes: rethinking attitudes to care and support"
    )
    assert paragraphs(attitudes) == "Nothing that can be quoted here was put into this area."


def test_who_was_there_and_did_not_speak_is_told() -> None:
    document = made("session", disclosed(facts={"in_room": 19, "spoke": 16}))
    there = under(document, "Who was in the room")
    assert "3 people were in the room and did not speak." in paragraphs(there)
    assert values(there, "In the room") == ["19"]


def test_one_person_who_did_not_speak_is_told_to_the_team_alone() -> None:
    team, public = (
        under(
            made("session", disclosed(facts={"in_room": 24, "spoke": 23}, audience=audience)),
            "Who was in the room",
        )
        for audience in (TEAM, PUBLIC)
    )
    assert "1 person was in the room and did not speak." in paragraphs(team)
    assert (values(team, "In the room"), values(team, "Spoke")) == (["24"], ["23"])
    assert "did not speak" not in paragraphs(public)
    assert (values(public, "In the room"), values(public, "Spoke")) == (["24"], [])


def test_more_people_in_the_notes_than_were_counted_contradict_nothing() -> None:
    people = [person(f"N{n}") for n in range(18)]
    rows = [said(f"more{n}", "So it is.", each) for n, each in enumerate(people)]
    facts = {"in_room": 24, "spoke": 14}
    there = under(
        made("session", disclosed(*rows, people=people, facts=facts)), "Who was in the room"
    )
    told = paragraphs(there)
    assert "more people or tables apart than the 14 who were counted. So at least 18 spoke." in told
    assert "At most 6 people were in the room and did not speak." in told
    assert "10 people" not in told


def test_the_team_reads_exactly_whom_nobody_heard_and_others_not() -> None:
    others = [*(person(f"N{n}", "nhs") for n in range(3)), person("R1", "regulator")]
    rows = [*SAID, *(said(f"more{n}", "So it is.", each) for n, each in enumerate(others))]
    team, public = (
        under(
            made("session", disclosed(*rows, people=others, audience=audience)), "Who was not heard"
        )
        for audience in (TEAM, PUBLIC)
    )
    assert "unpaid carer" not in values(team, "Not named")[0]
    assert "provider" in values(team, "Not named")[0]
    # One carer spoke: to leave carers out of this list would tell that there was one.
    assert "unpaid carer" in values(public, "Not named")[0]
    assert "NHS" not in values(public, "Not named")[0]
    assert "named by nobody, or by too few to be told" in paragraphs(public)


def test_what_one_voice_alone_said_is_kept() -> None:
    alone = under(made("session", disclosed()), "Said by one voice")
    assert quotes(alone) == [SAID[2].words]


def test_what_somebody_else_echoed_is_not_said_by_one_voice() -> None:
    document = made("session", disclosed(links=[linked("lift4", "work3", Bond.ECHOES)]))
    assert "Said by one voice" not in headings(document, 2)


def test_where_nobody_named_a_perspective_nobody_is_said_to_be_missing() -> None:
    row = said("none1", "So it is.")
    missing = under(made("session", disclosed(row)), "Who was not heard")
    assert "nobody can say who was missing" in paragraphs(missing)


def test_where_people_did_not_agree_both_sides_stand() -> None:
    links = [linked("work3", "rota1", Bond.DISAGREES)]
    sides = under(made("session", disclosed(links=links)), "Where people did not agree")
    assert quotes(sides) == [SAID[0].words, SAID[2].words]


def test_a_link_to_what_cannot_be_quoted_breaks_no_report() -> None:
    off = said("off6", None, sharing=Sharing.OFF)
    links = [linked("off6", "rota1", Bond.DISAGREES)]
    result = disclosed(*SAID, off, audience=TEAM, links=links)
    assert "Where people did not agree" not in headings(made("session", result), 2)


def test_what_was_not_on_the_agenda_has_a_part_of_its_own() -> None:
    document = made("session", disclosed())
    assert quotes(under(document, "What was not on the agenda")) == [SAID[3].words]
    assert "Not yet put into an area" not in headings(document, 3)


def off_agenda(*sharing: Sharing) -> str:
    """Return what is said of things off the agenda, with which this may be done."""
    rows = [
        said(f"more{n}", "So it is.", kind=Kind.OFF_AGENDA, sharing=each)
        for n, each in enumerate(sharing)
    ]
    document = made("session", disclosed(said("rota1", "A word."), *rows))
    there = "What was not on the agenda" in headings(document, 2)
    return paragraphs(under(document, "What was not on the agenda")) if there else ""


def test_what_was_not_on_the_agenda_and_may_only_be_counted_is_not_silence() -> None:
    told = off_agenda(*[Sharing.ANALYSIS] * 4)
    assert told == "At least 4 things not on the agenda were said. They may only be counted."
    told = off_agenda(Sharing.UNNAMED, *[Sharing.ANALYSIS] * 3)
    assert told == "At least 3 more things not on the agenda were said. They may only be counted."


def test_too_little_off_the_agenda_to_be_counted_reads_as_if_there_were_none() -> None:
    document = made(
        "session", disclosed(said("c1", "w"), said("c2", "w", sharing=Sharing.ANALYSIS))
    )
    none = paragraphs(under(document, "What was not on the agenda"))
    assert off_agenda(Sharing.ANALYSIS) == none
    assert none.startswith("Nothing that can be quoted here was noted as such.")
    assert off_agenda() == ""


def test_an_offer_that_nobody_noted_as_a_promise_is_not_lost() -> None:
    before, after = (
        headings(made("session", disclosed(commitments=noted)), 3) for noted in ([], [rota()])
    )
    assert "Offered in the room" in before
    assert "Offered in the room" not in after


def test_when_people_hear_back_is_told_or_that_nobody_knows() -> None:
    known = made("session", disclosed(facts={"feedback_date": "2026-05-19"}))
    assert values(under(known, "What happens next"), "People hear back by") == ["19 May 2026"]
    unknown = under(made("session", disclosed()), "What happens next")
    assert "No date is noted for telling people back." in paragraphs(unknown)


def test_the_team_sees_beside_words_that_they_may_not_be_passed_on() -> None:
    row = said("only1", "For us.", sharing=Sharing.ANALYSIS, roles=True)
    document = made("session", disclosed(row, audience=TEAM))
    assert "analysis only" in values(document.blocks, "Noted as")


# We asked, you said, we did -----------------------------------------------------------------


def test_each_promise_stands_in_three_fixed_parts() -> None:
    document = made("said-did", disclosed(commitments=[rota(status=Status.KEPT, felt=Felt.PARTLY)]))
    topic = under(document, "1. Riverside Care: Send a text by noon.")
    assert [each.text for each in topic if isinstance(each, Heading)] == [
        "We asked",
        "You said",
        "We did",
    ]
    assert values(topic, "Question") == ["1. What gets in the way?"]
    assert quotes(topic) == [SAID[0].words, SAID[4].words]
    assert values(topic, "How far") == ["kept"]
    assert values(topic, "Did it make a difference?") == ["partly, say those who raised it"]


@pytest.mark.parametrize("status", [Status.NOT_KEPT, Status.CHANGED])
def test_a_promise_that_was_not_kept_says_why_or_that_nobody_said_why(status: Status) -> None:
    with_reason = made("said-did", disclosed(commitments=[rota(status=status, reason="No money.")]))
    without = made("said-did", disclosed(commitments=[rota(status=status)]))
    assert values(with_reason.blocks, "Why") == ["No money."]
    assert values(without.blocks, "Why") == ["no reason is noted"]


def test_a_promise_whose_day_has_passed_is_told_as_such() -> None:
    late = made("said-did", disclosed(commitments=[rota(by_when="2026-05-31")]))
    assert values(late.blocks, "How far") == ["offered; the date has passed"]
    assert "1 promise is past the date and still open." in paragraphs(late.blocks)
    today = made("said-did", disclosed(commitments=[rota(by_when="2026-06-01")]))
    assert values(today.blocks, "How far") == ["offered"]


@pytest.mark.parametrize("answers", [("rota1",), ("held9",), ()])
def test_a_briefing_denies_no_promise_that_may_answer_what_is_not_quoted(
    answers: tuple[str, ...],
) -> None:
    promise = promised("m1", RIVERSIDE, "Send a text by noon.", *answers)
    text = paragraphs(made("briefing", disclosed(commitments=[promise])).blocks)
    assert ("Nobody has promised anything about System yet." in text) is (answers == ("rota1",))
    assert ("No promise answers what can be quoted here about System." in text) is (
        answers != ("rota1",)
    )


def test_what_nobody_has_answered_yet_is_told() -> None:
    unanswered = under(made("said-did", disclosed()), "You said, and nobody has answered yet")
    assert quotes(unanswered) == [SAID[0].words]
    answered = made("said-did", disclosed(commitments=[rota()]))
    assert "You said, and nobody has answered yet" not in headings(answered, 2)


# The gap ------------------------------------------------------------------------------------


def cell_of(what: SideBySide, column: str) -> Cell:
    return what.lines[0].cells[what.header.index(column)]


def test_the_gap_sets_side_by_side_what_should_be_what_is_met_and_who_acts() -> None:
    roles = beside(under(made("gap", disclosed(commitments=[rota()])), "Roles"))
    assert [line.name for line in roles.lines] == ["rota"]
    assert len(roles.header) == 5
    should_be, met = (cell_of(roles, each) for each in ("What should be", "What people met"))
    assert [each.text for each in should_be.items] == [SAID[1].words]
    assert (met.figure, met.items[0].text) == ("1", SAID[0].words)
    assert met.items[0].beside.endswith("rota1")
    assert [each.anchor for each in met.behind] == ["rota1"]
    assert [each.text for each in cell_of(roles, "Ideas").items] == ["Nothing quoted."]
    last = cell_of(roles, "Who has promised what")
    assert [each.text for each in last.items] == [
        "Riverside Care: Send a text by noon.; no date was given; offered"
    ]
    assert last.figure == "1"


def test_where_nobody_has_promised_anything_the_gap_says_so_in_words() -> None:
    document = made("gap", disclosed())
    last = cell_of(beside(under(document, "System")), "Who has promised what")
    assert [each.text for each in last.items] == ["Nobody has promised anything here yet."]
    (overview,) = tables(document.blocks)
    assert ("System, of 1 theme", "1") in overview.rows
    (place,) = overview.behind[overview.rows.index(("System, of 1 theme", "1"))]
    assert place.anchor == beside(under(document, "System")).lines[0].anchor


def test_the_gap_denies_no_promise_that_may_answer_what_is_not_quoted() -> None:
    promise = promised("m1", RIVERSIDE, "Send a text by noon.", "withheld1")
    system = beside(under(made("gap", disclosed(commitments=[promise])), "System"))
    said_last = [each.text for each in cell_of(system, "Who has promised what").items]
    assert said_last == ["No promise answers what can be quoted here."]


def test_what_was_offered_aloud_is_told_where_no_promise_is_noted() -> None:
    roles = beside(under(made("gap", disclosed()), "Roles"))
    assert [each.text for each in cell_of(roles, "Who has promised what").items] == [
        "Nobody has promised anything here yet.",
        "Offered aloud, and not yet noted as a promise:",
        SAID[4].words,
    ]


@pytest.mark.parametrize("many", [1, 9])
def test_every_word_that_can_be_quoted_stands_in_the_gap(many: int) -> None:
    every_kind = [
        said(f"kind{n}x{m}", f"Words {n} {m}. " * (12 * m), kind=kind)
        for n, kind in enumerate((*Kind, None))
        for m in range(1, many + 1)
    ]
    document = made("gap", disclosed(*every_kind))
    assert set(quotes(document.blocks)) == {row.words for row in every_kind}


def test_what_has_no_room_side_by_side_stands_below_and_is_led_to() -> None:
    many = [
        said(f"many{n}", f"Words {n}.", roles=True, codes=("rota",), kind=Kind.IDEA)
        for n in range(5)
    ]
    long = said("long6", "so it is " * 20, roles=True, codes=("rota",), kind=Kind.WORKS)
    roles = under(made("gap", disclosed(*many, long)), "Roles")
    ideas = cell_of(beside(roles), "Ideas")
    assert (ideas.figure, [each.text for each in ideas.items]) == (
        "5",
        ["Words 0.", "Words 1.", "Words 2."],
    )
    assert ideas.rest is not None
    assert ideas.rest.text == "2 more: see “rota” below"
    works = cell_of(beside(roles), "What works somewhere already")
    assert works.rest is not None
    assert (works.items, works.rest.text) == ((), "1: see “rota” below")
    (more,) = (each for each in roles if isinstance(each, Heading) and each.level == 3)
    assert (more.text, more.anchor) == ("rota", ideas.rest.anchor)


def test_what_fits_in_no_column_is_told_of_in_its_line_and_stands_below() -> None:
    roles = under(made("gap", disclosed(*SAID, said("none6", "So.", roles=True))), "Roles")
    names = [line.name for line in beside(roles).lines]
    assert names == ["rota", "No theme (1 in no column: see below)"]
    assert [each.text for each in roles if isinstance(each, Quote)] == ["So."]


def test_an_area_of_which_nothing_may_be_quoted_is_named_with_its_count() -> None:
    hushed = [
        said(f"hush{n}", "For the team.", sharing=Sharing.ANALYSIS, attitudes=True)
        for n in range(4)
    ]
    attitudes = under(made("gap", disclosed(*SAID, *hushed)), "Attitudes")
    assert "At least 4 things were said about this." in paragraphs(attitudes)
    assert "None of it can be quoted here." in paragraphs(attitudes)
    assert "Attitudes" not in headings(made("gap", disclosed()), 2)


def test_a_promise_that_answers_nothing_quoted_is_not_lost() -> None:
    document = made("gap", disclosed(commitments=[promised("m1", "the council", "Come back.")]))
    loose = under(document, "Promises that answer nothing quoted here")
    assert values(loose, "Promise") == ["the council: Come back.; no date was given; offered"]


# The covenant -------------------------------------------------------------------------------


def test_a_party_that_the_commission_did_not_name_is_marked() -> None:
    promises = [rota(), promised("m2", "the council", "Come back.")]
    document = made("covenant", disclosed(commitments=promises))
    assert headings(document, 2)[:2] == ["the council", "Riverside Care (added locally)"]
    assert tables(document.blocks)[0].rows == (
        ("the council", "of a kind that the Commission named", "1"),
        ("Riverside Care", "added locally", "1"),
    )


def test_a_covenant_goes_both_ways_and_says_where_one_is_empty() -> None:
    ours = promised("m1", "the council", "Come on time.", direction=Direction.FROM_US)
    document = made("covenant", disclosed(commitments=[ours]))
    assert values(under(document, "What is expected of us"), "Promise") == ["Come on time."]
    theirs = under(document, "What we can expect of them")
    assert paragraphs(theirs) == "Nothing is promised here yet."


def test_one_party_in_two_spellings_is_one_party() -> None:
    promises = [promised("m1", "The Council", "A."), promised("m2", "the council", "B.")]
    document = made("covenant", disclosed(commitments=promises))
    assert tables(document.blocks)[0].rows == (
        ("The Council", "of a kind that the Commission named", "2"),
    )


def test_what_was_said_about_roles_and_stands_in_no_promise_waits() -> None:
    waiting = under(
        made("covenant", disclosed(commitments=[rota()])), "Said about roles, and in no promise yet"
    )
    assert quotes(waiting) == [SAID[1].words]


def test_how_parties_stand_to_each_other_is_told_where_people_said_so() -> None:
    bond = related(
        "r1", "rota1", kind=RelationKind.TRUST, state=RelationState.STRAINED, about="visits"
    )
    document = made("covenant", disclosed(relations=[bond]))
    between = under(document, "How parties stand to each other")
    assert values(between, "Trust") == ["from families to the council, about visits: strained"]


# The briefing -------------------------------------------------------------------------------


def test_a_briefing_asks_for_what_no_session_holds_and_makes_nothing_up() -> None:
    document = made("briefing", disclosed())
    for label in ("To", "From", "Wards or area", "We ask", "Contact"):
        assert values(document.blocks, label)[:1] == [BLANK]


def test_a_briefing_says_what_it_was_told() -> None:
    told = {"to_whom": "Cllr Okafor", "from_whom": "The group", "wards": "Marsh Lane",
            "purpose": Purpose.DECIDE, "asks": ("Ring us.", "Come."), "contact": "Ines"}  # fmt: skip
    document = made("briefing", disclosed(), **told)
    assert values(document.blocks, "To") == ["Cllr Okafor"]
    assert values(document.blocks, "Purpose") == ["to decide"]
    assert values(document.blocks, "We ask") == ["Ring us.", "Come."]


def test_a_briefing_quotes_what_is_chosen() -> None:
    assert quotes(made("briefing", disclosed(), quotes=("work3",)).blocks) == [SAID[2].words]


@pytest.mark.parametrize("own_id", ["wor", "gone9", "hush6"])
def test_a_briefing_quotes_nothing_that_is_not_there_for_everybody(own_id: str) -> None:
    hushed = said("hush6", "For the team.", sharing=Sharing.ANALYSIS)
    with pytest.raises(WrongUse, match=f"“{own_id}” cannot be quoted"):
        made("briefing", disclosed(*SAID, hushed), quotes=(own_id,))


def test_a_briefing_quotes_first_what_people_confirmed() -> None:
    words = "It rang and nobody answered."
    confirmed = said("conf6", words, roles=True, kind=Kind.BARRIER, check=Check.CONFIRMED)
    document = made("briefing", disclosed(*SAID, confirmed))
    assert quotes(document.blocks) == [words, SAID[1].words, SAID[2].words]


@pytest.mark.parametrize("words", ["Yes.", "Thank you.", "So it is."])
def test_a_briefing_quotes_what_says_nothing_by_itself_only_where_it_was_chosen(words: str) -> None:
    short = said("shrt6", words, roles=True, kind=Kind.BARRIER, check=Check.CONFIRMED)
    room = disclosed(*SAID, short)
    assert words not in quotes(made("briefing", room).blocks)
    assert quotes(made("briefing", room, quotes=("shrt6",)).blocks) == [words]


@pytest.mark.parametrize("label", ["What cannot change", "Who decides"])
@pytest.mark.parametrize("plain", [False, True])
def test_a_long_fact_is_cut_short_in_a_briefing_and_says_where_the_whole_is(
    label: str, plain: bool
) -> None:
    field = label.lower().replace(" ", "_").replace("what_", "")
    shorter, whole = (
        made("briefing", disclosed(facts={field: fact}), plain=plain)
        for fact in ("the council " * 60, "the council")
    )
    (told,) = values(shorter.blocks, label)
    assert told.startswith("the council the council")
    assert told.endswith(" …")
    assert "has the whole" in paragraphs(shorter.blocks)
    assert "has the whole" not in paragraphs(whole.blocks)


def test_a_plain_briefing_quotes_less() -> None:
    many = [
        said(f"many{n}", f"The lift was out for {n} weeks.", roles=True, system=True, kind=kind)
        for n, kind in enumerate((Kind.BARRIER, Kind.IDEA) * 3)
    ]
    usual, plain = (made("briefing", disclosed(*many), plain=plain) for plain in (False, True))
    assert (len(quotes(usual.blocks)), len(quotes(plain.blocks))) == (4, 2)


@pytest.mark.parametrize("plain", [False, True])
def test_a_briefing_that_is_too_long_for_two_pages_says_so(plain: bool) -> None:
    asks = tuple(f"Please do this {'and this ' * 40}" for _ in range(12))
    long, usual = (
        made("briefing", disclosed(), plain=plain, **told) for told in ({"asks": asks}, {})
    )
    assert "pages. It is better shorter." in paragraphs(long.blocks)
    assert "pages. It is better shorter." not in paragraphs(usual.blocks)


def test_a_briefing_stays_short_however_long_the_session_was() -> None:
    people = [person(f"P{n}") for n in range(200)]
    long = [
        said(f"long{n}", "so it is " * (n % 60 + 1), each, roles=True, attitudes=True, kind=kind)
        for n, each in enumerate(people)
        for kind in (Kind.BARRIER, Kind.IDEA)
    ]
    promises = [promised(f"m{n}", f"Party {n}", "Do it. " * 9) for n in range(40)]
    document = made("briefing", disclosed(*long, commitments=promises))
    words = sum(len(text.split()) for block in document.blocks for text in texts(block))
    assert words < 900
    assert "36 further promises are noted." in paragraphs(document.blocks)


def test_a_briefing_says_about_which_areas_nobody_has_promised_anything() -> None:
    points = under(made("briefing", disclosed(commitments=[rota()])), "Key points")
    assert "about System yet" in paragraphs(points)
    assert "about Roles yet" not in paragraphs(points)


def test_each_figure_names_the_command_that_lists_what_is_behind_it() -> None:
    for table in tables(made("session", disclosed(audience=TEAM)).blocks):
        assert isinstance(table, Table)
        if table.header[1].startswith("listening list FILE"):
            known = ("--area ", "--code ", "--perspective ", "--untagged", "")
            assert all(row[1].startswith(known) for row in table.rows)
