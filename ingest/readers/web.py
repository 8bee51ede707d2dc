"""Pages and files from the web: fetched politely, within bounds, and never from inside of the network."""

from __future__ import annotations

import ipaddress
import json
import socket
import time
from collections.abc import Callable
from contextlib import closing
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import structlog
from protego import Protego
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from graph.errors import InputError
from ingest.readers.parts import Fetched

log = structlog.get_logger(__name__)

AGENT = "kaigraph"
TIMEOUT = httpx.Timeout(20.0, connect=10.0)
"""Seconds to wait for a connection, and for each next piece of an answer."""
MOST_REDIRECTS = 5
ATTEMPTS = 3
LONGEST_WAIT = 30.0
"""Seconds to wait before trying again, or between two pages of a site that asks for it."""
_LONGEST_FETCH = 120.0
"""Seconds that one answer may take altogether: a server that sends a byte a second would never time out."""
_MOST_ROBOTS = 500_000
_AGAIN = {429, 502, 503, 504}


class _TryAgain(Exception):
    """The server does not answer now. `after`: seconds that it asks to wait."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Web:
    """Fetches addresses, one after the other.

    Honours robots.txt (RFC 9309) with its Crawl-delay, follows at most `MOST_REDIRECTS` redirects, and asks again a
    few times where a server is busy.

    Args:
        most: most bytes of an answer, unpacked.
        allow_private: fetch from addresses of the own machine and network too. Off, because an address in a list or a
            redirect may point at what only the own network can reach.
        sleep: how to wait.
    """

    def __init__(self, *, most: int, allow_private: bool = False, sleep: Callable[[float], None] = time.sleep) -> None:
        self._most = most
        self._allow_private = allow_private
        self._sleep = sleep
        self._robots: dict[str, Protego] = {}
        self._last: dict[str, float] = {}
        headers = {"User-Agent": f"{AGENT}/{version('kaigraph')}", "Accept-Language": "ko, en;q=0.5"}
        self._client = httpx.Client(timeout=TIMEOUT, headers=headers, follow_redirects=False, trust_env=True)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def fetch(self, url: str, *, stamp: str | None = None) -> Fetched | None:
        """Fetch an address.

        Args:
            url: what to fetch.
            stamp: of an earlier fetch.

        Returns:
            What it gave, or `None` where the server says that nothing changed since.

        Raises:
            InputError: it cannot or may not be fetched; the message says why.
        """
        asked = _conditions(stamp)
        for _ in range(MOST_REDIRECTS + 1):
            self._check_robots(url)
            status, headers, data = self._get(url, asked, self._most)
            if status == httpx.codes.NOT_MODIFIED:
                return None
            if status in (301, 302, 303, 307, 308) and "location" in headers:
                url = _led(url, headers["location"])
                continue
            if status != httpx.codes.OK:
                phrase = httpx.codes.get_reason_phrase(status)
                raise InputError(f"answers {status} {phrase}".rstrip(), hint="Look at the address in a browser.")
            return Fetched(url, data, _stamp(headers))
        raise InputError(f"redirects more than {MOST_REDIRECTS} times", hint="Give the address that it leads to.")

    def _get(self, url: str, headers: dict[str, str], most: int) -> tuple[int, httpx.Headers, bytes]:
        retrying = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=_wait,
            retry=retry_if_exception_type(_TryAgain),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._get_once, url, headers, most)
        except _TryAgain as error:
            raise InputError(
                f"does not answer: {error}", hint="Try again later, or look at it in a browser."
            ) from error

    def _get_once(self, url: str, headers: dict[str, str], most: int) -> tuple[int, httpx.Headers, bytes]:
        self._check_address(url)
        self._keep_distance(url)
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                self._check_peer(answer)
                if answer.status_code in _AGAIN:
                    raise _TryAgain(f"status {answer.status_code}", _retry_after(answer.headers))
                return answer.status_code, answer.headers, _body(answer, most)
        except httpx.TransportError as error:
            raise _TryAgain(str(error) or type(error).__name__) from error
        except (httpx.InvalidURL, httpx.DecodingError, UnicodeError) as error:
            raise InputError(f"cannot be fetched: {error}", hint="Check the address.") from error

    def _check_address(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:  # brackets that do not close, a port that there is not
            raise _no_page(url) from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _no_page(url)
        if self._allow_private:
            return
        if _through_proxy(url):
            return  # the proxy looks the name up, and decides what it reaches
        try:
            found = socket.getaddrinfo(parts.hostname, port or parts.scheme, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise InputError(f"has a host that is not known: {parts.hostname}", hint="Check the address.") from error
        for *_, address in found:
            _refuse_private(str(address[0]))

    def _check_peer(self, answer: httpx.Response) -> None:
        """Look at who answered: a name may lead elsewhere when it is asked for the second time."""
        stream: Any = answer.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream is not None else None
        if peer and not self._allow_private and not _through_proxy(str(answer.url)):
            _refuse_private(str(peer[0]))

    def _check_robots(self, url: str) -> None:
        self._check_address(url)
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        if not self._robots[origin].can_fetch(url, AGENT):
            raise InputError(
                "may not be fetched by programs (robots.txt)", hint="Save the page yourself, and read that."
            )

    def _read_robots(self, origin: str) -> Protego:
        """Read a site's rules. Where it has none, all is allowed; where it does not answer, nothing is (RFC 9309)."""
        url = f"{origin}/robots.txt"
        for _ in range(MOST_REDIRECTS + 1):
            status, headers, data = self._get(url, {}, _MOST_ROBOTS)
            if status in (301, 302, 303, 307, 308) and "location" in headers:
                url = _led(url, headers["location"])
                continue
            if status >= httpx.codes.INTERNAL_SERVER_ERROR:
                raise InputError(f"has a robots.txt that answers {status}", hint="Try again later.")
            return Protego.parse(data.decode("utf-8", "replace") if status == httpx.codes.OK else "")
        return Protego.parse("")

    def _keep_distance(self, url: str) -> None:
        origin = _origin(url)
        rules = self._robots.get(origin)
        delay = min(float(rules.crawl_delay(AGENT) or 0.0), LONGEST_WAIT) if rules is not None else 0.0
        left = self._last.get(origin, float("-inf")) + delay - time.monotonic()
        if left > 0:
            self._sleep(left)
        self._last[origin] = time.monotonic()


def _body(answer: httpx.Response, most: int) -> bytes:
    """Read an answer piece by piece, unpacked, never more than `most` bytes."""
    data = bytearray()
    until = time.monotonic() + _LONGEST_FETCH
    with closing(answer.iter_bytes(1 << 16)) as pieces:  # type: ignore[type-var]
        for piece in pieces:
            data += piece
            if len(data) > most:
                raise InputError(f"is larger than {most / 1e6:g} MB", hint="Fetch it yourself, or raise --max-mb.")
            if time.monotonic() > until:
                raise InputError(f"takes more than {_LONGEST_FETCH:g} seconds", hint="Fetch it yourself.")
    return bytes(data)


def _refuse_private(address: str) -> None:
    plain = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(plain, "ipv4_mapped", None)
    if not (mapped or plain).is_global:
        hint = "Give --allow-private where you trust it."
        raise InputError(f"leads to {address}, which is an address of the own machine or network", hint=hint)


def _through_proxy(url: str) -> bool:
    """Tell whether the environment names a proxy for an address: then the peer is the proxy."""
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(url)
    return parts.scheme in getproxies() and not proxy_bypass(parts.hostname or "")


def _led(url: str, location: str) -> str:
    """Return where a redirect leads to."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise _no_page(location) from error


def _no_page(url: str) -> InputError:
    return InputError(f"leads to {url[:80]!r}, which is no page of the web", hint="Give an http or https address.")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome is not None else None
    asked = error.after if isinstance(error, _TryAgain) else None
    return min(asked, LONGEST_WAIT) if asked is not None else wait_random_exponential(multiplier=0.5, max=8)(state)


def _retry_after(headers: httpx.Headers) -> float | None:
    said = headers.get("retry-after", "").strip()
    if said.isdigit():
        return float(said)
    try:
        return max(parsedate_to_datetime(said).timestamp() - time.time(), 0.0)
    except ValueError:
        return None


def _stamp(headers: httpx.Headers) -> str:
    said = {"etag": headers.get("etag"), "last_modified": headers.get("last-modified")}
    return json.dumps({key: value for key, value in said.items() if value}, sort_keys=True)


def _conditions(stamp: str | None) -> dict[str, str]:
    try:
        said = json.loads(stamp) if stamp else {}
    except json.JSONDecodeError:
        return {}
    names = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}
    return {names[key]: value for key, value in said.items() if key in names} if isinstance(said, dict) else {}
