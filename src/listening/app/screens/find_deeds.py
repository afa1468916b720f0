"""What is done with what was found: tags for one or for all together, and taking them back."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Protocol

from textual import on
from textual.message import Message

from listening.app.capture.choices import matching_codes
from listening.app.counting import counted
from listening.app.finding import asked, deeds
from listening.app.finding.answers import Answer, FoundRows, Said, all_that
from listening.app.finding.asked import Asked, Context
from listening.app.finding.asker import Asker
from listening.app.finding.elsewhere import Elsewhere
from listening.app.finding.sources import Source
from listening.app.screens.line_question import LineQuestion, keep_keys_for
from listening.app.screens.sees_changes import SeesChanges, displaced
from listening.app.widgets.heard import HeardRows
from listening.app.widgets.notice import Notice
from listening.model.vocabulary import Area, Audience, Check

_WHO_READS = "Who will read it? What its sharing keeps from them is left out."


class Doors(Protocol):
    """What the app does for whoever finds."""

    @property
    def author(self) -> str:
        """The note-taker, in whose name what was found is tagged."""

    def go_to(self, said: Said) -> None:
        """Open the session in which something was said, at that place.

        Raises:
            ListeningError: the file cannot be opened.
        """


class FindDeeds(SeesChanges[None]):
    """Does what is done in the thread, and shows what came of it; the screen itself is `FindScreen`."""

    @dataclass
    class Did(Message):
        """A deed reached the disk."""

        done: deeds.Done
        sentence: str

    @dataclass
    class Failed(Message):
        """Something could not be done."""

        sentence: str

    @dataclass
    class Undone(Message):
        """A deed was taken back."""

    @dataclass
    class Exported(Message):
        """What was found was written."""

        exported: deeds.Exported

    def __init__(self, asker: Asker[Source], doors: Doors, context: Context) -> None:
        """Be ready.

        Args:
            asker: asks what is searched.
            doors: what the app does.
            context: what the line is read against.
        """
        super().__init__()
        self.asker, self.doors = asker, doors
        self.read_against = context
        self.done: list[deeds.Done] = []
        """What was done here, the last at the end."""
        self._lanes = count()
        self._elsewhere = Elsewhere(asker)
        self._was_chosen: str | None = None

    # What others do -----------------------------------------------------------------------------

    def changed_elsewhere(self) -> bool:
        """Tell whether others changed what is searched; it is looked at in the thread."""
        return self._elsewhere.look()

    def catch_up(self) -> None:
        """Show what is found now, the mark staying on what is chosen."""
        said = self.chosen()
        self._was_chosen = said.one.id if said else None
        self.look_again()

    def place_in(self, answer: Answer) -> int:
        """Return where the mark stands in a new answer: on the same contribution, or where it was."""
        said, at = self.chosen(), self.query_one(HeardRows).cursor or 0
        ids = [answer.known[number].one.id for number in answer.numbers if number in answer.known]
        return ids.index(said.one.id) if said and said.one.id in ids else at

    def _meant(self) -> Said | None:
        """Return what a key is meant for: not what took the place of something that has just gone."""
        said, was = self.chosen(), self._was_chosen
        self._was_chosen = None
        answer = self.found.answer
        there = {each.one.id for each in answer.known.values()}
        # Of more than were read at once, nobody can tell whether it is still among them.
        is_known = answer.is_all and len(there) == len(answer.numbers)
        if said is None or was is None or was in there or not is_known:
            return said
        self.say_failed(displaced())
        return None

    @property
    @abstractmethod
    def found(self) -> FoundRows:
        """What is shown."""

    @abstractmethod
    def look_again(self) -> None:
        """Show what is found now, in the same place."""

    @property
    @abstractmethod
    def question(self) -> Asked:
        """What the line asks for, which may not be answered yet."""

    def action_tag_one(self, key: str) -> None:
        """Put an area on the chosen one, or take it off."""
        said = self._meant()
        if said is not None:
            self._do(lambda _: deeds.toggle(said, key, self.doors.author), _saved)

    def action_code_one(self) -> None:
        """Give the chosen one a code, or take it off."""
        said = self._meant()
        if said is not None:
            self._ask_for_tag("Which code, or which theme?", self._toggle_of(said), areas=False)

    def action_tag_all(self) -> None:
        """Give all that was found one area or code."""
        found, author = all_that(self.question, self.found.answer), self.doors.author
        withdrawn = self.question.where.check is Check.WITHDRAWN

        def take(key: str) -> None:
            def tag(source: Source) -> deeds.Done:
                return deeds.tag(found(source), key, author, withdrawn_too=withdrawn)

            self._do(tag, lambda done: f"{_tagged(done)}: {deeds.name_of(key)}.")

        self._ask_for_tag(f"Which area or code for {self._how_many()} together?", take, areas=True)

    def _how_many(self) -> str:
        """Return in words how many are found, as far as that is known."""
        answer = self.found.answer
        if answer.asked is not self.question or not answer.is_all:
            return "all that is found"
        return f"all {counted(len(answer.numbers), 'contribution')}"

    def action_export_found(self) -> None:
        """Write what was found as a table, for an audience."""

        def chosen(key: str | None) -> None:
            if key:
                self._export(Audience(key))

        keep_keys_for(self.app)
        self.app.push_screen(LineQuestion(_WHO_READS, offers=_audiences, takes_first=True), chosen)

    def _export(self, audience: Audience) -> None:
        author, question = self.doors.author, self.question
        all_found = all_that(question, self.found.answer)
        narrowed = asked.by_whom(question.where)
        line = f"{asked.write(question.where)}{question.words}".strip()

        def write(source: Source) -> None:
            from listening.sharing.found import refuse_one_voice  # only where something is exported

            refuse_one_voice(audience, narrowed)
            found = all_found(source)
            now = datetime.now(UTC).astimezone()
            left = deeds.export(found, line, audience, author, now, words=question.words)
            self.post_message(self.Exported(left))

        self.asker.ask(f"deed {next(self._lanes)}", write, self.say_failed)

    @on(Exported)
    def exported(self, event: Exported) -> None:
        """Say what was written, and where."""
        event.stop()
        self.query_one(Notice).tell(_written(event.exported))

    def action_undo(self) -> None:
        """Take back what was done last here."""
        done = self.done.pop()
        author = self.doors.author

        def take_back(source: Source) -> None:  # noqa: ARG001 - called as every deed is
            deeds.undo(done.files, author)
            self.post_message(self.Undone())

        self.asker.ask(f"deed {next(self._lanes)}", take_back, self.say_failed)

    @on(Undone)
    def undone(self, event: Undone) -> None:
        """Say so, and show it."""
        event.stop()
        self.query_one(Notice).tell("Taken back.")
        self.look_again()

    def _toggle_of(self, said: Said) -> Callable[[str], None]:
        def take(key: str) -> None:
            self._do(lambda _: deeds.toggle(said, key, self.doors.author), _saved)

        return take

    def _ask_for_tag(self, sentence: str, take: Callable[[str], None], *, areas: bool) -> None:
        known = self.read_against.codes

        def offers(typed: str) -> list[tuple[str, str]]:
            named = [(area.value, area.label) for area in Area] if areas else []
            fitting = [each for each in named if each[1].lower().startswith(typed.strip().lower())]
            codes = ((one.value or "", one.shown) for one in matching_codes(typed, known))
            return [*fitting, *codes]

        def chosen(key: str | None) -> None:
            if key:
                take(key)

        keep_keys_for(self.app)
        self.app.push_screen(LineQuestion(sentence, offers=offers), chosen)

    def _do(
        self, deed: Callable[[Source], deeds.Done], sentence: Callable[[deeds.Done], str]
    ) -> None:
        """Do something in the thread, where no key waits for it, and say so when it is on the disk."""
        self.asker.ask(
            f"deed {next(self._lanes)}",
            lambda source: self.post_message(_did(deed(source), sentence)),
            self.say_failed,
        )

    def say_failed(self, sentence: str) -> None:
        """Have it said, from the thread, why something could not be done."""
        self.post_message(self.Failed(sentence))

    def chosen(self) -> Said | None:
        """Return what the mark stands before."""
        return self.found.at(self.query_one(HeardRows).cursor)

    @on(Failed)
    def fail(self, event: Failed) -> None:
        """Say what could not be done."""
        event.stop()
        self.query_one(Notice).say(event.sentence)

    @on(Did)
    def did(self, event: Did) -> None:
        """Say what reached the disk, and show it."""
        event.stop()
        self.done.append(event.done)
        self.query_one(Notice).tell(f"{event.sentence} u takes it back.")
        self.look_again()


def _audiences(typed: str) -> list[tuple[str, str]]:
    """Return who may read it, everybody first: the least is shown to them."""
    readers = (Audience.PUBLIC, Audience.ROOM, Audience.TEAM)
    wanted = typed.strip().lower()
    named = [(each.value, f"{each.value}: {each.label}") for each in readers]
    return [each for each in named if wanted in each[1].lower()]


def _written(exported: deeds.Exported) -> str:
    if exported.path is None:
        return "Nothing was written: of what was found, these readers may read nothing."
    where = f"{exported.path.name} in {exported.path.parent}"
    return f"{exported.number:,} of {exported.of:,} written to {where}."


def _did(done: deeds.Done, sentence: Callable[[deeds.Done], str]) -> FindDeeds.Did:
    return FindDeeds.Did(done, sentence(done))


def _saved(_: deeds.Done) -> str:
    return "Saved."


def _tagged(done: deeds.Done) -> str:
    """Return how many got a tag: what has gone meanwhile is not among them."""
    return f"{counted(done.number, 'contribution')} tagged"
