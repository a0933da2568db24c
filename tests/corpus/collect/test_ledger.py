from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from corpus.collect.answers import Answer, Failure
from corpus.collect.ledger import Ledger
from corpus.collect.states import Verdict, row_of
from corpus.schema import FETCHES

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
PAGE = "http://news.example/خبر"
SPELLED = f"{PAGE}?utm_source=x"


def row(url, state="stored", reason="", retry_at=None, **others):
    return {**row_of(url, "list", Verdict(state, reason, "", retry_at), None, NOW), **others}


def noted(workspace, *rows):
    ledger = Ledger(workspace)
    for one in rows:
        ledger.note(one)
    ledger.flush()
    return ledger


def test_an_address_has_one_row_the_latest(workspace):
    ledger = noted(workspace, row(PAGE, "quarantined", "http-503", LATER), row(PAGE))
    assert ledger.n_held == 0
    ledger.note(row(PAGE, "rejected", "http-404"))
    ledger.note(row("http://news.example/en"))
    ledger.flush()
    found = {one["url"]: one["state"] for one in workspace.read(FETCHES).to_pylist()}
    assert found == {PAGE: "rejected", "http://news.example/en": "stored"}


def test_two_ledgers_write_one_row_an_address(workspace):
    first, second = Ledger(workspace), Ledger(workspace)
    for ledger, state in ((first, "quarantined"), (second, "stored")):
        ledger.note(row(PAGE, state))
        ledger.flush()
    assert [one["state"] for one in workspace.read(FETCHES).to_pylist()] == ["stored"]


def test_a_page_is_known_by_any_spelling_and_never_by_a_copy(workspace):
    copies = ("given-twice", "collected-before", "rejected-before", "not-due", "not-refreshed")
    for ledger in (noted(workspace, *[row(f"{PAGE}?utm_source={n}", "duplicate", c) for n, c in enumerate(copies)]),):
        assert ledger.known(PAGE) is None
    noted(workspace, row(SPELLED, "quarantined", "http-503", LATER))
    assert Ledger(workspace).known(PAGE).url == SPELLED
    noted(workspace, row(PAGE, "quarantined", "not-due", LATER))
    assert Ledger(workspace).known(PAGE).reason == "http-503"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_several_spellings_the_one_that_got_furthest_tells_in_any_order(workspace, order):
    rows = [row(PAGE, "rejected", "http-404"), row(SPELLED), row(f"{PAGE}#a", "quarantined", "http-503")]
    ledger = noted(workspace, *[rows[number] for number in order])
    assert ledger.known(PAGE).url == Ledger(workspace).known(f"{PAGE}?fbclid=1").url == SPELLED


def test_due_and_waiting(workspace):
    rows = [row(f"http://news.example/{n}", "quarantined", "http-503", at) for n, at in enumerate((LATER, NOW, None))]
    ledger = noted(workspace, *rows, row(PAGE))
    assert [known.url[-1] for known in ledger.due(NOW)] == ["1", "2"]
    assert (ledger.waiting(NOW), ledger.waiting(LATER)) == (1, 0)


def test_open_are_addresses_without_a_final_state_that_are_not_under_way(workspace):
    ledger = noted(workspace, row(PAGE, "quarantined", "http-503"), row(SPELLED, "duplicate", "given-twice"))
    assert [ledger.is_open(url) for url in (PAGE, SPELLED, "http://news.example/new")] == [True, False, True]
    ledger.begin(PAGE)
    assert not ledger.is_open(PAGE)


def test_a_table_of_an_older_marsad_is_read_and_written(workspace, monkeypatch):
    from corpus.schema import Table

    older = Table(FETCHES.name, FETCHES.description, FETCHES.fields[:-1], FETCHES.primary_key)
    old = row(PAGE, "quarantined", "http-503", NOW)
    del old["known"]
    workspace.append(older, [old])
    ledger = Ledger(workspace)
    assert ledger.known(PAGE).said is None
    failed = Verdict("quarantined", "http-503", "", NOW, failure=Failure("http-503", "", is_transient=True))
    ledger.note(row_of(PAGE, "list", failed, ledger.known(PAGE), NOW, said="{}"))
    ledger.note(row_of("http://news.example/en", "list", Verdict("stored", answer=Answer(PAGE, 200)), None, NOW))
    ledger.flush()
    found = {one["url"]: (one["attempts"], one["known"]) for one in workspace.read(FETCHES).to_pylist()}
    assert found == {PAGE: (1, "{}"), "http://news.example/en": (0, None)}
