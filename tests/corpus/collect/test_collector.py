from __future__ import annotations

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.collect.account import Account
from corpus.collect.admission import Options
from corpus.collect.collector import TROUBLE, Collector
from corpus.collect.normal import LONGEST_ADDRESS
from corpus.collect.settings import CollectError
from corpus.collect.states import MOST_RUNS
from corpus.collect.wanted import AtHand, Missed, Unusable, Wanted
from corpus.readers.records import Problem, Record
from corpus.schema import FETCHES
from corpus.workspace import Workspace


def wanted(*urls, source="list.txt"):
    return [Wanted(source, position, url) for position, url in enumerate(urls, 1)]


def summed(account):
    return tuple(account.states[name] for name in ("stored", "duplicate", "rejected", "quarantined"))


@pytest.fixture
def news(site, reply, page, told):
    """A site with pages in both languages and one of each fault."""
    site["/ar"] = reply(page("قافلة", told["ar"]))
    site["/en"] = reply(page("Convoy", told["en"], lang="en"))
    site["/copy"] = reply(page("قافلة", told["ar"]))
    site["/empty"] = reply(b"<p>EMPTY</p>")
    site["/down"] = reply(status=503)
    site["/robots.txt"] = reply(b"User-agent: *\nDisallow: /private", type="text/plain")
    return site


def test_every_address_ends_in_one_state(news, collector, states):
    urls = [news.url(path) for path in ("/ar", "/en", "/copy", "/empty", "/down", "/gone", "/private/a")]
    again = [news.url("/ar?utm_source=feed"), news.url("/ar")]
    account = collector(news.port).collect([*wanted(*urls, *again, "http://10.0.0.1/", "mailto:a@b")])
    assert (account.given, summed(account)) == (11, (2, 3, 5, 1))
    assert dict(account.reasons) == {
        ("duplicate", "same-text"): 1,
        ("duplicate", "given-twice"): 2,
        ("rejected", "no-article"): 1,
        ("rejected", "http-404"): 1,
        ("rejected", "robots-refused"): 1,
        ("rejected", "private-address"): 1,
        ("rejected", "bad-address"): 1,
        ("quarantined", "http-503"): 1,
    }
    found = states()
    assert len(found) == 10  # of the same spelling given twice there is one row
    assert found[news.url("/ar")] == ("stored", "")
    assert found[news.url("/ar?utm_source=feed")] == ("duplicate", "given-twice")
    assert account.lines()[0] == "given 11 = stored 2 + duplicate 3 + rejected 5 + quarantined 1"
    assert account.is_good


def test_a_second_run_asks_only_for_what_is_open(news, collector, states):
    urls = [news.url(path) for path in ("/ar", "/en", "/gone")]
    collector(news.port).collect(wanted(*urls))
    before, n_asked = states(), len(news.pages_asked())
    second = collector(news.port).collect(wanted(*urls, news.url("/copy")))
    assert news.pages_asked()[n_asked:] == ["/copy"]
    assert dict(second.reasons) == {
        ("duplicate", "collected-before"): 2,
        ("duplicate", "same-text"): 1,
        ("rejected", "http-404"): 1,
    }
    assert {url: states()[url] for url in urls} == before


def test_again_asks_with_the_validators_and_takes_no_for_an_answer(site, collector, reply, states):
    def answer(handler):
        same = handler.headers.get("If-None-Match") == '"1"'
        return reply(status=304) if same else reply(b"<p>x</p>", headers={"ETag": '"1"'})

    site["/a"] = answer
    collector(site.port).collect(wanted(site.url("/a")))
    account = collector(site.port, again=True).collect(wanted(site.url("/a")))
    assert dict(account.reasons) == {("duplicate", "not-modified"): 1}
    assert states() == {site.url("/a"): ("duplicate", "not-modified")}
    account = collector(site.port, again=True).collect(wanted(site.url("/a")))
    assert dict(account.reasons) == {("duplicate", "not-modified"): 1}


def test_quarantine_waits_then_is_tried_and_at_last_given_up(site, collector, reply, states, clock):
    site["/a"] = reply(status=503)
    for run in range(1, MOST_RUNS + 1):
        make = collector(site.port)
        assert (len(make.ledger.due(clock.clock.now())) == 1) is (run > 1)
        account = make.collect(wanted(site.url("/a")))
        asked = len(site.pages_asked())
        assert asked == 3 * run
        early = collector(site.port).collect(wanted(site.url("/a")))
        assert (early.given, len(site.pages_asked())) == (1, asked)
        clock.sleep(24 * 3600)
    assert dict(account.reasons) == {("rejected", "gave-up"): 1}
    assert states() == {site.url("/a"): ("rejected", "gave-up")}


def test_a_long_retry_after_is_kept(site, collector, reply, workspace, clock):
    site["/a"] = reply(status=429, headers={"Retry-After": "7200"})
    before = clock.clock.now()
    collector(site.port).collect(wanted(site.url("/a")))
    (row,) = workspace.read(FETCHES).to_pylist()
    assert (row["state"], row["reason"], row["status"], row["attempts"]) == ("quarantined", "http-429", 429, 1)
    assert 7200 <= (row["retry_at"] - before).total_seconds() < 7300


def test_a_host_in_trouble_is_left_for_this_run(site, collector, reply):
    account = collector(site.port).collect(wanted(*[site.url(f"/{n}", "down.example") for n in range(TROUBLE + 4)]))
    assert account.reasons == {("rejected", "http-404"): TROUBLE + 4}  # a missing page is no trouble
    for number in range(TROUBLE + 4):
        site[f"/x{number}"] = reply(status=500)
    urls = [site.url(f"/x{number}", "down.example") for number in range(TROUBLE + 4)]
    account = collector(site.port).collect(wanted(*urls))
    assert account.reasons == {("quarantined", "http-500"): TROUBLE, ("quarantined", "host-in-trouble"): 4}


def test_max_pages_quarantines_the_rest_for_retry(news, collector, states, clock):
    urls = [news.url(path) for path in ("/ar", "/en", "/copy")]
    account = collector(news.port, max_pages=1).collect(wanted(*urls))
    assert (account.given, summed(account)) == (3, (1, 0, 0, 2))
    rest = collector(news.port)
    due = rest.ledger.due(clock.clock.now())
    assert {known.url for known in due} == set(urls[1:])
    assert summed(rest.collect(wanted(*[known.url for known in due]))) == (1, 1, 0, 0)


def test_lines_without_an_address_and_lists_that_failed_are_told(collector, states):
    items = [Unusable("list.txt", Problem(7, "no-address", "There is none.")), Missed("gdelt:x", "May was not read")]
    account = collector().collect(items)
    assert states() == {"line:7:list.txt": ("rejected", "no-address")}
    assert account.notes == ["gdelt:x: May was not read"]
    assert not account.is_good


def test_hosts_are_asked_side_by_side_and_each_one_page_at_a_time(site, collector, reply):
    for number in range(12):
        site[f"/{number}"] = reply(f"<p>{number}</p>".encode())
    urls = [site.url(f"/{n}", f"h{n % 4}.example") for n in range(12)]
    account = collector(site.port, threads=4).collect(wanted(*urls))
    assert (summed(account), site.asked.count("/robots.txt")) == ((12, 0, 0, 0), 4)


def test_a_stop_leaves_a_state_that_the_next_run_completes(site, collector, reply, states):
    stop = threading.Event()

    def stopping(handler):
        stop.set()
        return reply(b"<p>2</p>")

    for number in range(6):
        site[f"/{number}"] = reply(f"<p>{number}</p>".encode())
    site["/2"] = stopping
    urls = [site.url(f"/{number}") for number in range(6)]
    account = collector(site.port, stop=stop, threads=1).collect(wanted(*urls))
    assert account.is_interrupted
    assert account.given == sum(account.states.values()) < 6
    assert "run the same command again" in account.lines()[-1]
    assert not account.is_good
    account = collector(site.port).collect(wanted(*urls))
    assert account.given == 6
    assert set(states()) == set(urls)
    assert {state for state, _ in states().values()} == {"stored"}


def test_a_kill_between_page_and_state_makes_a_duplicate_and_loses_nothing(news, collector, corpus, states):
    class Killed(BaseException):
        pass

    def add_then_die(*arguments, **named):
        corpus.add(*arguments, **named)
        raise Killed

    urls = [news.url("/ar"), news.url("/ar?utm_source=x"), news.url("/en")]
    with pytest.raises(Killed):
        collector(news.port, add=add_then_die).collect(wanted(*urls))
    assert len(corpus.stored) == 2
    account = collector(news.port).collect(wanted(*urls))
    assert dict(account.reasons) == {("duplicate", "same-text"): 2, ("duplicate", "given-twice"): 1}
    assert set(states()) == set(urls)


def test_a_second_spelling_noted_before_a_kill_does_not_hide_the_page(news, collector, states):
    class Killed(BaseException):
        pass

    first = collector(news.port, add=_raising(Killed))
    with pytest.raises(Killed):
        first.collect(wanted(news.url("/ar"), news.url("/ar?utm_source=x")))
    first.ledger.flush()
    assert states() == {news.url("/ar?utm_source=x"): ("duplicate", "given-twice")}
    assert summed(collector(news.port).collect(wanted(news.url("/ar")))) == (1, 0, 0, 0)


def _raising(error):
    def add(*arguments, **named):
        raise error

    return add


def test_a_corpus_that_does_not_answer_is_a_fault_that_is_told(news, collector):
    with pytest.raises(CollectError, match="did not say"):
        collector(news.port, add=lambda *a, **k: None).collect(wanted(news.url("/ar")))


def test_an_account_that_does_not_add_up_is_refused():
    account = Account(given=2)
    account.count("stored", "")
    with pytest.raises(CollectError, match="does not add up"):
        account.close()


def test_pages_are_stored_in_batches_by_source(site, collector, reply, corpus):
    for number in range(60):
        site[f"/{number}"] = reply(f"<p>{number}</p>".encode())
    one = wanted(*[site.url(f"/{n}") for n in range(50)], source="one.txt")
    other = wanted(*[site.url(f"/{n}") for n in range(50, 60)], source="other.txt")
    collector(site.port, settings={"delay": 0.0}).collect([*one, *other])
    assert max(size for _, size in corpus.batches) <= 32 + 25
    assert {
        name: sum(size for found, size in corpus.batches if found == name) for name in ("one.txt", "other.txt")
    } == {
        "one.txt": 50,
        "other.txt": 10,
    }


def test_what_the_list_says_goes_with_the_page(site, collector, reply, corpus):
    site["/a"] = reply(b"<p>a</p>")
    site["/b"] = reply("خبر عاجل\n\nوصلت القافلة.".encode("cp1256"), type="text/plain; charset=windows-1256")
    values = {"title": "القافلة", "publisher": "bbc.co.uk", "text": "not from here", "language": "ar"}
    seen = (("20241104T101500Z", None),)
    items = [
        Wanted("l", 1, site.url("/a"), values, (("2024-11-03", None),)),
        Wanted("l", 2, site.url("/b"), {**values, "publisher": "وكالة"}, seen),
    ]
    collector(site.port).collect(items)
    first, second = sorted(corpus.stored.values(), key=lambda item: item.position)
    assert (first.url, dict(first.values)) == (site.url("/a"), {"title": "القافلة", "language": "ar"})
    assert first.dates == (("2024-11-03", None),)
    assert (second.get("title"), second.get("text").strip()) == ("خبر عاجل", "وصلت القافلة.")
    assert (second.get("captured"), second.get("publisher"), second.dates) == ("2024-11-04", "وكالة", ())


def test_an_error_of_the_list_after_its_first_answer_keeps_the_account(news, collector, states):
    def items():
        yield Wanted("list", 1, news.url("/ar"))
        raise CollectError("the interface answers in words")

    account = collector(news.port).collect(items())
    assert (summed(account), account.failed, account.is_good) == ((1, 0, 0, 0), 1, False)
    assert account.notes == ["the rest of the list: the interface answers in words"]
    assert states() == {news.url("/ar"): ("stored", "")}


def test_an_error_before_anything_was_given_is_raised(collector):
    def items():
        raise CollectError("the token is refused")
        yield

    with pytest.raises(CollectError, match="token"):
        collector().collect(items())


def test_what_was_fetched_is_stored_also_where_two_things_go_wrong(news, collector, corpus, states):
    make = collector(news.port, threads=1)
    fetch, gate = make.fetcher.fetch, threading.Event()

    def failing(wish):
        if "down" in wish.url:
            raise RuntimeError(wish.url)
        return fetch(wish)

    make.fetcher.fetch = failing

    def items():
        yield Wanted("list", 1, news.url("/ar"))
        while not make._shelf._pages:
            gate.wait(0.01)
            yield Missed("list", "a moment", is_failure=False)
        yield Wanted("list", 2, news.url("/down1", "a.example"))
        yield Wanted("list", 3, news.url("/down2", "b.example"))

    with pytest.raises(RuntimeError):
        make.collect(items())
    assert len(corpus.stored) == 1
    assert states() == {news.url("/ar"): ("stored", "")}
    make.account.break_off()
    assert make.account.given == 1
    assert "run the same command again" in make.account.lines()[-1]


def test_addresses_with_halves_of_characters_or_without_end_are_rejected(collector, states):
    long = "http://news.example/" + "خ" * 3000
    items = [
        *wanted("http://news.example/\ud800", "http://\udcff.example/", long, f"{long}x", source="قائمة\udcff"),
        AtHand("feed\ud800", "entry:1:\ud800", Record(9, {"text": "EMPTY"})),
        Unusable("l\ud800", Problem(1, "no-address", "x")),
    ]
    account = collector().collect(items)
    assert account.reasons == {
        ("rejected", "bad-address"): 4,
        ("rejected", "no-article"): 1,
        ("rejected", "no-address"): 1,
    }
    found = states()
    assert "http://news.example/\\ud800" in found
    assert (len(found), max(map(len, found))) == (6, LONGEST_ADDRESS + 17)


KINDS = ("stored", "same", "gone", "down", "private", "bad", "empty")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plan=st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 5)), max_size=14),
    stop_after=st.none() | st.integers(0, 6),
)
def test_given_is_the_sum_of_the_states_also_of_a_stopped_run(
    site, fetcher, reply, corpus, tmp_path_factory, plan, stop_after
):
    corpus.stored.clear()
    workspace, stop = Workspace.create(tmp_path_factory.mktemp("w")), threading.Event()
    answers = {"stored": 200, "same": 200, "gone": 404, "down": 503, "empty": 200}
    urls = []
    for kind, number in plan:
        path = f"/{kind}/{number}"
        if kind in answers:
            body = {"stored": path, "same": "same", "empty": f"EMPTY {number}"}.get(kind, "")
            site[path] = reply(body.encode(), status=answers[kind])
        urls.append({"private": f"http://10.0.0.{number}/", "bad": f"x:{number}"}.get(kind, site.url(path)))
    f = fetcher(site.port)

    def until_stopped():
        for position, url in enumerate(urls):
            if position == stop_after:
                stop.set()
            yield Wanted("list", position + 1, url)

    first = Collector(workspace, f, Options(threads=2), corpus.add, stop).collect(until_stopped())
    assert first.given == sum(first.states.values())
    second = Collector(workspace, fetcher(site.port), Options(threads=2), corpus.add).collect(
        Wanted("list", position, url) for position, url in enumerate(urls, 1)
    )
    assert second.given == len(urls) == sum(second.states.values())
    rows = workspace.read(FETCHES).to_pylist()
    assert sorted(row["url"] for row in rows) == sorted(set(urls))
    n_texts = len({number for kind, number in plan if kind == "stored"}) + any(kind == "same" for kind, _ in plan)
    assert sum(row["state"] == "stored" for row in rows) == n_texts == len(corpus.stored)
