"""Copies that only those can open whom they are for: encrypted in the way of the program `age`.

A sealed copy is made and opened in memory: nothing that could be read touches a disk on the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from listening.model.errors import ListeningError, NotReadable, WrongUse

SUFFIX = ".age"
"""What the names of sealed copies end in, after that of the session file."""

_BINARY = b"age-encryption.org/"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_WITH_PASSPHRASE = b"-> scrypt "
_START = 64
"""Within how many bytes a sealed file says that it wants a passphrase."""


class MissingAge(ListeningError):
    """Encrypting and decrypting need a library that is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Encrypted copies cannot be made or opened yet, since the library for them is not installed: install "
            "listening again with “[age]” after its name, as in “pip install 'listening[age]'”."
        )


def is_sealed(head: bytes) -> bool:
    """Tell whether a file that begins so is encrypted by age, as bytes or as text."""
    return head.startswith((_BINARY, _ARMOUR))


def is_sealed_file(path: Path) -> bool:
    """Tell whether a file is encrypted by age; one that cannot be read is not known to be."""
    try:
        return is_sealed(_read(path, _START))
    except NotReadable:
        return False


def sealed_to(content: bytes, recipients: Sequence[str]) -> bytes:
    """Return bytes that the holder of any one of these keys can open.

    Args:
        content: what shall be sealed.
        recipients: public keys (`age1…`, `ssh-ed25519 …`, `ssh-rsa …`), or files of them, one a line.

    Raises:
        MissingAge: the library for it is not installed.
        WrongUse: one is no public key, and no file of them.
    """
    with _told_where_missing():
        from listening.store import age
    return age.sealed_to(content, recipients)


def sealed_with(content: bytes, passphrase: str) -> bytes:
    """Return bytes that whoever knows the passphrase can open.

    Raises:
        MissingAge: the library for it is not installed.
    """
    with _told_where_missing():
        from listening.store import age
    return age.sealed_with(content, passphrase)


def opened(path: Path, *, passphrase: str | None = None, identities: Sequence[Path] = ()) -> bytes:
    """Return what a sealed file holds.

    Args:
        path: the file.
        passphrase: what it was sealed with; None where it was sealed to keys.
        identities: files with the secret keys of whoever opens it.

    Raises:
        MissingAge: the library for it is not installed.
        WrongUse: a file holds no secret key.
        NotReadable: it cannot be read, or what was given does not open it.
    """
    content = _read(path)
    with _told_where_missing():
        from listening.store import age
    if passphrase is not None:
        return age.opened_with(content, path, passphrase)
    return age.opened_by(content, path, identities)


def refuse_other_way(path: Path, *, with_passphrase: bool) -> None:
    """Raise where a sealed file is not opened in this way, before anybody looks for what opens it.

    Raises:
        WrongUse: it was sealed the other way.
        NotReadable: it cannot be read.
    """
    wanted = _WITH_PASSPHRASE in _start(_read(path, 3 * _START))
    if wanted and not with_passphrase:
        raise WrongUse(f"{path.name} was encrypted with a passphrase: open it with --passphrase.")
    if with_passphrase and not wanted:
        raise WrongUse(
            f"{path.name} was encrypted to keys and has no passphrase: open it with --identity KEYFILE."
        )


def _read(path: Path, most: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise NotReadable(path, error.strerror or "the disk does not allow it") from error


def _start(content: bytes) -> bytes:
    """Return how sealed bytes begin, also where they are written as text."""
    if not content.startswith(_ARMOUR):
        return content[:_START]
    # Imported here because a copy that is sealed as text is rare.
    from base64 import b64decode

    _, _, rest = content.partition(b"\n")
    try:
        return b64decode(rest.strip()[:_START])
    except ValueError:
        return b""


@contextmanager
def _told_where_missing() -> Iterator[None]:
    """Say in a sentence that the library is missing; it is imported where it is needed and nowhere else."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != "pyrage":
            raise
        raise MissingAge from error
