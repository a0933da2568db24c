from __future__ import annotations

import datetime as dt

import pytest

from corpus.collect.pace import LONGEST_RETRY_AFTER, Pace, backoff, retry_after

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 120 ", 120.0),
        ("99999999999999999999", LONGEST_RETRY_AFTER),
        ("Sun, 22 Nov 2026 12:05:00 GMT", 300.0),
        ("Sun, 22 Nov 2026 14:05:00 +0200", 300.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("Fri, 01 Jan 2100 00:00:00 GMT", LONGEST_RETRY_AFTER),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("١٢٠", None),
    ],
)
def test_the_patience_that_a_site_asks_for(value, seconds):
    assert retry_after(value, NOW) == seconds


def test_back_off_doubles_and_is_spread_by_the_address_the_same_each_time():
    for attempt, least in ((1, 2.0), (2, 4.0), (3, 8.0)):
        waits = {backoff(f"http://news.example/{n}", attempt) for n in range(50)}
        assert min(waits) >= least
        assert max(waits) <= least * 1.5
        assert len(waits) > 30
    assert backoff("http://news.example/", 1) == backoff("http://news.example/", 1)


def test_a_host_waits_after_a_request_and_others_do_not(clock):
    pace = Pace(clock.clock, 2.0)
    with pace.turn("a.example"):
        pass
    with pace.turn("b.example"):
        assert clock.passed == 0
    with pace.turn("a.example"):
        assert clock.passed == 2.0


def test_a_site_may_ask_for_longer_pauses_and_for_a_rest(clock):
    pace = Pace(clock.clock, 2.0)
    pace.at_least("a.example", 10.0)
    pace.at_least("a.example", 3.0)
    with pace.turn("a.example"):
        pass
    with pace.turn("a.example"):
        assert clock.passed == 10.0
    pace.leave_alone("a.example", 60.0)
    with pace.turn("a.example"):
        assert clock.passed == 70.0
