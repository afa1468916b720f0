"""What a source tells of one contribution, as the cells of the ledger that it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from listening.model.brought import Said
from listening.model.records import Contribution
from listening.model.text import fold
from listening.model.vocabulary import Captured, Check, Sharing
from listening.store import names
from listening.store.ledger import Value


def cells_of(
    said: Said,
    session: str,
    prompt: str | None,
    *,
    every_tag: Iterable[str] = (),
    short: Mapping[str, str] | None = None,
) -> dict[str, Value]:
    """Return the cells of a contribution that a source tells of; what is as usual is None.

    Args:
        said: the contribution.
        session: the token of its session.
        prompt: the token of the prompt that the source names.
        every_tag: the tags that it has had in the file.
        short: short codes of lenses, to their full keys.
    """
    told = said.fields
    cells: dict[str, Value] = {}
    for field in ("words", "paraphrase", "kind", "sharing", "same_as"):
        if field in told:
            value = told[field]
            cells[field] = None if value is None else str(value)
    if "by" in told:
        by = told["by"]
        cells["participant"] = None if by is None else names.participant_token(session, by)
    if "prompt" in told:
        cells["prompt"] = prompt
    if "captured" in told:
        cells["captured"] = _unless(told["captured"], Captured.VERBATIM)
    if "check" in told:
        cells["check"] = _unless(told["check"], Check.UNREAD)
    for flag in ("consent_asked", "none_of_three"):
        if flag in told:
            cells[flag] = 1 if told[flag] else None
    return cells | _tags(said, every_tag, short or {})


def without_words(cells: Mapping[str, Value]) -> dict[str, Value]:
    """Return the cells of a contribution that was said off the record."""
    kept = {field: value for field, value in cells.items() if field not in ("words", "paraphrase")}
    return {**kept, "sharing": Sharing.OFF.value}


def as_shown(
    said: Said, cells: dict[str, Value], own: Sharing | None, shown: Iterable[Sharing]
) -> dict[str, Value]:
    """Return the cells, with a level that somebody set where an export shows what it comes to.

    Args:
        said: the contribution.
        cells: what the source tells of it.
        own: what was said of it when the source was written.
        shown: what that came to, for it or for those that it is one with.
    """
    told = cells.get("sharing", own and own.value)
    if said.shown is None or said.shown in tuple(shown) or told != (own and own.value):
        return cells
    return {**cells, "sharing": said.shown.value}


def same_speaker(said: Said, one: Contribution) -> bool:
    """Tell whether the source names the same speaker as the file."""
    return "by" not in said.fields or fold(said.fields["by"] or "") == fold(one.by or "")


def _tags(said: Said, every: Iterable[str], short: Mapping[str, str]) -> dict[str, Value]:
    """Return the cells of the tags: of areas, of codes, or of both, as the source tells of them."""
    told = said.fields
    wanted = {area.value for area in told.get("areas", ())}
    wanted |= {short.get(code, code) for code in told.get("codes", ())}
    spoken_of = set(wanted)
    spoken_of |= {each for each in every if ("areas" if each in _AREAS else "codes") in told}
    return {names.TAG + each: 1 if each in wanted else None for each in sorted(spoken_of)}


_AREAS = frozenset({"attitudes", "roles", "system"})


def _unless(term: str, usual: str) -> str | None:
    return None if term == usual else str(term)
