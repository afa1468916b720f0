"""`relation`, `link`, `unlink` and `links`: how parties stand to each other, and contributions too."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from listening.cli import as_json, as_json_following, deeds, files, parsers
from listening.cli.printing import say, say_exactly, tell
from listening.cli.table import Command
from listening.cli.telling_following import link as link_sentence
from listening.cli.telling_following import relation as relation_paragraph
from listening.model.errors import WrongUse
from listening.model.records import Link, Relation
from listening.model.sentences import counted
from listening.model.vocabulary import Bond, RelationKind, RelationState

if TYPE_CHECKING:
    from listening.store.relations import RelationEdit
    from listening.store.session_file import SessionFile


def _relation_options(parser: parsers.Parser) -> None:
    deeds.add_deed(parser, "a relation", "update; list: only this one")
    add = parser.add_argument
    add(
        "--kind",
        metavar="K",
        type=RelationKind.parse,
        help=f"what stands between them: {_listed(RelationKind)}",
    )
    add(
        "--from",
        dest="from_party",
        metavar="W",
        type=parsers.line,
        help="the party that trusts, expects, funds …",
    )
    add(
        "--to",
        dest="to_party",
        metavar="W",
        type=parsers.line,
        help="… and the party that it trusts, expects something of, funds",
    )
    add(
        "--about",
        metavar="T",
        type=parsers.words,
        help="what it is about; “” where nothing was said",
    )
    add(
        "--state",
        metavar="K",
        type=RelationState.parse,
        help=f"how it stands: {_listed(RelationState)}",
    )
    add(
        "--heard-in",
        metavar="ID",
        type=parsers.line,
        help="the contribution that it was heard in; “” for none",
    )
    deeds.add_common(parser)


def _listed(terms: type[RelationKind | RelationState | Bond]) -> str:
    return ", ".join(term.value for term in terms)


def _relation(args: Namespace) -> int:
    if args.deed == "list":
        return _list_relations(args)
    with files.open_to_write(args) as file:
        one = _add(file, args) if args.deed == "add" else _update(file, args)
    if args.json:
        say_exactly(as_json.document(as_json_following.relation(one)))
    else:
        say(relation_paragraph(one))
    return 0


def _add(file: SessionFile, args: Namespace) -> Relation:
    deeds.refuse_id(args)
    if args.kind is None or args.from_party is None or args.to_party is None:
        raise WrongUse(
            "A relation needs its kind and two parties: give them with --kind, --from and --to."
        )
    return file.relate(
        _session(file, args),
        kind=args.kind,
        from_party=args.from_party,
        to_party=args.to_party,
        about=args.about,
        state=args.state or RelationState.NOT_SAID,
        said_in=args.heard_in or None,
    )


def _session(file: SessionFile, args: Namespace) -> str:
    """Return the session of a new relation: that of what it was heard in goes without saying."""
    if args.heard_in and not args.session:
        return file.contribution(args.heard_in).session
    return files.one_session(file, args)


def _update(file: SessionFile, args: Namespace) -> Relation:
    own = deeds.required_id(args, "relation")
    fields = _fields(args)
    if not fields:
        raise WrongUse("There is nothing to change: say what, for example with --state repairing.")
    return file.update_relation(own, **fields)


def _fields(args: Namespace) -> RelationEdit:
    fields: RelationEdit = {}
    if args.kind is not None:
        fields["kind"] = args.kind
    if args.from_party is not None:
        fields["from_party"] = args.from_party
    if args.to_party is not None:
        fields["to_party"] = args.to_party
    if args.about is not None:
        fields["about"] = args.about or None
    if args.state is not None:
        fields["state"] = args.state
    if args.heard_in is not None:
        fields["said_in"] = args.heard_in or None
    return fields


def _list_relations(args: Namespace) -> int:
    with files.open_to_read(args) as file:
        session = files.narrowing(file, args)
        found = file.relations(session) if args.id is None else (file.relation(args.id),)
    if args.json:
        say_exactly(as_json.rows(map(as_json_following.relation, found)))
        return 0
    for one in found:
        say(f"{relation_paragraph(one)}\n")
    nothing = "No relation has been noted yet: “listening relation add” notes one."
    tell(f"{counted(len(found), 'relation')}." if found else nothing)
    return 0


def _link_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    add = parser.add_argument
    add("source", metavar="ID", type=parsers.line, help="the contribution that echoes, disagrees …")
    add("bond", metavar="BOND", type=Bond.parse, help=f"what it does: {_listed(Bond)}")
    add("target", metavar="ID", type=parsers.line, help="the other contribution")
    parsers.add_author(parser)
    parsers.add_json(parser)


def _link(args: Namespace) -> int:
    with files.open_to_write(args) as file:
        one = file.link(args.source, args.bond, args.target)
    _answer(args, [one])
    return 0


def _unlink_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "ids",
        metavar="ID",
        nargs="+",
        type=parsers.line,
        help="a link, by its id, or the two contributions between which no link shall be",
    )
    parsers.add_author(parser)
    parsers.add_json(parser)


def _unlink(args: Namespace) -> int:
    if len(args.ids) > 2:
        raise WrongUse("Name one link, by its id, or the two contributions that it is between.")
    with files.open_to_write(args) as file, file.together():
        found = args.ids if len(args.ids) == 1 else _between(file, *args.ids)
        gone = [file.unlink(own) for own in found]
    _answer(args, gone, "Taken away: ")
    return 0


def _between(file: SessionFile, one: str, other: str) -> Sequence[str]:
    ends = {file.contribution(one).id, file.contribution(other).id}
    found = [link.id for link in file.links_of(one) if {link.source, link.target_id} == ends]
    if not found:
        raise WrongUse(
            f"There is no link between {one} and {other}: “listening links” shows those there are."
        )
    return found


def _links_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "id", metavar="ID", nargs="?", type=parsers.line, help="only those of one contribution"
    )
    parsers.add_session(parser)
    parsers.add_json(parser)


def _links(args: Namespace) -> int:
    with files.open_to_read(args) as file:
        session = files.narrowing(file, args)
        found = file.links(session) if args.id is None else file.links_of(args.id)
    _answer(args, found)
    if not args.json:
        nothing = "No contributions are linked yet: “listening link” says what one is to another."
        tell(f"{counted(len(found), 'link')}." if found else nothing)
    return 0


def _answer(args: Namespace, links: Sequence[Link], before: str = "") -> None:
    if args.json:
        say_exactly(as_json.rows(map(as_json_following.link, links)))
        return
    for one in links:
        say(f"{before}{link_sentence(one)}")


COMMANDS: Mapping[str, Command] = {
    "relation": Command(
        _relation_options,
        _relation,
        "listening relation add brixton --kind trust --from families --to 'the council' --state strained",
    ),
    "link": Command(_link_options, _link, "listening link brixton a4k2 echoes b7m3"),
    "unlink": Command(_unlink_options, _unlink, "listening unlink brixton a4k2 b7m3"),
    "links": Command(_links_options, _links, "listening links brixton"),
}
"""The commands of this module."""
