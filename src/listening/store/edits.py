"""Capturing, tagging, editing and removing contributions: what each action writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from listening.model.codes import parse_tag
from listening.model.errors import EmptyWords, WrongUse
from listening.model.quickline import QuickLine, parse_handle
from listening.model.records import Contribution
from listening.model.text import sanitise, says_nothing, single_line
from listening.model.vocabulary import Area, Captured, Check, Sharing, effective_sharing
from listening.store import drafts, names, noted, participants, queries
from listening.store.asked import Edit
from listening.store.clock import TOKEN_LENGTH
from listening.store.ledger import Change, Ledger, Value

_AREA_KEYS = frozenset(area.value for area in Area)


def capture(ledger: Ledger, line: QuickLine, *, session: str, prompt: str | None) -> Contribution:
    """Keep a contribution and return it."""
    with ledger.transaction():
        own = _captured(ledger, line, session, prompt)
        return queries.contribution_in(ledger.con, session, own)


def capture_id(ledger: Ledger, line: QuickLine, *, session: str, prompt: str | None) -> str:
    """Keep a contribution and return its id.

    Raises:
        EmptyWords: nothing was said, and it is not off record.
        NotFound: the file has no such session.
    """
    return _captured(ledger, line, session, prompt)


def _captured(ledger: Ledger, line: QuickLine, session: str, prompt: str | None) -> str:
    if says_nothing(line.words) and line.marks.sharing is not Sharing.OFF:
        raise EmptyWords
    own = ledger.tokens(TOKEN_LENGTH)
    with ledger.change() as change:
        record = change.fresh(names.contribution_record(session, own))
        by = single_line(line.by or "")
        speaker = participants.ensure(change, session, by) if by else None
        off_record = _is_off_record(change, line, session, speaker)
        for field, value in _cells(line, prompt, off_record=off_record).items():
            change.set(record, field, value)
        change.set(record, "participant", speaker)
        drafts.wipe(ledger)
    return own


def _is_off_record(change: Change, line: QuickLine, session: str, speaker: str | None) -> bool:
    """Tell whether the words must not reach the disk: by their mark, their speaker's wish, the room's rule.

    Raises:
        NotFound: the file has no such session.
    """
    rule, speakers = queries.levels(change.con, session, speaker)
    return effective_sharing(line.marks.sharing, speakers, rule) is Sharing.OFF


def tag(
    ledger: Ledger,
    refs: Sequence[str],
    *,
    add: Iterable[str],
    remove: Iterable[str],
    none: bool,
    own: bool,
) -> tuple[Contribution, ...]:
    """Put tags on contributions or take them off, and return the contributions."""
    add, remove = tuple(add), tuple(remove)
    with ledger.transaction():
        found = [queries.contribution(ledger.con, ref) for ref in refs]
        with ledger.change() as change:
            for one in found:
                short = queries.known(ledger.con, one.session).codes
                record = names.contribution_record(one.session, one.id)
                on, off = _keys(add, short), _keys(remove, short)
                put_tags(change, record, on, off, none=none, own=own)
        return _again(ledger, found)


def seen(ledger: Ledger, ref: str) -> frozenset[str]:
    """Return the stamps of all that was said of a contribution so far."""
    one = queries.contribution(ledger.con, ref)
    record = names.contribution_record(one.session, one.id)
    rows = ledger.con.execute("SELECT DISTINCT stamp FROM change WHERE record = ?", (record,))
    return frozenset(stamp for (stamp,) in rows)


def edit(
    ledger: Ledger, ref: str, fields: Edit, seen: AbstractSet[str] | None = None
) -> Contribution:
    """Set fields of a contribution and return it.

    Args:
        ledger: the sitting.
        ref: the contribution's id, or the beginning of one.
        fields: what is set.
        seen: what whoever edits has seen of it; None for all that the file holds.

    Raises:
        EmptyWords: the new words say nothing.
        WrongUse: words that were saved cannot be put off record, nor words put to what is.
    """
    with ledger.transaction():
        one = queries.contribution(ledger.con, ref)
        check_edit(one, fields)
        with ledger.change(seen) as change:
            _edit(change, one, fields)
        return _again(ledger, [one])[0]


def _edit(change: Change, one: Contribution, fields: Edit) -> None:
    record = names.contribution_record(one.session, one.id)
    for field, value in _edited(fields).items():
        change.set(record, field, value)
    if "by" in fields:
        change.set(record, "participant", _speaker(change, one.session, fields["by"]))
    if "areas" in fields or "codes" in fields or "none_of_three" in fields:
        _retag(change, record, one, fields)


def set_removed(ledger: Ledger, refs: Sequence[str], *, removed: bool) -> tuple[Contribution, ...]:
    """Take contributions, commitments, relations and links out of every list, or bring them back.

    Returns:
        The contributions among them.
    """
    with ledger.transaction():
        records = [noted.record_of(ledger.con, ref) for ref in refs]
        found = [_contribution(ledger, record) for record in records if _is_said(record)]
        with ledger.change() as change:
            for record in records:
                change.set(record, "removed", 1 if removed else None)
            for one in () if removed else found:
                if one.participant:
                    participants.bring_back(change, one.session, one.participant)
        return _again(ledger, found)


def _is_said(record: str) -> bool:
    return record[:1] == Contribution.letter


def _contribution(ledger: Ledger, record: str) -> Contribution:
    return queries.contribution_in(ledger.con, names.session_of(record), names.own_token(record))


def _again(ledger: Ledger, found: Iterable[Contribution]) -> tuple[Contribution, ...]:
    """Read contributions as they are after the change, before it is durable: a failure undoes it."""
    return tuple(queries.contribution_in(ledger.con, one.session, one.id) for one in found)


def _cells(line: QuickLine, prompt: str | None, *, off_record: bool) -> dict[str, Value]:
    """Return what a new contribution has; what is as usual is not written."""
    marks = line.marks
    cells: dict[str, Value] = {
        "words": None if off_record else sanitise(line.words),
        "prompt": prompt,
    }
    cells["kind"] = marks.kind
    cells["sharing"] = Sharing.OFF if off_record else marks.sharing
    cells["captured"] = marks.captured
    cells["none_of_three"] = 1 if marks.none_of_three and not marks.areas else None
    cells |= {names.TAG + tag: 1 for tag in (*marks.areas, *marks.codes)}
    plain: dict[str, Value] = {
        field: str(value) if isinstance(value, str) else value for field, value in cells.items()
    }
    return {field: value for field, value in plain.items() if value is not None}


def _keys(tags: Iterable[str], short: Mapping[str, str]) -> set[str]:
    parsed = (parse_tag(tag) for tag in tags)
    return {short.get(key, key) for key in parsed}


def put_tags(
    change: Change,
    record: str,
    add: set[str],
    remove: set[str],
    *,
    none: bool = False,
    own: bool = False,
) -> None:
    """Put tags on a contribution and take others off; `own` are those of whoever said it.

    A tag taken off that is its speaker's own stays, unless it is taken off as such.
    """
    if none:
        remove = remove | _AREA_KEYS
        add = add - _AREA_KEYS
    for prefix in (names.TAG, names.OWN) if own else (names.TAG,):
        for key in sorted(remove - add):
            change.set(record, prefix + key, None)
        for key in sorted(add):
            change.set(record, prefix + key, 1)
    if none:
        change.set(record, "none_of_three", 1)
    elif add & _AREA_KEYS:
        change.set(record, "none_of_three", None)


def _retag(change: Change, record: str, one: Contribution, fields: Edit) -> None:
    """Make the tags what the edit says; what it does not name stays."""
    areas = set(fields.get("areas", one.areas))
    codes = {
        code if code in one.codes else parse_tag(f"#{code}")
        for code in fields.get("codes", one.codes)
    }
    before = {*one.areas, *one.codes}
    for key in sorted(before ^ {*areas, *codes}):
        change.set(record, names.TAG + key, 1 if key in areas or key in codes else None)
    none = fields.get("none_of_three", one.none_of_three) and not areas
    change.set(record, "none_of_three", 1 if none else None)


def _speaker(change: Change, session: str, handle: str | None) -> str | None:
    if handle is None:
        return None
    shown = parse_handle(handle, queries.known(change.con, session))
    return participants.ensure(change, session, shown)


_NOT_OF_TAKEN_BACK = frozenset({"words", "paraphrase", "sharing"})


def check_edit(one: Contribution, fields: Edit) -> None:
    """Raise for what no edit may do to a contribution.

    Raises:
        EmptyWords: the new words say nothing.
        WrongUse: words that were saved cannot be put off record, nor words put to what is, and
            what was taken back is not changed while it stays so.
    """
    if "words" in fields and says_nothing(fields["words"]):
        raise EmptyWords
    was_taken_back = one.check is Check.WITHDRAWN
    if was_taken_back and "check" not in fields and _NOT_OF_TAKEN_BACK & fields.keys():
        raise WrongUse(
            "This was taken back by those who said it: where they say it again, choose another "
            "check state in the same edit."
        )
    said = was_taken_back or one.words is not None or one.paraphrase is not None
    if fields.get("sharing") is Sharing.OFF and said:
        raise WrongUse(
            "These words are saved already, so they cannot be put off record by an edit: "
            "choose “analysis only”, by which nobody reads them outside the team."
        )
    saying = "words" in fields or fields.get("paraphrase")
    if saying and fields.get("sharing", one.own_sharing) is Sharing.OFF:
        raise WrongUse(
            "This was said off record, so no words are kept of it: where whoever said it allows "
            "more now, choose another sharing level in the same edit."
        )


def _edited(fields: Edit) -> dict[str, Value]:
    cells: dict[str, Value] = {}
    if "words" in fields:
        cells["words"] = sanitise(fields["words"])
    if "paraphrase" in fields:
        cells["paraphrase"] = sanitise(fields["paraphrase"] or "") or None
    if "captured" in fields:
        cells["captured"] = _unless(fields["captured"], Captured.VERBATIM)
    if "check" in fields:
        cells["check"] = _unless(fields["check"], Check.UNREAD)
    if "kind" in fields:
        cells["kind"] = _key(fields["kind"])
    if "sharing" in fields:
        cells["sharing"] = _key(fields["sharing"])
    if "prompt" in fields:
        cells["prompt"] = fields["prompt"]
    return cells


def _key(term: str | None) -> str | None:
    return None if term is None else str(term)


def _unless(term: str, usual: str) -> str | None:
    """Return the key of a term; None for the usual one, which is not written."""
    return None if term == usual else str(term)
