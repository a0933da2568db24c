from __future__ import annotations

import datetime as dt
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.collect.gdelt import BETWEEN, MOST, Gdelt, in_languages, read_articles
from corpus.collect.settings import CollectError
from corpus.collect.wanted import Missed, Wanted

DAY = dt.date(2026, 10, 1)


class Api:
    """The search with one article at each of some moments; answers as the real one: at most 250, no next page."""

    def __init__(self, site, reply, moments):
        self.moments = sorted(moments)
        self.asked = []
        self.reply = reply
        site.answers = _Anything(site.answers, self)

    def __call__(self, handler):
        query = {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query).items()}
        self.asked.append(query)
        start, end = (dt.datetime.strptime(query[name], "%Y%m%d%H%M%S") for name in ("startdatetime", "enddatetime"))
        found = [moment for moment in self.moments if start <= moment <= end][:MOST]
        articles = [
            {"url": f"http://news.example/{moment:%d%H%M%S}", "title": "a , b", "seendate": f"{moment:%Y%m%dT%H%M%SZ}"}
            for moment in found
        ]
        return self.reply(json.dumps({"articles": articles} if articles else {}).encode(), type="application/json")


class _Anything(dict):
    def __init__(self, others, api):
        super().__init__(others)
        self.api = api

    def get(self, path, default=None):
        return self.api if path.startswith("/doc?") else super().get(path, default)


def search(site, fetcher, query="داعش", languages=("ar", "en")):
    return Gdelt(fetcher(site.port), query, languages, site.url("/doc", "api.example"))


def test_a_small_answer_is_one_request(site, fetcher, reply):
    api = Api(site, reply, [dt.datetime(2026, 10, 1, 5), dt.datetime(2026, 10, 2, 23, 59, 59)])
    found = list(search(site, fetcher).items(DAY, DAY + dt.timedelta(days=1)))
    assert found == [
        Wanted("gdelt:داعش (sourcelang:arabic OR sourcelang:english)", n, url, {}, ((seen, None),))
        for n, (url, seen) in enumerate(
            [
                ("http://news.example/01050000", "20261001T050000Z"),
                ("http://news.example/02235959", "20261002T235959Z"),
            ],
            1,
        )
    ]
    assert api.asked == [
        {
            "query": "داعش (sourcelang:arabic OR sourcelang:english)",
            "mode": "ArtList",
            "format": "json",
            "maxrecords": "250",
            "sort": "DateAsc",
            "startdatetime": "20261001000000",
            "enddatetime": "20261002235959",
        }
    ]
    assert site.asked == [path for path in site.asked if path.startswith("/doc?")]  # made for programs: no robots.txt


def test_a_full_answer_is_asked_for_in_halves_so_that_nothing_is_lost(site, fetcher, reply, clock):
    moments = [dt.datetime(2026, 10, 1) + dt.timedelta(seconds=86400 * n // 2000) for n in range(2000)]
    api = Api(site, reply, moments)
    found = list(search(site, fetcher).items(DAY, DAY))
    assert [item.url for item in found] == [f"http://news.example/{moment:%d%H%M%S}" for moment in moments]
    assert [item.position for item in found] == list(range(1, 2001))
    assert clock.passed >= BETWEEN * (len(api.asked) - 1)


def test_a_quarter_of_an_hour_that_is_full_is_said_to_be(site, fetcher, reply):
    moments = [dt.datetime(2026, 10, 1, 8) + dt.timedelta(seconds=n) for n in range(300)]
    Api(site, reply, moments)
    found = list(search(site, fetcher).items(DAY, DAY))
    (notice,) = [item for item in found if isinstance(item, Missed)]
    assert "2026-10-01 08:00 to 2026-10-01 08:14" in notice.detail
    assert not notice.is_failure
    assert sum(isinstance(item, Wanted) for item in found) == MOST


def test_a_span_that_fails_is_told_and_the_others_are_read(site, fetcher, reply):
    moments = [dt.datetime(2026, 10, 1) + dt.timedelta(minutes=4 * n) for n in range(360)]
    api = Api(site, reply, moments)
    second_half = "20261001120000"

    def failing(handler):
        answer = Api.__call__(api, handler)
        return reply(status=500) if f"startdatetime={second_half}" in handler.path else answer

    site.answers.api = failing
    found = list(search(site, fetcher).items(DAY, DAY))
    assert sum(isinstance(item, Wanted) for item in found) == 180
    (missed,) = [item for item in found if isinstance(item, Missed)]
    assert (missed.is_failure, "http-500" in missed.detail) == (True, True)


def test_patience_asked_for_in_words_is_tried_again(site, fetcher, reply):
    api = Api(site, reply, [dt.datetime(2026, 10, 1, 5)])
    turns = []

    def impatient(handler):
        turns.append(1)
        words = b"Please limit requests to one every 5 seconds or write to us for larger queries."
        return reply(words, type="text/html") if len(turns) < 3 else api(handler)

    site.answers.api = impatient
    assert len(list(search(site, fetcher).items(DAY, DAY))) == 1


def test_a_refused_query_is_told_in_the_interfaces_own_words(site, fetcher, reply):
    Api(site, reply, [])
    site.answers.api = lambda handler: reply(b"Your query was too short or too long.\n", type="text/html")
    with pytest.raises(CollectError, match="too short or too long"):
        list(search(site, fetcher).items(DAY, DAY))


def test_wrong_escapes_and_bare_control_characters_are_read():
    raw = b'{"articles": [{"url": "http://a.example/", "title": "a \\& b\tc \\"d\\" \xd8\xa3"}]}'
    assert read_articles(raw) == [{"url": "http://a.example/", "title": 'a \\& b\tc "d" أ'}]
    assert read_articles(b"") == read_articles(b"{}") == read_articles(b'{"articles": []}') == []


@pytest.mark.parametrize("raw", [b"null", b"[1]", b'["x"]', b'{"status": "error"}', b'{"articles": null}', b"7"])
def test_an_answer_without_a_list_of_articles_is_no_empty_one(site, fetcher, reply, raw):
    Api(site, reply, [])
    site.answers.api = lambda handler: reply(raw, type="application/json")
    (missed,) = search(site, fetcher).items(DAY, DAY)
    assert (missed.is_failure, "could not be read: not-a-list" in missed.detail) == (True, True)


def test_articles_without_an_address_are_no_copies_of_one_another(site, fetcher, collector, reply, states):
    Api(site, reply, [])
    raw = {"articles": [{"title": "خبر"}, {"title": "News", "url": " "}]}
    site.answers.api = lambda handler: reply(json.dumps(raw).encode(), type="application/json")
    found = list(search(site, fetcher).items(DAY, DAY))
    assert [item.problem.excerpt for item in found] == ["خبر", "News"]
    account = collector(site.port).collect(found)
    assert (account.given, account.reasons) == (2, {("rejected", "no-address"): 2})


def test_languages_by_code():
    assert in_languages("x", ["ar"]) == "x sourcelang:arabic"
    assert in_languages("x", []) == "x"
    with pytest.raises(CollectError, match="'xx'"):
        in_languages("x", ["xx"])


def test_days_in_the_wrong_order_are_told(site, fetcher):
    with pytest.raises(CollectError, match="first comes after"):
        list(search(site, fetcher).items(DAY, DAY - dt.timedelta(days=1)))
