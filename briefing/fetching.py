"""Fetches one URL: the only place in the program that touches the network."""

from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from briefing.errors import SourceError
from briefing.limits import Limits
from briefing.readers import Raw

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

_REDIRECTS = 5
_CHUNK = 65_536
_HEADERS = {"User-Agent": "briefing", "Accept": "text/html,application/pdf,text/plain;q=0.9,*/*;q=0.8"}


def fetch(url: str, limits: Limits) -> Raw:
    """What a URL serves, with the media type it names; up to five redirects are followed.

    Raises `SourceError` where that fails, takes longer than `limits.fetch_seconds` in all, or is
    larger than `limits.source_bytes`, compressed or not.
    """
    from urllib3 import PoolManager
    from urllib3.exceptions import HTTPError

    deadline = monotonic() + limits.fetch_seconds
    try:
        with PoolManager(retries=False) as pool:
            return _follow(pool, url, limits, deadline)
    except (HTTPError, OSError, ValueError) as error:
        raise SourceError(f"it cannot be fetched ({error})", where=url, mend="check the address") from error


def _follow(pool: "PoolManager", url: str, limits: Limits, deadline: float) -> Raw:
    at = url
    for _ in range(_REDIRECTS + 1):
        if urlsplit(at).scheme.casefold() not in ("http", "https"):
            raise SourceError(f"it leads to an address that is not http or https ({at})", where=url)
        response = pool.request(
            "GET",
            at,
            headers=_HEADERS,
            redirect=False,
            preload_content=False,
            timeout=max(0.1, deadline - monotonic()),
        )
        try:
            target = response.get_redirect_location()
            if target:
                at = urljoin(at, target)
                continue
            if response.status >= 400:
                raise SourceError(f"the server answers {response.status}", where=url, mend="check the address")
            return Raw(_body(response, url, limits, deadline), url, response.headers.get("Content-Type"))
        finally:
            response.close()
    raise SourceError(f"it is redirected more than {_REDIRECTS} times", where=url, mend="give the final address")


def _body(response: "BaseHTTPResponse", url: str, limits: Limits, deadline: float) -> bytes:
    data = bytearray()
    # What has come so far, not a full chunk: a server that sends a byte a second would be waited for.
    while chunk := response.read1(_CHUNK, decode_content=True):
        data += chunk
        if len(data) > limits.source_bytes:
            raise SourceError(
                f"it is larger than {limits.source_bytes:,} bytes", where=url, mend="raise limits.source_bytes"
            )
        if monotonic() > deadline:
            raise SourceError(
                f"it takes longer than {limits.fetch_seconds:g} seconds", where=url, mend="raise limits.fetch_seconds"
            )
    return bytes(data)
