"""When a host may be asked again: one request at a time, a pause between two, and longer where it asks for patience."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST_RETRY_AFTER: Final = 24 * 3600.0
"""Seconds; what a site asks for beyond a day is asked again after a day."""
FIRST_BACKOFF: Final = 2.0


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as a collection sees it; tests give one that does not wait."""

    now: Callable[[], dt.datetime]
    seconds: Callable[[], float]
    sleep: Callable[[float], None]


class Stopped(Exception):
    """The collection was asked to stop while it waited."""


def stoppable_clock(stop: threading.Event) -> Clock:
    """The system's clock, whose waits end with :class:`Stopped` once ``stop`` is set."""

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    return Clock(SYSTEM_CLOCK.now, SYSTEM_CLOCK.seconds, sleep)


SYSTEM_CLOCK: Final = Clock(lambda: dt.datetime.now(dt.UTC), time.monotonic, time.sleep)


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    next_at: float = 0.0
    delay: float = 0.0
    rests_until: float = 0.0


class Pace:
    """Keeps the hosts' times; used by several threads.

    Parameters
    ----------
    clock : Clock
        Time.
    delay : float
        Seconds between two requests to a host.
    """

    def __init__(self, clock: Clock, delay: float) -> None:
        self._clock = clock
        self._delay = delay
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """A context in which nobody else asks the host, entered when it may be asked."""
        entry = self._host(host)
        with entry.lock:
            while (wait := entry.next_at - self._clock.seconds()) > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                pause = max(self._delay, entry.delay)
                entry.next_at = max(entry.next_at, self._clock.seconds() + pause)

    def at_least(self, host: str, delay: float) -> None:
        """The host's pause made no shorter than a number of seconds."""
        entry = self._host(host)
        entry.delay = max(entry.delay, delay)

    def leave_alone(self, host: str, seconds: float) -> None:
        """The host not asked for a number of seconds from now."""
        entry = self._host(host)
        entry.next_at = max(entry.next_at, self._clock.seconds() + seconds)

    def rest(self, host: str, seconds: float) -> None:
        """The host put off: it asked to be left alone for longer than is waited for within a run."""
        entry = self._host(host)
        entry.rests_until = max(entry.rests_until, self._clock.seconds() + seconds)

    def rest_left(self, host: str) -> float:
        """For how many seconds more the host is put off; 0 if it may be asked."""
        return max(self._host(host).rests_until - self._clock.seconds(), 0.0)

    def ready_at(self, host: str) -> float:
        """When the host may be asked, in the clock's seconds."""
        return self._host(host).next_at

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


def retry_after(value: str, now: dt.datetime) -> float | None:
    """The seconds a Retry-After header asks for, as a number or a date (RFC 9110, 10.2.3); None if it says nothing."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_RETRY_AFTER)
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    at = at if at.tzinfo is not None else at.replace(tzinfo=dt.UTC)
    return min(max((at - now).total_seconds(), 0.0), LONGEST_RETRY_AFTER)


def backoff(url: str, attempt: int) -> float:
    """The seconds to wait after a failed attempt, from 1: doubled each time, and spread by the address up to half more.

    The spread is taken from the address and not by chance, so that a run can be repeated.
    """
    share = hashlib.sha256(f"{url} {attempt}".encode()).digest()[0] / 255
    return float(FIRST_BACKOFF * 2 ** (attempt - 1) * (1 + share / 2))
