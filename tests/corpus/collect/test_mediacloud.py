from __future__ import annotations

import datetime as dt
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.collect.mediacloud import MediaCloud, read_stories
from corpus.collect.settings import CollectError
from corpus.collect.wanted import Missed, Wanted

FIRST, LAST = dt.date(2026, 10, 1), dt.date(2026, 10, 31)
PAGES = {"": ("one", [1, 2]), "one": ("two", [3]), "two": (None, [4])}


@pytest.fixture
def api(site, reply):
    asked = []

    class Answers(dict):
        def get(self, path, default=None):
            if not path.startswith("/api/list?"):
                return super().get(path, default)
            query = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
            asked.append(query)
            following, numbers = PAGES[query.get("pagination_token", "")]
            stories = [
                {
                    "id": n,
                    "url": f"http://news.example/{n}",
                    "title": f"خبر {n}",
                    "publish_date": "2026-10-02",
                    "language": "ar",
                    "media_name": "news.example",
                    "indexed_date": "2026-10-05",
                }
                for n in numbers
            ]
            body = json.dumps({"stories": stories, "pagination_token": following}).encode()
            return reply(body, type="application/json")

    site.answers = Answers(site.answers)
    return asked


def search(site, fetcher, token=None, collections=(7, 8)):
    return MediaCloud(
        fetcher(site.port),
        "secret" if token is None else token,
        '"داعش"',
        collections,
        site.url("/api/list", "api.example"),
    )


def test_every_page_of_the_answer_is_read(site, fetcher, api):
    found = list(search(site, fetcher).items(FIRST, LAST))
    assert [item.url for item in found] == [f"http://news.example/{n}" for n in range(1, 5)]
    values = {"title": "خبر 1", "language": "ar", "publisher": "news.example"}
    assert found[0] == Wanted('mediacloud:"داعش"', 1, "http://news.example/1", values, (("2026-10-02", None),))
    first = {
        "q": '"داعش"',
        "start": "2026-10-01",
        "end": "2026-10-31",
        "platform": "onlinenews-mediacloud",
        "cs": "7,8",
    }
    assert api[0] == {**first, "page_size": "1000"}
    assert [query.get("pagination_token") for query in api] == [None, "one", "two"]
    assert {sent["Authorization"] for sent in site.headers} == {"Token secret"}


def test_a_token_that_repeats_itself_ends(site, fetcher, api, monkeypatch):
    monkeypatch.setitem(PAGES, "two", ("one", [4]))
    *stories, missed = search(site, fetcher).items(FIRST, LAST)
    assert (len(stories), isinstance(missed, Missed)) == (4, True)


def test_ever_new_pages_without_stories_are_not_followed_for_ever(site, fetcher, api, monkeypatch):
    for number in range(3):
        monkeypatch.setitem(PAGES, "two" if not number else f"more{number}", (f"more{number + 1}", []))
    *stories, missed = search(site, fetcher).items(FIRST, LAST)
    assert (len(stories), len(site.asked)) == (3, 3)
    assert "without stories, after 3" in missed.detail


def test_stories_without_an_address_are_no_copies_of_one_another(site, fetcher, collector, reply):
    class Nameless(dict):
        def get(self, path, default=None):
            stories = [{"title": "خبر"}, {"title": "News", "url": ""}]
            return reply(json.dumps({"stories": stories}).encode(), type="application/json")

    site.answers = Nameless()
    found = list(search(site, fetcher).items(FIRST, LAST))
    assert [item.problem.excerpt for item in found] == ["خبر", "News"]
    assert collector(site.port).collect(found).reasons == {("rejected", "no-address"): 2}


def test_a_failure_on_the_way_is_told_after_what_was_read(site, fetcher, api, reply):
    answers = site.answers.get

    class Failing(dict):
        def get(self, path, default=None):
            return reply(status=502) if "pagination_token=two" in path else answers(path, default)

    site.answers = Failing()
    *stories, missed = search(site, fetcher).items(FIRST, LAST)
    assert len(stories) == 3
    assert "after the first 3" in missed.detail
    assert "secret" not in missed.detail


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refused_token_or_query_is_told(site, fetcher, reply, status):
    class Refusing(dict):
        def get(self, path, default=None):
            return reply(status=status)

    site.answers = Refusing()
    with pytest.raises(CollectError, match="MARSAD_MEDIACLOUD_TOKEN"):
        list(search(site, fetcher).items(FIRST, LAST))


@pytest.mark.parametrize("token", ["", "a b", "a\r\nCookie: x", "سر"])
def test_a_token_that_is_none_is_refused(site, fetcher, token):
    with pytest.raises(CollectError, match="MARSAD_MEDIACLOUD_TOKEN"):
        search(site, fetcher, token)


@pytest.mark.parametrize("content", [b"<html>sign in</html>", b"[]", b'{"stories": 1}', b"\xff"])
def test_an_answer_that_is_no_list_of_stories_is_told(content):
    with pytest.raises(CollectError, match="did not answer with a list"):
        read_stories(content)
