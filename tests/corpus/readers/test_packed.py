import datetime as dt
import gzip
import io
import json
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.readers import Markup, Problem, Record
from tests.corpus.hostile.makers import ARABIC, ENGLISH, cell, warc_record, workbook, zipped

FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>واس</title><language>ar</language>

<item><title>قافلة &amp;quot;الخير&amp;quot; تصل</title><link>https://river.example/1</link>
<dc:creator>سارة عادل</dc:creator>
<category>العالم</category><pubDate>Thu, 01 Mar 2018 02:28:09 +0400</pubDate><description>ملخص</description>
<content:encoded><![CDATA[<p>{ARABIC}</p><script>alert(1)</script><p>{ENGLISH}</p>]]></content:encoded></item>
<item><title>Second</title><link>https://river.example/2</link><description>&lt;p&gt;{ENGLISH}&lt;/p&gt;</description></item>
<item><title>Only a link</title><link>https://river.example/3</link></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>River</title><entry>
<title>A convoy</title><link href="https://river.example/9"/><published>2018-03-01T10:20:00Z</published>
<author><name>Sara Adel</name></author><content type="html">&lt;p&gt;{ENGLISH}&lt;/p&gt;</content></entry></feed>"""


def test_entries_of_a_feed_in_full_in_summary_and_as_an_address(read):
    reading, items = read("feed.txt", FEED)
    assert reading.format == "addresses"
    full, summary, link = items
    assert dict(full.values) == {
        "title": 'قافلة "الخير" تصل',
        "text": f"{ARABIC}\n\n{ENGLISH}",
        "url": "https://river.example/1",
        "author": "سارة عادل",
        "section": "العالم",
        "language": "ar",
        "publisher": "واس",
    }
    assert (full.dates, full.notes) == ((("Thu, 01 Mar 2018 02:28:09 +0400", None),), ())
    assert (summary.get("text"), summary.notes) == (ENGLISH, ("summary-only",))
    assert (link.reason, link.position) == ("address-only", 3)


def test_an_atom_feed(read):
    reading, items = read("a.xml", ATOM)
    assert (reading.format, items[0].get("text"), items[0].get("author")) == ("feed", ENGLISH, "Sara Adel")
    assert items[0].dates == (("2018-03-01T10:20:00Z", None),)


def test_members_of_a_zip_are_read_by_what_they_hold(read):
    table = io.BytesIO()
    pq.write_table(pa.table({"title": ["خبر"], "text": [ARABIC]}), table)
    members = [
        ("a.csv", f"title;text\nx;{ENGLISH}\ny;a;b\n".encode()),
        ("b.bin", table.getvalue()),
        ("c.gz", gzip.compress(json.dumps({"headline": "t", "body": ARABIC}).encode())),
        ("d.html", f"<html><body><p>{ARABIC}</p></body></html>"),
        ("deeper.zip", zipped([("e.txt", f"عنوان\n\n{ARABIC}.")])),
        ("__MACOSX/x", "x"),
        (".hidden", "x"),
    ]
    reading, items = read("anything", zipped(members))
    assert reading.format == "zip"
    assert [item.position for item in items] == [1, 2, 3, 4, 5, 6]
    assert [type(item) for item in items] == [Record, Problem, Record, Record, Markup, Record]
    assert [item.get("text") for item in items if isinstance(item, Record)] == [ENGLISH, ARABIC, ARABIC, f"{ARABIC}."]
    assert items[1].detail.startswith("Member 'a.csv', row 2: The row has 3 cells")
    assert reading.columns.of_field["text"] == ("text", "body")


def test_a_damaged_member_costs_no_other(read):
    raw = bytearray(zipped([("a.txt", "x" * 500 + ARABIC * 30), ("b.csv", f"title,text\na,{ENGLISH}\n")]))
    raw[60] ^= 255
    _, items = read("a.zip", bytes(raw))
    assert [item.reason for item in items if isinstance(item, Problem)] == ["damaged-file"]
    assert items[-1].get("text") == ENGLISH


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_the_sheet_of_a_workbook_that_names_a_column_of_texts(read, text):
    rows = (
        f'<row r="1">{cell("A1", "العنوان")}{cell("B1", "النص")}{cell("C1", "year")}{cell("D1", "date")}</row>'
        f'<row r="3">{cell("A3", "خبر")}{cell("B3", text)}<c r="C3"><v>2018</v></c>{cell("D3", "2018-03-01")}</row>'
    )
    reading, items = read("a.txt", workbook(rows))
    assert reading.format == "excel"
    assert reading.columns.describe() == "العنوان>title, النص>text, date>date, year>"
    assert [dict(item.values) for item in items] == [{"title": "خبر", "text": text}]
    assert items[0].dates == (("2018-03-01", None),)


def test_pages_of_a_web_archive(read):
    first = warc_record("https://river.example/1", f"<html><body><p>{ARABIC}</p></body></html>".encode())
    picture = warc_record("https://river.example/2", b"GIF8", kind="image/gif")
    last = warc_record("https://river.example/3", f"<html><body><p>{ENGLISH}</p></body></html>".encode())
    for raw in (first + picture + last, b"".join(gzip.compress(part) for part in (first, picture, last))):
        reading, items = read("a.bin", raw)
        assert reading.format == "warc"
        assert [getattr(item, "url", "") for item in items] == [
            "https://river.example/1",
            "",
            "https://river.example/3",
        ]
        assert items[0].content_type == "text/html; charset=utf-8"
        assert items[0].values == {"captured": "2018-03-02T00:00:00+00:00"}
        assert items[0].dates == ()
        assert (items[1].position, items[1].reason) == (2, "not-html")


def test_pages_before_the_break_of_a_web_archive_are_kept(read):
    pages = [warc_record(f"https://river.example/{n}", f"<html><body>{n} {ARABIC}".encode()) for n in range(3)]
    packed = b"".join(gzip.compress(part) for part in pages)
    for raw in (b"".join(pages)[:-60], packed[:-40]):
        _, items = read("a.warc", raw)
        assert [type(item) for item in items] == [Markup, Markup, Problem]
        assert items[2].reason == "damaged-file"


def test_a_parquet_file_in_gzip(read):
    table = io.BytesIO()
    pq.write_table(pa.table({"text": [ARABIC], "date": [dt.date(2018, 3, 1)]}), table)
    reading, items = read("x", gzip.compress(table.getvalue()))
    assert (reading.format, items[0].get("text"), items[0].dates) == ("parquet", ARABIC, ((dt.date(2018, 3, 1), None),))


def test_no_member_is_written_to_disk(read, tmp_path):
    read("a.zip", zipped([("a.csv", f"title,text\nx,{ARABIC}\n"), ("../b.txt", "x")]))
    assert [path.name for path in tmp_path.rglob("*")] == ["a.zip"]
    assert zipfile.is_zipfile(tmp_path / "a.zip")
