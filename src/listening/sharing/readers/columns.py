"""Which column of a table, or key of an object, holds what: by its name, or as somebody maps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from listening.model.errors import UnknownTerm, WrongUse
from listening.model.text import fold, single_line

FIELDS: Mapping[str, tuple[str, ...]] = {
    "words": (
        "text",
        "comment",
        "comments",
        "quote",
        "what was said",
        "response",
        "answer",
        "contribution",
    ),
    "by": ("handle", "speaker", "who", "who said it", "participant", "from"),
    "kind": (),
    "areas": ("area",),
    "codes": ("code", "tag", "tags", "theme", "themes"),
    "sharing": ("consent",),
    "captured": ("how captured", "how it was captured"),
    "check": ("checked",),
    "paraphrase": ("in other words",),
    "prompt": ("question",),
    "perspectives": ("perspective",),
    "at": ("time", "timestamp", "when"),
    "author": ("note-taker", "note taker", "written by"),
    "id": (),
    "session": (),
    "own_sharing": ("sharing as said",),
    "consent_asked": ("consent asked",),
    "none_of_three": ("none of the three",),
}
"""What can be read of a contribution, each with other names under which people keep it."""

MAPPED = tuple(FIELDS)[:13]
"""The fields that people are told of: the others are of our own exports."""

_DERIVED = frozenset(
    {"session_title", "session_date", "prompt_text", "name", "removed", "conflicts", "score"}
)
_OURS = frozenset({"id", "session", "sharing", "check"})
_TEAM = frozenset({"handle", "by", "author", "at"})


def are_ours(columns: Iterable[str]) -> bool:
    """Tell whether the columns are those of our own export."""
    return set(columns) >= _OURS


def are_cut_from_ours(columns: Iterable[str]) -> bool:
    """Tell whether all columns bear names of our own, as where somebody cut columns out of an export."""
    named = set(columns)
    return {"words", "handle"} <= named and named <= {*FIELDS, *_DERIVED, *_TEAM}


def refuse_guests(columns: Iterable[str]) -> None:
    """Raise for our own export to somebody else than the team.

    Raises:
        WrongUse: it is one.
    """
    if are_ours(columns) and not _TEAM & set(columns):
        raise WrongUse(
            "It was exported for the room or for everybody, and what they do not see is not in it: import "
            "an export for the team (“--audience team”), so that nothing is lost."
        )


def mapped(columns: Sequence[str], mapping: Sequence[str]) -> dict[str, str]:
    """Return the columns by the fields that they hold.

    Args:
        columns: the names of the columns.
        mapping: what somebody says of them, `COLUMN=FIELD` each.

    Raises:
        WrongUse: no column holds the words, two could or are said to hold one thing, or something that was
            mapped is not there.
    """
    found: dict[str, str] = {}
    for field, column in (_said(columns, each) for each in mapping):
        if found.setdefault(field, column) != column:
            raise WrongUse(_BOTH.format(_quoted([found[field], column]), field))
    taken = set(found.values())
    for field in FIELDS:
        if field not in found:
            fits = [each for each in _fitting(columns, field) if each not in taken]
            if len(fits) > 1:
                raise WrongUse(_TWO.format(_quoted(fits), field, fits[0]))
            if fits:
                found[field] = fits[0]
    if "words" not in found:
        raise WrongUse(_NO_WORDS.format(_quoted(columns), _likely(columns)))
    return found


def passed_over(columns: Sequence[str], found: Mapping[str, str]) -> list[str]:
    """Return the columns that nothing is read from, but for those that only say again what others do."""
    return [
        each for each in columns if each and each not in found.values() and each not in _DERIVED
    ]


_TWO = 'The columns {} could all be {}: say which one is, with --map "{}={1}".'
_BOTH = (
    "The columns {} are both said to be {}, and one thing cannot be two: map one of them, or join the "
    "two columns into one in the source first."
)
_NO_WORDS = 'No column says that it holds the words: there are {}; say which one does, with --map "{}=words".'


def _said(columns: Sequence[str], mapping: str) -> tuple[str, str]:
    column, sign, field = mapping.rpartition("=")
    if not sign or not column.strip():
        raise WrongUse(
            f"“{mapping}” does not map a column: write COLUMN=FIELD, as in “Comment=words”."
        )
    found = next((name for name in FIELDS if fold(field.strip()) in (name, *FIELDS[name])), None)
    if found is None:
        raise UnknownTerm("field", field.strip(), MAPPED)
    wanted = fold(single_line(column))
    there = [each for each in columns if fold(each) == wanted]
    if not there:
        raise WrongUse(
            f"There is no column “{single_line(column)}” in the source: there are {_quoted(columns)}."
        )
    return found, there[0]


def _fitting(columns: Sequence[str], field: str) -> list[str]:
    """Return the columns that bear the name of a field; else those that bear one of its other names."""
    by_name = [each for each in columns if _plain(each) == field]
    return by_name[:1] or [each for each in columns if _plain(each) in map(_plain, FIELDS[field])]


def _plain(name: str) -> str:
    """Return a name as names are compared: without case, and with underscores for what parts its words."""
    return "_".join(fold(name).replace("_", " ").replace("-", " ").split())


def _quoted(columns: Sequence[str]) -> str:
    shown = [f"“{each[:60]}”" for each in columns if each][:20]
    return ", ".join(shown) + (" and more" if len(columns) > len(shown) else "") or "none"


def _likely(columns: Sequence[str]) -> str:
    """Return the column that a sentence names as an example: the one with the longest name, as questions have."""
    return max((each for each in columns if each), key=len, default="Comment").replace('"', '\\"')
