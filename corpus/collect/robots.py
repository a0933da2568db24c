"""What sites' robots.txt files allow (RFC 9309): asked for once a run for each site."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from corpus.collect.settings import AGENT

if TYPE_CHECKING:
    from protego import Protego

LARGEST_ROBOTS: Final = 512_000
"""Bytes that are read; RFC 9309 (2.5) asks for at least 500 KiB."""
KEPT_FOR: Final = 24 * 3600.0
"""Seconds an answer holds; RFC 9309 (2.4)."""
TROUBLE_KEPT_FOR: Final = 600.0
"""Seconds for which a site that gave no robots.txt is not asked for it again."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's rules; ``trouble`` says why there are none for now, so that nothing is asked."""

    parsed: Protego | None = None
    trouble: str = ""

    def allows(self, url: str) -> bool:
        """Whether the address may be asked for."""
        return not self.trouble and (self.parsed is None or self.parsed.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """The pause between requests that the site asks for, in seconds; 0 where it asks for none."""
        if self.parsed is None:
            return 0.0
        pause = self.parsed.crawl_delay(AGENT) or 0.0
        rate = self.parsed.request_rate(AGENT)
        return max(pause, rate.seconds / rate.requests if rate is not None and rate.requests else 0.0)


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What came of asking for a robots.txt: a status, 0 where no answer came, and the text or what went wrong."""

    status: int
    content: bytes = b""
    detail: str = ""


class Robots:
    """The rules of the sites met so far.

    Parameters
    ----------
    ask : callable
        Fetches the robots.txt at an address.
    seconds : callable
        The time, in seconds.
    """

    def __init__(self, ask: Callable[[str], RobotsAnswer], seconds: Callable[[], float]) -> None:
        self._ask = ask
        self._seconds = seconds
        self._kept: dict[str, tuple[float, Rules]] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def rules(self, url: str) -> Rules:
        """The rules for an address; a site's file is fetched by one thread while others wait for it."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            until, rules = self._kept.get(site, (float("-inf"), Rules()))
            if self._seconds() >= until:
                rules = rules_of(self._ask(f"{site}/robots.txt"))
                lifetime = TROUBLE_KEPT_FOR if rules.trouble else KEPT_FOR
                self._kept[site] = (self._seconds() + lifetime, rules)
            return rules


def rules_of(answer: RobotsAnswer) -> Rules:
    """The rules an answer means: those it holds; everything allowed where there is none (4xx); nothing while it fails.

    429 is a request for patience and not an absence, so it counts as a failure, as it does with Google.
    """
    if 200 <= answer.status < 300:
        from protego import Protego

        return Rules(Protego.parse(answer.content[:LARGEST_ROBOTS].decode("utf-8-sig", "replace")))
    if 400 <= answer.status < 500 and answer.status != 429:
        return Rules()
    return Rules(trouble=answer.detail or f"it answered {answer.status}")
