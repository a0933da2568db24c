"""What a collection may do: pace, caps, and the one setting that is for tests only."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from corpus.errors import CorpusError

AGENT: Final = "Marsad"
"""The product token by which robots.txt files name us."""
DELAY: Final = 2.0
"""Seconds between the end of a request to a host and the next: a thousand pages of one site take a little more than
half an hour, and no reader of the site notices."""
WEB_PORTS: Final = frozenset({80, 443})
TEST_LOOPBACK: Final = "MARSAD_TEST_ALLOW_LOOPBACK"
"""For tests only: with the value 1, servers on this machine may be asked. Never set it where addresses come from
others, for every feed and every redirect could then reach the services of this machine."""


class CollectError(CorpusError):
    """A list of addresses, such as a feed or a search interface, cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are asked for.

    Attributes
    ----------
    delay : float
        Seconds between the end of a request to a host and the next.
    longest_delay : float
        Cap on a Crawl-delay, in seconds: above it a site in effect refuses; the cap keeps one site from holding up all.
    timeout : float
        Seconds a request may take in all, from the connection to the body's last byte.
    largest : int
        Decoded bytes of a page. 10 MB is a hundred times the usual news page.
    largest_ratio : int
        Decoded bytes for each byte sent, once a megabyte is decoded; news pages reach 10 to 20, bombs 1,000.
    redirects, tries : int
        Redirects followed for an address, and requests made for it in one run.
    longest_wait : float
        Seconds of Retry-After that are waited for within a run; a longer one is left to a later run.
    contact : str
        Address or mail told to the sites in the user agent.
    ports : frozenset of int
        Ports that may be asked.
    allowed_private : frozenset of str
        TEST SETTING: addresses that may be asked although they are not public.
    """

    delay: float = DELAY
    longest_delay: float = 60.0
    timeout: float = 30.0
    largest: int = 10_000_000
    largest_ratio: int = 200
    redirects: int = 5
    tries: int = 3
    longest_wait: float = 60.0
    contact: str = ""
    ports: frozenset[int] = WEB_PORTS
    allowed_private: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if not (0 <= self.delay < float("inf")):
            raise CollectError(f"The delay is {self.delay} seconds; allowed: 0 or more.")
        if self.tries < 1:
            raise CollectError(f"The tries are {self.tries}; allowed: 1 or more.")
        if not self.contact.isascii() or not self.contact.isprintable() or set(self.contact) & set("()<>\\"):
            raise CollectError(
                f"The contact {self.contact!r} cannot stand in a user agent; give a mail or web address in ASCII."
            )

    @property
    def user_agent(self) -> str:
        """Who asks, as the sites see it."""
        about = "; ".join(["media research", "obeys robots.txt", *([self.contact] if self.contact else [])])
        return f"{AGENT}/{_version()} ({about})"


def loopback_for_tests(environ: Mapping[str, str] = os.environ) -> frozenset[str]:
    """The addresses of this machine that a test has allowed to be asked; none outside tests."""
    return frozenset({"127.0.0.1"}) if environ.get(TEST_LOOPBACK) == "1" else frozenset()


def _version() -> str:
    try:
        return version("marsad")
    except PackageNotFoundError:
        return "0"
