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
_HALF: Final = re.compile("[\ud800-\udfff]")
_STUMBLES: Final = (ValueError, OverflowError, RecursionError, AssertionError, AttributeError, TypeError, LookupError)
"""What ``feedparser`` raises on bytes it was not written for, beside the faults it reports as ``bozo``."""
SUMMARY_ONLY: Final = "summary-only"
HALVES: Final = "half-characters-replaced"


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
        feed = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False, sanitize_html=False)
    except _STUMBLES as error:
        said = " ".join(str(error).split()) or type(error).__name__
        yield Problem(
            0, "damaged-file", f"The feed cannot be read ({said}); save it again, or give its rows as .jsonl."
        )
        return
    outlet = _plain(feed.feed.get("title", ""))
    position = 0
    for position, entry in enumerate(feed.entries, 1):
        yield _item(position, entry, {"publisher": outlet, **settings.layout.constants}, feed.feed.get("language", ""))
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        yield from _broken(position, feed.bozo_exception)
    elif not position:
        yield Problem(0, "empty-file", "The feed has no entries.")


def _broken(position: int, error: object) -> Iterator[Problem]:
    """The problem of a feed whose XML breaks, if that cost entries."""
    detail = f"The feed's XML is broken ({' '.join(str(error).split())}); the entries that could be read were."
    yield Problem(position and position + 1, "damaged-file", detail)


def _item(position: int, entry: dict[str, Any], constants: Mapping[str, str], language: str) -> Item:
    given, is_summary = _content(entry)
    content = _whole(given)
    title = _plain(entry.get("title", ""))
    author = _plain(entry.get("author", ""))
    section = ", ".join(str(tag.get("term") or "") for tag in entry.get("tags", ()) if tag.get("term"))
    source = entry.get("source")
    outlet = _plain(source.get("title", "")) if isinstance(source, Mapping) else ""
    values = {"title": title, "text": fragment_text(content), "url": entry.get("link", ""), "author": author}
    values |= {"section": section, "language": language, **constants}
    values |= {"publisher": outlet} if outlet else {}
    values = {name: _whole(value) for name, value in values.items() if value}
    stated = (dict.get(entry, name) for name in ("published", "created", "updated"))  # its own get warns of aliases
    dates = tuple((date, None) for date in stated if date)[:1]
    if "text" in values:
        notes = ((SUMMARY_ONLY,) if is_summary else ()) + ((HALVES,) if content != given else ())
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
    return " ".join(fragment_text(_whole(str(words))).split())


def _whole(words: str) -> str:
    """The words with halves of characters, which ``&#xD800;`` gives and nothing can store, as the mark of a loss."""
    return words if words.isascii() else _HALF.sub("\ufffd", words)
