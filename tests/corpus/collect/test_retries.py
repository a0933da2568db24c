"""What is quarantined and tried again, in the corpus itself."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from corpus.collect.feeds import feed_items
from corpus.collect.retries import retry_items
from corpus.collect.states import MOST_RUNS
from corpus.collect.wanted import Wanted
from corpus.schema import ARTICLES, FETCHES

DAY = 24 * 3600


def retried(collector):
    return collector.collect(retry_items(collector))


def feed_of(*links):
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    return f'<rss version="2.0"><channel><title>وكالة</title>{items}</channel></rss>'.encode()


@pytest.fixture
def good(page, told):
    return {
        "ar": page("وصول قافلة الإغاثة", told["ar"], told["ar"][:150]),
        "en": page("Aid convoy arrives", told["en"], told["en"][:150], lang="en"),
    }


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_second_spelling_does_not_stay_quarantined(site, real, reply, states, clock, good, language):
    site["/a"] = reply(status=503)
    real(site.port).collect([Wanted("list", 1, site.url("/a"))])
    second = real(site.port).collect([Wanted("list", 1, site.url("/a?utm_source=x"))])
    assert second.reasons == {("quarantined", "not-due"): 1}
    assert real(site.port).ledger.known(site.url("/a?fbclid=1")).url == site.url("/a")
    clock.sleep(DAY)
    site["/a"] = site["/a?utm_source=x"] = reply(good[language])
    account = retried(real(site.port))
    assert (account.given, account.states["stored"], account.states["duplicate"]) == (2, 1, 1)
    assert sorted(states().values()) == [("duplicate", "given-twice"), ("stored", "")]
    assert retried(real(site.port)).given == 0


def test_a_copy_given_before_the_limit_does_not_hide_the_page(site, real, reply, states, good):
    site["/a"] = reply(good["ar"])
    urls = [site.url("/a"), site.url("/a"), site.url("/a?utm_source=x")]
    real(site.port, max_pages=0).collect(Wanted("list", n, url) for n, url in enumerate(urls, 1))
    assert states() == {urls[0]: ("quarantined", "page-limit"), urls[2]: ("duplicate", "given-twice")}
    assert retried(real(site.port)).states["stored"] == 1


def test_a_page_does_not_get_the_verdict_of_another_at_the_same_place(site, real, reply, states, clock, good):
    site["/p"], site["/q"] = reply(status=503), reply(b"<html><body><p>-</p></body></html>")
    site["/f"] = reply(feed_of(site.url("/p")), type="application/rss+xml")

    def read():
        collector = real(site.port)
        collector.collect(feed_items(collector.fetcher, collector.ledger, [site.url("/f")]))

    read()
    site["/f"] = reply(status=503)
    read()
    clock.sleep(DAY)
    site["/p"], site["/f"] = reply(good["en"]), reply(feed_of(site.url("/q")), type="application/rss+xml")
    account = retried(real(site.port))
    assert (account.given, account.states["stored"], account.states["rejected"]) == (2, 1, 1)
    assert states()[site.url("/p")] == ("stored", "")
    assert states()[site.url("/q")] == ("rejected", "empty-text")


def test_only_failures_in_a_row_are_counted(site, real, reply, states, clock, workspace):
    def read():
        collector = real(site.port)
        collector.collect(feed_items(collector.fetcher, collector.ledger, [site.url("/f")]))
        clock.sleep(DAY)
        (row,) = workspace.read(FETCHES).to_pylist()
        return row["state"], row["reason"], row["attempts"]

    site["/f"] = reply(feed_of(), type="application/rss+xml")
    assert [read() for _ in range(MOST_RUNS + 1)][-1] == ("stored", "feed", 0)
    site["/f"] = reply(status=503)
    assert [read() for _ in range(2)] == [("quarantined", "http-503", 1), ("quarantined", "http-503", 2)]
    site["/f"] = reply(feed_of(), type="application/rss+xml")
    assert read() == ("stored", "feed", 0)
    site["/f"] = reply(status=503)
    found = [read() for _ in range(MOST_RUNS)]
    assert found[0] == ("quarantined", "http-503", 1)
    assert found[-1] == ("rejected", "gave-up", MOST_RUNS)


@pytest.mark.parametrize("fault", [(b"", 503), (b"", 404), (b"<html><body><p>-</p></body></html>", 200)])
def test_a_stored_page_that_is_not_had_again_stays_stored(site, real, reply, states, clock, good, fault):
    site["/a"] = reply(good["ar"])
    real(site.port).collect([Wanted("list", 1, site.url("/a"))])
    site["/a"] = reply(*fault)
    for _ in range(MOST_RUNS + 1):
        account = real(site.port, again=True).collect([Wanted("list", 1, site.url("/a"))])
        assert account.reasons == {("duplicate", "not-refreshed"): 1}
        assert states() == {site.url("/a"): ("stored", "")}
        clock.sleep(DAY)
    assert real(site.port).collect([Wanted("list", 1, site.url("/a"))]).reasons == {
        ("duplicate", "collected-before"): 1
    }


def test_what_the_list_said_is_known_to_the_retry(site, real, reply, workspace, good):
    site["/a"] = reply(good["ar"].replace("قافلة الإغاثة".encode(), b"x"))
    values = {"publisher": "وكالة الفرات", "author": "سعاد"}
    wanted = Wanted("قائمة.csv", 7, site.url("/a"), values, ((dt.date(2017, 3, 4), None), (42798.5, "day-first")))
    real(site.port, max_pages=0).collect([wanted])
    (row,) = workspace.read(FETCHES).to_pylist()
    assert json.loads(row["known"]) == {
        "position": 7,
        "values": values,
        "dates": [["2017-03-04", None], [42798.5, "day-first"]],
    }
    assert retried(real(site.port)).states["stored"] == 1
    (article,) = workspace.read(ARTICLES).to_pylist()
    assert (article["publisher"], article["author"], article["source_uri"]) == ("وكالة الفرات", "سعاد", "قائمة.csv#7")
    assert article["published_at"].date() == dt.date(2017, 3, 4)
    (row,) = workspace.read(FETCHES).to_pylist()
    assert (row["state"], row["known"]) == ("stored", None)


def test_what_another_program_wrote_into_the_table_does_not_stop_a_retry(site, real, reply, workspace, good):
    site["/a"] = reply(good["en"])
    real(site.port, max_pages=0).collect([Wanted("list", 3, site.url("/a"))])
    for odd in ("{", "[1]", '{"position": "x"}', '{"dates": [1]}', None):
        workspace.patch(FETCHES, [{"url": site.url("/a"), "known": odd}])
        (item,) = retry_items(real(site.port))
        assert item == Wanted("list", 1, site.url("/a"))


def test_patience_is_asked_for_once_and_kept_for_the_whole_host(site, real, reply, workspace, clock, good):
    site["/0"] = reply(status=429, headers={"Retry-After": "3600"})
    for number in range(1, 4):
        site[f"/{number}"] = reply(good["en"])
    before = clock.clock.now()
    account = real(site.port).collect([Wanted("list", n + 1, site.url(f"/{n}")) for n in range(4)])
    assert account.reasons == {("quarantined", "http-429"): 1, ("quarantined", "host-in-trouble"): 3}
    assert site.pages_asked() == ["/0"]
    rows = workspace.read(FETCHES).to_pylist()
    assert {row["attempts"] for row in rows if row["url"] != site.url("/0")} == {0}
    assert all(3590 < (row["retry_at"] - before).total_seconds() < 3700 for row in rows)


def test_waiting_pages_and_due_archives_are_told(site, real, reply, workspace):
    site["/a"] = reply(status=503)
    collector = real(site.port)
    collector.collect([Wanted("list", 1, site.url("/a"))])
    collector.ledger.note(
        {"url": "http://a.example/x.warc", "source_uri": "archive", "state": "quarantined", "reason": "page-limit"}
        | {"detail": "", "status": 0, "attempts": 0, "retry_at": None, "at": collector.fetcher.clock.now()}
    )
    collector.ledger.flush()
    notes = [item.detail for item in retry_items(real(site.port))]
    assert notes[0] == "1 more are quarantined and not due yet"
    assert notes[1].endswith("python -m corpus collect warc http://a.example/x.warc")
