"""Which contributions are meant: the options of `list`, `search` and `find`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from listening.cli import files, parsers, prompts
from listening.model.codes import code_key
from listening.model.errors import WrongUse
from listening.model.lenses import resolve
from listening.model.vocabulary import Area, Check, Kind, Sharing, perspective_key

if TYPE_CHECKING:
    from listening.store.asked import Where
    from listening.store.asking import Asking


def add_filters(parser: parsers.Parser, *, removed: bool = True) -> None:
    """Let a command narrow what it lists; `removed` says whether it can list what was removed."""
    add = parser.add_argument
    add("--area", metavar="K", type=Area.parse, help="attitudes, roles or system")
    add("--code", metavar="K", help="a code, with or without its lens")
    add("--untagged", action="store_true", help="those about which nobody has decided yet")
    add("--none", action="store_true", help="those of which “none of the three areas” was said")
    add("--by", metavar="H", type=parsers.line, help="a handle, such as P3")
    add("--perspective", metavar="K", type=parsers.line, help="a perspective, such as carer")
    add("--kind", metavar="K", type=Kind.parse, help="a kind, such as barrier")
    prompts.add_prompt(parser)
    add("--check", metavar="K", type=Check.parse, help="a check state, such as confirmed")
    add("--sharing", metavar="K", type=Sharing.parse, help="a sharing level, such as unnamed")
    add("--author", metavar="NAME", type=parsers.line, help="who took it down: a note-taker's name")
    add("--from", dest="since", metavar="DAY", type=parsers.day, help="said on this day or later")
    add("--to", dest="until", metavar="DAY", type=parsers.day, help="said on this day or earlier")
    add("--match", metavar="WORDS", type=parsers.line, help="words that must all occur")
    if removed:
        add("--removed", action="store_true", help="those that were removed, not the others")
    else:
        parser.set_defaults(removed=False)


def where(file: Asking, args: Namespace) -> Where:
    """Return which contributions the options mean."""
    from listening.store.asked import Where

    session = files.narrowing(file, args)
    return Where(
        session=session,
        area=args.area,
        code=code(file, args.code) if args.code else None,
        untagged=args.untagged,
        none_of_three=args.none,
        by=args.by,
        perspective=perspective_key(args.perspective) if args.perspective else None,
        kind=args.kind,
        prompt_number=prompts.known_number(file, session, args.prompt),
        check=args.check,
        sharing=args.sharing,
        author=args.author,
        since=args.since,
        until=args.until,
        match=args.match or None,
        removed=args.removed,
    )


def code(file: Asking, text: str) -> str:
    """Return the full key of the code that a word names, given the lenses in use.

    Raises:
        WrongUse: the word cannot be a code.
    """
    key = code_key(text.removeprefix("#"))
    if key is None:
        raise WrongUse(f"“{text}” cannot be a code: use letters, digits and hyphens.")
    in_use = {key for session in file.sessions() for key in session.lens_keys}
    return resolve(key, in_use) or key
