"""The embedded sample is what its page of sources says it is."""

import datetime as dt
import json
import re
from collections import Counter
from importlib import resources

import pytest

SAMPLE = resources.files("corpus").joinpath("sample")
DESKS = {"tigris-desk", "euphrates-desk", "badia-desk", "gulf-desk", "capital-desk", "relief-desk"}


def _rows(language):
    lines = SAMPLE.joinpath(f"articles_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ROWS = {language: _rows(language) for language in ("ar", "en")}
EVERY = [*ROWS["ar"], *ROWS["en"]]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_language_has_two_hundred_reports_of_news_length(language):
    rows = ROWS[language]
    assert len(rows) >= 200
    assert {row["lang"] for row in rows} == {language}
    assert all(60 <= len(row["text"].split()) <= 150 for row in rows)
    assert {row["source"] for row in rows} == DESKS
    assert len({row["section"] for row in rows}) >= 15
    years = Counter(dt.date.fromisoformat(row["date"]).year for row in rows)
    assert sorted(years) == list(range(2014, 2025))
    assert min(years.values()) >= 10


def test_no_id_and_no_sentence_stands_twice():
    assert len({row["id"] for row in EVERY}) == len(EVERY)
    sentences = Counter(
        sentence.strip()
        for row in EVERY
        for sentence in re.split(r"[.!؟?\n]", row["text"])
        if len(sentence.split()) >= 5
    )
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_forty_pairs_tell_the_same_by_the_same_desk_on_the_same_day():
    pairs = {}
    for row in EVERY:
        if "pair" in row:
            pairs.setdefault(row["pair"], []).append(row)
    assert sorted(pairs) == [f"p-{number:03d}" for number in range(1, 41)]
    for sides in pairs.values():
        assert [row["lang"] for row in sides] == ["ar", "en"]
        assert sides[0]["date"] == sides[1]["date"]
        assert sides[0]["source"] == sides[1]["source"]


def test_every_report_names_its_facts_and_where_they_can_be_checked():
    rows = [
        line.strip("|").split("|")
        for line in SAMPLE.joinpath("SOURCES.md").read_text("utf-8").splitlines()
        if line[:1] == "|"
    ]
    named = {name.strip(): cells for cells in rows for name in cells[0].split(",")}
    for row in EVERY:
        assert row["id"] in named, row["id"]
        date, fact, source = (cell.strip() for cell in named[row["id"]][1:4])
        assert date == row["date"]
        assert fact and source
