"""Entries of RSS and Atom files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from corpus.readers.html import fragment_text
from corpus.readers.limits import LARGEST_FEED, Refused
from corpus.readers.records import Address, Item, Problem, Record, excerpt
from corpus.readers.settings import Settings
from corpus.readers.source import Source

_ENTITY: Final = re.compile(rb"<!\s*ENTITY", re.I)
_CHARACTER: Final = re.compile(rb"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,4000})|(?P<decimal>[0-9]{1,4000}));?")
_LAST_CHARACTER: Final = 0x10FFFF
_STUMBLES: Final = (ValueError, OverflowError, RecursionError, AssertionError, AttributeError, TypeError, LookupError)
"""What ``feedparser`` raises on bytes it was not written for, beside the faults it reports as ``bozo``."""
SUMMARY_ONLY: Final = "summary-only"
HALVES: Final = "characters-lost"


def read_feed(source: Source, settings: Settings) -> Iterator[Item]:
    """The entries of an RSS or Atom file: the full text where the feed gives it, else the summary, which is noted.

    Notes
    -----
    Read by ``feedparser`` from bytes only, so that nothing is fetched. A feed that defines entities of its own is
    refused: a few lines of them grow without end when they are put in.
    """
    raw = source.read(LARGEST_FEED, "A feed")
    if _ENTITY.search(raw) or _ENTITY.search(raw.replace(b"\x00", b"")):  # also as UTF-16
        raise Refused("xml-entities", "The feed defines XML entities, as no news feed needs to; remove its DOCTYPE.")
    import feedparser

    try:
        feed = feedparser.parse(
            io.BytesIO(_CHARACTER.sub(_storable, raw)), resolve_relative_uris=False, sanitize_html=False
        )
    except _STUMBLES as error:
        said = " ".join(str(error).split()) or type(error).__name__
        yield Problem(
            0, "damaged-file", f"The feed cannot be read ({said}); save it again, or give its rows as .jsonl."
        )
        return
    outlet = _plain(feed.feed.get("title", ""))
    position = 0
    constants = {"publisher": outlet, **settings.layout.constants}
    for position, entry in enumerate(feed.entries, 1):
        try:
            item = _item(position, entry, constants, feed.feed.get("language", ""))
        except Refused as refused:  # one entry, not the feed
            item = Problem(position, refused.reason, refused.detail)
        yield item
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        yield from _broken(position, feed.bozo_exception)
    elif not position:
        yield Problem(0, "empty-file", "The feed has no entries.")


def _broken(position: int, error: object) -> Iterator[Problem]:
    """The problem of a feed whose XML breaks, if that cost entries."""
    detail = f"The feed's XML is broken ({' '.join(str(error).split())}); the entries that could be read were."
    yield Problem(position and position + 1, "damaged-file", detail)


def _item(position: int, entry: dict[str, Any], constants: Mapping[str, str], language: str) -> Item:
    content, is_summary = _content(entry)
    title = _plain(entry.get("title", ""))
    author = _plain(entry.get("author", ""))
    section = ", ".join(str(tag.get("term") or "") for tag in entry.get("tags", ()) if tag.get("term"))
    source = entry.get("source")
    outlet = _plain(source.get("title", "")) if isinstance(source, Mapping) else ""
    values = {"title": title, "text": fragment_text(content), "url": entry.get("link", ""), "author": author}
    values |= {"section": section, "language": language, **constants}
    values |= {"publisher": outlet} if outlet else {}
    values = {name: value for name, value in values.items() if value}
    stated = (dict.get(entry, name) for name in ("published", "created", "updated"))  # its own get warns of aliases
    dates = tuple((date, None) for date in stated if date)[:1]
    if "text" in values:
        notes = ((SUMMARY_ONLY,) if is_summary else ()) + ((HALVES,) if "\ufffd" in title + values["text"] else ())
        return Record(position, values, dates, notes=notes, original=content if content != values["text"] else "")
    if "url" in values:
        return Address(position, values["url"], values, dates)
    return Problem(position, "empty-text", "The entry of the feed has neither text nor address.", excerpt(title))


def _content(entry: Mapping[str, Any]) -> tuple[str, bool]:
    """The longest content an entry gives, and whether it is but a summary."""
    full = max((str(part.get("value") or "") for part in entry.get("content", ())), key=len, default="")
    summary = str(entry.get("summary") or "")
    return (full, False) if full.strip() else (summary, True)


def _plain(words: object) -> str:
    return " ".join(fragment_text(str(words)).split())


def _storable(reference: re.Match[bytes]) -> bytes:
    """A character written as its number; where it is none or half of one, such as ``&#xD800;``, the mark of a loss.

    ``feedparser`` gives the whole feed up where it meets one.
    """
    number = int(reference["hex"], 16) if reference["hex"] else int(reference["decimal"])
    return b"&#xFFFD;" if number > _LAST_CHARACTER or 0xD800 <= number <= 0xDFFF else reference[0]
