"""Against a server of our own on this machine; no other is asked."""

import gzip
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import monotonic, sleep

import pytest

from briefing.errors import SourceError
from briefing.fetching import fetch
from briefing.limits import Limits


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        getattr(self, f"serve_{self.path.strip('/').partition('/')[0]}")()

    def log_message(self, *_: object) -> None:
        """Keeps the test's output clean."""

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def serve_page(self) -> None:
        self.answer(b"<p>The quay</p>", Content_Type="text/html; charset=utf-8")

    def serve_moved(self) -> None:
        self.answer(b"", 302, Location="/page")

    def serve_round(self) -> None:
        self.answer(b"", 302, Location="/round")

    def serve_local(self) -> None:
        self.answer(b"", 302, Location="file:///etc/passwd")

    def serve_missing(self) -> None:
        self.answer(b"gone", 404)

    def serve_large(self) -> None:
        self.answer(b"x" * 100_000)

    def serve_bomb(self) -> None:
        self.answer(gzip.compress(b"x" * 10_000_000), Content_Encoding="gzip")

    def serve_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(50):
            self.wfile.write(b"x")
            sleep(0.1)

    def serve_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")
        self.connection.shutdown(socket.SHUT_RDWR)

    def serve_agent(self) -> None:
        self.answer(str(self.headers["Cookie"]).encode())


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are what the tests are about."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with _Server(("127.0.0.1", 0), _Handler) as serving:
        thread = Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


def test_a_page_comes_with_its_address_and_media_type(server: str) -> None:
    raw = fetch(f"{server}/page", Limits())
    assert (raw.data, raw.location, raw.media_type) == (
        b"<p>The quay</p>",
        f"{server}/page",
        "text/html; charset=utf-8",
    )


def test_a_redirection_is_followed_and_the_address_given_is_kept(server: str) -> None:
    raw = fetch(f"{server}/moved", Limits())
    assert (raw.data, raw.location) == (b"<p>The quay</p>", f"{server}/moved")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("round", "redirected more than 5 times"),
        ("local", "not http or https (file:///etc/passwd)"),
        ("missing", "the server answers 404"),
        ("large", "larger than 50,000 bytes"),
        ("bomb", "larger than 50,000 bytes"),
        ("cut", "cannot be fetched"),
    ],
)
def test_what_cannot_be_fetched_is_told_in_one_line(path: str, says: str, server: str) -> None:
    with pytest.raises(SourceError) as caught:
        fetch(f"{server}/{path}", Limits(source_bytes=50_000))
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"{server}/{path}: ")


def test_a_server_that_never_comes_to_an_end_is_left(server: str) -> None:
    start = monotonic()
    with pytest.raises(SourceError, match=r"limits\.fetch_seconds"):
        fetch(f"{server}/slow", Limits(fetch_seconds=0.5))
    assert monotonic() - start < 3


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/a", "http://[bad/a", "http://", "http://exa mple/a", "http://a:b:c/"]
)
def test_an_address_that_leads_nowhere_is_told_in_one_line(url: str) -> None:
    with pytest.raises(SourceError, match="cannot be fetched"):
        fetch(url, Limits(fetch_seconds=2))
