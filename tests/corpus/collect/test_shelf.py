from __future__ import annotations

import pytest

from corpus.collect.answers import Answer
from corpus.collect.shelf import LONGEST_HELD, MOST_BYTES, MOST_PAGES, Page, Shelf
from corpus.collect.wanted import Wanted


@pytest.fixture
def shelf(workspace, corpus, clock):
    return Shelf(workspace, corpus.add, clock.clock)


def paged(position, text, source="list"):
    url = f"http://news.example/{position}/{len(text)}"
    return Page.of(Wanted(source, position, url), Answer(url, 200, text.encode(), "text/html"))


def test_pages_at_one_place_have_each_its_own_verdict(shelf, corpus):
    texts = ["قافلة", "EMPTY", "convoy", "قافلة"]
    for text, position in zip(texts, (1, 1, 2, 1), strict=True):
        shelf.put(paged(position, text))
    found = sorted((page.item.content.decode(), verdict.state) for page, verdict in shelf.empty())
    states = ["rejected", "stored", "stored", "duplicate"]
    assert found == sorted(zip(["EMPTY", "convoy", "قافلة", "قافلة"], states, strict=True))
    assert [size for _, size in corpus.batches] == [2, 1, 1]
    assert list(shelf.empty()) == []


def test_it_is_due_by_number_size_and_time(shelf, clock):
    assert not shelf.is_due()
    for number in range(MOST_PAGES):
        assert not shelf.is_due()
        shelf.put(paged(number, "x"))
    assert shelf.is_due()
    list(shelf.empty())
    shelf.put(paged(1, "x" * MOST_BYTES))
    assert shelf.is_due()
    list(shelf.empty())
    shelf.put(paged(1, "x"))
    clock.sleep(LONGEST_HELD)
    assert shelf.is_due()


def test_sources_are_stored_one_by_one_in_order(shelf, corpus):
    for source, position in (("ب", 2), ("a", 1), ("ب", 1)):
        shelf.put(paged(position, f"{source}{position}", source))
    assert [(page.source_uri, page.item.position) for page, _ in shelf.empty()] == [("a", 1), ("ب", 1), ("ب", 2)]
    assert corpus.batches == [("a", 1), ("ب", 2)]
