"""The board of promises: what was promised, how far it has come, and whether it was felt."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.gone import refuse_removed
from listening.app.messages import OpenRelations
from listening.app.promises import board
from listening.app.promises.board import Order, Promised
from listening.app.promises.form import APromise
from listening.app.promises.rows import row
from listening.app.screens.follow_list import FollowList, Line
from listening.app.screens.line_question import LineQuestion, keep_keys_for
from listening.app.screens.question import Answer, Question
from listening.model.errors import WrongUse
from listening.model.records import Commitment
from listening.model.text import says_nothing
from listening.model.vocabulary import Felt, Status
from listening.store.commitments import CommitmentEdit
from listening.store.form_drafts import InFile

_NEEDS_A_REASON = {
    Status.CHANGED: "What was changed, and why?",
    Status.NOT_KEPT: "Why was it not kept?",
}
_FELT = tuple(
    Answer(key, words, felt)
    for key, words, felt in (
        ("y", "Yes, it made a difference", Felt.YES),
        ("p", "Partly", Felt.PARTLY),
        ("n", "No", Felt.NO),
        ("a", "They have not been asked yet", Felt.NOT_ASKED),
    )
)
_NOW_ASK = (
    "{}. Press f once those who raised it have said whether it made a difference; u takes it back."
)
_ASK_AGAIN = "{}. So far {}: ask them again, and press f if that has changed; u takes it back."


class PromisesScreen(FollowList):
    """The promises of a session, or of all sessions of a file."""

    CSS_PATH = "follow_list.tcss"
    BINDINGS = bindings(Place.PROMISES)

    kind = "Promises"
    nothing = (
        "Nothing is promised yet. Press n to write a promise down: who will do what, and by when.\n"
        "In the list of what was heard, k makes one from the chosen contribution."
    )
    place = Place.PROMISES

    order = Order.BY_STATE
    """How the board is grouped."""

    def read(self) -> Sequence[tuple[str, Sequence[Line]]]:
        """Return the promises in their groups."""
        self._promises = self._all()
        return [
            (group.heading, [self._line(one) for one in group.promises])
            for group in board.groups(self._promises, self.order, self.today)
        ]

    def how_many(self) -> str:
        """Return how many are due, open, kept and not."""
        return board.how_many(self._promises, self.today)

    def behind(self, chosen: str) -> Sequence[str]:
        """Return the contributions that a promise answers."""
        return self.file.commitment(chosen).answers

    def record(self, own: str) -> Commitment:
        """Return a promise as it is now."""
        return self.file.commitment(own)

    def subject(self, chosen: str | None) -> APromise:
        """Return a promise to be filled in."""
        if chosen is None:
            return APromise(self.file, self.session or "")
        one = self.file.commitment(chosen)
        return APromise(self.file, one.session, one)

    def action_state(self, key: str) -> None:
        """Say how far the chosen promise has come; what was changed or not kept has a reason."""
        status, chosen = Status.parse(key), self.chosen
        one = self.asked(lambda: self.file.commitment(self.there(chosen)))
        if one is None:
            return
        asks = _NEEDS_A_REASON.get(status)
        if asks is None:
            update = partial(self.file.update_commitment, one.id, status=status)
            self.do(update, _told(status, one.felt))
            return

        def save(reason: str) -> str:
            fields = CommitmentEdit(status=status, reason=_reason(reason))
            refuse_removed(self.record(one.id))
            self.file.update_commitment(one.id, **fields)
            return reason

        def saved(reason: str | None) -> None:
            if reason is not None:
                self.tell(_told(status, one.felt))
                self.look_again()

        kept_in = InFile(self.file.path, self.file.author, "reason", one.id, status.value)
        keep_keys_for(self.app)
        self.app.push_screen(
            LineQuestion(asks, line=one.reason or "", read=save, kept_in=kept_in), saved
        )

    def action_felt(self) -> None:
        """Note what those who raised the matter say of the chosen promise."""
        chosen = self.chosen
        if self.asked(lambda: self.there(chosen)) is None:
            return

        def answered(felt: Felt | None) -> None:
            if felt is not None:
                update = partial(self.file.update_commitment, chosen, felt=felt)
                self.do_with(chosen, update, f"Noted: {_said(felt)}.")

        keep_keys_for(self.app)
        question = "Do those who raised it say that it made a difference?"
        self.app.push_screen(Question(question, _FELT), answered)

    def action_order(self) -> None:
        """Group by date in place of by state, or back."""
        self.order = self.order.other
        self.look_again()

    def action_relations(self) -> None:
        """Go to the relations between parties."""
        self.post_message(OpenRelations())

    def _all(self) -> tuple[Promised, ...]:
        there = self.file.sessions() if self.session is None else ()
        titles = {one.id: one.title for one in there} if len(there) > 1 else {}
        return tuple(
            Promised(one, titles.get(one.session, ""))
            for one in self.file.commitments(self.session)
        )

    def _line(self, promised: Promised) -> Line:
        one = promised.commitment
        state = one.status.label if self.order is Order.BY_DATE else ""
        drawn = row(board.head(one), state, board.about(promised, self.today))
        return Line(drawn, one.id)


def _reason(line: str) -> str:
    if says_nothing(line):
        raise WrongUse("Write the reason in a few words: those who asked will want to know.")
    return line


def _told(status: Status, felt: Felt) -> str:
    """Return that a promise has come so far, and what those who raised it are to be asked."""
    told = status.label.capitalize()
    if status.is_open:
        return f"{told}. u takes it back."
    return (_NOW_ASK if felt is Felt.NOT_ASKED else _ASK_AGAIN).format(told, _said(felt))


def _said(felt: Felt) -> str:
    return "they have not been asked yet" if felt is Felt.NOT_ASKED else f"they say {felt.label}"
