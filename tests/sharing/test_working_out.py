"""What somebody can work out who has all that left a session: of no one and no two people anything.

Everything is read back from the files: the labels beside quotes, the totals, the tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from listening.model.records import Contribution, Participant, Session
from listening.model.vocabulary import Area, Audience, Kind, Sharing, perspective_label
from listening.sharing.disclosed import OTHER_PERSPECTIVES
from listening.sharing.disclosure import disclose_records
from listening.sharing.folding import FEWEST
from listening.sharing.markdown import markdown
from tests.sharing.building import a_session, person, said
from tests.sharing.reading import Part, Read, read

NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)
GUESTS = (Audience.ROOM, Audience.PUBLIC)
held = st.frozensets(st.sampled_from(["carer", "nhs", "provider", "Marsh Lane Care"]), max_size=3)


class Left(NamedTuple):
    """What one audience can read."""

    file: Read

    @property
    def labels(self) -> Mapping[str, tuple[str, ...]]:
        """What stands beside each quote, by its id."""
        return {
            own: tuple(row.values.get("Perspective", ())) for own, row in self.file.rows().items()
        }

    @property
    def people(self) -> int | None:
        """How many people are told to have been heard."""
        words = self.heard.paragraphs[0].split(" people or tables")
        return int(words[0].split()[-1]) if len(words) > 1 else None

    @property
    def heard(self) -> Part:
        """The part with the tables."""
        return self.file.under("What was heard")[0]

    @property
    def figures(self) -> Mapping[str, int]:
        """The figures of all tables, by the names of their rows."""
        return {one: int(two) for one, two in pairwise(self.heard.cells) if two.isdecimal()}

    def fact(self, label: str) -> int | None:
        """Return a number that stands among the facts of the session."""
        told = self.file.under("About this session")
        return int(told[0].values[label][0]) if told and label in told[0].values else None


def left(
    session: Session, people: Sequence[Participant], rows: Sequence[Contribution], who: Audience
) -> Left:
    """Let a session leave for an audience, and read it back."""
    return Left(read(markdown(disclose_records(session, [], people, rows, who), NOW)))


def are_few(people: int) -> bool:
    return 0 < people < FEWEST


DRAWS_ON, ALSO = frozenset({"carer"}), frozenset({"carer", "nhs"})


@settings(max_examples=60)
@given(
    room=st.lists(held, min_size=1, max_size=12),
    named=st.frozensets(st.integers(0, 11)),
    silent=st.integers(0, 4),
    unnoted=st.integers(0, 4),
)
@example(room=[*[DRAWS_ON] * 4, frozenset()], named=frozenset({4}), silent=0, unnoted=0)
@example(room=[*[DRAWS_ON] * 5, ALSO], named=frozenset(), silent=1, unnoted=0)
@example(room=[*[ALSO] * 3, DRAWS_ON], named=frozenset(), silent=0, unnoted=1)
def test_no_one_or_two_speakers_are_told_by_labels_by_their_absence_or_by_subtraction(
    room: list[frozenset[str]], named: frozenset[int], silent: int, unnoted: int
) -> None:
    people = [person(f"P{n}", *sorted(each), agreed_name="A") for n, each in enumerate(room)]
    rows = [said(f"c{n}", "so it is", each) for n, each in enumerate(people)]
    rows += [said(f"n{n}", "so", people[n], sharing=Sharing.NAMED) for n in named if n < len(room)]
    spoke = len(room) + unnoted
    session = a_session(in_room=spoke + silent, spoke=spoke)
    files = [left(session, people, rows, audience) for audience in GUESTS]
    told = [tuple(file.labels[f"c{n}"] for file in files) for n in range(len(room))]
    # Of those of whom the same is told to room and public there are enough, or it is told of all.
    assert len(set(told)) == 1 or min(map(told.count, told)) >= FEWEST
    for file in files:
        check_that_figures_tell_no_more_than_labels(
            file, [file.labels[row.id] for row in rows][: len(room)]
        )
        check_that_totals_leave_nobody_over(file)


def check_that_figures_tell_no_more_than_labels(
    file: Left, labels: Sequence[tuple[str, ...]]
) -> None:
    """Check each figure to be a sum over people of whom the same is told, of whom there are enough."""
    assert file.people in (None, len(labels))
    named = {label for each in labels for label in each} - {OTHER_PERSPECTIVES}
    rows = {
        label: number
        for label, number in file.figures.items()
        if label
        in {perspective_label(each) for each in ("carer", "nhs", "provider", "Marsh Lane Care")}
    }
    assert rows == {label: sum(label in each for each in labels) for label in named}
    if OTHER_PERSPECTIVES in file.figures:
        unnamed = sum(not named.intersection(each) for each in labels)
        others = file.figures[OTHER_PERSPECTIVES]
        assert others >= FEWEST
        assert not are_few(unnamed - others)


def check_that_totals_leave_nobody_over(file: Left) -> None:
    """Check that no total less another number of people leaves one or two."""
    in_room, spoke = file.fact("People in the room"), file.fact("People who spoke")
    held = [file.figures[each] for each in file.figures if each not in _NOT_PEOPLE]
    numbers = [each for each in (in_room, spoke, file.people) if each is not None]
    for place, total in enumerate(numbers):
        assert not are_few(total)
        assert not any(are_few(total - each) for each in (*numbers[place + 1 :], *held))


_NOT_PEOPLE = {area.label for area in Area} | {"none of the three", "not yet tagged"}

things = st.fixed_dictionaries(
    {
        "sharing": st.sampled_from([*Sharing, *[Sharing.ANALYSIS] * 4]),
        "roles": st.booleans(),
        "system": st.booleans(),
        "kind": st.sampled_from([Kind.IDEA, Kind.BARRIER, Kind.OFF_AGENDA, None]),
        "codes": st.sampled_from([(), ("rota",), ("rota", "pay")]),
        "by": st.sampled_from([None, *(person(f"P{n}") for n in range(5))]),
    }
)
TABLES = ("Area", "Kind", "Code")


def secret(**about: Any) -> dict[str, Any]:
    alike = {"roles": False, "system": True, "kind": Kind.OFF_AGENDA, "codes": ("rota",)}
    return alike | {"sharing": Sharing.ANALYSIS, "by": None} | about


@settings(max_examples=60)
@example(things=[secret(), secret(sharing=Sharing.UNNAMED)], audience=Audience.PUBLIC)
@example(things=[*[secret()] * 3, secret(system=False)], audience=Audience.PUBLIC)
@given(things=st.lists(things, max_size=14), audience=st.sampled_from(GUESTS))
def test_nothing_that_may_only_be_counted_is_worked_out_from_figures_and_what_is_shown(
    things: list[dict[str, Any]], audience: Audience
) -> None:
    rows = [said(f"c{n}", "so it is", **about) for n, about in enumerate(things)]
    people = [person(f"P{n}") for n in range(5)]
    file = left(a_session(), people, rows, audience)
    hidden = [row for row in rows if row.sharing in (Sharing.ANALYSIS, Sharing.PARAPHRASE)]
    for of in TABLES:
        beyond = dict(more_than_shown(file, of))
        for term, number in beyond.items():
            behind = [row for row in hidden if term in terms(row, of)]
            # Three people and more said so, as far as the notes tell them apart.
            assert len({row.participant or row.id for row in behind}) >= FEWEST
            assert number <= len(behind)
            assert not are_few(len(hidden) - number)
        if of == "Kind" and beyond:
            assert not are_few(len(hidden) - sum(beyond.values()))


def more_than_shown(file: Left, of: str) -> Iterator[tuple[str, int]]:
    """Yield by how much a figure is more than what is shown of it, which anybody can count."""
    shown = Counter(term for row in file.file.rows().values() for term in row.values.get(of, ()))
    for term in (*_NOT_PEOPLE, *Kind) if of != "Code" else ("rota", "pay"):
        label = term.label if isinstance(term, Kind) else term
        number = figure(file, of, label)
        if number is not None and number != shown[label]:
            yield label, number - shown[label]


def figure(file: Left, of: str, label: str) -> int | None:
    """Return the figure of a term in one table; None where it has no row."""
    cells = file.heard.cells
    width = 3 if of == "Code" else 2
    starts = [n for n, cell in enumerate(cells) if cell == of]
    if not starts:
        return None
    rows = cells[starts[0] + width :]
    for n in range(0, len(rows), width):
        if rows[n] in ("Area", "Kind", "Code", "Perspective"):
            return None
        if rows[n] == label:
            return int(rows[n + width - 1])
    return None


def terms(row: Contribution, of: str) -> set[str]:
    """Return what a contribution counts under in a table."""
    if of == "Area":
        none = "none of the three" if row.none_of_three else "not yet tagged"
        return {area.label for area in row.areas} or {none}
    return set(row.codes) if of == "Code" else {row.kind.label} if row.kind else set()
