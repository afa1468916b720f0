"""The file that explains a CSV file to people and programs: a Frictionless data package.

It says what every column holds, how to take the guard off, how much was counted and is not shown,
and no licence: what may be done with each row is what those who spoke allow, row by row.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from listening.model.vocabulary import Audience
from listening.sharing.disclosed import Disclosed, Reason
from listening.sharing.formats.columns import Column, columns_for
from listening.sharing.formats.options import Options

SUFFIX = ".datapackage.json"
"""How the name of the companion ends."""

Json: TypeAlias = dict[str, Any]

_UNNAMED = "contributions.csv"
"""What the table is called where its file has no name yet."""

_GUARDED = (
    "An apostrophe stands before a value that a spreadsheet would otherwise calculate (it begins with "
    "= + - @ | %, a tab, a line end, or a full-width form of these), and before one that begins with "
    "an apostrophe: take one apostrophe off the front of each value that has one. Exported with "
    "--plain, there is none."
)
_EXACT = "Every value is exact: open it as text, since a spreadsheet may calculate what it holds."

WITHHELD: Mapping[Reason, tuple[str, str]] = {
    Reason.ANALYSIS: ("is for analysis only", "are for analysis only"),
    Reason.PARAPHRASE: (
        "may be told in other words only, and nobody has written those yet",
        "may be told in other words only, and nobody has written those yet",
    ),
    Reason.UNSETTLED: (
        "was noted in several ways, and nobody has settled which",
        "were noted in several ways, and nobody has settled which",
    ),
    Reason.OFF: ("was off the record", "were off the record"),
    Reason.WITHDRAWN: ("was taken back", "were taken back"),
}
"""Why the words of one contribution are not shown, and of several."""


def datapackage(sessions: Sequence[Disclosed], options: Options) -> str:
    """Return the JSON of the data package.

    Args:
        sessions: what is in the table.
        options: whether the table is exact, and what its file is called.
    """
    package = {
        "profile": "tabular-data-package",
        "name": "listening-contributions",
        "title": "; ".join(disclosed.session.title for disclosed in sessions),
        "description": " ".join(map(about, sessions)),
        "created": options.generated.isoformat(timespec="seconds"),
        # The sessions stand at the beginning, where a file is known for an export of theirs.
        "sessions": [_session(disclosed) for disclosed in sessions],
        "resources": [_resource(sessions, options)],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def about(disclosed: Disclosed) -> str:
    """Return in whole sentences what of a session is there to be read, and what is not and why."""
    rows = len(disclosed.contributions)
    title, who = disclosed.session.title, disclosed.audience.label
    counted = f"“{title}”: {rows:,} {_plural('contribution', rows)}, as {who} may read them."
    withheld = [
        f"{each.number:,} {WITHHELD[each.reason][each.number != 1]}" for each in disclosed.withheld
    ]
    return f"{counted} Without their words: {', '.join(withheld)}." if withheld else counted


def _plural(noun: str, number: int) -> str:
    return noun if number == 1 else f"{noun}s"


def _resource(sessions: Sequence[Disclosed], options: Options) -> Json:
    audience = sessions[0].audience if sessions else Audience.PUBLIC
    return {
        "profile": "tabular-data-resource",
        "name": "contributions",
        "path": options.name or _UNNAMED,
        "title": "Contributions",
        "description": _EXACT if options.plain else _GUARDED,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": {
            "fields": [_field(column) for column in columns_for(audience)],
            "missingValues": [""],
            "primaryKey": ["session", "id"],
        },
    }


def _field(column: Column) -> Json:
    limits: Json = {"required": True} if column.needed else {}
    limits |= {"enum": list(column.terms)} if column.terms else {}
    field: Json = {
        "name": column.key,
        "title": column.title,
        "type": column.type,
        "description": column.about,
    }
    return field | ({"constraints": limits} if limits else {})


def _session(disclosed: Disclosed) -> Json:
    """Return how much was said in a session, and how much of it is not in the table, and why."""
    return {
        "id": disclosed.session.id,
        "title": disclosed.session.title,
        "audience": disclosed.audience,
        "counted_at_least": disclosed.counts.contributions,
        "without_words": {each.reason.value: each.number for each in disclosed.withheld},
    }
