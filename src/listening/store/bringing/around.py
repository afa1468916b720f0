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
    cells: Cells,
    change: Change,
    session: str,
    told: Sequence[Question],
    there: Sequence[Prompt],
    outcome: Outcome,
    *,
    is_dated: bool,
) -> Mapping[int, str]:
    """Take the prompts, and return their tokens by their numbers in the source.

    Args:
        cells: takes what they say.
        change: is told which are new.
        session: the session's token.
        told: the prompts of the source, in their order.
        there: those that the session had when the source was written.
        outcome: is told of those whose id is none of the session.
        is_dated: whether it is known what the session had then.
    """
    same = matched(told, there)
    position = max((each.position or 0 for each in there), default=0)
    tokens: dict[int, str] = {}
    for number, question in enumerate(told, 1):
        own = same[number].id if number in same else question.id or change.tokens(TOKEN_LENGTH)
        record = names.prompt_record(session, own)
        about: dict[str, Value] = {"text": question.text or None, "minutes": question.minutes}
        if is_dated and question.id and cells.is_new(names.prompt_record(session, question.id)):
            outcome.fail(question.id_line, _NO_SUCH_PROMPT.format(question.id))
            if number not in same:
                continue
        elif number in same or not cells.is_new(record):
            cells.take(Place(record, question.line, f"prompt {number}"), about, clears=False)
        else:
            position += 1
            cells.make(change.fresh(record), {**about, "position": position})
        tokens[number] = own
    return tokens


_NO_SUCH_PROMPT = (
    "The id {} is of no prompt of this session: leave ids as they were exported, and give a prompt that "
    "you add none."
)


def matched(told: Sequence[Question], there: Sequence[Prompt]) -> Mapping[int, Prompt]:
    """Return which prompts of the file those of the source are, by their numbers in the source.

    They are known by their ids; else by number and text, by text, or, where they have no id, by number,
    where nothing else has it.
    """
    found: dict[int, Prompt] = {}
    left = list(there)
    for alike in (_same_id, _as_it_was, _moved, _reworded):
        for number, question in enumerate(told, 1):
            same = next((each for each in left if alike(number, question, each)), None)
            if number not in found and same is not None:
                found[number] = same
                left.remove(same)
    return found


def _same_id(number: int, question: Question, prompt: Prompt) -> bool:  # noqa: ARG001 (called as its kin)
    return prompt.id == question.id


def _as_it_was(number: int, question: Question, prompt: Prompt) -> bool:
    return prompt.number == number and _moved(number, question, prompt)


def _moved(number: int, question: Question, prompt: Prompt) -> bool:  # noqa: ARG001
    return fold(prompt.text or "") == fold(question.text)


def _reworded(number: int, question: Question, prompt: Prompt) -> bool:
    return prompt.number == number and not question.id
