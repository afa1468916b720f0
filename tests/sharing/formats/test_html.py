"""A session as an HTML page: the words are exact, and it can be read by everybody, anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime
from functools import cache
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from listening.model.text import sanitise, says_nothing
from listening.model.vocabulary import Audience
from listening.sharing import formats
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose_records
from listening.sharing.document import (
    Document,
    Heading,
    Paragraph,
    Place,
    Quote,
    Table,
    Value,
    Values,
)
from listening.sharing.formats import Options
from tests.sharing.building import a_session, person, prompts, said
from tests.sharing.formats.browser import Element, browse
from tests.sharing.pages import EXPORT, HOSTILE, hostile, kinds, sample
from tests.sharing.pages import page as page_for

NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)
HTML = formats.named("html")
TEAM = Audience.TEAM

_TAGS = (
    "html head meta title style body a header h1 h2 h3 h4 nav ul li main section p blockquote br"
    " dl div dt dd table caption thead tbody tr th td span bdi svg rect footer time"
)
TAGS = frozenset(_TAGS.split())
"""The elements that a page is made of."""

_SAFE = (
    "lang class id href dir scope colspan role tabindex aria-labelledby aria-hidden charset name content"
    " http-equiv datetime viewbox preserveaspectratio width height data-format data-version"
    " data-session data-audience"
)
SAFE = frozenset(_SAFE.split())
"""The attributes that its elements may have: none of them fetches, runs or styles anything."""

words = st.text(min_size=1, max_size=80).map(sanitise).filter(lambda text: not says_nothing(text))
tricks = st.sampled_from(HOSTILE).map(sanitise) | st.sampled_from(
    [
        "</title><script>alert(1)</script>",
        "<!-- --><?php ?><![CDATA[x]]>",
        '" onmouseover="alert(1)',
        "&lt;b&gt; &#x41; &notin; &copy",
        "javascript:alert(1) https://a.example",
        "one\n\ntwo\n three  four\n\n five",
    ]
)


def rendered(document: Document, *, plain: bool = False) -> str:
    written = formats.render_document(HTML, document, Options(generated=NOW, plain=plain))
    return written.content.decode()


def exported(disclosed: Disclosed, *, plain: bool = False) -> str:
    written = formats.export(HTML, [disclosed], Options(generated=NOW, plain=plain))
    assert written.beside == {}
    return written.content.decode()


@cache
def disclosed_of(session: str, audience: Audience) -> Disclosed:
    return {"sample": sample, "hostile": hostile}[session](audience)


@cache
def page_of(session: str, audience: Audience, kind: str = EXPORT) -> Element:
    return browse(page_for(disclosed_of(session, audience), kind).decode())


@pytest.fixture(
    params=[
        (session, audience, kind)
        for session in ("sample", "hostile")
        for audience in Audience
        for kind in kinds(audience)
    ],
    ids=lambda each: "-".join(filter(None, each)),
)
def page(request: pytest.FixtureRequest) -> Element:
    """Return a page: an export or a report, for each audience."""
    return page_of(*request.param)


# The words -----------------------------------------------------------------------------------


@given(texts=st.lists(words | tricks, min_size=1, max_size=4), title=words | tricks)
@settings(max_examples=50)
def test_every_word_comes_back_letter_by_letter(texts: list[str], title: str) -> None:
    people = [person(f"P{n}", agreed_name=text) for n, text in enumerate(texts)]
    rows = [
        said(f"c{n}", text, people[n], paraphrase=text, codes=(text,), prompt_number=1)
        for n, text in enumerate(texts)
    ]
    session = a_session(title=title, purpose=title)
    back = browse(exported(disclose_records(session, prompts(title), people, rows, TEAM)))
    assert back.one("h1").text == title
    assert [each.text for each in back.all("blockquote")] == [text for text in texts for _ in "12"]
    values = {each.text for each in back.all("dd")}
    assert {title, *texts} <= values
    assert f"1. {title}" in [each.text for each in back.all("h3")]
    assert back.one("title").text == " ".join(title.split())


@given(text=st.text(max_size=60))
@example(text="\x00\x0b\x1b[31m\x85\ud800\ufffe\r\n\r")
def test_no_text_whatever_makes_anything_but_text(text: str) -> None:
    document = Document(
        title=text,
        front=(("session", text), ("audience", text)),
        blocks=(
            Paragraph(text),
            Heading(2, text, anchor=text),
            Quote(text, anchor=text),
            Values((Value(text, text),)),
            Table(text, (text, text), ((text, text),), behind=((Place(text, text),),)),
        ),
    )
    page = browse(rendered(document))
    assert {each.tag for each in page} - {""} <= TAGS
    assert {name for each in page for name in each.attributes} <= SAFE
    ids = [each.id for each in page if each.id]
    assert len(ids) == len(set(ids))
    assert not [each for each in ids if re.search(r"\s", each)]


def test_words_run_in_the_direction_of_their_own_letters(page: Element) -> None:
    for quote in page.all("blockquote"):
        assert [each.attributes["dir"] for each in quote.all("p")] == ["auto"] * len(quote.inside)
    for each in page.all("h1", "dd", "td", "th", "caption"):
        assert "auto" in (each.attributes.get("dir"), *(e.attributes.get("dir") for e in each)) or (
            each.attributes.get("class") == "figure"
        )


# Who may read it, and where --------------------------------------------------------------------


def test_nothing_is_fetched_nothing_runs_and_nothing_styles_itself(page: Element) -> None:
    assert {each.tag for each in page} - {""} <= TAGS
    assert {name for each in page for name in each.attributes} <= SAFE
    assert [
        each for each in page.all("a") if not (each.attributes["href"] or "").startswith("#")
    ] == []
    assert "url(" not in page.one("style").text
    assert "@import" not in page.one("style").text


def test_the_browser_is_told_to_allow_the_one_stylesheet_and_nothing_else(page: Element) -> None:
    style = page.one("style").text
    fingerprint = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [
        each.attributes["content"] for each in page.all("meta") if "http-equiv" in each.attributes
    ]
    assert policy is not None
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{fingerprint}';")
    order = [each.tag for each in page.one("head") if each.tag in ("meta", "style")]
    assert order.index("style") > order.index("meta")


def test_a_page_has_a_language_one_title_one_heading_and_landmarks(page: Element) -> None:
    assert page.one("html").attributes["lang"] == "en-GB"
    assert page.one("title").text
    assert page.one("h1").text
    tops = [each.tag for each in page.one("body").inside if isinstance(each, Element)]
    assert [each for each in tops if each != "nav"] == ["a", "header", "main", "footer"]
    # Where there is only one part, a list of contents would offer no choice.
    parts = page.one("main").all("h2", "h3")
    assert ("nav" in tops) == (len(parts) > 1)


def test_the_first_thing_to_reach_skips_to_what_was_said(page: Element) -> None:
    first = next(each for each in page.one("body") if each.tag == "a")
    assert first.attributes["href"] == f"#{page.one('main').id}"


def test_every_link_leads_somewhere_and_nothing_is_called_twice(page: Element) -> None:
    ids = [each.id for each in page if each.id]
    assert len(ids) == len(set(ids))
    targets = {unquote((each.attributes["href"] or "")[1:]) for each in page.all("a")}
    named = {
        each.attributes["aria-labelledby"] for each in page if "aria-labelledby" in each.attributes
    }
    assert targets | named <= set(ids)


def test_no_level_of_headings_is_skipped(page: Element) -> None:
    levels = [int(each.tag[1]) for each in page.one("main").all("h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in zip([1, *levels], levels, strict=False))


def test_every_table_is_named_has_headers_and_scrolls_in_a_region_of_its_own(page: Element) -> None:
    regions = [each for each in page if each.attributes.get("role") == "region"]
    assert [each.one("table") for each in regions] == page.all("table")
    for region in regions:
        assert region.attributes["tabindex"] == "0"
        assert region.attributes["aria-labelledby"] == region.one("caption").id
        heads = region.one("thead").all("th")
        assert [each.attributes["scope"] for each in heads] == ["col"] * len(heads)
        if "side" in (region.attributes["class"] or ""):
            check_side_by_side(region, len(heads))
            continue
        for row in region.one("tbody").all("tr"):
            cells = row.all("th", "td")
            assert cells[0].attributes["scope"] == "row"
            assert [each.tag for each in cells[1:]] == ["td"] * (len(heads) - 1)


def check_side_by_side(region: Element, columns: int) -> None:
    """Hold that each line has its name across its cells, one for each column."""
    for line in region.all("tbody"):
        name, cells = line.all("tr")
        assert name.one("th").attributes["scope"] == "rowgroup"
        assert name.one("th").attributes["colspan"] == str(columns)
        assert [each.tag for each in cells.all("th", "td")] == ["td"] * columns


# Figures -----------------------------------------------------------------------------------------


def figures(page: Element) -> list[Element]:
    return [each for each in page.all("td") if each.attributes.get("class") == "figure"]


def test_a_bar_stands_beside_its_number_for_eyes_alone() -> None:
    table = Table(
        "Heard",
        ("Area", "At least"),
        (("a", "1,000"), ("b", "250"), ("c", "0"), ("d", "not given")),
    )
    page = browse(rendered(Document("T", (), (table,))))
    assert [each.text for each in figures(page)] == ["1,000", "250", "0", "not given"]
    assert [each.attributes["width"] for each in page.all("rect")] == ["100", "25"]
    assert {each.attributes["aria-hidden"] for each in page.all("svg")} == {"true"}


def test_a_table_of_words_has_no_bars() -> None:
    table = Table("Gap", ("Area", "What is met"), (("a", "12"),), figures=False)
    page = browse(rendered(Document("T", (), (table,))))
    assert page.all("svg") == []
    assert [each.text for each in page.all("td")] == ["12"]


def test_a_figure_leads_to_the_contributions_behind_it() -> None:
    page = page_of("sample", TEAM)
    by_id = {each.id: each for each in page if each.id}
    parents = {id(child): each for each in page for child in each.inside}
    table = page.all("tbody")[0]
    assert len(figures(table)) == 5
    for row in table.all("tr"):
        link = row.one("a")
        heading = by_id[(link.attributes["href"] or "")[1:]]
        number = link.text.partition(",")[0]
        assert heading.text == f"{row.one('th').text}: {number}"
        (items,) = parents[id(heading)].all("ul")
        shown = [by_id[(each.attributes["href"] or "")[1:]] for each in items.all("a")]
        assert len(shown) == int(number)
        assert {each.tag for each in shown} == {"h4"}


def test_every_figure_leads_to_what_is_behind_it_or_to_how_it_is_got_at(page: Element) -> None:
    counts = [each for each in page.all("p") if each.attributes.get("class") == "count"]
    there = [each for each in (*figures(page), *counts) if each.text.rpartition(" ")[2] != "0"]
    assert all(len(each.all("a")) == 1 for each in there)


def test_how_all_of_it_is_got_at_stands_below_what_is_listed() -> None:
    table = Table("Heard", ("Area", "At least"), (("a", "2"),), ways=("Ask <them>.",))
    page = browse(rendered(Document("T", (), (Heading(2, "H"), table))))
    assert [len(each.all("a")) for each in figures(page)] == [1]
    assert "Ask <them>." in [each.text for each in page.one("main").all("p")]


def test_a_figure_that_nothing_shown_is_behind_leads_nowhere() -> None:
    table = Table(
        "Heard", ("Area", "At least"), (("a", "2"), ("b", "1")), behind=((), (Place("gone", "w"),))
    )
    page = browse(rendered(Document("T", (), (Heading(2, "H"), table))))
    assert [len(each.all("a")) for each in figures(page)] == [0, 1]
    assert [each.text for each in page.one("main").all("li")] == ["w"]
    assert page.one("main").all("li")[0].all("a") == []


# Around it -----------------------------------------------------------------------------------------


def test_large_print_is_the_same_page_in_larger_letters() -> None:
    shown = sample(TEAM)
    usual, large = (exported(shown, plain=plain) for plain in (False, True))
    assert large.replace(' class="large"', "", 1) == usual
    assert browse(large).one("html").attributes["class"] == "large"


def test_the_same_state_gives_the_same_page() -> None:
    shown = hostile(TEAM)
    assert exported(shown) == exported(shown)


def test_long_work_tells_how_far_it_is_and_can_be_ended() -> None:
    told: list[tuple[int, int]] = []

    def step(done: int, of: int) -> None:
        told.append((done, of))
        if len(told) == 2:
            raise KeyboardInterrupt

    document = Document("T", (), tuple(Paragraph("p") for _ in range(1_000)))
    with pytest.raises(KeyboardInterrupt):
        formats.render_document(HTML, document, Options(generated=NOW, step=step))
    assert told[0] == (0, 1_000)
    assert 0 < told[1][0] < 1_000
