"""The labels under which an account tells what it tells, each once: whoever writes one and whoever reads it back agree.

Each mapping is by the name of a field, in the order in which an account lists them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from listening.model.vocabulary import Bond, Captured, Check, Felt, Term

FORMAT = "listening-session"
"""The name of the format, by which programs know a file of it."""

VERSION = 3
"""The version of the format. With 2 came commitments, relations and links; with 3 the ids of prompts, and when and by
whom a link was noted."""

_UNTOLD = (Felt.NOT_ASKED, Captured.VERBATIM, Check.UNREAD)
"""Terms that go without saying."""

Told = str | int | None | tuple[str, ...]
"""What stands under a label: of many values, each under the label once more."""


def _labels(**labels: str) -> Mapping[str, str]:
    return MappingProxyType(labels)


FACTS = _labels(
    date="Date",
    starts="Starts",
    ends="Ends",
    place="Place",
    mode="Mode",
    series="Series",
    purpose="Purpose",
    who_decides="Who decides",
    can_change="What can change",
    cannot_change="What cannot change",
    feedback_date="Feedback promised by",
    in_room="People in the room",
    spoke="People who spoke",
    facilitator="Facilitator",
    note_taker="Note-taker",
    agreements="Agreements",
    access="Access arrangements",
    room_rule="Room rule for sharing",
    responsible="Responsible for the data",
    basis="Basis for keeping the data",
    privacy_notice="Privacy notice",
    keep_until="Keep until",
    safeguarding="Safeguarding contact",
    lens_keys="Lens",
)
"""The facts of a session; its title is the heading above them."""

PROMPT = _labels(id="Id", minutes="Minutes")
"""What stands under the heading of a prompt, which holds its number and its text; for the team alone."""

PERSON = _labels(
    perspectives="Perspective",
    agreed_name="Name as agreed",
    sharing="Sharing",
    speaks_for="Speaks for",
)
"""What people say of themselves; their handle is the heading above it."""

CONTRIBUTION = _labels(
    by="From",
    perspectives="Perspective",
    areas="Area",
    codes="Code",
    kind="Kind",
    captured="Captured",
    sharing="Sharing",
    check="Check",
)
"""What stands beside the words of a contribution, before its links."""

BONDS: Mapping[Bond, str] = MappingProxyType({bond: bond.label.capitalize() for bond in Bond})
"""What one contribution is to another, whose id stands under it."""

NOTED = _labels(at="Time", author="Written by")
"""When something was noted and by whom; for the team alone."""

BEHIND = _labels(
    own_sharing="Sharing as said",
    consent_asked="Consent asked",
    same_as="Another wording of",
    **NOTED,
)
"""What stands behind a contribution, after its links; for the team alone."""

COMMITMENT = _labels(
    whom="For whom",
    by_when="By when",
    report_back="People hear back",
    direction="Direction",
    status="Status",
    reason="Reason",
    felt="Made a difference",
    answers="Answers",
    **NOTED,
)
"""What stands under a promise; who made it is in the heading, and what it is in a quote."""

RELATION = _labels(
    from_party="From",
    to_party="To",
    about="About",
    state="State",
    said_in="Heard in",
    **NOTED,
)
"""What stands under a relation, whose kind is in the heading."""


def inverse(labels: Mapping[str, str]) -> dict[str, str]:
    """Return the fields by their labels."""
    return {label: field for field, label in labels.items()}


def told(
    labels: Mapping[str, str], record: object, **otherwise: Told
) -> Iterator[tuple[str, Told]]:
    """Yield what a record holds under its labels, as people read it; None for what goes without saying.

    Args:
        labels: the labels, by the names of its fields.
        record: the record.
        otherwise: what stands in the place of what it holds, by the names of fields.
    """
    for field, label in labels.items():
        held = otherwise[field] if field in otherwise else getattr(record, field)
        yield label, _as_read(held)


def _as_read(held: Told | Term) -> Told:
    if isinstance(held, bool):
        return "yes" if held else None
    if isinstance(held, Term):
        return None if held in _UNTOLD else held.label
    return held
