"""The page around a document: what browsers need, a list of contents, and who wrote it when."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from listening.sharing.document import Document, Scalar, is_wide
from listening.sharing.formats.html.behind import BEHIND, BEHIND_TITLE
from listening.sharing.formats.html.body import Body, Part
from listening.sharing.formats.html.text import lines, safe
from listening.sharing.formats.options import Options

_MOST_ENTRIES = 24
"""How many parts the list of contents names with those inside them: more would be no overview."""

_FOR_PROGRAMS = ("format", "version", "session", "audience")
"""What a page tells programs of itself, of what the document's front says."""


def page(document: Document, options: Options) -> str:
    """Return the whole page."""
    body = Body(document.blocks, options.step)
    title = document.title or "Untitled"
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="en-GB"{_for_programs(document.front)}{_print(document, options)}>\n'
        f"<head>\n{_head(title)}</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to the main part</a>\n'
        f'<header><h1 dir="auto">{lines(title)}</h1></header>\n'
        f"{_contents(body)}"
        f'<main id="main" tabindex="-1">\n{body.html}</main>\n'
        f"{_footer(options)}</body>\n</html>\n"
    )


def _for_programs(front: Iterable[tuple[str, Scalar]]) -> str:
    """Return what programs may know of the page, by which an earlier one is known as ours too."""
    told = [(key, str(value)) for key, value in front if key in _FOR_PROGRAMS]
    return "".join(f' data-{key}="{safe(value)}"' for key, value in told)


def _print(document: Document, options: Options) -> str:
    """Return in which size of type and on how wide a page the document stands."""
    told = {"large": options.plain, "wide": is_wide(document)}
    names = " ".join(name for name, holds in told.items() if holds)
    return f' class="{names}"' if names else ""


def _head(title: str) -> str:
    """Return what stands before the page: nothing may be fetched, no script may run."""
    policy = (
        f"default-src 'none'; style-src '{_fingerprint()}'; base-uri 'none'; form-action 'none'"
    )
    return (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{safe(' '.join(title.split()))}</title>\n"
        f"<style>{_style()}</style>\n"
    )


@cache
def _style() -> str:
    """Return the stylesheet, which lies beside this module.

    There are no blanks around it, which some checkers leave out when they take its fingerprint.
    """
    return files(__package__).joinpath("style.css").read_text(encoding="utf-8").strip()


@cache
def _fingerprint() -> str:
    """Return what the browser knows the one permitted stylesheet by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()}"


def _contents(body: Body) -> str:
    """Return the list of contents; none where there is nothing to choose from."""
    parts = [*body.parts]
    if body.behind:
        parts.append(Part(2, BEHIND, BEHIND_TITLE))
    if len(parts) < 2:
        return ""
    entries = "".join(_entries(parts))
    return f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>\n<ul>\n{entries}</ul></nav>\n'


def _entries(parts: list[Part]) -> Iterator[str]:
    """Yield an entry for each part of level 2, with those inside it where they are few."""
    starts = [place for place, part in enumerate(parts) if part.level == 2]
    few = len(parts) <= _MOST_ENTRIES
    for start, end in zip(starts, [*starts[1:], len(parts)], strict=True):
        within = parts[start + 1 : end] if few else []
        inside = "".join(f"<li>{_entry(part)}</li>\n" for part in within)
        yield f"<li>{_entry(parts[start])}{f'<ul>{inside}</ul>' if inside else ''}</li>\n"


def _entry(part: Part) -> str:
    return f'<a href="#{part.id}" dir="auto">{safe(" ".join(part.text.split()))}</a>'


def _footer(options: Options) -> str:
    made = options.generated
    return (
        f'<footer><p>Written <time datetime="{made.isoformat(timespec="seconds")}">'
        f"{made.day} {made:%B %Y, %H:%M}</time> with listening. This page is one file: it needs no"
        " internet, and sends nothing.</p></footer>\n"
    )
