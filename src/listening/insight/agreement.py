"""How far coders agree: per cent, Cohen's kappa, Krippendorff's alpha, and where they differ.

Each tag is a yes or no to a whole contribution, so that neither giving a tag is agreement too.
After Cohen, *A Coefficient of Agreement for Nominal Scales* (1960), and Krippendorff, *Content
Analysis* (2004), chapter 11.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from listening.model.vocabulary import Area

Codings = Mapping[str, Mapping[str, AbstractSet[str]]]
"""By coder: the contributions that they have looked at, each with the tags that they gave it."""

_NEVER = "no contribution was coded by both"
_ONE_ANSWER = (
    "both said the same of every contribution, so there is nothing that chance could explain"
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree about one tag."""

    tag: str
    n: int
    """How many contributions were coded by at least two of them."""
    agreed: int
    """Of how many of these all said the same, yes or no."""
    kappa: float | None
    """Cohen's kappa of two coders; None where it is undefined."""
    alpha: float | None
    """Krippendorff's alpha; None where it is undefined."""
    undefined: str | None
    """Why a figure is undefined, as part of a sentence; None where all are there."""
    differ: tuple[str, ...]
    """The contributions about which they differ, in their order."""

    @property
    def per_cent(self) -> float | None:
        """Of a hundred contributions, how many they agree about; None where there is none."""
        return 100 * self.agreed / self.n if self.n else None


def agreement(
    codings: Codings, coders: Sequence[str], *, order: Sequence[str] = ()
) -> tuple[Agreement, ...]:
    """Return how far coders agree: about each area, in their order, then about each code by name.

    Args:
        codings: what was coded.
        coders: whose codings are compared, two or more; kappa is for two.
        order: the ids of the contributions in the order in which differences are told.
    """
    compared = [codings.get(coder, {}) for coder in coders]
    places = {own: place for place, own in enumerate(order)}
    ids = sorted(_coded_twice(compared), key=lambda own: (places.get(own, len(places)), own))
    areas = [str(area) for area in Area]
    used = {str(tag) for coding in compared for own in ids for tag in coding.get(own, ())}
    return tuple(_agreement(tag, compared, ids) for tag in (*areas, *sorted(used - {*areas})))


def cohens_kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa of two coders' answers; None where chance explains all or nothing is there."""
    counted = Counter(pairs)
    n = counted.total()
    firsts, seconds = Counter[Hashable](), Counter[Hashable]()
    for (first, second), number in counted.items():
        firsts[first] += number
        seconds[second] += number
    observed = sum(number for (first, second), number in counted.items() if first == second) * n
    expected = sum(firsts[answer] * seconds[answer] for answer in firsts)
    return None if expected == n * n else (observed - expected) / (n * n - expected)


def krippendorffs_alpha(units: Iterable[Sequence[Hashable | None]]) -> float | None:
    """Return Krippendorff's alpha for names.

    Args:
        units: for each contribution what each coder answered, None who did not code it.

    Returns:
        1 where all agree, 0 where it is as chance would have it; None where all answers are one,
        or no contribution has two.
    """
    answered = (Counter(one for one in unit if one is not None) for unit in units)
    pairable = [unit for unit in answered if unit.total() > 1]
    totals = sum(pairable, Counter[Hashable]())
    n = totals.total()
    by_chance = n * n - sum(number * number for number in totals.values())
    if not by_chance:
        return None
    seen = sum(
        (unit.total() ** 2 - sum(number * number for number in unit.values())) / (unit.total() - 1)
        for unit in pairable
    )
    return 1 - (n - 1) * seen / by_chance


def _coded_twice(compared: Sequence[Mapping[str, AbstractSet[str]]]) -> list[str]:
    looked = Counter(own for coding in compared for own in coding)
    return [own for own, number in looked.items() if number > 1]


def _agreement(
    tag: str, compared: Sequence[Mapping[str, AbstractSet[str]]], ids: Sequence[str]
) -> Agreement:
    units = {
        own: [tag in coding[own] if own in coding else None for coding in compared] for own in ids
    }
    differ = tuple(own for own, unit in units.items() if {True, False} <= set(unit))
    kappa = (
        cohens_kappa((one, other) for one, other in units.values()) if len(compared) == 2 else None
    )
    alpha = krippendorffs_alpha(units.values())
    return Agreement(
        tag=tag,
        n=len(ids),
        agreed=len(ids) - len(differ),
        kappa=kappa,
        alpha=alpha,
        undefined=_why(len(compared), units.values(), kappa, alpha),
        differ=differ,
    )


def _why(
    coders: int, units: Collection[object], kappa: float | None, alpha: float | None
) -> str | None:
    if not units:
        return _NEVER
    if alpha is None:
        return _ONE_ANSWER
    return "kappa compares two coders" if kappa is None and coders != 2 else None
