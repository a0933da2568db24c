from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.collect.answers import Failure
from corpus.collect.feeds import entries_of, feed_items, feeds_of, read_opml
from corpus.collect.settings import CollectError
from corpus.collect.wanted import AtHand, Unusable, Wanted

RSS = "application/rss+xml"


def rss(*items, language="ar", title="وكالة النهر", head=""):
    body = f"<title>{title}</title><link>http://news.example/</link><language>{language}</language>{''.join(items)}"
    return f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0"><channel>{body}</channel></rss>'.encode()


def item(link="", title="قافلة", date="Sun, 22 Nov 2026 10:30:00 +0300", extra=""):
    link = f"<link>{link}</link>" if link else ""
    return f"<item><title>{title}</title>{link}<pubDate>{date}</pubDate>{extra}</item>"


def test_entries_give_addresses_with_title_date_and_author():
    feed = rss(
        item("/a?x=1&amp;y=2", "القافلة &lt;b&gt;تصل&lt;/b&gt;", extra="<author>سارة عادل</author>"),
        item("http://other.example/b", "Convoy"),
    )
    first, second = entries_of("http://news.example/rss", feed, RSS)
    assert first == Wanted(
        "http://news.example/rss",
        1,
        "http://news.example/a?x=1&y=2",
        {"title": "القافلة تصل", "author": "سارة عادل", "language": "ar"},
        (("2026-11-22T07:30:00+00:00", None),),
    )
    assert (second.url, second.values["title"]) == ("http://other.example/b", "Convoy")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_entry_without_an_address_is_stored_from_the_feed(told, language):
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>River</title><entry><id>urn:1</id><title>Convoy</title>'
        "<published>2026-11-22T10:00:00Z</published>"
        f'<content type="html">&lt;p&gt;{told[language]}&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</content>'
        "</entry></feed>"
    ).encode()
    (found,) = entries_of("http://news.example/atom", atom, "application/atom+xml")
    assert isinstance(found, AtHand)
    assert found.item.values == {"title": "Convoy", "text": told[language], "publisher": "River"}
    assert found.item.dates == (("2026-11-22T10:00:00+00:00", None),)
    assert found.url.startswith("entry:")


def test_a_teaser_without_an_address_is_refused_with_a_reason():
    (found,) = entries_of("f", rss(item(extra="<description>قريبا</description>")), RSS)
    assert isinstance(found, Unusable)
    assert found.problem.reason == "no-address"


@pytest.mark.parametrize(
    "content",
    [
        b"http://127.0.0.1:1/feed",
        b"file:///etc/passwd",
        b"/etc/passwd",
        b"<html><body>no feed</body></html>",
        b"\x00\xff\xfe",
        b"{}",
        rss(item("/a"), head='<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'),
        rss(item("/a"), head='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>').decode().encode("utf-16"),
    ],
)
def test_what_is_no_feed_is_refused_and_nothing_is_opened_or_fetched(content):
    found = entries_of("http://news.example/rss", content, RSS)
    assert isinstance(found, Failure)
    assert found.reason == "not-a-feed"


@pytest.fixture
def feed(site, reply, page, told):
    site["/rss"] = reply(
        rss(item("/ar"), item("/en"), item(title="بلا رابط", extra=f"<description>{told['ar'] * 2}</description>")),
        type=RSS,
        headers={"ETag": '"f1"'},
    )
    site["/ar"] = reply(page("قافلة", told["ar"]))
    site["/en"] = reply(page("Convoy", told["en"], lang="en"))
    return site


def run(collector, site, *urls, **options):
    one = collector(site.port, **options)
    again = options.get("again", False)
    return one.collect(feed_items(one.fetcher, one.ledger, urls or [site.url("/rss")], again=again))


def test_a_feed_is_collected_with_its_pages(feed, collector, states, corpus):
    account = run(collector, feed)
    assert (account.given, account.states["stored"], account.read) == (3, 3, 1)
    found = states()
    assert found.pop(feed.url("/rss")) == ("stored", "feed")
    assert len(found) == 3
    assert {source for source, _ in corpus.batches} == {feed.url("/rss")}


def test_a_feed_that_has_not_changed_is_not_read_again(feed, collector, reply, states):
    run(collector, feed)
    before = states()
    content = feed.answers["/rss"].body

    def answer(handler):
        if handler.headers.get("If-None-Match") == '"f1"':
            return reply(status=304)
        return reply(content, type=RSS, headers={"ETag": '"f1"'})

    feed["/rss"] = answer
    account = run(collector, feed)
    assert (account.given, account.unchanged, account.is_good) == (0, 1, True)
    assert states() == {**before, feed.url("/rss"): ("duplicate", "not-modified")}
    account = run(collector, feed, again=True)
    assert (account.read, account.given) == (1, 3)


def test_a_feed_is_asked_unconditionally_until_all_it_gave_has_a_state(feed, collector, corpus, states):
    class Killed(BaseException):
        pass

    def die(*arguments, **named):
        raise Killed

    with pytest.raises(Killed):
        run(collector, feed, add=die)
    assert feed.url("/rss") not in states()
    account = run(collector, feed)
    assert account.states["stored"] == 3


def test_a_page_leads_to_the_feed_that_it_names(feed, collector, page, reply, told):
    head = '<link rel="stylesheet" href="/s.css"><link rel="alternate" type="application/rss+xml" href="rss">'
    feed["/"] = reply(page("الصفحة الأولى", told["ar"], head=head))
    account = run(collector, feed, feed.url("/"))
    assert (account.read, account.states["stored"]) == (1, 3)


def test_a_page_does_not_lead_to_a_private_feed(feed, collector, page, reply, told):
    head = '<link rel="alternate" type="application/rss+xml" href="http://10.0.0.1/rss">'
    feed["/"] = reply(page("الصفحة الأولى", told["ar"], head=head))
    account = run(collector, feed, feed.url("/"))
    assert (account.failed, account.is_good) == (1, False)
    assert "private-address" in account.notes[0]


def test_a_feed_that_fails_is_told_and_quarantined(site, collector, reply, states):
    site["/rss"] = reply(status=503)
    account = run(collector, site)
    assert (account.failed, account.given) == (1, 0)
    assert states() == {site.url("/rss"): ("quarantined", "http-503")}


def test_opml_names_feeds(tmp_path):
    path = tmp_path / "feeds.opml"
    outline = (
        '<outline text="أخبار"><outline xmlUrl="http://a.example/rss"/><outline xmlUrl="http://b.example/"/></outline>'
    )
    path.write_text(f'<opml version="2.0"><body>{outline}<outline text="x"/></body></opml>', encoding="utf-8")
    assert list(feeds_of(["http://c.example/", str(path)])) == [
        "http://c.example/",
        "http://a.example/rss",
        "http://b.example/",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "no xml",
        "<opml/>",
        '<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><outline xmlUrl="&x;"/></opml>',
    ],
)
def test_what_is_no_opml_is_refused(tmp_path, text):
    (tmp_path / "a.opml").write_text(text, encoding="utf-8")
    with pytest.raises(CollectError, match=r"a\.opml"):
        read_opml(tmp_path / "a.opml")


def test_what_is_neither_address_nor_file_is_refused():
    with pytest.raises(CollectError, match="neither"):
        list(feeds_of(["feed.xml"]))


RSS_FEED = rss(item("/a", "القافلة &amp;", extra="<description>&lt;p&gt;x&lt;/p&gt;</description>"))
JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "http://a/", "title": "x"}]}'
PIECES = [
    b"<",
    b"&",
    b"\x00",
    b"<![CDATA[",
    b"\xff\xfe",
    b"&#xD800;",
    b"<!DOCTYPE x>",
    b"\xd8\xa3",
    b'<?xml encoding="\xff"?>',
]


@settings(max_examples=120, deadline=None)
@given(
    feed=st.sampled_from([RSS_FEED, JSON_FEED]),
    kind=st.sampled_from([RSS, "application/feed+json", "", "text/xml; charset=nonsense", "text/html; charset=\x00"]),
    edits=st.lists(st.tuples(st.integers(0, 400), st.sampled_from(PIECES) | st.binary(max_size=4), st.integers(0, 9))),
)
def test_a_damaged_feed_gives_entries_or_a_reason(feed, kind, edits):
    for place, piece, cut in edits:
        feed = feed[:place] + piece + feed[place + cut :]
    found = entries_of("http://news.example/rss", feed, kind)
    assert isinstance(found, Failure) or all(item.source_uri == "http://news.example/rss" for item in found)


@pytest.mark.parametrize("name", ["missing.opml", "a" * 300, "a\0b"])
def test_a_path_that_is_none_is_told(name):
    with pytest.raises(CollectError, match="neither a web address nor a file"):
        list(feeds_of([name]))


def test_an_opml_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(CollectError, match="cannot be read"):
        read_opml(tmp_path)
