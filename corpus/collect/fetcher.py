"""The one fetcher: every page, feed, list and archive from the web comes through it."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from corpus.collect.answers import ANYTHING, Answer, Failure, Wish, media_type
from corpus.collect.body import ACCEPT_ENCODING, BodyError, read_body
from corpus.collect.guard import Guard, Refused, Resolve, Target, system_resolve
from corpus.collect.normal import request_address
from corpus.collect.pace import SYSTEM_CLOCK, Clock, Pace, backoff, retry_after
from corpus.collect.robots import LARGEST_ROBOTS, Robots, RobotsAnswer
from corpus.collect.settings import CollectError, Settings

if TYPE_CHECKING:
    import httpcore

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_TRANSIENT: Final = frozenset({408, 425, 429})
_LONGEST_VALIDATOR: Final = 300
_NO_ROBOTS: Final = frozenset({"redirect-loop", "too-many-redirects"})
"""RFC 9309 (2.3.1.2): a robots.txt that is not reached by following redirects counts as absent."""


class Fetcher:
    """Fetches addresses politely, safely and within caps; used by several threads.

    Parameters
    ----------
    settings : Settings
        Pace and caps.
    resolve : callable
        Looks hosts up.
    clock : Clock
        Time, for pauses; not for deadlines, which are the sockets'.
    """

    def __init__(
        self, settings: Settings | None = None, resolve: Resolve = system_resolve, clock: Clock = SYSTEM_CLOCK
    ) -> None:
        self.settings = settings or Settings()
        self.clock = clock
        self.pace = Pace(clock, self.settings.delay)
        self._guard = Guard(self.settings.ports, self.settings.allowed_private, resolve)
        self._robots = Robots(self._ask_robots, clock.seconds)
        self._context_lock = threading.Lock()

    def fetch(self, wish: Wish) -> Answer | Failure:
        """The answer to a wish after as many tries as the settings allow, or why there is none.

        A longer Retry-After than is waited for ends the tries, and so does a cause that will not go away. The host is
        then left alone for that time: no other page of it is asked for.

        Raises
        ------
        CollectError
            If a body that is to be written to a file cannot be.
        """
        for number in range(1, self.settings.tries + 1):
            found = self._once(wish, number)
            if isinstance(found, Answer) or not found.is_transient or number == self.settings.tries:
                return found
            pause = max(found.wait or 0.0, backoff(wish.url, number))
            if pause > self.settings.longest_wait or found.reason == "robots-unreachable":
                return found
            self.clock.sleep(pause)
        raise AssertionError("a fetch without a try")  # pragma: no cover - the settings allow one at least

    def _once(self, wish: Wish, tries: int) -> Answer | Failure:
        """One try: the address and the redirects it leads to, each judged anew."""
        try:
            url = request_address(wish.url)
        except ValueError as error:
            return Failure("bad-address", f"{wish.url[:200]!r} is no address that can be asked: {error}.", wish.url)
        try:
            return self._follow(wish, url, tries)
        except Refused as refused:
            return Failure(refused.reason, refused.detail, url, tries=tries)
        except BodyError as error:
            return Failure(error.reason, error.detail, url, is_transient=error.is_transient, tries=tries)

    def _follow(self, wish: Wish, url: str, tries: int) -> Answer | Failure:
        seen = {url}
        origin = None
        for _ in range(self.settings.redirects + 1):
            try:
                target = self._guard.target(url)
            except OSError as error:  # the name is unknown, or this machine is offline: both may pass
                detail = f"The host of {url} was not found: {error}."
                return Failure("host-not-found", detail, url, 0, True, tries=tries)
            origin = origin or target.origin
            refusal = self._put_off(target, tries) or (
                self._refused_by_robots(url, tries) if wish.obeys_robots else None
            )
            if refusal is not None:
                return refusal
            found = self._ask(wish, target, tries, is_first=target.origin == origin)
            if not isinstance(found, str):
                return found
            url = _redirected(url, found)
            if url in seen:
                return Failure("redirect-loop", f"{wish.url} leads back to {url}.", url, tries=tries)
            seen.add(url)
        detail = f"{wish.url} leads on more than {self.settings.redirects} times."
        return Failure("too-many-redirects", detail, url, tries=tries)

    def _put_off(self, target: Target, tries: int) -> Failure | None:
        """Why a host is not asked in this run, if it asked for more patience than a run has (RFC 9110, 10.2.3)."""
        left = self.pace.rest_left(target.host)
        if not left:
            return None
        detail = f"{target.host} asked to be left alone for another {left:.0f} s, so it was not asked for this page."
        return Failure("host-in-trouble", detail, target.url, 0, True, left, tries, is_asked=False)

    def _refused_by_robots(self, url: str, tries: int) -> Failure | None:
        rules = self._robots.rules(url)
        if rules.trouble:
            detail = f"The site's robots.txt cannot be had ({rules.trouble}), so nothing is asked for now (RFC 9309)."
            wait = self.pace.rest_left(urlsplit(url).hostname or "") or None
            return Failure("robots-unreachable", detail, url, 0, True, wait, tries)
        if not rules.allows(url):
            return Failure("robots-refused", f"The site's robots.txt does not allow {url}.", url, tries=tries)
        if rules.delay:
            self.pace.at_least(urlsplit(url).hostname or "", min(rules.delay, self.settings.longest_delay))
        return None

    def _ask(self, wish: Wish, target: Target, tries: int, *, is_first: bool) -> Answer | Failure | str:
        """The answer of one host, or the place it points to."""
        import httpcore

        from corpus.collect.wire import asked, first_headers

        headers = self._headers(wish, target, is_first=is_first)
        timeout = wish.timeout or self.settings.timeout
        with self.pace.turn(target.host):
            try:
                with asked(target, headers, timeout, self._context) as response:
                    return self._read(wish, target, response, first_headers(response), tries)
            except httpcore.TimeoutException as error:
                detail = f"{target.url} took longer than {timeout:g} s: {error}."
                return Failure("timeout", detail, target.url, 0, True, tries=tries)
            except (httpcore.NetworkError, httpcore.ProtocolError) as error:
                return _broken(target, error, tries)

    def _read(
        self, wish: Wish, target: Target, response: httpcore.Response, headers: Mapping[str, str], tries: int
    ) -> Answer | Failure | str:
        status = response.status
        if status in _REDIRECTS and headers.get("location"):
            return headers["location"]
        kind = headers.get("content-type", "")
        about = {"etag": _validator(headers.get("etag")), "last_modified": _validator(headers.get("last-modified"))}
        if status == 304:  # what is not said again still holds (RFC 9110, 15.4.5)
            kept = {"etag": about["etag"] or wish.etag, "last_modified": about["last_modified"] or wish.last_modified}
            return Answer(target.url, status, b"", kind, **kept, tries=tries)
        if status != 200:
            return self._turned_away(target, status, headers, tries)
        if wish.types and media_type(kind) not in {*wish.types, ""}:
            allowed = ", ".join(sorted(wish.types))
            detail = f"{target.url} is {kind[:80]!r}; taken: {allowed}."
            return Failure("wrong-type", detail, target.url, status, tries=tries)
        content = self._body(wish, response.iter_stream(), headers)
        if not content and wish.into is None:
            return Failure("empty-answer", f"{target.url} answered with nothing.", target.url, status, tries=tries)
        return Answer(target.url, status, content, kind, **about, tries=tries)

    def _body(self, wish: Wish, pieces: Iterable[bytes], headers: Mapping[str, str]) -> bytes:
        largest = wish.largest or self.settings.largest
        told = headers.get("content-length", "")
        if told.isascii() and told.isdigit() and int(told[:18]) > largest and not wish.is_cut:
            raise BodyError("too-large", f"The answer has {told[:18]} bytes; at most {largest} are read.")
        if wish.into is None:
            encoding = headers.get("content-encoding", "")
            return read_body(pieces, encoding, largest, self.settings.largest_ratio, is_cut=wish.is_cut)
        try:
            with wish.into.open("wb") as file:
                for piece in _capped(pieces, largest):
                    file.write(piece)
        except OSError as error:  # the disk's: what goes wrong on the wire has errors of its own
            raise CollectError(f"What {wish.url} gave cannot be kept at {str(wish.into)!r}: {error}.") from error
        return b""

    def _turned_away(self, target: Target, status: int, headers: Mapping[str, str], tries: int) -> Failure:
        is_transient = status in _TRANSIENT or 500 <= status < 600
        wait = retry_after(headers.get("retry-after", ""), self.clock.now()) if is_transient else None
        if wait and wait > self.settings.longest_wait:
            self.pace.rest(target.host, wait)
        elif wait:
            self.pace.leave_alone(target.host, wait)
        detail = f"{target.url} answered {status}."
        return Failure(f"http-{status}", detail, target.url, status, is_transient, wait, tries)

    def _headers(self, wish: Wish, target: Target, *, is_first: bool) -> list[tuple[str, str]]:
        netloc = target.url.split("/", 3)[2]
        headers = [("Host", netloc), ("User-Agent", self.settings.user_agent), ("Connection", "close")]
        headers.append(("Accept", ", ".join([*sorted(wish.types), "*/*;q=0.1"]) if wish.types else "*/*"))
        headers.append(("Accept-Encoding", "identity" if wish.into else ACCEPT_ENCODING))
        if wish.etag:
            headers.append(("If-None-Match", wish.etag))
        if wish.last_modified:
            headers.append(("If-Modified-Since", wish.last_modified))
        return [*headers, *(wish.headers.items() if is_first else ())]

    def _ask_robots(self, url: str) -> RobotsAnswer:
        """A site's robots.txt, asked for like a page but of no type; cut where it is too long."""
        found = self.fetch(Wish(url, types=ANYTHING, obeys_robots=False, largest=LARGEST_ROBOTS, is_cut=True))
        if isinstance(found, Answer):
            return RobotsAnswer(200, found.content)
        if found.reason == "empty-answer":
            return RobotsAnswer(200)
        if found.reason in _NO_ROBOTS:
            return RobotsAnswer(404)
        return RobotsAnswer(found.status if found.reason.startswith("http-") else 0, b"", found.detail)

    @cached_property
    def _context(self) -> ssl.SSLContext:
        import httpcore

        return httpcore.default_ssl_context()


def _redirected(url: str, location: str) -> str:
    try:
        return request_address(urljoin(url, location))
    except ValueError as error:
        raise Refused("bad-redirect", f"{url} leads to {location[:200]!r}, which is not followed: {error}.") from None


def _broken(target: Target, error: Exception, tries: int) -> Failure:
    """A connection that failed: for good where the certificate is wrong, else perhaps only now."""
    cause = error.__cause__ or error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Failure(
            "tls-refused", f"The certificate of {target.host} is not valid: {cause}.", target.url, tries=tries
        )
    detail = f"The connection to {target.host} broke: {error or type(error).__name__}."
    return Failure("connection-broken", detail, target.url, 0, True, tries=tries)


def _validator(value: str | None) -> str:
    """An ETag or date fit to be sent back as it came."""
    text = value or ""
    return text if text.isascii() and text.isprintable() and len(text) <= _LONGEST_VALIDATOR else ""


def _capped(pieces: Iterable[bytes], largest: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > largest:
            raise BodyError("too-large", f"The file is larger than {largest} bytes, the most that is taken.")
        yield piece
