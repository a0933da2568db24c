"""Labelled sets: our labels find their sentences, and readings that differ are left out."""

import csv
import gzip
import hashlib
import json
from pathlib import Path

import pytest

from analytics.annotate.tone.training import examples
from analytics.annotate.tone.training.examples import Example, training_examples
from analytics.errors import ModelError
from analytics.schema import TONE_LABELS, whole

FOLDER = Path(examples.__file__).parent
TITLE, TEXT = "بيان", "أشاد الوالي بالفرقة. قصف الجيش السوق."
ADDRESS = "http://example.com/خبر"


def _zip(path: Path, rows: list[dict]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(gzip.compress(lines.encode()) if path.suffix == ".gz" else lines.encode())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    sets = tmp_path / "labelled"
    targets = [{"from": 0, "to": 3, "polarity": 2.0}, {"from": 12, "to": 15, "polarity": 6.0}]
    _zip(
        sets / "newsmtsc_train.jsonl",
        [{"primary_gid": "a_1_2", "sentence_normalized": "Ann praised Bob", "targets": targets}],
    )
    for name in ("arabic", "english", "arsarcasm"):
        _zip(sets / f"tweets_{name}_train.jsonl.gz", [{"text": f"text of {name}", "label": 1}])
    war = {"text": "X freed Y", "article": "1", "start": 0, "end": 1, "label": "positive"}
    _zip(sets / "tone_war_news_train.jsonl.gz", [war])
    corpora = tmp_path / "corpora"
    _zip(corpora / "ant_war_2018.jsonl.gz", [{"id": "A-1", "url": "", "title": TITLE, "text": TEXT}])
    _zip(corpora / "saudinewsnet_war_2015.jsonl.gz", [{"url": ADDRESS, "title": TITLE, "text": TEXT}])
    (corpora / "fa_kes.csv").write_text(
        "unit_id,article_title,article_content\n7,T,The army freed the city.\n", "utf-8"
    )
    return tmp_path


def test_our_labels_find_their_sentences_and_disputed_ones_are_left_out(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    string = whole(TITLE, TEXT)
    at, army = string.index("قصف"), string.index("الجيش")
    digest = hashlib.sha256(ADDRESS.encode()).hexdigest()[:16]
    head = "corpus article start end target_start target_end reading_a reading_b".split()
    rows = [
        ("saudinewsnet_war_2015", digest, at, len(string), army, army + 5, "negative", "negative"),
        ("ant_war_2018", "A-1", at, len(string), army, army + 5, "negative", "neutral"),
        ("fa_kes", "7", 3, 27, 7, 11, "positive", "positive"),
    ]
    own = tmp_path / "own"
    own.mkdir()
    lines = ["\t".join(map(str, row)) for row in (head, *rows)]
    (own / "war_news_labels.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    for language in ("ar", "en"):
        (own / f"own_sentences_{language}.jsonl").write_text("", "utf-8")
    monkeypatch.setattr(examples, "_OWN", own)
    found = {(e.text, e.targets, e.tones) for e in training_examples(data) if e.source == "war_news"}
    assert found == {
        ("X freed Y", ((0, 1),), (2,)),
        (string[at:], ((army - at, army - at + 5),), (0,)),
        ("The army freed the city.", ((4, 8),), (2,)),
    }


def test_labels_of_articles_that_are_not_there_are_named(data: Path) -> None:
    with pytest.raises(ModelError, match="ant_war_2018"):  # the labels of the package are of other articles than these
        training_examples(data)


def test_a_missing_set_is_named(data: Path) -> None:
    (data / "labelled" / "newsmtsc_train.jsonl").unlink()
    with pytest.raises(ModelError, match=r"newsmtsc_train\.jsonl"):
        training_examples(data)


def test_the_labels_that_come_with_the_package_hold_no_text_and_agree() -> None:
    with (FOLDER / "war_news_labels.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert all(set(row["corpus"] + row["article"]) < set(map(chr, range(128))) for row in rows)
    agreed = [row for row in rows if row["reading_a"] == row["reading_b"] and row["reading_a"] in TONE_LABELS]
    assert len(agreed) >= 1_500
    counts = {label: sum(row["reading_a"] == label for row in agreed) for label in TONE_LABELS}
    assert min(counts.values()) >= 500
    for row in rows:
        start, end, first, last = (int(row[key]) for key in ("start", "end", "target_start", "target_end"))
        assert start <= first < last <= end


@pytest.mark.parametrize("language", ["ar", "en"])
def test_our_sentences_are_well_formed(language: str) -> None:
    rows = [json.loads(line) for line in (FOLDER / f"own_sentences_{language}.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) >= 300
    assert all(row["text"][row["start"] : row["end"]].strip() == row["text"][row["start"] : row["end"]] for row in rows)
    assert {row["label"] for row in rows} == set(TONE_LABELS)


def test_an_example_holds_its_targets_in_order() -> None:
    rows = [
        examples._Labelled("newsmtsc", "g", "Ann praised Bob", (0, 3), 1),
        examples._Labelled("newsmtsc", "g", "Ann praised Bob", (0, 11), 0),
        examples._Labelled("newsmtsc", "g", "Ann praised Bob", (12, 15), 2),
    ]
    assert sorted(examples._joined("newsmtsc", "Ann praised Bob", rows), key=lambda e: e.targets) == [
        Example("Ann praised Bob", ((0, 3), (12, 15)), (1, 2), "newsmtsc"),
        Example("Ann praised Bob", ((0, 11),), (0,), "newsmtsc"),
    ]
