"""Pages written for the tests in the layouts of newsrooms of four languages, and what a reader takes from each."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest

from corpus.publishers import Publisher, Publishers
from corpus.readers.pages import read_page

PAGES = sorted((Path(__file__).resolve().parents[1] / "pages").glob("*.txt"))
SHARED = Path(__file__).resolve().parents[3] / "../shared"
TODAY = dt.date(2026, 1, 1)
KNOWN = Publishers(
    [
        Publisher("bank-observer", "مرصد الضفة", "Bank Observer"),
        Publisher("harbour-gazette", "بريد الميناء", "Harbour Gazette"),
        Publisher("cedar-post", "بريد الأرز", "Cedar Post", domains=("cedarpost.example",)),
    ]
)


def _expected(path):
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def _read(path):
    return read_page(path.read_text(encoding="utf-8"), "page.txt", KNOWN, TODAY)


def test_there_are_thirty_pages_of_four_languages():
    assert Counter(path.stem[3:] for path in PAGES) == {"ar": 12, "en": 9, "fr": 5, "tr": 4}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_line_of_the_article_goes(path):
    expected, record = _expected(path), _read(path)
    assert record.get("title") == expected["title"]
    assert Counter(record.removed) - Counter(expected["removed"]) == Counter()
    kept = [*record.get("text").split("\n\n"), *record.captions]
    assert Counter(expected["text"].split("\n\n")) - Counter(kept) == Counter()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_the_page_credits(path):
    expected, record = _expected(path), _read(path)
    assert record.get("author") == expected.get("author", "")
    assert record.get("place") == expected["dateline_place"]
    assert record.get("agency") == expected.get("agency", "")
    assert record.dated.at is not None
    assert record.dated.at.date().isoformat() == expected["published"]


def test_the_lines_removed_are_right_and_nearly_all():
    removed, wanted, right = 0, 0, 0
    for path in PAGES:
        found, expected = Counter(_read(path).removed), Counter(_expected(path)["removed"])
        removed, wanted, right = removed + found.total(), wanted + expected.total(), right + (found & expected).total()
    if (SHARED / "gold/seed_expected.json").is_file():
        lines = json.loads((SHARED / "gold/seed_expected.json").read_text(encoding="utf-8"))["removed_lines"]
        page = (SHARED / "data/seed_article.txt").read_text(encoding="utf-8")
        found, expected = Counter(read_page(page, "page.txt", KNOWN, TODAY).removed), Counter(lines)
        removed, wanted, right = removed + found.total(), wanted + expected.total(), right + (found & expected).total()
    assert right / removed == 1.0
    assert right / wanted >= 0.95


def test_sections_and_captions_are_found_on_nearly_all_pages():
    sections = sum(_read(path).get("section") == _expected(path)["section"] for path in PAGES)
    captions = sum(list(_read(path).captions) == _expected(path)["captions"] for path in PAGES)
    assert sections >= 27
    assert captions >= 28
