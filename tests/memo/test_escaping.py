"""Text as Markdown: shown as it is, read as nothing else."""

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given

from briefing.document import normalise
from briefing.memo.escaping import escape
from tests.renderers.reading import read_html
from tests.strategies import texts


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain words, “quoted” – and more.", "plain words, “quoted” – and more."),
        ("plain words’ 12, “quoted” – no more", "plain words’ 12, “quoted” – no more"),
        ("4.2 million (about 5%)", "4.2 million (about 5%)"),
        ("*a* _b_ `c` ~d~ $e$", r"\*a\* \_b\_ \`c\` \~d\~ \$e\$"),
        ("[a](b) ![c](d)", r"\[a\](b) !\[c\](d)"),
        ("<b> <!-- c -->", r"\<b\> \<\!-- c --\>"),
        ("a | b", r"a \| b"),
        ("R&D &amp; &#60;", r"R&D \&amp; \&#60;"),
        ("{{ a }}", r"\{\{ a \}\}"),
        ("back\\slash", r"back\\slash"),
        ("https://a.example", r"https\://a\.example"),
        ("www.a.example", r"www\.a\.example"),
        ("me@a.example", "me@\u2060a\\.example"),
        ("@me", "@\u2060me"),
        ("1@.a", "1@\u2060.a"),
        ("www.@a", "www\\.@\u2060a"),
        ("see #12", "see #\u206012"),
        (":smile:", "\\:\u2060smile:"),
        ("ratio 3:4", "ratio 3:4"),
        ("# a", r"\# a"),
        ("a #", r"a \#"),
        ("C#", "C#"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("1) a", r"1\) a"),
        ("1.5 a", "1.5 a"),
        ("=== a", r"\=\=\= a"),
    ],
)
def test_a_sign_that_would_do_something_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize("frame", ["{}", "- {}", "1. {}", "> {}", "# {}", "| a |\n| --- |\n| {} |"])
@given(text=texts)
def test_github_shows_the_text_and_nothing_else(frame: str, text: str) -> None:
    text = normalise(text)
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    wild = read_html(cmarkgfm.github_flavored_markdown_to_html(frame.format(f"w {escape(text)}"), options))
    bare = read_html(cmarkgfm.github_flavored_markdown_to_html(frame.format("w"), options))
    assert [tag for tag, _ in wild.elements] == [tag for tag, _ in bare.elements]
    assert text in wild.text.replace("\u2060", "") or "\u2060" in text


@pytest.mark.parametrize("frame", ["{}", "- {}", "1. {}", "> {}", "# {}"])
@given(text=texts)
def test_no_block_begins_with_a_text(frame: str, text: str) -> None:
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    made = cmarkgfm.github_flavored_markdown_to_html(frame.format(escape(normalise(text))), options)
    plain = cmarkgfm.github_flavored_markdown_to_html(frame.format("w" if normalise(text) else ""), options)
    assert [tag for tag, _ in read_html(made).elements] == [tag for tag, _ in read_html(plain).elements]
