"""Servers on loopback, a clock that does not wait, and names that lead to loopback."""

from __future__ import annotations

import contextlib
import datetime as dt
import http.server
import socket
import threading
from dataclasses import dataclass, field

import pytest

from corpus.collect.admission import Options
from corpus.collect.collector import Collector
from corpus.collect.fetcher import Fetcher
from corpus.collect.pace import Clock
from corpus.collect.settings import Settings
from corpus.schema import FETCHES
from corpus.workspace import Workspace

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
ARABIC = (
    "وصلت القافلة إلى المخيم صباح الأحد بعد أسبوع من الانتظار عند المعبر، وقال عامل إغاثة إن الشاحنات تحمل دقيقا "
    "وأدوية تكفي العائلات شهرا واحدا. وأضاف أن قافلة ثانية تنتظر الإذن بالعبور، وأن الطريق ما زال مقطوعا في موضعين."
)
ENGLISH = (
    "The convoy reached the camp on Sunday morning after a week of waiting at the crossing, an aid worker said, and "
    "its lorries carry flour and medicine for one month. A second convoy waits for leave to cross, he added, and the "
    "road is still cut in two places near the river."
)


def html(title, *paragraphs, head="", lang="ar", charset="utf-8"):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="{charset}"><title>{title}</title>{head}</head>'
        f"<body><nav><a href='/'>home</a></nav><article><h1>{title}</h1>{body}</article></body></html>"
    )
    return page.encode(charset)


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    type: str = "text/html; charset=utf-8"


class Site:
    """An HTTP server whose answers are set path by path: a reply, a list of replies in turn, or a function."""

    def __init__(self):
        self.answers = {"/robots.txt": Reply(status=404)}
        self.asked = []
        self.headers = []
        self.n_open = self.most_open = 0
        self._lock = threading.Lock()
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                site._answer(self)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def __setitem__(self, path, answer):
        self.answers[path] = answer

    def url(self, path="/", host="news.example"):
        return f"http://{host}:{self.port}{path}"

    def pages_asked(self):
        return [path for path in self.asked if path != "/robots.txt"]

    def _answer(self, handler):
        with self._lock:
            self.asked.append(handler.path)
            self.headers.append(dict(handler.headers.items()))
            self.n_open += 1
            self.most_open = max(self.most_open, self.n_open)
            answer = self.answers.get(handler.path, Reply(b"nothing here", 404))
            if isinstance(answer, list):
                answer = answer.pop(0) if len(answer) > 1 else answer[0]
        try:
            if callable(answer):
                answer = answer(handler)
            with contextlib.suppress(ConnectionError):
                handler.send_response(answer.status)
                headers = {"Content-Type": answer.type, "Content-Length": str(len(answer.body)), **answer.headers}
                for name, value in headers.items():
                    if value is not None:
                        handler.send_header(name, value.encode().decode("latin-1"))  # as UTF-8 on the wire
                handler.end_headers()
                handler.wfile.write(answer.body)
        finally:
            with self._lock:
                self.n_open -= 1

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class FakeClock:
    """Time that passes only where somebody sleeps."""

    def __init__(self):
        self.passed = 0.0
        self.slept = []
        self._lock = threading.Lock()
        self.clock = Clock(lambda: NOW + dt.timedelta(seconds=self.passed), lambda: self.passed, self.sleep)

    def sleep(self, seconds):
        with self._lock:
            self.slept.append(seconds)
            self.passed += seconds


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def raw():
    """Starts servers that treat a connection as a function does; robots.txt is answered with 404."""
    listeners = []

    def start(treat):
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def serve():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=talk, args=(connection,), daemon=True).start()

        def talk(connection):
            with connection, contextlib.suppress(OSError):
                head = connection.recv(65536)
                if b"GET /robots.txt" in head:
                    connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
                else:
                    treat(connection)

        threading.Thread(target=serve, daemon=True).start()
        return f"http://raw.example:{listener.getsockname()[1]}/page", listener.getsockname()[1]

    yield start
    for listener in listeners:
        listener.close()


@pytest.fixture
def names():
    """What the fetchers of a test find when they look a host up; every other name is this machine."""
    return {}


@pytest.fixture
def fetcher(clock, names):
    """Makes a fetcher that may ask this machine, at the given ports."""

    def make(*ports, **settings):
        allowed = {"ports": frozenset(ports) | {80, 443}, "allowed_private": frozenset({"127.0.0.1"})}
        return Fetcher(
            Settings(**{"delay": 2.0, "timeout": 10.0, **allowed, **settings}),
            lambda host, port: list(names.get(host, ["127.0.0.1"])),
            clock.clock,
        )

    return make


@pytest.fixture
def told():
    return {"ar": ARABIC, "en": ENGLISH}


@pytest.fixture
def page():
    return html


@pytest.fixture
def reply():
    return Reply


class Corpus:
    """In the place of the corpus: keeps pages by their text, refuses those without a word, and forgets nothing."""

    def __init__(self):
        self.stored = {}
        self.batches = []
        self.fail_at = None

    def add(self, workspace, source_uri, items, *, format, outcome=None):
        items = list(items)
        self.batches.append((source_uri, len(items)))
        for item in items:
            text = item.content if hasattr(item, "content") else item.get("text").encode()
            if b"EMPTY" in text:
                outcome(item.position, "rejected", "no-article", "There is no article in it.")
            elif text in self.stored:
                outcome(item.position, "duplicate", "", "")
            else:
                self.stored[text] = item
                outcome(item.position, "accepted", "", "")


@pytest.fixture
def corpus():
    return Corpus()


@pytest.fixture
def workspace(tmp_path):
    return Workspace.create(tmp_path / "w")


@pytest.fixture
def collector(workspace, fetcher, corpus):
    """Makes a collector of one run; the same workspace and corpus each time."""

    def make(*ports, stop=None, add=None, threads=4, settings=None, **options):
        options = Options(threads=threads, **options)
        return Collector(workspace, fetcher(*ports, **(settings or {})), options, add or corpus.add, stop)

    return make


@pytest.fixture
def real(workspace, fetcher):
    """Makes a collector of one run that stores in the corpus itself."""

    def make(*ports, stop=None, settings=None, **options):
        return Collector(
            workspace, fetcher(*ports, **(settings or {})), Options(**{"threads": 2, **options}), stop=stop
        )

    return make


@pytest.fixture
def states(workspace):
    """Reads the table of fetches: address to state and reason."""

    def read():
        rows = workspace.read(FETCHES).to_pylist()
        found = {row["url"]: (row["state"], row["reason"]) for row in rows}
        assert len(found) == len(rows), "an address has two rows"
        return found

    return read
