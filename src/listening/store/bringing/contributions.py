"""The contributions of a source: those that are there are held against the file, the others are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from listening.model.brought import Brought, Said
from listening.model.errors import ListeningError, WrongUse
from listening.model.records import Contribution
from listening.model.text import fold
from listening.model.vocabulary import Check, Sharing, effective_sharing
from listening.store import edits, names, participants, queries
from listening.store.asked import Edit
from listening.store.bringing.cells import Cells, Place
from listening.store.bringing.outcome import STRANGER, Cell, Outcome
from listening.store.bringing.past import Fresh, write_past
from listening.store.bringing.said import as_shown, cells_of, same_speaker, without_words
from listening.store.bringing.shows import Shows
from listening.store.bringing.there import There
from listening.store.ledger import Change, Ledger, Value


class Contributions:
    """The contributions of one source."""

    def __init__(
        self, brought: Brought, there: There, prompts: Mapping[int, str], outcome: Outcome
    ) -> None:
        """Begin with nothing taken.

        Args:
            brought: what was read.
            there: what the file holds.
            prompts: tokens of the prompts by their numbers in an export; of rows, none.
            outcome: is told what was done.
        """
        self._brought = brought
        self._there = there
        self._prompts = prompts
        self._outcome = outcome
        self._new: list[tuple[str, str, Said]] = []
        self._speakers: set[tuple[str, str]] = set()
        self._rows: Counter[str] = Counter()
        whole = brought.whole
        self._listed = {fold(each.handle) for each in whole.people} if whole else set()
        self._is_untouched = whole is not None and whole.untouched
        self._shown = Shows(brought)
        self._ids = {each.id for each in brought.said}

    def take(self, cells: Cells, change: Change) -> None:
        """Take what is there already, and make the speakers of what is not."""
        for said in self._brought.said:
            try:
                self._take(cells, change, said)
            except ListeningError as error:
                self._outcome.fail(said.line, str(error))
        self._count_missing()

    def _count_missing(self) -> None:
        if self._brought.whole:
            told = {said.id for said in self._brought.said} | self._brought.whole.unread
            held = (each for each in self._there.now.values() if not each.removed)
            self._outcome.missing = sum(
                each.id not in told and each.id in self._there.then for each in held
            )

    def _take(self, cells: Cells, change: Change, said: Said) -> None:
        session = self._there.session_of(said)
        own = self._id_of(said, session)
        if cells.is_erased(names.contribution_record(session, own)):
            self._outcome.erased.append(said.line)
        elif one := self._there.now.get(own):
            self._take_known(cells, change, said, one)
        elif said.id and self._brought.whole and self._there.is_dated:
            self._outcome.fail(said.line, _STRANGE.format(said.id))
        else:
            self._prompt(said, session)
            self._make_speaker(cells, change, said, session)
            self._new.append((session, own, said))

    def _id_of(self, said: Said, session: str) -> str:
        """Return its id: its own; or, for what has none, the same whenever the same source is read."""
        if said.id and (self._brought.whole or said.session in (None, session)):
            return said.id
        self._rows[said.key] += 1
        return names.row_token(session, said.key, self._rows[said.key])

    def _make_speaker(self, cells: Cells, change: Change, said: Said, session: str) -> None:
        by = said.fields.get("by")
        if not by:
            return
        own = self._speaker(change, session, by)
        if fold(by) not in self._listed:
            record = names.participant_record(session, own)
            new = set(said.perspectives) - cells.members(record, names.PERSPECTIVE)
            cells.make(record, {names.PERSPECTIVE + each: 1 for each in sorted(new)})

    def _speaker(self, change: Change, session: str, by: str) -> str:
        """Return the token of whoever bears a handle; who is new bears it as the source writes it first."""
        own = names.participant_token(session, by)
        if (session, own) not in self._speakers:
            self._speakers.add((session, own))
            participants.ensure(change, session, by)
        return own

    def _prompt(self, said: Said, session: str) -> str | None:
        """Return the token of the prompt that a contribution stands under."""
        name = said.fields.get("prompt")
        if name is None:
            return None
        if not self._brought.whole:
            return self._there.prompt(session, name)
        if int(name) not in self._prompts:
            raise WrongUse("It stands under a prompt that cannot be taken: see there.")
        return self._prompts[int(name)]

    # Those that are there --------------------------------------------------------------------

    def _take_known(self, cells: Cells, change: Change, said: Said, one: Contribution) -> None:
        """Take what the source says otherwise of a contribution that is there."""
        if one.removed:
            self._outcome.removed.append(one.id)
            return
        told = self._told(cells, said, one) if said.id else {}
        self._outcome.kept += _kept(said, one)
        place = Place(names.contribution_record(one.session, one.id), said.line, one.id)
        edited = cells.edited(place.record, told)
        if self._is_strange(edited.get("same_as")):
            self._outcome.fail(said.same_as_line, STRANGER.format(edited["same_as"]))
            return
        try:
            _refuse(edited, one)
        except ListeningError:
            # What nobody edited is no edit: where it differs all the same, it is from another copy.
            if not self._is_untouched:
                raise
            cells.leave(place, told)
            self._outcome.known += 1
            return
        by = said.fields.get("by")
        if by and told.get("participant"):
            self._speaker(change, one.session, by)
        if cells.take(place, told):
            self._outcome.changed.append(one.id)
        else:
            self._outcome.known += 1

    def _told(self, cells: Cells, said: Said, one: Contribution) -> dict[str, Value]:
        """Return the cells in which a source may say otherwise than the file."""
        then = self._there.then.get(one.id, one)
        record = names.contribution_record(one.session, one.id)
        told = cells_of(
            said,
            one.session,
            None,
            every_tag=cells.members(record, names.TAG),
            short=self._there.short(one.session, then.codes),
        )
        told = {
            name: value for name, value in told.items() if not _is_shown(name, value, then, one)
        }
        told = as_shown(said, told, then.own_sharing, self._levels(said, then))
        if told.get("check") == Check.WITHDRAWN and self._there.is_taken_back(then):
            del told["check"]
        if then.sharing is Sharing.OFF and not said.fields.get("words"):
            # No more is told of it than that it was said: what is left out there is not taken off here.
            told = {name: value for name, value in told.items() if value is not None}
        if same_speaker(said, then):
            told.pop("participant", None)
        if "prompt" in told:
            told |= self._moved_to(said, then)
        return told

    def _levels(self, said: Said, then: Contribution) -> frozenset[Sharing]:
        """Return the levels that a source shows of a contribution where nobody edited it."""
        there = self._there.levels(then)
        return there if self._there.is_dated else there | self._shown.levels(said)

    def _moved_to(self, said: Said, then: Contribution) -> dict[str, Value]:
        """Return the cell of the prompt; what it holds already where it is not moved."""
        if said.fields.get("prompt") in (None, then.prompt_number) and not self._brought.whole:
            return {"prompt": then.prompt}
        token = self._prompt(said, then.session)
        stayed = self._there.prompt_number(token) == then.prompt_number
        return {"prompt": then.prompt if stayed else token}

    def _is_strange(self, own: Value) -> bool:
        """Tell whether an id is of no contribution that the file or the source has."""
        return bool(own) and own not in self._there.now and own not in self._ids

    # Those that are not ----------------------------------------------------------------------

    def make(self, ledger: Ledger) -> frozenset[str]:
        """Write those that are not there yet, under their own times and note-takers.

        Returns:
            The records of the writers under whom they stand.
        """
        writers = write_past(ledger, [self._fresh(ledger, *each) for each in self._new])
        self._outcome.new += [own for _, own, _ in self._new]
        return writers

    def _fresh(self, ledger: Ledger, session: str, own: str, said: Said) -> Fresh:
        short = self._there.short(session, ())
        cells = cells_of(said, session, self._prompt(said, session), short=short)
        allowed = self._allowed(ledger, session, said)
        taken_back = said.fields.get("check") is Check.WITHDRAWN
        # Of those that are one thing said, each shows the strictest level of them all.
        if taken_back or not self._shown.is_joined(said):
            cells = as_shown(said, cells, said.fields.get("sharing"), {allowed})
        asked = said.fields.get("sharing") is not None or self._brought.whole is not None
        self._outcome.unasked += not asked and allowed.rank >= Sharing.UNNAMED.rank
        off_record = Sharing.OFF in (allowed, cells.get("sharing"))
        if off_record and (cells.get("words") or cells.get("paraphrase")):
            self._outcome.without_words += 1
            cells = without_words(cells)
        record = names.contribution_record(session, own)
        return Fresh(record=record, cells=cells, at=said.at, author=said.author)

    def _allowed(self, ledger: Ledger, session: str, said: Said) -> Sharing:
        """Return what may be done with it: by what was said of it, of its speaker, and of the room."""
        by = said.fields.get("by")
        speaker = names.participant_token(session, by) if by else None
        rule, speakers = queries.levels(ledger.con, session, speaker)
        return effective_sharing(said.fields.get("sharing"), speakers, rule)


_STRANGE = "The id {} is none of this session: leave ids as they were exported, and write “#### new” above what you add."


def _is_shown(cell: str, value: Value, then: Contribution, now: Contribution) -> bool:
    """Tell whether a contribution showed and shows a tag as a source has it, whatever its cell holds.

    A tag that its speaker gave stays on also where somebody took it off.
    """
    tag = cell.removeprefix(names.TAG)
    shown = {tag in {*one.areas, *one.codes} for one in (then, now)}
    return cell.startswith(names.TAG) and shown == {bool(value)}


def _kept(said: Said, one: Contribution) -> Iterator[Cell]:
    """Yield what a source tells otherwise that cannot be changed."""
    if said.at and said.at.isoformat(timespec="milliseconds") != one.at:
        yield Cell(said.line, one.id, "time")
    if said.author and said.author != one.author:
        yield Cell(said.line, one.id, "note-taker")


def _refuse(edited: Mapping[str, Value], one: Contribution) -> None:
    """Raise for what cannot be done to a contribution that is there, as `edit` does."""
    fields: Edit = {}
    if edited.get("words") is not None:
        fields["words"] = str(edited["words"])
    if edited.get("paraphrase") is not None:
        fields["paraphrase"] = str(edited["paraphrase"])
    if one.sharing is Sharing.OFF and fields:
        fields["sharing"] = Sharing.OFF
    if edited.get("sharing") not in (None, one.own_sharing):
        fields["sharing"] = Sharing(str(edited["sharing"]))
    if "check" in edited:
        fields["check"] = Check(str(edited["check"] or Check.UNREAD))
    edits.check_edit(one, fields)
