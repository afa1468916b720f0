"""Our own Markdown, read back: driven by the levels and the order of its headings alone.

What is derived is passed over: the tables of figures, what follows the id in a heading, the
sentences of the program's own. All else is read, also where somebody edited it by hand; and what
cannot be read is named with its line, so that nothing is lost quietly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from listening.model.brought import Brought, Fact, Person, Promise, Question, Said, Trouble, Whole
from listening.model.errors import ListeningError
from listening.model.text import fold, single_line
from listening.sharing.labels import PERSON, PROMPT
from listening.sharing.readers import fields
from listening.sharing.readers.around import FACTS, read_fact, read_person
from listening.sharing.readers.front import Front, is_token, read_front
from listening.sharing.readers.outline import Labelled, Part, outline
from listening.sharing.readers.promises import read_commitment, read_relation
from listening.sharing.readers.said import read_said

ABOUT, PEOPLE, HEARD, SAID, COMMITMENTS, RELATIONS = (
    "About this session",
    "Participants",
    "What was heard",
    "Contributions",
    "Commitments",
    "Relations",
)
"""The parts of an export, by their headings of level 2."""


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    troubles: list[Trouble] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    fact_lines: dict[str, int] = field(default_factory=dict)
    prompts: list[Question] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    all_facts: bool = True

    def attempt(self, line: int, read: Callable[..., Any], *given: Any) -> Any:
        """Return what is read; None where it cannot be, which is kept with its line."""
        try:
            return read(*given)
        except ListeningError as error:
            self.troubles.append(Trouble(line, str(error)))
            return None

    def allow(self, part: Part, labels: Sequence[str]) -> None:
        """Keep what in a part cannot be taken: what has no such label, or is no plain words."""
        self.troubles += part.troubles
        for each in part.values:
            if each.label not in labels:
                known = ", ".join(labels) or "nothing"
                self.troubles.append(
                    Trouble(
                        each.number, f"There is no place for “{each.label}” here, but for {known}."
                    )
                )


def read_markdown(text: str) -> Brought:
    """Return what an export for the team holds.

    Raises:
        WrongUse: it is for another audience, of a newer version, or of no session.
    """
    front = read_front(text)
    reading = _Reading()
    parts = outline(front.body, front.first_line)
    for section in _sections(parts):
        _READERS.get(section[0].heading, _unknown)(reading, section)
    if parts and not any(part.level == 1 for part in parts):
        reading.troubles.append(Trouble(front.first_line, _NO_TITLE))
    return _brought(front, reading)


_NO_TITLE = "There is no title: begin the text with “# ” and the title of the session."


def _brought(front: Front, reading: _Reading) -> Brought:
    return Brought(
        said=tuple(reading.said),
        troubles=tuple(sorted(reading.troubles)),
        notes=tuple(_about_perspectives(reading)),
        whole=Whole(
            id=front.session,
            digest=front.digest,
            untouched=front.untouched,
            facts=reading.facts,
            fact_lines=reading.fact_lines,
            prompts=tuple(reading.prompts),
            people=tuple(reading.people),
            all_facts=reading.all_facts,
            promises=tuple(reading.promises),
            unread=frozenset(reading.unread),
        ),
    )


def _about_perspectives(reading: _Reading) -> Iterator[str]:
    """Say where perspectives beside words are others than those of who said them."""
    held = {fold(each.handle): set(each.perspectives) for each in reading.people}
    other = [
        each.line
        for each in reading.said
        if each.fields.get("by")
        and (each.id or each.perspectives)
        and set(each.perspectives)
        != held.get(fold(each.fields["by"] or ""), set(each.perspectives))
    ]
    if other:
        lines = ", ".join(map(str, other[:20])) + (" and more" if len(other) > 20 else "")
        yield (
            "What people say of themselves stands under Participants, and that holds: other perspectives "
            f"stand beside the {'contribution in line' if len(other) == 1 else 'contributions in lines'} {lines}."
        )


def _sections(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Yield what stands under each heading of level 1 or 2, that heading's own part first.

    The people come before all that they said, wherever they stand: who is known decides how a handle
    is read.
    """
    sections: list[list[Part]] = []
    for part in parts:
        if part.level in (0, 1, 2) or not sections:
            sections.append([part])
        else:
            sections[-1].append(part)
    yield from sorted(sections, key=lambda section: section[0].heading != PEOPLE)


def _unknown(reading: _Reading, section: Sequence[Part]) -> None:
    """Read what stands under a heading that no export has: the title, or something written by hand."""
    part = section[0]
    if part.level == 1 and "title" not in reading.facts:
        reading.facts["title"] = single_line(part.heading)
        reading.fact_lines["title"] = part.line
    elif part.level or part.values or part.quotes or part.paragraphs or part.troubles:
        reading.troubles.append(
            Trouble(
                part.line, f"There is no part “{single_line(part.heading)}” in an export: {_WHERE}"
            )
        )


_WHERE = "write what was said under Contributions, and facts under About this session."


def _about(reading: _Reading, section: Sequence[Part]) -> None:
    part, before = section[0], len(reading.troubles)
    reading.allow(part, tuple(FACTS))
    _no_loose_words(reading, part)
    for each in part.values:
        name = FACTS.get(each.label)
        if name:
            value = reading.attempt(each.number, read_fact, name, each.text)
            if name == "lenses" and name in reading.facts:
                value = f"{reading.facts[name]} {value}"
            reading.facts[name] = value
            reading.fact_lines[name] = each.number
    reading.all_facts = len(reading.troubles) == before


def _no_loose_words(reading: _Reading, part: Part) -> None:
    for line in (*part.quotes, *part.paragraphs):
        reading.troubles.append(
            Trouble(
                line.number,
                f"Words stand under “{single_line(part.heading)}” where none belong: {_WHERE}",
            )
        )


def _participants(reading: _Reading, section: Sequence[Part]) -> None:
    for part in section[1:]:
        before = len(reading.troubles)
        reading.allow(part, tuple(PERSON.values()))
        _no_loose_words(reading, part)
        person = reading.attempt(part.line, read_person, part)
        if person is None or len(reading.troubles) > before:
            continue
        reading.people.append(person)


def _contributions(reading: _Reading, section: Sequence[Part]) -> None:
    prompt: int | None = None
    seen: set[str] = set()
    for part in section[1:]:
        if part.level == 3:
            prompt = _prompt(reading, part)
            continue
        found = read_said(part, prompt, reading.people, reading.troubles)
        if found is None:
            reading.unread.add(single_line(part.heading).split(":")[0])
            continue
        if found.id in seen:
            reading.troubles.append(Trouble(part.line, f"{found.id} stands here a second time."))
        seen |= {found.id} if found.id else set()
        reading.said.append(found)


def _prompt(reading: _Reading, part: Part) -> int | None:
    """Read the heading of a prompt and return its number among those read; None for no prompt."""
    heading = single_line(part.heading)
    reading.allow(part, tuple(PROMPT.values()))
    for line in part.quotes + [each for each in part.paragraphs if each.text != _EMPTY]:
        reading.troubles.append(Trouble(line.number, _NO_ID))
    if fold(heading) == "outside the prompts":
        return None
    number, dot, text = part.heading.partition(".")
    minutes, own = (part.one(PROMPT[field]) for field in ("minutes", "id"))
    reading.prompts.append(
        Question(
            line=part.line,
            text=single_line(text if dot and number.strip().isdecimal() else part.heading),
            minutes=_minutes(reading, minutes) if minutes else None,
            id=_prompt_id(reading, own) if own else None,
            id_line=own.number if own else 0,
        )
    )
    return len(reading.prompts)


_EMPTY = "No contribution stands here."
_NO_ID = "Words stand here under a prompt, not under a contribution: write “#### new” above them."


def _minutes(reading: _Reading, value: Labelled) -> int | None:
    found: int | None = reading.attempt(value.number, fields.number, value.text)
    return found


def _prompt_id(reading: _Reading, value: Labelled) -> str | None:
    own = single_line(value.text)
    if is_token(own) and all(own != each.id for each in reading.prompts):
        return own
    reading.troubles.append(Trouble(value.number, _NO_PROMPT_ID.format(own[:60])))
    return None


_NO_PROMPT_ID = (
    "“{}” is not the id of this prompt: leave ids as they were exported, and give a prompt that you "
    "add none."
)


def _commitments(reading: _Reading, section: Sequence[Part]) -> None:
    _promises(reading, section, read_commitment)


def _relations(reading: _Reading, section: Sequence[Part]) -> None:
    _promises(reading, section, read_relation)


def _promises(
    reading: _Reading,
    section: Sequence[Part],
    read: Callable[[Part, list[Trouble]], Promise | None],
) -> None:
    seen = {each.id for each in reading.promises}
    for part in section[1:]:
        found = read(part, reading.troubles)
        if found is None:
            continue
        if found.id in seen - {None}:
            reading.troubles.append(Trouble(part.line, f"{found.id} stands here a second time."))
        seen.add(found.id)
        reading.promises.append(found)


def _nothing(reading: _Reading, section: Sequence[Part]) -> None:
    """Pass over what is derived from the rest."""


_READERS: dict[str, Callable[[_Reading, Sequence[Part]], None]] = {
    ABOUT: _about,
    HEARD: _nothing,
    PEOPLE: _participants,
    SAID: _contributions,
    COMMITMENTS: _commitments,
    RELATIONS: _relations,
}
