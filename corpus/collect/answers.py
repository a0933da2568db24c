"""What the fetcher is asked and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
FEEDS: Final = PAGES | {
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/octet-stream",
}
"""Feeds are served as any of these; a page is taken too, for it may name its feed."""
ANYTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for and how.

    Attributes
    ----------
    url : str
        Address, as given.
    types : frozenset of str
        Media types taken; none named: any.
    etag, last_modified : str
        Of an earlier answer: what has not changed since is not sent again.
    headers : mapping
        Further headers, sent to the first host only: a token does not follow a redirect to another.
    obeys_robots : bool
        Off for interfaces that are made for programs; on for every page.
    largest, timeout : number or None
        Caps other than the settings'.
    is_cut : bool
        Whether of a longer body the first bytes are taken.
    into : path or None
        A file the body is written to as it comes, not unpacked.
    """

    url: str
    types: frozenset[str] = PAGES
    etag: str = ""
    last_modified: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    obeys_robots: bool = True
    largest: int | None = None
    timeout: float | None = None
    is_cut: bool = False
    into: Path | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A page that came, or word that it has not changed (status 304)."""

    url: str
    status: int
    content: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    tries: int = 1

    @property
    def media_type(self) -> str:
        """The type without its parameters, in lower case."""
        return media_type(self.content_type)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no page came; ``is_transient`` where it may come later, ``wait`` the seconds the site asked for.

    ``is_asked`` is off where no request was made, for the host had asked before to be left alone.
    """

    reason: str
    detail: str
    url: str = ""
    status: int = 0
    is_transient: bool = False
    wait: float | None = None
    tries: int = 1
    is_asked: bool = True


def media_type(content_type: str) -> str:
    """A Content-Type without its parameters, in lower case."""
    return content_type.partition(";")[0].strip().lower()
