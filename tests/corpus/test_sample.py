"""The embedded sample is what its page of sources says it is."""

import datetime as dt
import json
import re
from collections import Counter
from importlib import resources

import pytest

from corpus import Workspace, add_sample
from corpus.schema import ARTICLES

SAMPLE = resources.files("corpus").joinpath("sample")
DESKS = {"tigris-desk", "euphrates-desk", "badia-desk", "gulf-desk", "capital-desk", "relief-desk"}


def _rows(language):
    lines = SAMPLE.joinpath(f"articles_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ROWS = {language: _rows(language) for language in ("ar", "en")}
EVERY = [*ROWS["ar"], *ROWS["en"]]
BY_ID = {row["id"]: row for row in EVERY}


def _time(row):
    time = dt.datetime.fromisoformat(row["date"])
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_language_has_two_hundred_reports_of_news_length(language):
    rows = ROWS[language]
    assert len(rows) >= 200
    assert {row["lang"] for row in rows} == {language}
    assert all((40 if "copy_of" in row else 60) <= len(row["text"].split()) <= 150 for row in rows)
    assert {row["source"] for row in rows} == DESKS
    assert len({row["section"] for row in rows}) >= 15
    years = Counter(_time(row).year for row in rows)
    assert sorted(years) == list(range(2014, 2025))
    assert min(years.values()) >= 10


def test_no_id_stands_twice_and_no_sentence_but_in_a_copy():
    assert len(BY_ID) == len(EVERY)
    sentences = Counter(
        sentence.strip()
        for row in EVERY
        if "copy_of" not in row
        for sentence in re.split(r"[.!؟?\n]", row["text"])
        if len(sentence.split()) >= 5
    )
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_eight_reports_are_another_desk_s_taken_over_within_three_days(language):
    copies = [row for row in ROWS[language] if "copy_of" in row]
    assert [row["id"] for row in copies] == [f"{language}-c{number:02d}" for number in range(1, 9)]
    for copy in copies:
        original = BY_ID[copy["copy_of"]]
        assert "copy_of" not in original and "pair" not in original
        assert (copy["lang"], copy["section"], copy["place"]) == (language, original["section"], original["place"])
        assert copy["source"] != original["source"] and copy["title"] != original["title"]
        assert dt.timedelta(0) < _time(copy) - _time(original) <= dt.timedelta(days=3)
    assert any(copy["text"] == BY_ID[copy["copy_of"]]["text"] for copy in copies)


def test_the_corpus_finds_each_copy_and_its_original_and_no_other(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    intakes = add_sample(workspace)
    assert [(intake.n_rejected, intake.n_duplicate) for intake in intakes] == [(0, 0)] * 2
    columns = ["title", "publisher_id", "story_id", "is_original"]
    stored = {(row["title"], row["publisher_id"]): row for row in workspace.read(ARTICLES, columns=columns).to_pylist()}
    story_of = {row["id"]: stored[row["title"], row["source"]] for row in EVERY}
    for row in EVERY:
        found = story_of[row["id"]]
        assert found["story_id"] == story_of[row.get("copy_of", row["id"])]["story_id"]
        assert found["is_original"] == ("copy_of" not in row), row["id"]
    assert len({row["story_id"] for row in stored.values()}) == len(EVERY) - 16


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
        assert date == row["date"][:10]
        assert fact and source
