"""Feeds: what an RSS, Atom or JSON feed gives, from bytes that our own fetcher brought."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

from corpus.collect.answers import FEEDS, Answer, Failure, Wish
from corpus.collect.fetcher import Fetcher
from corpus.collect.ledger import Ledger
from corpus.collect.normal import request_address
from corpus.collect.settings import CollectError
from corpus.collect.wanted import FEED, AtHand, Item, Listed, Unusable, Wanted
from corpus.readers.html import fragment_text
from corpus.readers.records import Problem, Record, excerpt

FEED_TYPES: Final = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_ENTITY: Final = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_FAULTS: Final = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What feedparser 6.0 lets through: of mutated feeds a few in a thousand stop it with one of these."""
LARGEST_OPML: Final = 5_000_000
FEWEST_CHARACTERS: Final = 200
"""Characters of an entry without an address from which it may be an article; below it is a teaser."""


def feed_items(fetcher: Fetcher, ledger: Ledger, addresses: Iterable[str], *, again: bool = False) -> Iterator[Item]:
    """The feeds at addresses, each followed by what it gives; a page that names its feed leads to that feed.

    Parameters
    ----------
    fetcher : Fetcher
        Fetches the feeds.
    ledger : Ledger
        Knows the feeds read before: what has not changed since is not sent again.
    addresses : iterable of str
        Feeds, or pages that name one.
    again : bool
        Whether to read feeds that have not changed.
    """
    for address in dict.fromkeys(addresses):
        listed = _asked(fetcher, ledger, address, again=again)
        named = _named_feed(listed.found) if isinstance(listed.found, Answer) else None
        if named is not None and named != address:
            listed = _asked(fetcher, ledger, named, again=again)
        yield from _read(listed)


def feeds_of(given: Iterable[str]) -> Iterator[str]:
    """The feeds' addresses: as given, and those that OPML files name.

    Raises
    ------
    CollectError
        If something is neither an address nor an OPML file.
    """
    for text in given:
        if text.lower().startswith(("http://", "https://")):
            yield text
        elif os.path.isfile(text):  # Path.is_file raises for a name too long to be one
            yield from read_opml(Path(text))
        else:
            raise CollectError(f"{text!r} is neither a web address nor a file; give https://… or an .opml file.")


def read_opml(path: Path) -> list[str]:
    """The feeds that an OPML file names, each once, in order.

    Raises
    ------
    CollectError
        If it cannot be read, is no OPML file, or defines entities (which can be made to unfold without end).
    """
    from lxml import etree

    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_OPML + 1)
    except OSError as error:
        raise CollectError(f"{str(path)!r} cannot be read: {error.strerror or error}.") from error
    if len(raw) > LARGEST_OPML or _defines_entities(raw):
        raise CollectError(f"{str(path)!r} is larger than {LARGEST_OPML} bytes or defines entities; it is not read.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise CollectError(f"{str(path)!r} is no OPML file: {error}.") from error
    found = [str(outline.get("xmlUrl")) for outline in root.iter("outline") if outline.get("xmlUrl")]
    if not found:
        raise CollectError(f"{str(path)!r} names no feed: it has no outline with an xmlUrl.")
    return list(dict.fromkeys(found))


def entries_of(url: str, content: bytes, content_type: str, base: str = "") -> list[Item] | Failure:
    """What a feed gives: pages to be fetched, and articles at hand where an entry has no address.

    Parameters
    ----------
    url : str
        The feed's address.
    content : bytes
        The feed.
    content_type : str
        As the server named it.
    base : str
        The address it came from in the end, against which links are read.
    """
    import feedparser

    if _defines_entities(content):
        return Failure("not-a-feed", "It defines entities, which can be made to unfold without end.", url)
    headers = {"content-type": content_type or "application/xml", "content-location": base or url}
    # a stream, for of bytes it would take an address to fetch or a path to open
    try:
        parsed = feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=False)
    except _FAULTS as error:
        detail = f"The feed's reader stumbled over it: {' '.join(str(error).split())[:200] or type(error).__name__}."
        return Failure("not-a-feed", detail, url)
    if not parsed.entries and not parsed.get("version"):
        return Failure("not-a-feed", "It is neither a feed nor a page that names one.", url)
    outlet = {"title": _plain(parsed.feed.get("title")), "language": str(parsed.feed.get("language") or "")}
    return [_entry(url, base or url, position, entry, outlet) for position, entry in enumerate(parsed.entries, 1)]


def _defines_entities(raw: bytes) -> bool:
    return _ENTITY.search(raw) is not None or _ENTITY.search(raw.replace(b"\x00", b"")) is not None  # also as UTF-16


def _asked(fetcher: Fetcher, ledger: Ledger, address: str, *, again: bool) -> Listed:
    known = None if again else ledger.known(address)
    is_read = known is not None and known.source_uri == FEED and known.is_final
    etag = known.etag or "" if known is not None and is_read else ""
    modified = known.last_modified or "" if known is not None and is_read else ""
    return Listed(address, FEED, fetcher.fetch(Wish(address, types=FEEDS, etag=etag, last_modified=modified)))


def _read(listed: Listed) -> Iterator[Item]:
    found = listed.found
    if isinstance(found, Failure) or found.status == 304:
        yield listed
        return
    entries = entries_of(listed.url, found.content, found.content_type, base=found.url)
    if isinstance(entries, Failure):
        yield Listed(listed.url, FEED, entries)
        return
    yield Listed(listed.url, FEED, _without_content(found))
    for entry in entries:
        yield (
            entry
            if not isinstance(entry, Wanted)
            else Wanted(listed.url, entry.position, entry.url, entry.values, entry.dates)
        )


def _without_content(answer: Answer) -> Answer:
    return Answer(answer.url, answer.status, b"", answer.content_type, answer.etag, answer.last_modified, answer.tries)


def _named_feed(answer: Answer) -> str | None:
    """The feed that a page names in its head; None for a feed itself, and for a page that names none."""
    if answer.media_type not in ("text/html", "application/xhtml+xml") or not answer.content:
        return None
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = html.document_fromstring(answer.content, parser=parser)
    except etree.LxmlError:  # nothing but blanks
        return None
    for link in root.iter("link"):
        rel, kind, href = (str(link.get(name) or "").lower() for name in ("rel", "type", "href"))
        if "alternate" in rel.split() and kind.partition(";")[0].strip() in FEED_TYPES and href:
            try:
                return request_address(urljoin(answer.url, str(link.get("href"))))
            except ValueError:
                continue
    return None


def _entry(feed: str, base: str, position: int, entry: Mapping[str, Any], outlet: Mapping[str, str]) -> Item:
    values = {"title": _plain(entry.get("title")), "author": _plain(entry.get("author"))}
    values |= {"language": outlet.get("language", "")}
    link = _link(base, entry)
    if link:
        return Wanted(feed, position, link, _given(values), _dates(entry, "published", "created"))
    contents = [str(part.get("value") or "") for part in entry.get("content") or []]
    body = fragment_text(max([*contents, str(entry.get("summary") or "")], key=len))
    if len(body) < FEWEST_CHARACTERS:
        detail = "The entry of the feed has no address, and too little text to be an article."
        return Unusable(feed, Problem(position, "no-address", detail, excerpt(values["title"])))
    digest = hashlib.sha256(f"{values['title']}\x1f{body}".encode("utf-8", "replace")).hexdigest()[:16]
    given = _given({**values, "text": body, "publisher": outlet.get("title", "")})
    record = Record(position, given, _dates(entry, "published", "created", "updated"))
    return AtHand(feed, f"entry:{digest}:{feed}", record)


def _link(base: str, entry: Mapping[str, Any]) -> str:
    """The address of an entry's page; empty where it has none, and where its bare id was taken for one."""
    link = str(entry.get("link") or "").strip()
    is_id = link == str(entry.get("id") or "").strip()
    if not link or (is_id and not link.lower().startswith(("http://", "https://"))):
        return ""
    try:
        return urljoin(base, link)
    except ValueError:  # such as http://[
        return link


def _given(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _plain(words: object) -> str:
    """A title's words: feeds escape its tags once or twice."""
    return " ".join(fragment_text(str(words or "")).split())


def _dates(entry: Mapping[str, Any], *names: str) -> tuple[tuple[object, str | None], ...]:
    """When the entry was published, in UTC as the parser read it, else as the feed writes it."""
    for name in names:
        parsed, written = entry.get(f"{name}_parsed"), entry.get(name)
        if parsed:
            return ((dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC).isoformat(), None),)
        if written:
            return ((str(written), None),)
    return ()
