"""Which contributions are meant: the options of `list`, `search` and `find`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Literal

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
    add = partial(parser.add_argument, action="append", default=[])
    add("--area", metavar="K", type=Area.parse, help="attitudes, roles or system; of several, all")
    add("--code", metavar="K", help="a code, with or without its lens; of several, all")
    _add_states(parser)
    add(
        "--by",
        metavar="H",
        type=parsers.line,
        help="a handle, such as P3, “room” or “somebody”; of several, any",
    )
    add(
        "--perspective",
        metavar="K",
        type=parsers.line,
        help="a perspective, such as carer, or “none”: not said; of several, any",
    )
    add(
        "--kind",
        metavar="K",
        type=_kind,
        help="a kind, such as barrier, or “none”; of several, any",
    )
    add(
        "--prompt",
        metavar="N",
        type=_prompt,
        help="under a prompt, by its number, or “none”; of several, any",
    )
    add(
        "--check",
        metavar="K",
        type=Check.parse,
        help="a check state, such as confirmed; of several, any",
    )
    add(
        "--sharing",
        metavar="K",
        type=Sharing.parse,
        help="a sharing level, such as unnamed; of several, any",
    )
    add(
        "--author",
        metavar="NAME",
        type=parsers.line,
        help="a note-taker, who took it down; of several, any",
    )
    add(
        "--from",
        dest="since",
        metavar="DAY",
        type=parsers.day,
        help="said on this day or later, as in “1/10/2026”: the day of the session",
    )
    add("--to", dest="until", metavar="DAY", type=parsers.day, help="said on this day or earlier")
    add("--match", metavar="WORDS", type=parsers.line, help="words that must all occur")
    if removed:
        parser.add_argument(
            "--removed", action="store_true", help="those that were removed, not the others"
        )
    else:
        parser.set_defaults(removed=False)


def _add_states(parser: parsers.Parser) -> None:
    add = partial(parser.add_argument, action="store_true")
    add("--untagged", help="those about which nobody has decided yet")
    add("--none", help="those of which “none of the three areas” was said")
    add("--linked", help="those that are linked with another")


def _kind(text: str) -> Kind | Literal["none"]:
    return "none" if text.casefold() == "none" else Kind.parse(text)


def _prompt(text: str) -> int | None:
    """Return the number of a prompt; None for what belongs to none."""
    return None if text.casefold() == "none" else parsers.number(text)


def _perspective(text: str) -> str:
    from listening.store.asked import NONE, NOT_SAID

    return NOT_SAID if text.casefold() in (NONE, NOT_SAID) else perspective_key(text)


def where(file: Asking, args: Namespace) -> Where:
    """Return which contributions the options mean; one that was given several times drops none."""
    from listening.store.asked import NO_PROMPT, Where, narrowed

    session = files.narrowing(file, args)
    meant = Where(
        session=session,
        untagged=args.untagged,
        none_of_three=args.none,
        linked=args.linked,
        match=" ".join(args.match) or None,
        removed=args.removed,
    )
    numbers = [
        NO_PROMPT if number is None else prompts.known_number(file, session, number)
        for number in args.prompt
    ]
    said: Mapping[str, Iterable[object]] = {
        "area": args.area,
        "code": [code(file, each) for each in args.code if each],
        "by": args.by,
        "perspective": [_perspective(each) for each in args.perspective if each],
        "kind": args.kind,
        "prompt_number": numbers,
        "check": args.check,
        "sharing": args.sharing,
        "author": args.author,
        "since": args.since,
        "until": args.until,
    }
    for name, values in said.items():
        meant = narrowed(meant, name, values)
    return meant


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
