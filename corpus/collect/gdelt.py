"""GDELT's DOC 2.0 search: the addresses of articles that fit a query in a span of days.

The interface gives at most 250 articles an answer and no next page, so a span that gives 250 is asked for again in two
halves, down to the quarter of an hour in which GDELT itself works. See https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from corpus.collect.answers import ANYTHING, Answer, Failure, Wish
from corpus.collect.fetcher import Fetcher
from corpus.collect.pace import backoff
from corpus.collect.settings import CollectError
from corpus.collect.wanted import Item, Missed, Unusable, Wanted
from corpus.readers.records import Problem, excerpt

ENDPOINT: Final = "https://api.gdeltproject.org/api/v2/doc/doc"
MOST: Final = 250
SHORTEST: Final = dt.timedelta(minutes=15)
BETWEEN: Final = 5.0
"""Seconds between two requests: "Please limit requests to one every 5 seconds", as the interface answers to more."""
LANGUAGES: Final = {
    "ar": "arabic",
    "en": "english",
    "fr": "french",
    "tr": "turkish",
    "fa": "persian",
    "ku": "kurdish",
    "de": "german",
    "ru": "russian",
    "es": "spanish",
}
_BAD_ESCAPE: Final = re.compile(r'\\(?!["\\/bfnrtu])')
_PATIENCE: Final = re.compile(r"limit requests|too many requests|rate limit", re.IGNORECASE)


class Gdelt:
    """A search in GDELT.

    Parameters
    ----------
    fetcher : Fetcher
        Fetches.
    query : str
        In GDELT's syntax.
    languages : sequence of str
        Codes such as ``"ar"``; none for all.
    endpoint : str
        The interface's address.
    """

    def __init__(self, fetcher: Fetcher, query: str, languages: Sequence[str] = (), endpoint: str = ENDPOINT) -> None:
        self._fetcher = fetcher
        self._query = in_languages(query, languages)
        self._endpoint = endpoint
        self._position = 0
        self.source_uri = f"gdelt:{self._query}"

    def items(self, first: dt.date, last: dt.date) -> Iterator[Item]:
        """The articles seen from the first day to the last, both whole, and the spans that could not be read in full.

        Raises
        ------
        CollectError
            If the interface refuses the query.
        """
        if last < first:
            raise CollectError(f"The days are {first} to {last}; the first comes after the last.")
        self._fetcher.pace.at_least(urlsplit(self._endpoint).hostname or "", BETWEEN)
        start = dt.datetime.combine(first, dt.time(), dt.UTC)
        end = dt.datetime.combine(last, dt.time(23, 59, 59), dt.UTC)
        yield from self._span(start, end)

    def _span(self, start: dt.datetime, end: dt.datetime) -> Iterator[Item]:
        found = self._articles(start, end)
        named = f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} UTC"
        if isinstance(found, Failure):
            yield Missed(self.source_uri, f"{named} could not be read: {found.reason}: {found.detail}")
            return
        if len(found) >= MOST and end - start >= SHORTEST:
            middle = start + _whole_quarters((end - start) / 2)
            yield from self._span(start, middle - dt.timedelta(seconds=1))
            yield from self._span(middle, end)
            return
        if len(found) >= MOST:
            detail = (
                f"{named} gave {len(found)} articles, the most an answer holds; there may be more. Narrow the query."
            )
            yield Missed(self.source_uri, detail, is_failure=False)
        for article in found:
            self._position += 1
            yield _wanted(self.source_uri, self._position, article)

    def _articles(self, start: dt.datetime, end: dt.datetime) -> list[dict[str, Any]] | Failure:
        """The articles of a span. Patience is also asked for in words with status 200; that is tried again."""
        query = {
            "query": self._query,
            "mode": "ArtList",
            "format": "json",
            "maxrecords": MOST,
            "sort": "DateAsc",
            "startdatetime": f"{start:%Y%m%d%H%M%S}",
            "enddatetime": f"{end:%Y%m%d%H%M%S}",
        }
        wish = Wish(f"{self._endpoint}?{urlencode(query)}", types=ANYTHING, obeys_robots=False)
        told = ""
        for number in range(1, self._fetcher.settings.tries + 1):
            answer = self._fetcher.fetch(wish)
            if isinstance(answer, Failure):
                return _nothing_or(answer)
            told = _head(answer)
            if not _PATIENCE.search(told):
                return read_articles(answer.content)
            self._fetcher.clock.sleep(max(BETWEEN, backoff(wish.url, number)))
        return Failure("rate-limited", f"GDELT asks for patience: {told}", wish.url)


def in_languages(query: str, languages: Sequence[str]) -> str:
    """The query, limited to languages.

    Raises
    ------
    CollectError
        If a language has no name in GDELT here.
    """
    unknown = [code for code in languages if code not in LANGUAGES]
    if unknown:
        raise CollectError(f"Language {unknown[0]!r} is not known to the search; allowed: {', '.join(LANGUAGES)}.")
    names = [f"sourcelang:{LANGUAGES[code]}" for code in dict.fromkeys(languages)]
    if not names:
        return query
    return f"{query} {names[0]}" if len(names) == 1 else f"{query} ({' OR '.join(names)})"


def read_articles(content: bytes) -> list[dict[str, Any]] | Failure:
    """The articles of an answer; a failure if it is JSON of another kind.

    GDELT's JSON may hold bare control characters and wrong escapes; where nothing is found it is ``{}`` or empty.

    Raises
    ------
    CollectError
        If the answer is a message in words: the query is refused.
    """
    text = content.decode("utf-8", "replace").strip()
    if not text:
        return []
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        found = _mended(text)
    articles = [] if found == {} else found.get("articles") if isinstance(found, dict) else None
    if not isinstance(articles, list):
        return Failure("not-a-list", f"The answer holds no list of articles: {' '.join(text[:200].split())}")
    return [article for article in articles if isinstance(article, dict)]


def _mended(text: str) -> object:
    try:
        return json.loads(_BAD_ESCAPE.sub(r"\\\\", text), strict=False)
    except (ValueError, RecursionError):
        told = " ".join(text[:300].split())
        raise CollectError(f"GDELT does not take the query; it says: {told}") from None


def _whole_quarters(span: dt.timedelta) -> dt.timedelta:
    """A span rounded to quarters of an hour, one at least, for finer ones GDELT does not tell apart."""
    return max(SHORTEST, SHORTEST * round(span / SHORTEST))


def _nothing_or(failure: Failure) -> list[dict[str, Any]] | Failure:
    return [] if failure.reason == "empty-answer" else failure


def _head(answer: Answer) -> str:
    return " ".join(answer.content[:300].decode("utf-8", "replace").split())


def _wanted(source_uri: str, position: int, article: dict[str, Any]) -> Item:
    """An article of an answer: its address and when GDELT saw it, for its title there is taken apart into words."""
    url, seen = (str(article.get(name) or "").strip() for name in ("url", "seendate"))
    if not url:
        detail = "GDELT gives no address for this article."
        return Unusable(source_uri, Problem(position, "no-address", detail, excerpt(str(article.get("title") or ""))))
    return Wanted(source_uri, position, url, {}, ((seen, None),) if seen else ())
