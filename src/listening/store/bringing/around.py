"""What stands around the contributions of an export: facts, prompts, people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from listening.model.brought import Person, Question, Whole
from listening.model.errors import ListeningError
from listening.model.records import Participant, Prompt
from listening.model.text import fold
from listening.store import names, setup
from listening.store.bringing.cells import Cells, Place
from listening.store.bringing.outcome import Outcome
from listening.store.clock import TOKEN_LENGTH
from listening.store.ledger import Change, Value


def take_facts(cells: Cells, change: Change, whole: Whole, outcome: Outcome) -> None:
    """Take the facts of a session; those that an export does not tell are not said."""
    record = names.session_record(whole.id)
    unsaid: dict[str, Value] = dict.fromkeys(setup.FACTS, None) if whole.all_facts else {}
    told = unsaid | dict(_checked(whole, outcome))
    if cells.is_new(record):
        outcome.made = True
        cells.make(change.fresh(record), told)
    else:
        cells.take(Place(record, whole.fact_lines.get("title", 1), "session"), told, clears=False)


def _checked(whole: Whole, outcome: Outcome) -> Iterator[tuple[str, Value]]:
    for field, value in whole.facts.items():
        try:
            yield from setup.check_facts({field: value}).items()
        except ListeningError as error:
            outcome.fail(whole.fact_lines.get(field, 1), str(error))


def take_people(
    cells: Cells,
    session: str,
    people: Sequence[Person],
    there: Sequence[Participant],
    outcome: Outcome,
) -> None:
    """Take what people say of themselves.

    Args:
        cells: takes it.
        session: the session's token.
        people: those of the source.
        there: those that the session had when the source was written; sessions that were joined may each
            have somebody under one handle.
        outcome: is told of those who cannot be told apart.
    """
    left = list(there)
    told: set[str] = set()
    for person in people:
        same = next((each for each in left if fold(each.handle) == fold(person.handle)), None)
        if same is not None:
            left.remove(same)
            _take_person(cells, person, names.participant_record(same.session, same.id))
        elif fold(person.handle) in told:
            outcome.fail(person.line, _TWICE.format(person.handle))
        else:
            own = names.participant_token(session, person.handle)
            _take_person(cells, person, names.participant_record(session, own))
        told.add(fold(person.handle))


_TWICE = (
    "{} stands here a second time, and an export cannot say which of the two said what: give each a handle "
    "of their own, or join the session files with “listening merge”."
)


def _take_person(cells: Cells, person: Person, record: str) -> None:
    about: dict[str, Value] = {
        "sharing": person.sharing and person.sharing.value,
        "speaks_for": person.speaks_for,
        "agreed_name": person.agreed_name,
    }
    if cells.is_new(record):
        held = {names.PERSPECTIVE + each: 1 for each in person.perspectives}
        cells.make(record, {"handle": person.handle, **about, **held})
        return
    every = cells.members(record, names.PERSPECTIVE) | set(person.perspectives)
    about |= {
        names.PERSPECTIVE + each: 1 if each in person.perspectives else None
        for each in sorted(every)
    }
    cells.take(Place(record, person.line, person.handle), about, clears=False)


def take_prompts(
    cells: Cells, change: Change, session: str, told: Sequence[Question], there: Sequence[Prompt]
) -> Mapping[int, str]:
    """Take the prompts, and return their tokens by their numbers in the source.

    Args:
        cells: takes what they say.
        change: is told which are new.
        session: the session's token.
        told: the prompts of the source, in their order.
        there: those that the session had when the source was written.
    """
    same = matched(told, there)
    position = max((each.position or 0 for each in there), default=0)
    tokens: dict[int, str] = {}
    for number, question in enumerate(told, 1):
        about: dict[str, Value] = {"text": question.text or None, "minutes": question.minutes}
        if number in same:
            tokens[number] = same[number].id
            place = Place(
                names.prompt_record(session, same[number].id), question.line, f"prompt {number}"
            )
            cells.take(place, about, clears=False)
        else:
            position += 1
            tokens[number] = change.tokens(TOKEN_LENGTH)
            record = change.fresh(names.prompt_record(session, tokens[number]))
            cells.make(record, {**about, "position": position})
    return tokens


def matched(told: Sequence[Question], there: Sequence[Prompt]) -> Mapping[int, Prompt]:
    """Return which prompts of the file those of the source are, by their numbers in the source.

    They are known by number and text, else by text, else by number, where nothing else has it.
    """
    found: dict[int, Prompt] = {}
    left = list(there)
    for alike in (_as_it_was, _moved, _reworded):
        for number, question in enumerate(told, 1):
            same = next((each for each in left if alike(number, question, each)), None)
            if number not in found and same is not None:
                found[number] = same
                left.remove(same)
    return found


def _as_it_was(number: int, question: Question, prompt: Prompt) -> bool:
    return prompt.number == number and _moved(number, question, prompt)


def _moved(number: int, question: Question, prompt: Prompt) -> bool:  # noqa: ARG001 (called as its kin)
    return fold(prompt.text or "") == fold(question.text)


def _reworded(number: int, question: Question, prompt: Prompt) -> bool:  # noqa: ARG001
    return prompt.number == number
