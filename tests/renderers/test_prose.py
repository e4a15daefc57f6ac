"""What the user writes in Markdown, sanitised."""

import pytest

from briefing.memo.shapes import Prose
from briefing.renderers._prose import Span, block, lines


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("plain", "<p>plain</p>"),
        ("a & b", "<p>a &amp; b</p>"),
        ("**a** *b* `c`", "<p><strong>a</strong> <em>b</em> <code>c</code></p>"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("[a](https://x.example)", '<p><a href="https://x.example" rel="noopener noreferrer">a</a></p>'),
        ("<me@x.example>", '<p><a href="mailto:me@x.example" rel="noopener noreferrer">me@x.example</a></p>'),
        ("[a](javascript:alert(1))", '<p><a rel="noopener noreferrer">a</a></p>'),
        ("[a](data:text/html,x)", '<p><a rel="noopener noreferrer">a</a></p>'),
        ("[a](//x.example)", '<p><a rel="noopener noreferrer">a</a></p>'),
        ("[a](/etc/passwd)", '<p><a rel="noopener noreferrer">a</a></p>'),
        ("<script>alert(1)</script>a", "<p>a</p>"),
        ("<b onclick=x>a</b>", "<p>a</p>"),
        ("![a](https://x.example/p.png)", "<p></p>"),
        ("# a", "a"),
        ("<style>p {}</style>a", "<p>a</p>"),
    ],
)
def test_only_what_can_do_no_harm_is_left(markdown: str, html: str) -> None:
    assert block(Prose(markdown)) == html


def test_paragraphs_and_list_items_become_lines() -> None:
    found = lines(Prose("one *two*\n\n- a\n- b\n\n1. c\n"))
    assert ["".join(span.text for span in line) for line in found] == ["one two", "•\u00a0a", "•\u00a0b", "1.\u00a0c"]
    assert found[0] == (Span("one "), Span("two", ("em",)))


def test_a_link_keeps_its_address() -> None:
    assert lines(Prose("[a **b**](https://x.example)")) == (
        (Span("a ", (), "https://x.example"), Span("b", ("strong",), "https://x.example")),
    )


@pytest.mark.parametrize("markdown", [">" * 5_000 + " x", "* " * 5_000 + "x", "[" * 5_000 + "x", "*" * 50_000])
def test_absurd_nesting_is_shown_and_not_followed(markdown: str) -> None:
    assert len(block(Prose(markdown))) > 0


def test_what_is_longer_than_any_note_is_shown_as_it_stands() -> None:
    assert "**x**" in block(Prose("**x** " * 50_000))


def test_a_date_that_begins_with_its_day_keeps_it() -> None:
    assert "".join(span.text for line in lines(Prose("3. November 2026")) for span in line) == "3.\u00a0November 2026"


def test_a_list_that_starts_at_nonsense_starts_at_one() -> None:
    assert lines(Prose('<ol start="many"><li>x</li></ol>'))[0][0].text == "1.\u00a0"


def test_what_is_nested_too_deep_leaves_no_trace_in_what_comes_after() -> None:
    before = block(Prose("[desk](https://desk.example/)"))
    block(Prose("- " * 3000 + "x"))
    assert block(Prose("[desk](https://desk.example/)")) == before
