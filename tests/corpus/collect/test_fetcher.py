from __future__ import annotations

import datetime as dt
import gzip
import threading
import zlib
from email.utils import format_datetime
from pathlib import Path

import pytest

from corpus.collect.answers import ANYTHING, Answer, Failure, Wish
from corpus.collect.settings import AGENT, CollectError, Settings

PRIVATE = "http://10.0.0.1/ http://169.254.169.254/latest/meta-data http://[::1]/ http://[::ffff:127.0.0.1]/".split()
PRIVATE += "http://2130706433/ http://0x7f.1/ http://localhost/ http://127.0.0.2/ //192.168.1.1/router".split()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_comes_with_its_validators(site, fetcher, page, reply, told, language):
    content = page("خبر" if language == "ar" else "News", told[language], lang=language)
    site["/a"] = reply(content, headers={"ETag": '"v1"', "Last-Modified": "Sun, 22 Nov 2026 10:00:00 GMT"})
    found = fetcher(site.port).fetch(Wish(site.url("/a#top")))
    assert found == Answer(
        site.url("/a"), 200, content, "text/html; charset=utf-8", '"v1"', "Sun, 22 Nov 2026 10:00:00 GMT", 1
    )
    assert site.asked == ["/robots.txt", "/a"]


def test_we_say_who_we_are_and_send_nothing_else_of_ours(site, fetcher, reply, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site["/a"] = reply(b"<p>x</p>")
    assert isinstance(fetcher(site.port, contact="desk@news.example").fetch(Wish(site.url("/a"))), Answer)
    sent = site.headers[-1]
    assert sent["User-Agent"].startswith(f"{AGENT}/")
    assert "desk@news.example" in sent["User-Agent"]
    assert set(sent) == {"Host", "User-Agent", "Connection", "Accept", "Accept-Encoding"}
    assert sent["Host"] == f"news.example:{site.port}"


def test_a_contact_cannot_smuggle_a_header():
    with pytest.raises(CollectError, match="contact"):
        Settings(contact="a\r\nCookie: x")


@pytest.mark.parametrize("location", PRIVATE)
def test_a_redirect_to_a_private_address_is_not_followed(site, fetcher, reply, location):
    site["/a"] = reply(status=302, headers={"Location": location})
    found = fetcher(site.port).fetch(Wish(site.url("/a")))
    assert (found.reason, found.is_transient) == ("private-address", False)
    assert site.asked == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://news.example/", "http://u:p@news.example/", "http://a b/"]
)
def test_a_redirect_to_no_address_of_the_web_is_not_followed(site, fetcher, reply, location):
    site["/a"] = reply(status=301, headers={"Location": location})
    assert fetcher(site.port).fetch(Wish(site.url("/a"))).reason == "bad-redirect"


def test_a_name_of_a_private_address_is_not_asked_even_for_its_robots(site, fetcher, names, reply):
    names["inside.example"] = ["10.1.2.3"]
    site["/a"] = reply(status=307, headers={"Location": f"http://inside.example:{site.port}/secret"})
    assert fetcher(site.port).fetch(Wish(site.url("/a"))).reason == "private-address"
    assert fetcher(site.port).fetch(Wish(f"http://inside.example:{site.port}/")).reason == "private-address"


def test_a_name_that_changes_its_address_after_the_check_reaches_only_what_was_checked(site, fetcher, names, reply):
    """DNS rebinding: each look-up but the first of a request would give a private address."""
    asked = []

    class Rebinding(dict):
        def get(self, host, default=None):
            asked.append(host)
            return ["127.0.0.1"] if len(asked) <= 2 else ["10.0.0.1"]

    site["/a"] = reply(b"<p>public</p>")
    found = fetcher(site.port)
    found._guard = type(found._guard)(found._guard.ports, found._guard.allowed_private, lambda h, p: Rebinding().get(h))
    answer = found.fetch(Wish(site.url("/a")))
    assert (answer.content, len(asked)) == (b"<p>public</p>", 2)  # once for the page, once for its robots.txt
    assert found.fetch(Wish(site.url("/a"))).reason == "private-address"


def test_redirects_are_followed_and_judged_one_by_one(site, fetcher, reply):
    site["/a"] = reply(status=301, headers={"Location": "/أخبار"})
    site["/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"] = reply(status=302, headers={"Location": site.url("/c", "other.example")})
    site["/c"] = reply(b"<p>here</p>")
    found = fetcher(site.port).fetch(Wish(site.url("/a")))
    assert (found.url, found.content) == (site.url("/c", "other.example"), b"<p>here</p>")
    assert site.asked.count("/robots.txt") == 2


def test_loops_and_long_chains_end(site, fetcher, reply):
    site["/a"] = reply(status=302, headers={"Location": "/b"})
    site["/b"] = reply(status=302, headers={"Location": "/a"})
    assert fetcher(site.port).fetch(Wish(site.url("/a"))).reason == "redirect-loop"
    for number in range(8):
        site[f"/{number}"] = reply(status=302, headers={"Location": f"/{number + 1}"})
    site["/5"] = reply(b"<p>x</p>")
    assert isinstance(fetcher(site.port).fetch(Wish(site.url("/0"))), Answer)
    site["/5"] = reply(status=302, headers={"Location": "/6"})
    assert fetcher(site.port).fetch(Wish(site.url("/0"))).reason == "too-many-redirects"


def test_a_token_does_not_follow_a_redirect_to_another_host_and_cookies_are_not_kept(site, fetcher, reply):
    site["/a"] = reply(status=302, headers={"Location": site.url("/b", "other.example"), "Set-Cookie": "id=1"})
    site["/b"] = reply(b"<p>x</p>", headers={"Set-Cookie": "id=2"})
    f = fetcher(site.port)
    wish = Wish(site.url("/a"), headers={"Authorization": "Token secret"}, obeys_robots=False)
    assert isinstance(f.fetch(wish), Answer)
    assert isinstance(f.fetch(Wish(site.url("/b", "other.example"), obeys_robots=False)), Answer)
    assert [("Authorization" in sent, "Cookie" in sent) for sent in site.headers] == [
        (True, False),
        (False, False),
        (False, False),
    ]


def test_what_has_not_changed_is_not_sent_again(site, fetcher, reply):
    def answer(handler):
        same = handler.headers.get("If-None-Match") == '"v1"'
        return (
            reply(status=304, headers={"Content-Length": None})
            if same
            else reply(b"<p>x</p>", headers={"ETag": '"v1"'})
        )

    site["/a"] = answer
    first = fetcher(site.port).fetch(Wish(site.url("/a")))
    second = fetcher(site.port).fetch(Wish(site.url("/a"), etag=first.etag))
    assert (first.status, second.status, second.content) == (200, 304, b"")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_what_is_gone_or_forbidden_is_final(site, fetcher, reply, status):
    site["/a"] = reply(status=status)
    found = fetcher(site.port).fetch(Wish(site.url("/a")))
    assert (found.reason, found.is_transient, found.tries) == (f"http-{status}", False, 1)


def test_503_then_200(site, fetcher, reply, clock):
    site["/a"] = [reply(status=503), reply(status=500), reply(b"<p>x</p>")]
    found = fetcher(site.port).fetch(Wish(site.url("/a")))
    assert (found.content, found.tries, site.pages_asked()) == (b"<p>x</p>", 3, ["/a"] * 3)
    assert 2 <= clock.slept[1] <= 3  # after the pause behind robots.txt: the first back-off
    assert any(4 <= seconds <= 6 for seconds in clock.slept)


def test_three_tries_and_no_more(site, fetcher, reply):
    site["/a"] = reply(status=502)
    found = fetcher(site.port).fetch(Wish(site.url("/a")))
    assert (found.reason, found.is_transient, found.tries, len(site.pages_asked())) == ("http-502", True, 3, 3)


def test_429_with_seconds_is_waited_for(site, fetcher, reply, clock):
    site["/a"] = [reply(status=429, headers={"Retry-After": "40"}), reply(b"<p>x</p>")]
    assert isinstance(fetcher(site.port).fetch(Wish(site.url("/a"))), Answer)
    assert clock.passed >= 40


def test_429_with_a_date_far_away_is_left_to_another_run(site, fetcher, reply, clock):
    later = format_datetime(clock.clock.now() + dt.timedelta(hours=2), usegmt=True)
    site["/a"] = reply(status=429, headers={"Retry-After": later})
    found = fetcher(site.port).fetch(Wish(site.url("/a")))
    assert (found.reason, found.is_transient, len(site.pages_asked())) == ("http-429", True, 1)
    assert 7000 < found.wait <= 7200


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4", "application/json"])
def test_only_pages_are_taken(site, fetcher, reply, kind):
    site["/a"] = reply(b"x" * 100, type=kind)
    assert fetcher(site.port).fetch(Wish(site.url("/a"))).reason == "wrong-type"
    assert isinstance(fetcher(site.port).fetch(Wish(site.url("/a"), types=ANYTHING)), Answer)


@pytest.mark.parametrize(
    "kind", ["text/html", "TEXT/HTML;charset=windows-1256", "application/xhtml+xml", "text/plain", None]
)
def test_pages_of_every_kind_are_taken(site, fetcher, reply, kind):
    site["/a"] = reply(b"<p>x</p>", type=kind)
    assert isinstance(fetcher(site.port).fetch(Wish(site.url("/a"))), Answer)


def test_packed_pages_are_unpacked(site, fetcher, reply, page, told):
    content = page("خبر", told["ar"])
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    bodies = {
        "gzip": gzip.compress(content[:100]) + gzip.compress(content[100:]),
        "x-gzip": gzip.compress(content) + b"\x00\x00",
        "deflate": zlib.compress(content),
        "Deflate": packer.compress(content) + packer.flush(),
    }
    for encoding, body in bodies.items():
        site["/a"] = reply(body, headers={"Content-Encoding": encoding})
        assert fetcher(site.port).fetch(Wish(site.url("/a"))).content == content, encoding


@pytest.mark.parametrize(
    ("body", "encoding", "reason", "is_transient"),
    [
        (gzip.compress(b"<p>cut</p>" * 500)[:-20], "gzip", "truncated", True),
        (b"no gzip at all", "gzip", "broken-encoding", True),
        (b"<p>x</p>", "br", "unknown-encoding", False),
        (b"", "identity", "empty-answer", False),
        (gzip.compress(bytes(20_000_000)), "gzip", "decompression-bomb", False),
        (gzip.compress(gzip.compress(bytes(40_000_000)) + bytes(12_000_000)), "gzip", "decompression-bomb", False),
    ],
)
def test_packed_bodies_that_are_not_taken(site, fetcher, reply, body, encoding, reason, is_transient):
    site["/a"] = reply(body, headers={"Content-Encoding": encoding})
    found = fetcher(site.port).fetch(Wish(site.url("/a")))
    assert (found.reason, found.is_transient) == (reason, is_transient)


def test_a_page_is_read_up_to_the_cap(site, fetcher, reply):
    site["/a"] = reply(b"x" * 1000)
    assert isinstance(fetcher(site.port, largest=1000).fetch(Wish(site.url("/a"))), Answer)
    assert fetcher(site.port, largest=999).fetch(Wish(site.url("/a"))).reason == "too-large"


def test_a_host_is_asked_one_page_at_a_time_with_pauses(site, fetcher, reply, clock):
    for name in "abcdef":
        site[f"/{name}"] = reply(b"<p>x</p>")
    f = fetcher(site.port, delay=2.0)
    threads = [threading.Thread(target=f.fetch, args=(Wish(site.url(f"/{name}")),)) for name in "abcdef"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (site.most_open, len(site.asked), site.asked.count("/robots.txt")) == (1, 7, 1)
    assert clock.passed >= 12


def test_robots_are_obeyed_with_arabic_paths_and_their_delay(site, fetcher, reply, clock):
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: marsad\nCrawl-delay: 7\nDisallow: /خاص\nAllow: /خاص/عام\n"
    site["/robots.txt"] = reply(rules.encode(), type="text/plain")
    site["/a"] = site["/%D8%AE%D8%A7%D8%B5/%D8%B9%D8%A7%D9%85"] = reply(b"<p>x</p>")
    f = fetcher(site.port)
    assert isinstance(f.fetch(Wish(site.url("/a"))), Answer)
    refused = f.fetch(Wish(site.url("/خاص/1")))
    assert (refused.reason, refused.is_transient) == ("robots-refused", False)
    site["/%D8%AE%D8%A7%D8%B5/%D8%B9%D8%A7%D9%85"] = reply(b"<p>x</p>")
    assert isinstance(f.fetch(Wish(site.url("/خاص/عام"))), Answer)
    assert site.asked == ["/robots.txt", "/a", "/%D8%AE%D8%A7%D8%B5/%D8%B9%D8%A7%D9%85"]
    assert clock.passed >= 7


def test_a_redirect_does_not_lead_around_robots(site, fetcher, reply):
    site["/robots.txt"] = reply(b"User-agent: *\nDisallow: /secret", type="text/plain")
    site["/a"] = reply(status=302, headers={"Location": "/secret/b"})
    assert fetcher(site.port).fetch(Wish(site.url("/a"))).reason == "robots-refused"
    assert "/secret/b" not in site.asked


@pytest.mark.parametrize("status", [500, 503, 429])
def test_while_robots_cannot_be_had_nothing_is_asked(site, fetcher, reply, status):
    site["/robots.txt"] = reply(status=status)
    site["/a"] = reply(b"<p>x</p>")
    found = fetcher(site.port).fetch(Wish(site.url("/a")))
    assert (found.reason, found.is_transient, site.pages_asked()) == ("robots-unreachable", True, [])


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_may_be_asked(site, fetcher, reply, status):
    site["/robots.txt"] = reply(status=status)
    site["/a"] = reply(b"<p>x</p>")
    assert isinstance(fetcher(site.port).fetch(Wish(site.url("/a"))), Answer)


def test_an_endless_robots_file_is_cut(site, fetcher, reply):
    rules = b"User-agent: *\nDisallow: /no\n" + b"# filler\n" * 200_000
    site["/robots.txt"] = reply(rules, type="text/plain")
    site["/yes"] = reply(b"<p>x</p>")
    f = fetcher(site.port)
    assert f.fetch(Wish(site.url("/no"))).reason == "robots-refused"
    assert isinstance(f.fetch(Wish(site.url("/yes"))), Answer)


def test_a_robots_file_that_leads_nowhere_is_as_none(site, fetcher, reply):
    site["/robots.txt"] = reply(status=302, headers={"Location": "/robots.txt"})
    site["/a"] = reply(b"<p>x</p>")
    assert isinstance(fetcher(site.port).fetch(Wish(site.url("/a"))), Answer)


def test_an_unknown_host_may_be_known_later(fetcher, names):
    names["gone.example"] = []
    found = fetcher().fetch(Wish("http://gone.example/"))
    assert (found.reason, found.is_transient) == ("host-not-found", True)


@pytest.mark.parametrize("raw", ["ftp://news.example/", "خبر", "http://", "http://a b.example/"])
def test_no_address_is_a_failure_and_no_traceback(fetcher, raw):
    assert isinstance(found := fetcher().fetch(Wish(raw)), Failure)
    assert found.reason == "bad-address"


def test_a_file_is_written_as_it_comes_and_capped(site, fetcher, reply, tmp_path):
    site["/w.warc.gz"] = reply(b"\x1f\x8b" + b"x" * 5000, type="application/gzip")
    wish = Wish(site.url("/w.warc.gz"), types=ANYTHING, into=tmp_path / "w")
    assert fetcher(site.port).fetch(wish).content == b""
    assert (tmp_path / "w").read_bytes() == b"\x1f\x8b" + b"x" * 5000
    small = Wish(wish.url, types=ANYTHING, into=tmp_path / "w", largest=100)
    assert fetcher(site.port).fetch(small).reason == "too-large"


def test_a_full_disk_is_told_as_one_and_not_tried_again(site, fetcher, reply):
    site["/crawl.warc"] = reply(b"x" * 200_000, type="application/warc")
    with pytest.raises(CollectError, match=r"'/dev/full'.*No space left"):
        fetcher(site.port).fetch(Wish(site.url("/crawl.warc"), types=ANYTHING, into=Path("/dev/full")))
    assert site.pages_asked() == ["/crawl.warc"]


def test_a_host_that_asks_for_more_patience_than_a_run_has_is_not_asked_again_in_it(site, fetcher, reply, clock):
    site["/a"] = reply(status=429, headers={"Retry-After": "3600"})
    site["/b"] = reply(b"<p>x</p>")
    make = fetcher(site.port)
    assert make.fetch(Wish(site.url("/a"))).reason == "http-429"
    found = make.fetch(Wish(site.url("/b")))
    assert (found.reason, found.is_transient, found.is_asked) == ("host-in-trouble", True, False)
    assert 3500 < found.wait <= 3600
    assert isinstance(make.fetch(Wish(site.url("/b", "other.example"))), Answer)
    clock.sleep(3600)
    assert isinstance(make.fetch(Wish(site.url("/b"))), Answer)
    assert site.pages_asked() == ["/a", "/b", "/b"]


def test_patience_asked_for_by_robots_txt_is_kept_too(site, fetcher, reply):
    site["/robots.txt"] = reply(status=429, headers={"Retry-After": "7200"})
    found = fetcher(site.port).fetch(Wish(site.url("/a")))
    assert (found.reason, site.pages_asked()) == ("robots-unreachable", [])
    assert 7100 < found.wait <= 7200
