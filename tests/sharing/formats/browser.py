"""Reads an HTML page as a browser does, as far as the pages of this program need it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_WITHOUT_END = frozenset({"meta", "br"})
"""Elements that hold nothing, and so have no end."""


@dataclass
class Element:
    """An element of a page, with the elements and the texts inside it."""

    tag: str
    attributes: dict[str, str | None]
    inside: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """Yield this element and all inside it, in the order of the page."""
        yield self
        for each in self.inside:
            if isinstance(each, Element):
                yield from each

    def all(self, *tags: str) -> list[Element]:
        """Return the elements of these tags inside this one."""
        return [each for each in self if each.tag in tags]

    def one(self, tag: str) -> Element:
        """Return the only element of a tag."""
        (found,) = self.all(tag)
        return found

    @property
    def text(self) -> str:
        """What it says: a line break as one, and an empty line between paragraphs."""
        parts: list[str] = []
        for each in self.inside:
            if isinstance(each, str):
                parts.append(each)
            elif each.tag == "br":
                parts.append("\n")
            else:
                parts += ["\n\n"] * (each.tag == "p" and bool(parts)) + [each.text]
        return "".join(parts)

    @property
    def id(self) -> str | None:
        """What links call it."""
        return self.attributes.get("id")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]
        self.other: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice: {tag} {names}"
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in _WITHOUT_END:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.other.append(data)


def browse(page: str) -> Element:
    """Return what a page is made of; every element must be closed where it was opened."""
    assert page.startswith("<!DOCTYPE html>\n")
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert [each.tag for each in reader.open] == [""]
    assert reader.other == [], "comments and the like have no place in a page"
    return reader.open[0]
