"""Second codings: what a coder sees and gives, apart from the tags that the notes have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from listening.cli.telling import words_of
from listening.model.errors import ListeningError, WrongUse
from listening.model.records import Contribution
from listening.model.text import single_line
from listening.model.vocabulary import Area, Check

if TYPE_CHECKING:
    from listening.cli.coding import Coding
    from listening.insight.agreement import Agreement
    from listening.store.asked import Where
    from listening.store.session_file import SessionFile

Codings: TypeAlias = Mapping[str, Mapping[str, AbstractSet[str]]]
"""What each coder has given which contributions."""
_AREAS = frozenset(area.value for area in Area)


@dataclass(frozen=True, slots=True)
class Difference:
    """A contribution and a tag about which coders differ."""

    id: str
    tag: str
    yes: tuple[str, ...]
    """The coders who gave the tag."""
    no: tuple[str, ...]
    """Those who looked and did not."""
    settled: bool
    """Whether somebody has settled it in the shared tags."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How coders agree, and all that is needed to tell of it."""

    coders: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    differences: tuple[Difference, ...]
    words: Mapping[str, str]
    """The words of the contributions about which they differ, on one line."""

    @classmethod
    def of(cls, file: SessionFile, coders: Sequence[str] | None, session: str | None) -> Compared:
        """Compare codings of a session, or of all.

        Raises:
            WrongUse: fewer than two are named, or one has coded nothing.
            ListeningError: nobody has coded a second time.
        """
        from listening.insight.agreement import agreement
        from listening.store.asked import Where

        codings, heard = _coded(file, session), file.contributions(Where(session=session))
        chosen = _chosen(coders, tuple(codings))
        agreements = agreement(codings, chosen, order=[said.id for said in heard])
        settled = file.settled_coding(session)
        differ = {own for each in agreements for own in each.differ}
        return cls(
            coders=chosen,
            agreements=agreements,
            differences=tuple(_differences(agreements, chosen, codings, settled)),
            words={said.id: single_line(words_of(said)) for said in heard if said.id in differ},
        )


def _coded(file: SessionFile, session: str | None) -> Codings:
    """Return who gave what, without what was taken back: that is nobody's to compare."""
    from listening.store.asked import Where

    gone = {said.id for said in file.contributions(Where(session=session, check=Check.WITHDRAWN))}
    return {
        coder: {own: tags for own, tags in given.items() if own not in gone}
        for coder, given in file.coding(session).items()
    }


def coding_of(file: SessionFile, coder: str, session: str | None) -> Mapping[str, AbstractSet[str]]:
    """Return what a coder has given which contributions."""
    from listening.store.coding import coder_key

    return file.coding(session).get(coder_key(coder), {})


def seen(file: SessionFile, where: Where, coder: str) -> tuple[Contribution, ...]:
    """Return contributions as a coder sees them: with their own tags, and nobody else's."""
    given = coding_of(file, coder, where.session)
    # What narrows by tags means the coder's own, or a list would tell what others gave.
    all_tags = replace(where, area=None, code=None, untagged=False)
    found = (as_coded(said, given.get(said.id)) for said in file.contributions(all_tags))
    return tuple(said for said in found if _fits(said, where))


def as_coded(said: Contribution, tags: AbstractSet[str] | None) -> Contribution:
    """Return a contribution with these tags in place of its own; None where nobody has looked yet."""
    given = tags or frozenset()
    return replace(
        said,
        attitudes=Area.ATTITUDES in given,
        roles=Area.ROLES in given,
        system=Area.SYSTEM in given,
        codes=tuple(sorted(given - _AREAS)),
        none_of_three=tags is not None and not given & _AREAS,
    )


def code(
    file: SessionFile, refs: Sequence[str], coding: Coding, coder: str
) -> tuple[Contribution, ...]:
    """Put tags on contributions in a coder's name, or take theirs off; return what they see now."""
    from listening.store.coding import coder_key

    found = tuple(file.contribution(ref) for ref in refs)
    key = coder_key(coder)
    given = file.coding().get(key, {})
    with file.together():
        for said in found:
            short = file.known(said.session).codes
            tags = coding.applied(given.get(said.id, frozenset()), short)
            file.code_second([said.id], tags, coder)
    now = file.coding().get(key, {})
    return tuple(as_coded(said, now.get(said.id)) for said in found)


def _fits(said: Contribution, where: Where) -> bool:
    return (
        (where.area is None or where.area in said.areas)
        and (where.code is None or where.code in said.codes)
        and (not where.untagged or said.untagged)
    )


def _chosen(coders: Sequence[str] | None, there: Sequence[str]) -> tuple[str, ...]:
    from listening.store.coding import NOTES, coder_key

    if len(there) < 2:
        raise ListeningError(
            "Nobody has coded a second time yet: “listening list FILE --as-coder NAME” shows what was "
            "said without its tags, and “listening tag FILE ID --as-coder NAME --add CODE” codes it."
        )
    if coders is None:
        return tuple(there)
    keys = tuple(
        dict.fromkeys(NOTES if name.casefold() == NOTES else coder_key(name) for name in coders)
    )
    unknown = [key for key in keys if key not in there]
    if unknown:
        raise WrongUse(f"“{unknown[0]}” has coded nothing here: these have, {', '.join(there)}.")
    if len(keys) < 2:
        raise WrongUse(f"Agreement is between two: name another --coder, of {', '.join(there)}.")
    return keys


def _differences(
    agreements: Sequence[Agreement],
    coders: Sequence[str],
    codings: Codings,
    settled: AbstractSet[tuple[str, str]],
) -> Iterator[Difference]:
    for each in agreements:
        for own in each.differ:
            looked = [coder for coder in coders if own in codings[coder]]
            yes = tuple(coder for coder in looked if each.tag in codings[coder][own])
            no = tuple(coder for coder in looked if coder not in yes)
            yield Difference(own, each.tag, yes, no, (own, each.tag) in settled)
