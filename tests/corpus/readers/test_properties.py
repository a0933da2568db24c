import csv
import datetime as dt
import gzip
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.publishers import Publishers
from corpus.readers import Markup, Record, read_file
from corpus.readers.html import fragment_text, read_markup
from corpus.readers.mending import without_mojibake
from tests.corpus.hostile.makers import ARABIC, ENGLISH, cell, laughs, nested_zip, warc_record, workbook

TODAY = dt.date(2026, 1, 1)
SEEDS = [
    b"",
    f"title,text\nx,{ARABIC}\n".encode(),
    json.dumps({"text": ENGLISH}).encode(),
    b'[{"text": "a"}, ',
    f"---\ntitle: x\n---\n{ARABIC}".encode(),
    f"# {ARABIC}\n".encode(),
    f"<html><body><p>{ARABIC}</p>".encode(),
    laughs("feed"),
    f'<rss version="2.0"><channel><item><title>{ARABIC}</title></item></channel></rss>'.encode(),
    nested_zip(1),
    workbook(f'<row r="1">{cell("A1", "text")}</row><row r="2">{cell("A2", ENGLISH)}</row>'),
    warc_record("https://river.example/1", b"<html><body>x"),
    gzip.compress(b'{"text": "x"}'),
    b"https://river.example/1\n",
    ARABIC.encode("utf-16"),
    ARABIC.encode("cp1256"),
    b"PAR1",
]
SAFE = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(
    lambda text: text.strip() == text and "\ue000" not in text and "\ufeff" not in text and "\u202d" not in text
)
ROWS = st.lists(st.fixed_dictionaries({"title": WORDS, "text": WORDS}), min_size=1, max_size=8)


def _items(path):
    return list(read_file(path, TODAY).walk(Publishers(())))


@SAFE
@given(
    seed=st.sampled_from(SEEDS),
    cut=st.integers(0, 3000),
    put=st.binary(max_size=60),
    at=st.integers(0, 3000),
    suffix=st.sampled_from(["", ".txt", ".csv", ".json", ".jsonl", ".md", ".xml", ".zip", ".gz"]),
)
def test_any_bytes_are_read_without_a_fault_and_positions_rise(tmp_path, seed, cut, put, at, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_bytes((seed[:at] + put + seed[at:])[: cut or None])
    items = _items(path)
    positions = [item.position for item in items]
    assert positions
    assert positions == sorted(set(positions))
    for item in items:
        if isinstance(item, Markup):
            assert read_markup(item, Publishers(()), TODAY).position == item.position


@SAFE
@given(rows=ROWS, delimiter=st.sampled_from(",;\t|"), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_table_comes_back_from_csv(tmp_path, rows, delimiter, encoding):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, ["title", "text"], delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    (tmp_path / "a.csv").write_bytes(stream.getvalue().encode(encoding))
    _same(_items(tmp_path / "a.csv"), rows)


@SAFE
@given(rows=ROWS, is_ascii=st.booleans())
def test_a_table_comes_back_from_json_lines_json_and_parquet(tmp_path, rows, is_ascii):
    lines = "\n".join(json.dumps(row, ensure_ascii=is_ascii) for row in rows)
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(rows, ensure_ascii=is_ascii, indent=1), encoding="utf-8")
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    for name in ("a.jsonl", "a.json", "a.parquet"):
        _same(_items(tmp_path / name), rows)


def _same(items, rows):
    """The records hold the rows; where text looked damaged it was repaired, and that is noted."""
    assert all(isinstance(item, Record) for item in items)
    assert [item.position for item in items] == list(range(1, len(rows) + 1))
    for item, row in zip(items, rows, strict=True):
        whole = {
            name: without_mojibake(value).replace("\u202e", "" if name == "title" else "\u202e")
            for name, value in row.items()
        }
        assert dict(item.values) == whole
        noted = any(not note.startswith("delimiter:") for note in item.notes)
        assert noted == (whole != row)


@SAFE
@given(content=st.text(max_size=300))
def test_a_fragment_has_no_tags_left_and_no_faults(content):
    assert isinstance(fragment_text(content), str)
    assert fragment_text(f"<p>{ARABIC}</p><script>{content.replace('<', '')}</script>") == ARABIC


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_the_order_of_day_and_month_may_show_late(tmp_path, text):
    rows = [{"text": text, "date": "2018-01-01"}] * 50 + [
        {"text": text, "date": "4/5/2017"},
        {"text": text, "date": "25/5/2017"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    items = _items(tmp_path / "a.jsonl")
    assert [item.dates[0][1] for item in items] == [*[None] * 50, "dmy", "dmy"]
