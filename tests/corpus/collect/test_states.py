from __future__ import annotations

import datetime as dt

import pytest

from corpus.collect.answers import Answer, Failure
from corpus.collect.ledger import Known
from corpus.collect.states import FIRST_QUARANTINE, MOST_RUNS, Verdict, kept, of_failure, of_list, row_of
from corpus.collect.wanted import Listed

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
DOWN = Failure("http-503", "answered 503", "http://news.example/خبر", 503, is_transient=True)


def known(state="quarantined", attempts=0):
    return Known("http://news.example/خبر", "list", state, "", attempts, None, None, None)


def seconds(verdict):
    return (verdict.retry_at - NOW).total_seconds()


def test_the_wait_grows_until_the_address_is_given_up():
    waits = [seconds(of_failure(DOWN, known(attempts=n), NOW)) for n in range(MOST_RUNS - 1)]
    assert waits == [FIRST_QUARANTINE * 4**n for n in range(MOST_RUNS - 1)]
    last = of_failure(DOWN, known(attempts=MOST_RUNS - 1), NOW)
    assert (last.state, last.reason) == ("rejected", "gave-up")
    assert "http-503" in last.detail


def test_failures_before_another_state_do_not_count():
    assert seconds(of_failure(DOWN, known("rejected", 9), NOW)) == FIRST_QUARANTINE
    row = row_of("u", "list", of_failure(DOWN, known("rejected", 9), NOW), known("rejected", 9), NOW)
    assert row["attempts"] == 1


@pytest.mark.parametrize("wait, expected", [(7200.0, 7200.0), (10.0, FIRST_QUARANTINE), (1e9, 24 * 3600.0)])
def test_a_longer_retry_after_is_kept_up_to_a_day(wait, expected):
    assert seconds(of_failure(Failure("http-429", "", is_transient=True, wait=wait), None, NOW)) == expected


def test_an_address_that_was_not_asked_for_has_not_failed():
    put_off = Failure("host-in-trouble", "", is_transient=True, wait=120.0, is_asked=False)
    verdict = of_failure(put_off, known(attempts=MOST_RUNS - 1), NOW)
    assert (verdict.state, seconds(verdict)) == ("quarantined", 120.0)
    assert row_of("u", "list", verdict, known(attempts=4), NOW)["attempts"] == 4
    assert of_failure(None, None, NOW).reason == "host-in-trouble"


def test_what_will_not_pass_is_rejected():
    assert of_failure(Failure("http-404", "gone"), None, NOW).state == "rejected"


@pytest.mark.parametrize("state", ["stored", "duplicate"])
def test_a_page_that_the_corpus_holds_stays(state):
    for failure in (DOWN, Failure("http-404", "gone"), None):
        assert of_failure(failure, known(state), NOW).reason == "not-refreshed"
    assert kept(Verdict("rejected", "no-article"), known(state)).reason == "not-refreshed"
    assert kept(Verdict("rejected", "no-article"), None).reason == "no-article"
    assert kept(Verdict("duplicate", "same-text"), known(state)).reason == "same-text"


def test_a_feed_that_was_read_and_is_down_is_tried_again():
    verdict = of_list(Listed("http://news.example/rss", "feed", DOWN), known("stored", 0), NOW)
    assert (verdict.state, seconds(verdict)) == ("quarantined", FIRST_QUARANTINE)
    unchanged = of_list(Listed("u", "feed", Answer("u", 304)), known("stored"), NOW)
    assert (unchanged.state, unchanged.reason) == ("duplicate", "not-modified")


def test_what_the_list_said_is_kept_while_it_is_needed():
    assert row_of("u", "list", of_failure(DOWN, None, NOW), None, NOW, said="{}")["known"] == "{}"
    assert row_of("u", "list", Verdict("stored", answer=Answer("u", 200)), None, NOW, said="{}")["known"] is None
