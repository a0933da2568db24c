import datetime as dt
import gzip
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.publishers import Publishers
from corpus.readers import Problem, read_file
from corpus.readers.columns import recognise
from corpus.readers.encoding import guess_encoding, is_binary
from corpus.readers.recognition import recognise_format
from corpus.text.dates import parse_date

ARABIC = "وصلت القافلة إلى المخيم صباح اليوم بعد أسبوع من الانتظار عند المعبر"
ENGLISH = "The convoy reached the camp this morning, after a week at the crossing"


def _items(path):
    reading = read_file(path, dt.date(2026, 1, 1))
    return reading, list(reading.items(Publishers(())))


def _write(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_csv_in_the_encodings_of_arabic_files(tmp_path, encoding):
    path = _write(tmp_path, "a.csv", f"العنوان,النص,المصدر\nخبر,{ARABIC},واس\n".encode(encoding))
    reading, items = _items(path)
    assert reading.format == "csv"
    assert [dict(item.values) for item in items] == [{"title": "خبر", "text": ARABIC, "publisher": "واس"}]


def test_csv_in_windows_1252_with_semicolons(tmp_path):
    _, items = _items(_write(tmp_path, "a.csv", "title;content;place\nCafé;Il a été dit à Genève;x\n".encode("cp1252")))
    assert dict(items[0].values) == {"title": "Café", "text": "Il a été dit à Genève"}


def test_csv_cells_may_hold_commas_quotes_and_lines_and_rows_may_be_bad(tmp_path):
    text = 'title,text,date\nOne,"a, ""b""\nc",2018-03-01\nTwo,x,2018-03-02,extra,cells\n\nThree,y,2018-03-03\n'
    reading, items = _items(_write(tmp_path, "a.csv", text))
    assert items[0].get("text") == 'a, "b"\nc'
    assert (items[1].position, items[1].reason) == (2, "too-many-cells")
    assert (items[2].position, items[2].dates) == (3, (("2018-03-03", None),))
    assert reading.columns.describe() == "title>title, text>text, date>date"


def test_a_csv_column_tells_its_own_order_of_day_and_month(tmp_path):
    _, items = _items(_write(tmp_path, "a.csv", "title,text,date\nA,x,4/5/2017\nB,y,4/25/2017\n"))
    assert items[0].dates == (("4/5/2017", "mdy"),)


def test_a_csv_row_of_another_encoding_is_told_apart(tmp_path):
    content = b"title,text\n" + f"A,{ARABIC}\n".encode() * 9 + b"B,caf\xe9\n"
    _, items = _items(_write(tmp_path, "a.csv", content))
    assert [item.reason for item in items if isinstance(item, Problem)] == ["bad-encoding"]
    assert len(items) == 10


def test_json_lines_with_bad_lines(tmp_path):
    good = json.dumps(
        {"headline": "خبر", "articleBody": ARABIC, "source": {"name": "واس"}, "author": ["أ", "ب"]}, ensure_ascii=False
    )
    lines = [
        good.encode(),
        b"{broken",
        b"",
        b"[1]",
        b'{"title": "no text"}',
        b'{"text": "\xff"}',
        b'{"text": "\\ud800"}',
    ]
    reading, items = _items(_write(tmp_path, "a.jsonl", b"\n".join(lines)))
    assert reading.format == "jsonl"
    assert dict(items[0].values) == {"title": "خبر", "text": ARABIC, "publisher": "واس", "author": "أ, ب"}
    assert [(item.position, item.reason) for item in items[1:]] == [
        (2, "bad-json"),
        (3, "not-an-object"),
        (4, "no-text-column"),
        (5, "bad-encoding"),
        (6, "bad-encoding"),
    ]
    assert "no-text" not in reading.columns.describe()


def test_gzipped_json_lines_and_one_that_breaks_off(tmp_path):
    packed = gzip.compress(
        b"\n".join(json.dumps({"text": f"{ENGLISH} {n}", "n": "x" * n}).encode() for n in range(3000))
    )
    reading, items = _items(_write(tmp_path, "a.bin", packed))
    assert (reading.format, len(items)) == ("jsonl", 3000)
    _, cut = _items(_write(tmp_path, "b.jsonl.gz", packed[: len(packed) // 2]))
    assert cut[-1].reason == "damaged-file"


def test_json_arrays_and_envelopes(tmp_path):
    rows = [{"title": "A", "body": ENGLISH}, 3]
    for content in (json.dumps(rows, indent=1), json.dumps({"status": "ok", "articles": rows})):
        reading, items = _items(_write(tmp_path, "a.json", content))
        assert reading.format == "json"
        assert items[0].get("text") == ENGLISH
        assert (items[1].position, items[1].reason) == (2, "not-an-object")


def test_parquet_by_content(tmp_path):
    buffer = io.BytesIO()
    when = dt.datetime(2018, 3, 1, 4, 5, tzinfo=dt.UTC)
    pq.write_table(
        pa.table({"title": ["خبر", None], "content": [ARABIC, ENGLISH], "published": [when, None], "other": [1, 2]}),
        buffer,
    )
    reading, items = _items(_write(tmp_path, "data", buffer.getvalue()))
    assert reading.format == "parquet"
    assert reading.columns.unknown == ("other",)
    assert items[0].dates == ((when, None),)
    assert dict(items[1].values) == {"text": ENGLISH}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "binary-file"),
        ("a.txt", bytes(range(256)) * 4, "binary-file"),
        ("a.csv", b"", "empty-file"),
        ("a.csv", b"name,age\nx,3\n", "no-text-column"),
        ("a.parquet", b"PAR1 broken", "damaged-file"),
        ("a.xyz", b"Notes", "unknown-format"),
        ("a.json", b"{not json", "bad-json"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem_with_its_reason(tmp_path, name, content, reason):
    _, items = _items(_write(tmp_path, name, content))
    assert [(item.position, item.reason) for item in items] == [(0, reason)]
    assert items[0].detail.endswith(".")


def test_the_content_counts_and_not_the_name():
    assert recognise_format(b"title,text\na,b\n", "x.txt") == "csv"
    assert recognise_format(b'{"text": "a"}\n{"text": "b"}\n', "x.csv") == "jsonl"
    assert recognise_format("[خبر] عنوان\n\nنص".encode(), "x.txt") == "page"
    assert recognise_format(b"Title, with text\n\nBody", "x.txt") == "page"


def test_columns_by_name_in_order_of_preference():
    columns = recognise(["Article Content", "abstract", "time_raw", "published", "unit_id", "مصدر غريب", ""])
    assert columns.of_field["text"] == ("Article Content",)
    assert columns.of_field["date"] == ("published", "time_raw")
    assert columns.unknown == ("مصدر غريب", "abstract")
    assert recognise(["title", "summary"]).of_field["text"] == ("summary",)


def test_encodings_by_bytes():
    assert guess_encoding(ARABIC.encode("cp1256")) == "cp1256"
    assert guess_encoding(ARABIC.encode("iso8859-6")) == "iso8859-6"
    assert guess_encoding("Il a été dit à Genève".encode("cp1252")) == "cp1252"
    assert guess_encoding(ARABIC.encode()[:-1]) == "utf-8"
    assert not is_binary(ARABIC.encode("utf-16"))
    assert not is_binary(("x" * 200 + "\x1a").encode())


def test_moments_python_has_no_date_for_lose_no_row(tmp_path):
    never = pa.array([253402300799_000_000, 1500000000_000_000], pa.timestamp("us", tz="Asia/Baghdad"))
    beyond = pa.array([3_000_000, 17_000], pa.date32())
    table = pa.table({"text": [ARABIC, ENGLISH], "published_at": never, "date": beyond})
    pq.write_table(table, tmp_path / "a.parquet")
    _, items = _items(tmp_path / "a.parquet")
    assert [item.get("text") for item in items] == [ARABIC, ENGLISH]
    assert [parse_date(value, dt.date(2026, 1, 1)).note for value, _ in items[0].dates] == [
        "placeholder-date",
        "not-a-date",
    ]
    assert items[1].dates[0][0].isoformat() == "2017-07-14T05:40:00+03:00"
