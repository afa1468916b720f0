"""How a copy is encrypted or opened: what the command is told of it, where it goes, and what is asked."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from listening.cli import files, parsers, passphrases
from listening.cli.printing import tell
from listening.model.errors import WrongUse


def add_keys(parser: parsers.Parser) -> None:
    """Let a command be told how a copy is encrypted, or how one is opened."""
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


def is_wanted(args: Namespace) -> bool:
    """Tell whether a copy shall be encrypted."""
    return bool(args.to_age or args.passphrase)


def is_sealed(source: Path) -> bool:
    """Tell whether a file is an encrypted one."""
    from listening.store import sealing

    return sealing.is_sealed_file(source)


# Where it goes ---------------------------------------------------------------------------------


def destination(args: Namespace, name: str) -> Path:
    """Return where a copy goes: `….sqlite`, or `….sqlite.age` where it is encrypted.

    It is looked at before anything is made, and before anybody types a passphrase.

    Args:
        args: what the command was told.
        name: what the copy is called in a folder.

    Raises:
        FileExists: something stands there.
    """
    target: Path = args.dest / name if args.dest.is_dir() else args.dest
    if not is_wanted(args):
        return _free(files.with_suffix(target))
    suffix = _suffix()
    plain = files.with_suffix(target.with_name(target.name.removesuffix(suffix)))
    return _free(plain.with_name(plain.name + suffix))


def opened_destination(args: Namespace, source: Path) -> tuple[Path, str]:
    """Return where the session file goes that is in an encrypted one, and what that is called.

    Raises:
        FileExists: something stands there.
    """
    name = files.with_suffix(Path(source.name.removesuffix(_suffix()))).name
    return _free(args.dest / name if args.dest.is_dir() else files.with_suffix(args.dest)), name


def _suffix() -> str:
    from listening.store.sealing import SUFFIX

    return SUFFIX


def _free(dest: Path) -> Path:
    from listening.store import building

    building.refuse_taken(dest)
    return dest


# Encrypting and opening ------------------------------------------------------------------------


def put(dest: Path, content: bytes, args: Namespace) -> None:
    """Write a file, encrypted where that is wanted, whole or not at all."""
    from listening.store import building

    building.put(dest, sealed(content, args))


def sealed(content: bytes, args: Namespace) -> bytes:
    """Return the bytes of a file as they are handed over: encrypted where that is wanted."""
    if not is_wanted(args):
        return content
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


def opened(source: Path, args: Namespace) -> bytes:
    """Return what is in an encrypted file.

    Raises:
        WrongUse: it is not said how to open it, or it was encrypted the other way.
        NotReadable: what was given does not open it.
    """
    from listening.store import sealing

    sealing.refuse_other_way(source, with_passphrase=args.passphrase)
    if args.passphrase:
        return sealing.opened(source, passphrase=passphrases.ask())
    if args.identity:
        return sealing.opened(source, identities=args.identity)
    raise WrongUse(
        f"{source.name} is encrypted to keys: open it with --identity and the file of your secret key."
    )


def how_to_open(dest: Path, args: Namespace) -> str:
    """Return how whoever gets an encrypted copy opens it."""
    how = "--identity KEYFILE" if args.to_age else "--passphrase"
    opens = f"“listening copy {dest.name} DEST {how}” opens it, and so does the program age."
    if args.to_age:
        return opens
    return f"{opens} Tell the passphrase in another way than you hand over the file; without it nobody can open the copy."
