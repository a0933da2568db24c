"""Media Cloud's search: the addresses of stories that fit a query, page by page.

See https://github.com/mediacloud/api-client: ``search/story-list`` with a token, followed by ``pagination_token``.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from corpus.collect.answers import ANYTHING, Failure, Wish
from corpus.collect.fetcher import Fetcher
from corpus.collect.settings import CollectError
from corpus.collect.wanted import Item, Missed, Unusable, Wanted
from corpus.readers.records import Problem, excerpt

ENDPOINT: Final = "https://search.mediacloud.org/api/search/story-list"
PLATFORM: Final = "onlinenews-mediacloud"
TOKEN: Final = "MARSAD_MEDIACLOUD_TOKEN"  # noqa: S105 - the name of a variable
AT_ONCE: Final = 1000
"""Stories an answer; the interface gives as many at most."""
TIMEOUT: Final = 120.0
"""Seconds; searches of years take a minute."""


class MediaCloud:
    """A search in Media Cloud.

    Parameters
    ----------
    fetcher : Fetcher
        Fetches; the token goes to the interface's own host only.
    token : str
        The account's token.
    query : str
        In Media Cloud's syntax.
    collections : sequence of int
        Ids of collections of media; none for all.
    endpoint : str
        The interface's address.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        token: str,
        query: str,
        collections: Sequence[int] = (),
        endpoint: str = ENDPOINT,
    ) -> None:
        if not token:
            raise CollectError(f"Media Cloud asks for a token: set {TOKEN} to the one your account shows.")
        if not token.isascii() or not token.isprintable() or " " in token:
            raise CollectError(f"The token in {TOKEN} holds characters that no token has.")
        self._fetcher = fetcher
        self._token = token
        self._query = query
        self._collections = collections
        self._endpoint = endpoint
        self.source_uri = f"mediacloud:{query}"

    def items(self, first: dt.date, last: dt.date) -> Iterator[Item]:
        """The stories published from the first day to the last, and whether some could not be read.

        Raises
        ------
        CollectError
            If the interface refuses the token or the query.
        """
        if last < first:
            raise CollectError(f"The days are {first} to {last}; the first comes after the last.")
        following, seen, position = "", set[str](), 0
        while True:
            found = self._page(first, last, following)
            if isinstance(found, Failure):
                detail = f"the stories after the first {position} could not be read: {found.reason}: {found.detail}"
                yield Missed(self.source_uri, detail)
                return
            stories, following = found
            for story in stories:
                position += 1
                yield _wanted(self.source_uri, position, story)
            if not following:
                return
            if following in seen or not stories:
                fault = "repeats itself" if following in seen else "names a next page after one without stories"
                yield Missed(self.source_uri, f"the interface {fault}, after {position} stories; there may be more")
                return
            seen.add(following)

    def _page(self, first: dt.date, last: dt.date, following: str) -> tuple[list[dict[str, Any]], str] | Failure:
        query = {"q": self._query, "start": first, "end": last, "platform": PLATFORM, "page_size": AT_ONCE}
        if self._collections:
            query["cs"] = ",".join(map(str, self._collections))
        if following:
            query["pagination_token"] = following
        wish = Wish(
            f"{self._endpoint}?{urlencode(query)}",
            types=ANYTHING,
            headers={"Authorization": f"Token {self._token}"},
            obeys_robots=False,
            timeout=TIMEOUT,
        )
        answer = self._fetcher.fetch(wish)
        if not isinstance(answer, Failure):
            return read_stories(answer.content)
        if answer.status in (400, 401, 403):
            raise CollectError(f"Media Cloud answered {answer.status}; check {TOKEN}, the query and the collection.")
        return answer


def read_stories(content: bytes) -> tuple[list[dict[str, Any]], str]:
    """The stories of an answer, and the token of the next; empty at the end.

    Raises
    ------
    CollectError
        If the answer is not what the interface gives.
    """
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    stories = found.get("stories") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(stories, list):
        told = " ".join(content[:200].decode("utf-8", "replace").split())
        raise CollectError(f"Media Cloud did not answer with a list of stories but with: {told}")
    return [story for story in stories if isinstance(story, dict)], str(found.get("pagination_token") or "")


def _wanted(source_uri: str, position: int, story: dict[str, Any]) -> Item:
    names = {"title": "title", "language": "language", "publisher": "media_name"}
    values = {field: str(story.get(name) or "") for field, name in names.items()}
    given = {name: value for name, value in values.items() if value}
    date = str(story.get("publish_date") or "")
    url = str(story.get("url") or "").strip()
    if not url:
        detail = "Media Cloud gives no address for this story."
        return Unusable(source_uri, Problem(position, "no-address", detail, excerpt(values["title"])))
    return Wanted(source_uri, position, url, given, ((date, None),) if date else ())
