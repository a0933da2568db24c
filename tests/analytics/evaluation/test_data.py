from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from analytics.errors import EvaluationError
from analytics.evaluation.data import LabelledData
from tests.analytics.evaluation.made import write_lines


@pytest.mark.parametrize("inside", ["", "data"])
def test_sets_lie_in_the_folder_or_in_its_folder_data(inside: str, tmp_path: Path) -> None:
    path = write_lines(tmp_path / inside / "labelled" / "x.jsonl.gz", [{"a": "ألف"}, {"a": "b"}])
    data = LabelledData.open(tmp_path)
    assert data.find("labelled/x.jsonl.gz") == path
    assert data.json_lines("labelled/x.jsonl.gz", lambda row: row["a"]) == ["ألف", "b"]
    assert data.find("gold/dev.jsonl") is None


def test_a_folder_that_is_none_or_holds_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="is no folder; give --data"):
        LabelledData.open(tmp_path / "none")
    with pytest.raises(EvaluationError, match="holds none of gold, labelled, corpora, knowledge"):
        LabelledData.open(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no rows"),
        (b'{"a": 1}\nnot json\n', "near line 2: cannot be read"),
        (b'{"a": 1}\n\xff\n', "cannot be read"),
        (b'{"a": 1}\n{"b": 1}\n', "row 2: not laid out as expected (there is no 'a')"),
        (b"[1]\n", "row 1: not laid out as expected"),
        (b'{"a": "words of an article"}\n', "row 1: not laid out as expected (a ValueError)"),
        (b'{"a": null}\n', "row 1: not laid out as expected (a TypeError)"),
    ],
)
def test_a_damaged_file_is_named_with_the_place(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "dev.jsonl").write_bytes(content)
    with pytest.raises(EvaluationError) as raised:
        LabelledData.open(tmp_path).json_lines("gold/dev.jsonl", lambda row: int(row["a"]))
    assert str(raised.value).startswith("gold/dev.jsonl") and said in str(raised.value)
    assert "words of an article" not in str(raised.value)


def test_a_cut_off_compressed_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "x.jsonl.gz").write_bytes(gzip.compress(b'{"a": 1}\n' * 1000)[:40])
    with pytest.raises(EvaluationError, match="cannot be read"):
        LabelledData.open(tmp_path).json_lines("gold/x.jsonl.gz", lambda row: row)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    with pytest.raises(EvaluationError, match=r"gold/dev\.jsonl is not in"):
        LabelledData.open(tmp_path).text_lines("gold/dev.jsonl")


def test_rows_of_csv(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "x.csv").write_text("a,b\n1,الموصل\n", encoding="utf-8")
    assert LabelledData.open(tmp_path).csv_rows("knowledge/x.csv", lambda row: row["b"]) == ["الموصل"]
