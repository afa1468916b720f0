"""`copy`: a session file for somebody else: whole, encrypted, opened again, or for an audience."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from listening.cli import files, parsers, passphrases
from listening.cli.printing import counted, say_path, tell
from listening.cli.table import Command
from listening.model.errors import WrongUse


def _options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument("dest", metavar="DEST", type=Path, help="the new file, or a folder for it")
    _add_keys(parser)


def _add_keys(parser: parsers.Parser) -> None:
    """Let the command be told how a copy is encrypted, or how one is opened."""
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--to-age",
        metavar="RECIPIENT",
        type=parsers.sound,
        action="append",
        default=[],
        help="encrypt it to a public key (age1…, ssh-ed25519 …) or a file of them; may be given several times",
    )
    way.add_argument(
        "--passphrase",
        action="store_true",
        help="encrypt it with a passphrase, or open it: asked for here, or the first line of standard input",
    )
    way.add_argument(
        "--identity",
        metavar="KEYFILE",
        type=Path,
        action="append",
        default=[],
        help="open an encrypted FILE with the secret key in KEYFILE; may be given several times",
    )


def _run(args: Namespace) -> int:
    # Imported here so that help and wrong use need no store.
    from listening.store import sealing

    source = files.find(args.file, args)
    if sealing.is_sealed_file(source):
        _open_sealed(source, args)
        return 0
    if args.identity:
        raise WrongUse(
            f"{source.name} is not encrypted, so no key is needed to copy it: leave --identity away."
        )
    if args.to_age or args.passphrase:
        _seal_whole(args)
    else:
        _copy_whole(args)
    return 0


def _copy_whole(args: Namespace) -> None:
    with files.open_to_read(args) as file:
        dest = args.dest if args.dest.is_dir() else files.with_suffix(args.dest)
        say_path(file.copy(dest))
        tell(f"A whole, verified copy with {counted(file.count(), 'contribution')}.")


# Encrypting ------------------------------------------------------------------------------------


def _seal_whole(args: Namespace) -> None:
    with files.open_to_read(args) as file:
        dest = _free(_sealed_dest(args.dest, file.path.name))
        _put_sealed(dest, file.content(), args)
        tell(
            f"A whole, verified copy with {counted(file.count(), 'contribution')}, encrypted. {_how_to_open(dest, args)}"
        )


def _put_sealed(dest: Path, content: bytes, args: Namespace) -> None:
    """Encrypt bytes in memory and write them, whole or not at all."""
    from listening.store import building

    building.put(dest, _sealed(content, args))
    say_path(dest)


def _sealed(content: bytes, args: Namespace) -> bytes:
    from listening.store import sealing

    if args.to_age:
        return sealing.sealed_to(content, args.to_age)
    passphrase = passphrases.ask(twice=True)
    if passphrases.is_short(passphrase):
        tell(
            "This passphrase is short: whoever gets the file may find it by trying. Five words that do not belong "
            "together are better."
        )
    return sealing.sealed_with(content, passphrase)


def _sealed_dest(dest: Path, name: str) -> Path:
    """Return where an encrypted copy goes: `….sqlite.age`, in a folder under a name."""
    from listening.store.sealing import SUFFIX

    target = dest / name if dest.is_dir() else dest
    plain = files.with_suffix(target.with_name(target.name.removesuffix(SUFFIX)))
    return plain.with_name(plain.name + SUFFIX)


def _free(dest: Path) -> Path:
    """Return a path at which nothing stands, asked before anybody types a passphrase.

    Raises:
        FileExists: something does.
    """
    from listening.store import building

    building.refuse_taken(dest)
    return dest


def _how_to_open(dest: Path, args: Namespace) -> str:
    how = "--identity KEYFILE" if args.to_age else "--passphrase"
    lost = (
        ""
        if args.to_age
        else " Tell the passphrase in another way than you hand over the file; without it nobody can open the copy."
    )
    return f"“listening copy {dest.name} DEST {how}” opens it, and so does the program age.{lost}"


# Opening ---------------------------------------------------------------------------------------


def _open_sealed(source: Path, args: Namespace) -> None:
    """Make a session file of an encrypted one, once it has shown that it is one, and whole."""
    from listening.store.session_file import SessionFile

    if args.to_age:
        raise WrongUse(
            f"{source.name} is encrypted already: hand it on as it is, or open it first, with --identity KEYFILE or "
            "--passphrase."
        )
    name = files.with_suffix(Path(source.name.removesuffix(".age"))).name
    dest = _free(args.dest / name if args.dest.is_dir() else files.with_suffix(args.dest))
    with SessionFile.of_content(_opened(source, args), source.with_name(name)) as file:
        say_path(file.copy(dest))
        tell(
            f"Opened: a whole, verified session file with {counted(file.count(), 'contribution')}, which is not "
            "encrypted any more."
        )


def _opened(source: Path, args: Namespace) -> bytes:
    from listening.store import sealing

    sealing.refuse_other_way(source, with_passphrase=args.passphrase)
    if args.passphrase:
        return sealing.opened(source, passphrase=passphrases.ask())
    if args.identity:
        return sealing.opened(source, identities=args.identity)
    raise WrongUse(
        f"{source.name} is encrypted to keys: open it with --identity and the file of your secret key."
    )


COMMANDS: Mapping[str, Command] = {
    "copy": Command(_options, _run, "listening copy brixton /media/stick --passphrase"),
}
"""The command of this module."""
