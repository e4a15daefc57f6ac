"""What tests of readers share: no network, and a short way to read something."""

import socket
from collections.abc import Callable

import pytest

from briefing.document import Document
from briefing.limits import Limits
from briefing.readers import Raw, read

LIMITS = Limits()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails a test that opens a connection or asks for an address."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader used the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


Reads = Callable[..., Document]


@pytest.fixture
def reads() -> Reads:
    """Reads an input that holds one document."""

    def one(data: str | bytes, name: str = "note.txt", *, limits: Limits = LIMITS, force: bool = False) -> Document:
        (document,) = read(Raw(data.encode() if isinstance(data, str) else data, name), limits, force=force)
        return document

    return one
