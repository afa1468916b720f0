"""`tag`, `edit`, `remove` and `restore`: changing what was captured; history keeps the former."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from listening.cli import as_json, files, noted, parsers, prompts, telling
from listening.cli.coding import Coding
from listening.cli.printing import say, say_exactly, tell
from listening.cli.second import code
from listening.cli.table import Command
from listening.model.errors import WrongUse
from listening.model.records import Contribution
from listening.model.vocabulary import Captured, Check, Kind, Sharing

if TYPE_CHECKING:
    from listening.store.asked import Edit
    from listening.store.session_file import SessionFile


def _tag_options(parser: parsers.Parser) -> None:
    _add_ids(parser)
    parser.add_argument(
        "--add", metavar="CODE", action="append", default=[], help="put on: a, r, s, or a code"
    )
    parser.add_argument(
        "--remove", metavar="CODE", action="append", default=[], help="take off: a, r, s, or a code"
    )
    parser.add_argument("--none", action="store_true", help="say “none of the three areas”")
    parser.add_argument(
        "--own",
        action="store_true",
        help="whoever said it gave these tags themself: nobody else takes them off",
    )
    parser.add_argument(
        "--as-coder",
        metavar="NAME",
        type=parsers.line,
        help="code a second time, in this name, apart from the tags of the notes",
    )
    _add_common(parser)


def _tag(args: Namespace) -> int:
    coding = Coding.of(args.add, args.remove, none=args.none)
    if args.own and args.as_coder is not None:
        raise WrongUse("A tag is either the speaker's own or a coder's: leave --own or --as-coder.")
    with files.open_to_write(args) as file:
        if args.as_coder is not None:
            return _answer(args, code(file, args.ids, coding, args.as_coder))
        tagged = file.tag(
            args.ids, add=coding.add, remove=coding.remove, none=coding.none, own=args.own
        )
        _tell_of_own(file, tagged, coding)
        return _answer(args, tagged)


def _tell_of_own(file: SessionFile, tagged: Iterable[Contribution], coding: Coding) -> None:
    """Say so where a tag that was to be taken off stays, since whoever spoke gave it."""
    own = file.own_tags()
    for said in tagged:
        short = file.known(said.session).codes
        given = own.get(said.id, frozenset())
        stays = sorted(given - coding.applied(given, short))
        if stays:
            tell(
                f"{said.id}: {telling.listed(list(map(telling.tag, stays)))} stays on: whoever said it "
                "gave that tag themself, and only --own takes it off."
            )


def _edit_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument("id", metavar="ID", help="the contribution, by its id or its beginning")
    add = parser.add_argument
    add("--text", metavar="WORDS", type=parsers.words, help="what was said")
    add("--kind", metavar="K", help="a kind, such as barrier; “” for none")
    add("--by", metavar="H", help="who said it: a handle; “room” or “” for the room")
    add("--sharing", metavar="K", help="a sharing level; “” for what its speaker said of all")
    add("--captured", metavar="K", type=Captured.parse, help="how it was captured")
    add("--check", metavar="K", type=Check.parse, help="the check state, such as confirmed")
    add("--paraphrase", metavar="WORDS", type=parsers.words, help="a paraphrase; “” for none")
    add("--prompt", metavar="N", help="the number of its prompt; “” for none")
    _add_common(parser)


def _edit(args: Namespace) -> int:
    with files.open_to_write(args) as file:
        fields = _fields(file, args)
        if not fields:
            raise WrongUse("There is nothing to change: say what, for example with --text.")
        said = file.edit(args.id, **fields)
        if args.sharing:
            tell_of_the_cap(said)
        if args.paraphrase:
            _tell_of_repeated_words(said)
        return _answer(args, (said,))


def _fields(file: SessionFile, args: Namespace) -> Edit:
    fields: Edit = {}
    if args.text is not None:
        fields["words"] = args.text
    if args.kind is not None:
        fields["kind"] = Kind.parse(args.kind) if args.kind else None
    if args.by is not None:
        fields["by"] = parsers.handle(args.by)
    if args.sharing is not None:
        fields["sharing"] = Sharing.parse(args.sharing) if args.sharing else None
    if args.captured is not None:
        fields["captured"] = args.captured
    if args.check is not None:
        fields["check"] = args.check
    if args.paraphrase is not None:
        fields["paraphrase"] = args.paraphrase or None
    if args.prompt is not None:
        fields["prompt"] = _prompt(file, args)
    return fields


def _prompt(file: SessionFile, args: Namespace) -> str | None:
    if not args.prompt:
        return None
    session = file.contribution(args.id).session
    return prompts.token(file, session, parsers.number(args.prompt))


def tell_of_the_cap(said: Contribution) -> None:
    """Say so where the room's rule allows less than what was asked for."""
    if said.own_sharing is not None and said.sharing is not said.own_sharing:
        tell(
            f"The room's rule caps it: these words are shared as “{said.sharing.label}”, although "
            f"“{said.own_sharing.label}” was said of them."
        )


def _tell_of_repeated_words(said: Contribution) -> None:
    """Say so where a paraphrase tells the very words that may be told in other words only."""
    from listening.model.repeats import repeats

    in_other_words = said.sharing is Sharing.PARAPHRASE and said.captured is not Captured.PARAPHRASE
    if in_other_words and repeats(said.paraphrase or "", said.words or ""):
        tell(
            "This paraphrase repeats the words themselves, so room and public are not told it: write it in other words."
        )


def _ids_options(parser: parsers.Parser) -> None:
    _add_ids(parser, "contributions, commitments, relations and links")
    _add_common(parser)


def _remove(args: Namespace) -> int:
    with files.open_to_write(args) as file:
        removed = file.remove(args.ids)
        return _answer_of_all(file, args, removed, "removed; “listening restore” brings it back")


def _restore(args: Namespace) -> int:
    with files.open_to_write(args) as file:
        return _answer_of_all(file, args, file.restore(args.ids), "restored")


def _answer_of_all(
    file: SessionFile, args: Namespace, changed: Sequence[Contribution], what: str
) -> int:
    """Answer with the contributions among what was named, and with what else was."""
    others = noted.others(file, args.ids, changed)
    if args.json:
        about = [as_json.contribution(said) for said in changed]
        say_exactly(as_json.rows([*about, *(noted.as_json(file, own) for own in others)]))
        return 0
    _tell(changed, what)
    for own in others:
        say(f"{own}: {noted.kind(file, own)} {what}.")
    return 0


def _add_ids(parser: parsers.Parser, what: str = "contributions") -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "ids", metavar="ID", nargs="+", help=f"{what}, by their ids or beginnings of them"
    )


def _add_common(parser: parsers.Parser) -> None:
    parsers.add_author(parser)
    parsers.add_json(parser)


def _answer(args: Namespace, changed: Sequence[Contribution], what: str = "") -> int:
    if args.json:
        say_exactly(as_json.rows(as_json.contribution(said) for said in changed))
    else:
        _tell(changed, what)
    return 0


def _tell(changed: Iterable[Contribution], what: str) -> None:
    for said in changed:
        say(f"{said.id}: {what}." if what else f"{said.id}: {telling.about(said)}")


COMMANDS: Mapping[str, Command] = {
    "tag": Command(_tag_options, _tag, "listening tag brixton a4k2 --add roles --add rota"),
    "edit": Command(_edit_options, _edit, "listening edit brixton a4k2 --kind barrier --by P3"),
    "remove": Command(_ids_options, _remove, "listening remove brixton a4k2"),
    "restore": Command(_ids_options, _restore, "listening restore brixton a4k2"),
}
"""The commands of this module."""
