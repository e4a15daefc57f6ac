from datetime import date

import pytest

from briefing.errors import SourceError
from tests.readers.casefiles import shown
from tests.readers.conftest import Reads

HEADERS = """From: =?utf-8?q?J=C3=B6rg_Stern?= <stern@example.org>
To: press@example.org
Subject: Re: Fwd: Quay
 to open
Date: Tue, 04 Mar 2025 23:30:00 -0500
Message-ID: <1@example.org>
MIME-Version: 1.0
"""
OWN = """Dear all,

The council has agreed on Monday to open the northern quay again, and it will pay for the
repairs in full.

- first point
- second point
"""
HISTORY = """
> What did they agree?
> Please tell us.
"""


def plain(body: str, headers: str = HEADERS) -> str:
    return f"{headers}Content-Type: text/plain; charset=utf-8\n\n{body}"


def markup(body: str) -> str:
    return f"{HEADERS}Content-Type: text/html; charset=utf-8\n\n<html><body>{body}</body></html>"


def both(text: str, html: str) -> str:
    parts = f"--b\nContent-Type: text/plain\n\n{text}\n--b\nContent-Type: text/html\n\n{html}\n--b--\n"
    return f"{HEADERS}Content-Type: multipart/alternative; boundary=b\n\n{parts}"


def own(text: str) -> str:
    return f"Quay to open\n\n{text}"


def test_subject_sender_and_date_are_the_metadata(reads: Reads) -> None:
    source = reads(plain(OWN)).source
    assert (source.title, source.author, source.published) == ("Quay to open", "Jörg Stern", date(2025, 3, 4))


def test_the_address_stands_for_a_sender_without_a_name(reads: Reads) -> None:
    headers = "From: stern@example.org\nSubject: Quay\nMessage-ID: <1@x>\n"
    assert reads(plain(OWN, headers)).source.author == "stern@example.org"


def test_blocks_are_told_as_in_plain_text(reads: Reads) -> None:
    assert shown(reads(plain(OWN))).split("\n") == [
        "title: Quay to open",
        "paragraph: Dear all,",
        "paragraph: The council has agreed on Monday to open the northern quay again, and it will pay for the "
        "repairs in full.",
        "list item 1: first point",
        "list item 1: second point",
    ]


@pytest.mark.parametrize(
    "history",
    [
        f"On Mon, 3 Mar 2025 at 10:00, Ines Vale <vale@example.org> wrote:\n{HISTORY}",
        f"On Mon, 3 Mar 2025 at 10:00, Ines Vale <vale@example.org>\nwrote:\n{HISTORY}",
        "-----Original Message-----\nFrom: Ines Vale\nWhat did they agree?",
        "From: Ines Vale\nSent: Monday, 3 March 2025\nTo: Jörg Stern\nSubject: Quay\n\nWhat did they agree?",
        HISTORY,
        "-- \nJörg Stern\nWhat did they agree?",
        "Sent from my phone",
    ],
    ids=["wrote", "wrote on two lines", "original message", "header", "signs alone", "signature", "device"],
)
def test_history_and_signature_are_dropped(history: str, reads: Reads) -> None:
    assert reads(plain(f"{OWN}\n{history}")).text == reads(plain(OWN)).text


@pytest.mark.parametrize(
    "forwarding",
    [
        "---------- Forwarded message ---------\nFrom: Ines Vale\nDate: Monday\nSubject: Quay\n\n",
        "Begin forwarded message:\n\nFrom: Ines Vale\nDate: Monday\nSubject: Quay\n\n",
        "From: Ines Vale\nSent: Monday\nTo: Jörg Stern\nSubject: Quay\n\n",
    ],
)
def test_what_is_forwarded_is_kept_without_its_header(forwarding: str, reads: Reads) -> None:
    document = reads(plain(f"See below.\n\n{forwarding}The quay opens on Friday, the council said."))
    assert document.text == own("See below.\n\nThe quay opens on Friday, the council said.")


def test_a_message_that_is_all_quotation_is_kept(reads: Reads) -> None:
    assert reads(plain(HISTORY)).text == own("What did they agree? Please tell us.")


def test_the_plain_part_is_preferred(reads: Reads) -> None:
    assert reads(both("The quay opens on Friday.", "<p>Other words.</p>")).text == own("The quay opens on Friday.")


@pytest.mark.parametrize("stub", ["", "Please view this message in a program that shows HTML."])
def test_a_stub_gives_way_to_the_html_part(stub: str, reads: Reads) -> None:
    words = "The council has agreed on Monday to open the northern quay again. " * 4
    assert reads(both(stub, f"<p>{words}</p>")).text == own(words.strip())


def test_quoted_parts_and_signatures_of_html_are_dropped(reads: Reads) -> None:
    words = "The council has agreed on Monday to open the northern quay again, and it will pay."
    quoted = (
        '<blockquote type="cite">a</blockquote><div class="gmail_quote">b</div><div class="gmail_signature">c</div>'
    )
    assert reads(markup(f"<p>{words}</p>{quoted}")).text == own(words)


def test_a_forwarded_part_of_html_is_kept(reads: Reads) -> None:
    forwarded = (
        '<div class="gmail_quote">--- Forwarded message ---<br>From: A<br>Date: B<br><br><p>The quay opens.</p></div>'
    )
    assert reads(markup(f"<p>See below.</p>{forwarded}")).text == own("See below.\n\nThe quay opens.")


def test_flowed_lines_are_joined(reads: Reads) -> None:
    text = f"{HEADERS}Content-Type: text/plain; format=flowed\n\nThe quay \nopens on \nFriday.\n-- \nJörg"
    assert reads(text).text == own("The quay opens on Friday.")


def test_attachments_are_not_read(reads: Reads) -> None:
    parts = "--b\nContent-Type: text/plain\n\nThe quay opens.\n--b\nContent-Type: text/plain\n"
    attached = "Content-Disposition: attachment; filename=a.txt\n\nAttached words.\n--b--\n"
    text = f"{HEADERS}Content-Type: multipart/mixed; boundary=b\n\n{parts}{attached}"
    assert reads(text).text == own("The quay opens.")


def test_a_message_that_only_carries_another_one_gives_that_one_s_text(reads: Reads) -> None:
    inner = "--b\nContent-Type: message/rfc822\n\nSubject: Inner\nContent-Type: text/plain\n\nThe quay opens.\n--b--\n"
    assert reads(f"{HEADERS}Content-Type: multipart/mixed; boundary=b\n\n{inner}").text == own("The quay opens.")


@pytest.mark.parametrize(
    "headers",
    [
        "Message-ID: <1@x>\nSubject: =?no-such?q?x?=\nFrom: x\nDate: soon\n",
        "Message-ID: <1@x>\nSubject: =?utf-8?b?!!!?=\nFrom: =?utf-8?q?=ff?= <>\nDate: 99 Foo 2025\n",
        "Message-ID: <1@x>\nFrom: \n",
        "Message-ID: <1@x>\nFrom: x\nDate: Tue, 04 Mar 99999999999 10:00:00 +0000\n",
    ],
)
def test_odd_headers_spoil_nothing(headers: str, reads: Reads) -> None:
    assert "northern quay" in reads(plain(OWN, headers)).text


def test_a_wrongly_named_charset_is_guessed(reads: Reads) -> None:
    message = f"{HEADERS}Content-Type: text/plain; charset=no-such\n\nThe café is open.".encode("latin-1")
    assert reads(message, "a.eml").text == own("The café is open.")


def test_a_message_without_text_is_refused(reads: Reads) -> None:
    with pytest.raises(SourceError, match="no text"):
        reads(f"{HEADERS}Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n")


def test_parts_nested_without_end_are_refused(reads: Reads) -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    with pytest.raises(SourceError, match=r"nested|no text"):
        reads(f"{HEADERS}{nested}")
