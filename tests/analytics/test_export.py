from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analytics.errors import RecordError, RunError
from analytics.export import frame_to_csv, read_table, safe_cell, write_table
from corpus import Workspace

ROWS = pa.table({"article_id": ["a", "b"], "title": ["=HYPERLINK(1)", "الرقة, «اليوم»"], "terms": [["x"], []]})


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_text_that_a_spreadsheet_would_run_is_disarmed(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("value", [-1, -0.5, "الرقة", "a=b", "", None])
def test_numbers_and_plain_text_stay_as_they_are(value: object) -> None:
    assert safe_cell(value) == value


def test_csv_reads_back_with_its_arabic(tmp_path: Path) -> None:
    write_table(ROWS, tmp_path / "t.csv")
    raw = (tmp_path / "t.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows == [["article_id", "title", "terms"], ["a", "'=HYPERLINK(1)", '["x"]'], ["b", "الرقة, «اليوم»", "[]"]]


def test_parquet_and_json_lines_keep_every_value(tmp_path: Path) -> None:
    write_table(ROWS, tmp_path / "t.parquet")
    write_table(ROWS, tmp_path / "t.jsonl")
    assert pq.read_table(tmp_path / "t.parquet").equals(ROWS)
    assert [json.loads(line) for line in (tmp_path / "t.jsonl").read_text("utf-8").splitlines()] == ROWS.to_pylist()


def test_a_frame_of_study_as_csv() -> None:
    frame = pd.DataFrame({"key": ["-قسد", None], "n": [-3, 4], "share": [0.25, float("nan")]})
    assert frame_to_csv(frame) == "key,n,share\n'-قسد,-3,0.25\n,4,\n"


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"ends in '.xls'; allowed: .csv, .parquet, .jsonl"):
        write_table(ROWS, tmp_path / "t.xls")
    with pytest.raises(RecordError, match="cannot be written"):
        write_table(ROWS, tmp_path / "no" / "such" / "t.csv")
    assert list(tmp_path.iterdir()) == []


def test_unknown_tables_and_unanalysed_workspaces(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    with pytest.raises(RecordError, match="no table 'colours'; allowed: actors, article_terms, articles"):
        read_table(workspace, "colours")
    with pytest.raises(RunError, match="has not been analysed yet"):
        read_table(workspace, "topics")
    assert read_table(workspace, "articles").num_rows == 0
