"""Words of other people survive Markdown letter by letter, and cannot fake its structure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from listening.model.text import sanitise
from listening.sharing.markdown_text import (
    NotPlainWordsError,
    cell,
    inline,
    parser,
    quote,
    text_of,
    text_of_quote,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

READERS = {
    "commonmark": MarkdownIt("commonmark"),
    "js-default": MarkdownIt("js-default"),
    "gfm-like": MarkdownIt("gfm-like"),
    "gfm-like2": MarkdownIt("gfm-like2"),
    "ours": parser(),
}
TABLE_READERS = {name: reader for name, reader in READERS.items() if name != "commonmark"}

MARKS = r"""
    # ## > - + * 1. 2) (a) iv. ii) === --- *** ___ -- == %% :: ::: ~~ ~ ``` ` ` ** * __ _ | || |---| :-: \ \\ \| / //
    & &amp; &#35; &#x41; &lt &copy &; < > <b> </b> <!-- --> <?x?> <https://a.example> [ ] [/nope] [x] [x]: [^1] ![i](u)
    (u) $x$ $$ ^ ^2^ { } {{< >}} {.class} @ @jo jo@example.org jo@1.2.3.4 (@x) mailto:jo@example.org xmpp:a@b
    http://a.example https://a.example/%20?x=1&y=2 ftp://b //c.example //localhost www.d.example WWW.1a.de example.com
    e.g. it.So Senedd.tv 😀.com пример.рф :smile: a:+1: :100: 14:02:10 10:00:00+01:00 [@click=app.quit] *_ **_ [!NOTE]
    👩‍🦽 é 我覺得 Uber £5 “quoted” don't – — … & co word a 1 .
"""
"""Whatever a Markdown reader might act on, and what people write, between blanks."""

BLANKS = (" ", "  ", "\t", "\n", "\n\n", "\n\n\n", "\u00a0", "\u2003", "\u3000", "\u200b", "\ufeff")

pieces = st.sampled_from([*MARKS.split(), *BLANKS])
nasty = st.lists(pieces | st.text(max_size=3), max_size=12).map("".join)
spaced = st.lists(pieces, max_size=12).map(" ".join)
raw_words = nasty | spaced | st.text(max_size=60)
words = raw_words.map(sanitise)


def inlines(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.type == "inline"]


def read_quote(reader: MarkdownIt, lines: list[str]) -> str:
    tokens = reader.parse("before\n\n" + "\n".join(lines) + "\n\n# after\n")
    kinds = [token.type for token in tokens]
    assert kinds[3] == "blockquote_open"
    assert kinds[-4:] == ["blockquote_close", "heading_open", "inline", "heading_close"]
    return text_of_quote(tokens[4:-4])


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@given(text=words)
@example(text="[/nope] [@click=app.quit] <b>*_")
@example(text="a\\\nb\\")
@example(text="\u00a0\n\n\u00a0 x \u00a0")
@example(text="title\n===\n\n---\n| a | b |\n|---|---|\n| 1 | 2 |")
@example(text="[x]: http://a.example\n\n[x] [^1]\n\n[^1]: y")
@example(text="see example.com/%E4%BD%A0 or //localhost or jo@1.2.3.4")
def test_what_was_said_is_read_back_letter_by_letter(reader: MarkdownIt, text: str) -> None:
    assert read_quote(reader, quote(text)) == text


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@given(text=words)
def test_a_heading_and_a_list_value_are_read_back_letter_by_letter(
    reader: MarkdownIt, text: str
) -> None:
    tokens = reader.parse(f"### {inline(text)}\n\n- Label: {inline(text)}\n- Next: one\n")
    heading, value, following = inlines(tokens)
    assert text_of(heading) == text
    assert text_of(value) == f"Label: {text}".rstrip(" ")
    assert text_of(following) == "Next: one"


@pytest.mark.parametrize("reader", TABLE_READERS.values(), ids=TABLE_READERS)
@given(head=words, left=words, right=words)
def test_a_table_cell_is_read_back_letter_by_letter(
    reader: MarkdownIt, head: str, left: str, right: str
) -> None:
    rows = [f"| {cell(head)} | How many |", "| --- | ---: |", f"| {cell(left)} | {cell(right)} |"]
    tokens = reader.parse("\n".join(rows) + "\n")
    assert tokens[0].type == "table_open"
    assert tokens[-1].type == "table_close"
    assert [text_of(token) for token in inlines(tokens)] == [head, "How many", left, right]


@given(
    text=raw_words | st.text(alphabet="\x00\x07\x1b\r\n\x0b\x0c\x85\u2028\ud800 a#>-", max_size=20)
)
def test_words_that_never_met_the_sanitiser_stay_inside_the_quote_too(text: str) -> None:
    lines = quote(text)
    read_quote(parser(), lines)
    written = "\n".join(lines)
    assert "\r" not in written
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", written)


@given(text=st.text(alphabet="ab \n\t\r\\", max_size=30))
def test_blanks_tabs_and_line_breaks_are_exact_even_where_the_sanitiser_would_tidy(
    text: str,
) -> None:
    assert read_quote(parser(), quote(text)) == text


ORDINARY = (
    "Mum's carers change every week, and nobody tells us who is coming.",
    "“Who decides?” – nobody (not even the council) could say: £5 here & there!",
    "We asked at 14:02:10, e.g. by phone, and/or by letter; 50% answered. Why?",
    "She said no. I said: fine... and left.",
    "我覺得載客的司機都應該保意外險。",
    "C# is a note, 3 + 4 = 7, well-known, 2-3 people",
)


@pytest.mark.parametrize("said", ORDINARY)
def test_ordinary_speech_reads_unescaped(said: str) -> None:
    assert quote(said) == [f"> {said}"]


def test_lines_and_paragraphs_of_a_quote_look_like_lines_and_paragraphs() -> None:
    assert quote("one\ntwo\n\nthree\n\n\n four") == [
        "> one\\",
        "> two",
        ">",
        "> three",
        ">",
        "> \\",
        "> &#32;four",
    ]


def test_nothing_said_is_an_empty_quote() -> None:
    assert quote("") == [">"]
    assert read_quote(parser(), quote("")) == ""


@pytest.mark.parametrize(
    "markdown", ["> *stressed*", "> - a list", "> `code`", "> [link](https://a.example)"]
)
def test_markup_that_somebody_wrote_into_the_file_is_refused_not_guessed_at(markdown: str) -> None:
    with pytest.raises(NotPlainWordsError):
        read_quote(parser(), [markdown])
