"""The one place that speaks with pyrage, which encrypts and decrypts as the program `age` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import pyrage
from pyrage import passphrase as with_passphrase
from pyrage import ssh, x25519

from listening.model.errors import NotReadable, WrongUse

Recipient: TypeAlias = "x25519.Recipient | ssh.Recipient"
"""Whom something is encrypted to."""
Identity: TypeAlias = "x25519.Identity | ssh.Identity"
"""Who can decrypt it."""

_SECRET = "age-secret-key-"  # noqa: S105 (how a secret key begins, and not one)
_PUBLIC = ("age1", "ssh-")
_PEM = b"-----BEGIN "
_MOST_BYTES = 1_000_000
"""No file of keys is larger."""


def sealed_to(content: bytes, recipients: Sequence[str]) -> bytes:
    """Return bytes that the holder of any one of these keys can open.

    Raises:
        WrongUse: one is no public key, and no file of them.
    """
    keys = [key for each in recipients for key in _recipients(each)]
    return pyrage.encrypt(content, keys)


def sealed_with(content: bytes, passphrase: str) -> bytes:
    """Return bytes that whoever knows the passphrase can open."""
    return with_passphrase.encrypt(content, passphrase)


def opened_by(content: bytes, path: Path, identities: Sequence[Path]) -> bytes:
    """Return what sealed bytes hold.

    Args:
        content: the sealed bytes.
        path: where they lie.
        identities: files of secret keys.

    Raises:
        WrongUse: one of them holds no secret key.
        NotReadable: none of the keys opens it, or it is not whole.
    """
    keys = [key for each in identities for key in _identities(each)]
    try:
        return pyrage.decrypt(content, keys)
    except pyrage.DecryptError as error:
        raise NotReadable(
            path, "it is encrypted to other keys than these, or it is not whole"
        ) from error


def opened_with(content: bytes, path: Path, passphrase: str) -> bytes:
    """Return what sealed bytes hold.

    Raises:
        NotReadable: the passphrase does not open it, or it is not whole.
    """
    try:
        return with_passphrase.decrypt(content, passphrase)
    except pyrage.DecryptError as error:
        raise NotReadable(
            path, "the passphrase is another one than it was encrypted with, or it is not whole"
        ) from error


# Public keys -----------------------------------------------------------------------------------


def _recipients(given: str) -> Iterator[Recipient]:
    """Yield the key that a word is, or those of the file that it names."""
    text = given.strip()
    _refuse_secret(text)
    if text.startswith(_PUBLIC):
        yield _recipient(text, text)
        return
    lines = list(_key_lines(_text(Path(text), "a public key (age1…, ssh-…)")))
    if not lines:
        raise WrongUse(f"There is no key in {text}: give a file with public keys, one a line.")
    for line in lines:
        _refuse_secret(line)
        yield _recipient(line, text)


def _recipient(line: str, given: str) -> Recipient:
    try:
        return (
            ssh.Recipient.from_str(line)
            if line.startswith("ssh-")
            else x25519.Recipient.from_str(line)
        )
    except pyrage.RecipientError as error:
        raise WrongUse(
            f"“{given}” has no public key that can be encrypted to: give one that begins with age1, ssh-ed25519 "
            "or ssh-rsa, and give all of it."
        ) from error


def _refuse_secret(line: str) -> None:
    """Refuse a secret key where a public one belongs, without repeating it."""
    if line.casefold().startswith(_SECRET) or line.startswith(_PEM.decode()):
        raise WrongUse(
            "This is a secret key, which opens things and is for nobody else: give the public key that belongs to "
            "it, which begins with age1 or ssh-."
        )


# Secret keys -----------------------------------------------------------------------------------


def _identities(path: Path) -> Iterator[Identity]:
    """Yield the secret keys of a file, as `age-keygen` or `ssh-keygen` writes it."""
    content = _content(path, "a file with a secret key")
    if content.startswith(_PEM):
        yield _of_ssh(content, path)
        return
    lines = list(_key_lines(_decoded(content, path)))
    if not lines:
        raise _no_secret_key(path)
    for line in lines:
        try:
            yield x25519.Identity.from_str(line)
        except pyrage.IdentityError as error:
            raise _no_secret_key(path) from error


def _of_ssh(content: bytes, path: Path) -> Identity:
    try:
        return ssh.Identity.from_buffer(content)
    except pyrage.IdentityError as error:
        raise WrongUse(
            f"The key in {path} cannot be used: it needs to be of the kind ed25519 or rsa, and without a passphrase of "
            "its own; the program “age” opens more kinds."
        ) from error


def _no_secret_key(path: Path) -> WrongUse:
    return WrongUse(
        f"{path} holds no secret key that opens copies: give the file that “age-keygen” made, or a private key of ssh."
    )


# Files of keys ---------------------------------------------------------------------------------


def _text(path: Path, meant: str) -> str:
    return _decoded(_content(path, meant), path)


def _content(path: Path, meant: str) -> bytes:
    """Return the bytes of a file of keys.

    Args:
        path: the file.
        meant: what else may have been meant by the word that is taken for a file.
    """
    try:
        with path.expanduser().open("rb") as file:
            return file.read(_MOST_BYTES)
    except (FileNotFoundError, ValueError, RuntimeError) as error:
        raise WrongUse(f"“{path}” is not {meant}, and there is no file of that name.") from error
    except OSError as error:
        raise NotReadable(path, error.strerror or "the disk does not allow it") from error


def _decoded(content: bytes, path: Path) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise WrongUse(f"{path} holds no keys that can be read: it is no text in UTF-8.") from error


def _key_lines(text: str) -> Iterator[str]:
    """Yield the lines of a file of keys, without what is empty or only said about them."""
    stripped = (line.strip() for line in text.splitlines())
    return (line for line in stripped if line and not line.startswith("#"))
