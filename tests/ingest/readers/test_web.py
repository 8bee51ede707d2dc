"""Pages from the web: a server of our own on this machine, and addresses that are refused."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from graph.errors import InputError
from ingest.readers import Document, Source, read
from ingest.readers.web import Web
from tests.ingest.readers.making import BODY, page

Answer = tuple[int, dict[str, str], bytes]
PAGE = page(f"<article><p>{BODY}</p></article>")


class Site:
    """A server with pages, which notes what it was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], Answer]] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                answer = site.pages.get(self.path, lambda _: (404, {}, b""))
                status, headers, body = answer(self)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def gives(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Put a page up; return its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = lambda _: (status, named, body)
        return self.url + path

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with closing(Site()) as one:
        yield one


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def web(waits: list[float]) -> Iterator[Web]:
    with closing(Web(most=100_000, allow_private=True, sleep=waits.append)) as one:
        yield one


def refused(web: Web, url: str) -> str:
    with pytest.raises(InputError) as caught:
        web.fetch(url)
    assert caught.value.hint
    return caught.value.message


def test_a_page_is_fetched_and_read_under_the_address_it_led_to(site: Site, web: Web) -> None:
    site.gives("/news/1", PAGE)
    fetched = web.fetch(site.gives("/old", status=301, Location="/news/1"))
    assert fetched is not None
    (item,) = read(Source(f"{site.url}/old", None, is_page=True), fetched=fetched)
    assert isinstance(item, Document)
    assert item.article.url == f"{site.url}/news/1"
    assert item.article.text == BODY


def test_the_second_time_the_server_is_asked_only_whether_it_changed(site: Site, web: Web) -> None:
    def answer(request: BaseHTTPRequestHandler) -> Answer:
        same = request.headers.get("If-None-Match") == '"1"'
        return (304, {}, b"") if same else (200, {"ETag": '"1"'}, PAGE)

    site.pages["/a"] = answer
    first = web.fetch(f"{site.url}/a")
    assert first is not None
    assert web.fetch(f"{site.url}/a", stamp=first.stamp) is None
    assert web.fetch(f"{site.url}/a", stamp="no json") is not None


def test_robots_txt_is_honoured_and_asked_for_once(site: Site, web: Web, waits: list[float]) -> None:
    site.gives("/robots.txt", b"User-agent: *\nDisallow: /private\nCrawl-delay: 2\n")
    site.gives("/a", PAGE)
    web.fetch(f"{site.url}/a")
    web.fetch(f"{site.url}/a")
    assert "robots.txt" in refused(web, f"{site.url}/private/1")
    assert site.asked == ["/robots.txt", "/a", "/a"]
    assert waits
    assert all(0 < wait <= 2 for wait in waits)


def test_a_site_whose_robots_txt_fails_is_left_alone(site: Site, web: Web) -> None:
    site.gives("/robots.txt", status=500)
    assert "robots.txt that answers 500" in refused(web, site.gives("/a", PAGE))


def test_a_busy_server_is_asked_again_when_it_says(site: Site, web: Web, waits: list[float]) -> None:
    answers = iter([(503, {"Retry-After": "7"}, b""), (200, {}, PAGE)])
    site.pages["/a"] = lambda _: next(answers)
    assert web.fetch(f"{site.url}/a") is not None
    assert waits == [7.0]
    assert "does not answer: status 429" in refused(web, site.gives("/b", status=429))


def test_what_is_too_large_or_leads_nowhere_is_refused(site: Site, web: Web) -> None:
    assert refused(web, site.gives("/large", b"x" * 200_000)) == "is larger than 0.1 MB"
    assert "answers 404" in refused(web, f"{site.url}/nosuch")
    assert "redirects more than 5 times" in refused(web, site.gives("/loop", status=302, Location="/loop"))
    assert "no page of the web" in refused(web, site.gives("/file", status=302, Location="file:///etc/passwd"))


def test_what_is_no_address_is_refused(site: Site, web: Web) -> None:
    for url in ("http://[::1/x", "http://127.0.0.1:999999/"):
        assert "no page of the web" in refused(web, url)
    assert "no page of the web" in refused(web, site.gives("/a", status=302, Location="http://[bad/x"))


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:9/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest", "http://10.0.0.1/"],
)
def test_addresses_of_the_own_machine_and_network_are_refused(url: str) -> None:
    with closing(Web(most=100_000)) as web:
        assert "own machine or network" in refused(web, url)
