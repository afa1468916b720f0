"""Playing back: what the room may read of itself, one contribution after the other.

What is told of each is made of what came through the door, and of nothing else: no time, no handle,
and a paraphrase where only that may be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from listening.model.records import Prompt
from listening.model.vocabulary import Area, Check, Sharing
from listening.sharing.disclosed import Disclosed, Reason, Shown, Withheld

NO_AREA = "none of the three areas"
"""What stands where somebody decided that no area fits."""
NOT_YET = "not yet tagged"
"""What stands where nobody has decided which areas fit."""

_HELD_BACK: Mapping[Reason, str] = {
    Reason.ANALYSIS: Sharing.ANALYSIS.label,
    Reason.PARAPHRASE: Sharing.PARAPHRASE.label,
    Reason.UNSETTLED: "noted in several ways and not settled",
    Reason.OFF: Sharing.OFF.label,
    Reason.WITHDRAWN: "taken back",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One contribution as the room may read it."""

    id: str
    words: str
    """The words, or the paraphrase where only that may be told."""
    in_other_words: bool
    """Whether these are a paraphrase."""
    name: str | None
    """The name as agreed; None for most."""
    prompt: Prompt | None
    """The prompt to which it was said."""
    areas: tuple[Area, ...]
    none_of_three: bool
    check: Check

    @property
    def area(self) -> str:
        """Its areas in words."""
        if self.areas:
            return " · ".join(area.label for area in self.areas)
        return NO_AREA if self.none_of_three else NOT_YET


def cards(
    disclosed: Disclosed, *, by_area: bool = False, prompt: str | None = None
) -> tuple[Card, ...]:
    """Return what the room may read, in the order of the talk or area by area.

    Args:
        disclosed: what came through the door.
        by_area: put what has the same first area together, what has none at the end.
        prompt: the token of the only prompt that is meant.
    """
    prompts = {each.number: each for each in disclosed.prompts}
    found = [_card(each, prompts) for each in disclosed.contributions]
    if prompt is not None:
        found = [each for each in found if each.prompt and each.prompt.id == prompt]
    return tuple(sorted(found, key=_place_by_area) if by_area else found)


def progress(shown: Iterable[Card]) -> tuple[str, ...]:
    """Return how many were confirmed, corrected and only read back; what there is none of is left out."""
    found = Counter(card.check for card in shown)
    states = (Check.CONFIRMED, Check.CORRECTED, Check.READ_BACK)
    return tuple(f"{found[state]:,} {state.label}" for state in states if found[state])


def held_back(withheld: Sequence[Withheld]) -> str:
    """Return in a sentence how many contributions are not shown, and why; nothing where all are."""
    pieces = [f"{each.number:,} {_HELD_BACK[each.reason]}" for each in withheld]
    return f"Not shown: {', '.join(pieces)}." if pieces else ""


def first_unread(shown: Sequence[Card]) -> int:
    """Return the place of the first that was not read back yet; 0 where all were."""
    return next((place for place, card in enumerate(shown) if card.check is Check.UNREAD), 0)


def _card(shown: Shown, prompts: Mapping[int, Prompt]) -> Card:
    return Card(
        id=shown.id,
        words=shown.words or shown.paraphrase or "",
        in_other_words=shown.words is None,
        name=shown.name,
        prompt=prompts.get(shown.prompt or 0),
        areas=shown.areas,
        none_of_three=shown.none_of_three,
        check=shown.check,
    )


def _place_by_area(card: Card) -> int:
    order = list(Area)
    return order.index(card.areas[0]) if card.areas else len(order) + (not card.none_of_three)
