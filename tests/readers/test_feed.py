from datetime import date

import pytest

from briefing.document import Document
from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.readers import Raw, read
from tests.readers.casefiles import shown
from tests.readers.conftest import LIMITS

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Quay Wire</title>{}</channel></rss>"""
FULL = """<item><title>Talks &amp;amp; terms</title><dc:creator>Ines Vale</dc:creator>
<pubDate>Tue, 04 Mar 2025 23:30:00 -0500</pubDate><description>Short.</description><content:encoded><![CDATA[
<h2>Who pays</h2><p>The council said it would pay.</p><ul><li>in full</li></ul><script>alert(1)</script>
]]></content:encoded></item>"""
PLAIN = "<item><title>Second</title><description>The quay is shut.\n\nIt opens on Friday.</description></item>"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay Wire</title><entry>
<title type="html">A &lt;b&gt;bold&lt;/b&gt; plan</title><author><name>Tom Hallam</name></author>
<updated>2025-03-04T23:30:00-05:00</updated><source><title>Harbour News</title></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The quay is open.</p></div></content>
</entry></feed>"""


def feed(text: str, limits: Limits = LIMITS) -> tuple[Document, ...]:
    return read(Raw(text.encode(), "feed.xml"), limits)


def test_each_entry_is_a_document_in_the_order_of_the_file() -> None:
    assert [document.source.title for document in feed(RSS.format(FULL + PLAIN))] == ["Talks & terms", "Second"]


def test_the_fullest_form_of_an_entry_is_read() -> None:
    assert shown(feed(RSS.format(FULL))[0]).split("\n") == [
        "title: Talks & terms",
        "heading 2: Who pays",
        "paragraph: The council said it would pay.",
        "list item 1: in full",
    ]


def test_the_metadata_of_an_entry_are_read_and_its_day_is_the_publishers() -> None:
    source = feed(RSS.format(FULL))[0].source
    assert (source.author, source.publisher, source.published) == ("Ines Vale", "Quay Wire", date(2025, 3, 4))


def test_an_atom_entry_is_read_and_its_own_source_is_its_publisher() -> None:
    (document,) = feed(ATOM)
    source = document.source
    assert (source.title, source.author, source.publisher, source.published, document.text) == (
        "A bold plan",
        "Tom Hallam",
        "Harbour News",
        date(2025, 3, 4),
        "A bold plan\n\nThe quay is open.",
    )


def test_plain_text_in_an_entry_keeps_its_paragraphs() -> None:
    assert feed(RSS.format(PLAIN))[0].text == "Second\n\nThe quay is shut.\n\nIt opens on Friday."


def test_an_entry_without_any_text_is_passed_over() -> None:
    assert len(feed(RSS.format("<item><link>https://example.org</link></item>" + PLAIN))) == 1


def test_unknown_dates_are_none() -> None:
    assert feed(RSS.format(PLAIN.replace("</item>", "<pubDate>soon</pubDate></item>")))[0].source.published is None


def test_malformed_xml_is_read_as_far_as_feedparser_can() -> None:
    assert feed(RSS.format(PLAIN.replace("Second", "Second &nbsp; & third")))[0].source.title == "Second & third"


def test_a_short_feed_is_not_taken_for_the_name_of_a_file() -> None:
    with pytest.raises(SourceError, match="no entries"):
        feed("<rss></rss>")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (RSS.format(FULL)[:500], "cut short"),
        (RSS.format(""), "no entries"),
        ("<other>text</other>", "no RSS or Atom feed"),
        ('<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>' + RSS.format(FULL)[39:], "entities"),
        ('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + RSS.format(FULL)[39:], "entities"),
        (RSS.format("<item><title>&#XD800;</title></item>"), "taken apart"),
        (RSS.format("<item>" + "<a>" * 100_000 + "</a>" * 100_000 + "</item>"), "nested"),
    ],
    ids=["truncated", "empty", "no feed", "entities", "external entity", "half a pair", "nested"],
)
def test_what_cannot_be_read_is_refused(text: str, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        feed(text)


def test_more_entries_than_the_limit_are_refused() -> None:
    with pytest.raises(SourceError, match=r"limits\.entries"):
        feed(RSS.format(PLAIN * 3), Limits(entries=2))
