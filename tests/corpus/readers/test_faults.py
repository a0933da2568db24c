"""One bad row, entry or page costs itself alone, and no input costs time that grows faster than it does."""

import datetime as dt
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.publishers import Publishers
from corpus.readers import Markup, Problem, Record
from corpus.readers import settings as reader_settings
from corpus.readers.encoding import known_codec
from corpus.readers.html import read_markup
from corpus.readers.layout import Layout
from corpus.readers.recognition import recognise_format
from corpus.readers.tables import guess_delimiter
from tests.corpus.hostile.makers import ARABIC, ENGLISH, cell, workbook

TODAY = dt.date(2026, 1, 1)
BOTH = pytest.mark.parametrize("text", [ARABIC, ENGLISH])
TURKISH = "Başbakan Musul'da yaşayan sığınmacıların kışın çadırlarda kaldığını söyledi"
ICELANDIC = "Það er fólk í bænum sem þarf að fá aðstoð í vetur því að snjór er á götum"
FRENCH = "Les réfugiés ont été accueillis à la frontière où l'hôpital a rouvert"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("windows-1256", "cp1256"),
        ("x-cp1256", "cp1256"),
        ("iso-8859-6-i", "iso8859-6"),
        ("latin1", "iso8859-1"),
        ("utf8", "utf-8"),
        ("undefined", ""),
        ("idna", ""),
        ("punycode", ""),
        ("unicode_escape", ""),
        ("utf-7", ""),
        ("base64", ""),
        ("utf-16", ""),
        ("no\x00such", ""),
        ("\ud800", ""),
    ],
)
def test_only_encodings_of_files_are_known(label, name):
    assert known_codec(label) == name


@BOTH
@pytest.mark.parametrize("label", ["undefined", "idna", "punycode", "unicode_escape", "utf-7"])
def test_a_page_that_names_no_encoding_of_pages_is_read(text, label):
    source = f"<html><head><meta charset={label}></head><body><article><p>{text}. {text}.</p></article></body></html>"
    found = read_markup(Markup(1, source.encode("cp1256")), Publishers(()), TODAY)
    assert isinstance(found, Record)
    assert found.get("text") == f"{text}. {text}."


@BOTH
def test_a_declared_encoding_that_has_no_letters_for_the_bytes_is_not_believed(text):
    source = f'<html><meta charset="windows-1255"><body><article><p>{text}. {text}.</p></article></body></html>'
    found = read_markup(Markup(1, source.encode("cp1256")), Publishers(()), TODAY)
    assert found.get("text") == f"{text}. {text}."


@BOTH
@pytest.mark.parametrize("before", ["<svg><html>", "<math><html><head>", "<template><body>", "<frameset><html>"])
def test_a_page_with_two_roots_is_a_record_or_a_problem(text, before):
    source = f"{before}<body><nav><a>x</a></nav><article><p>{text}. {text}.</p>"
    found = read_markup(Markup(3, source.encode()), Publishers(()), TODAY)
    assert found.position == 3
    assert isinstance(found, Record) or found.reason in {"page-not-readable", "no-article"}


def test_a_fault_of_the_libraries_is_a_problem_of_the_page(monkeypatch):
    import trafilatura

    def stumble(*_, **__):
        raise AssertionError("no parent")

    monkeypatch.setattr(trafilatura, "bare_extraction", stumble)
    found = read_markup(Markup(3, f"<html><body><p>{ENGLISH}</p>".encode()), Publishers(()), TODAY)
    assert (found.position, found.reason) == (3, "page-not-readable")
    assert "no parent" in found.detail


@pytest.mark.parametrize("address", ["http://[x", "https://", "ftp://x.example/1", "x"])
def test_an_address_that_is_none_does_not_cost_the_page(address):
    source = f"<html><body><article><p>{ENGLISH}. {ENGLISH}.</p></article>"
    assert isinstance(read_markup(Markup(1, source.encode(), address), Publishers(()), TODAY), Record)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("<!-- a -->" * 500 + "<html>", "html"),
        ("<!-- a -->\n" * 500 + "<rss>", "feed"),
        ("<!-- a -->" * 500 + "x", "page"),
        ("<?a?><!-- b -->" * 300 + "<!DOCTYPE html>", "html"),
        ('<?xml version="1.0"?><!-- a --><!DOCTYPE rss [<!ENTITY a "b">]><!-- c --><rss>', "feed"),
        ('<?xml version="1.0"?>' + "<!-- a" * 500, "unknown"),
    ],
)
def test_a_format_is_told_below_any_number_of_comments(start, expected):
    assert recognise_format(start.encode(), "a.txt") == expected


def test_a_page_of_tags_without_end_is_read():
    source = "<html><body><article>" + "<meta " * 8000 + f"><p>{ENGLISH}. {ENGLISH}.</p></article>"
    found = read_markup(Markup(1, source.encode()), Publishers(()), TODAY)
    assert isinstance(found, Record | Problem)


def test_new_names_of_keys_are_told_without_end_of_work(read, monkeypatch):
    told = []
    columns = Layout.columns
    monkeypatch.setattr(
        reader_settings.Layout, "columns", lambda self, names: told.append(len(list(names))) or columns(self, names)
    )
    rows = [json.dumps({"text": ENGLISH, f"key {n}": n}) for n in range(3000)]
    rows.append(json.dumps({"body": ARABIC, "العنوان": "خبر"}))
    reading, items = read("a.jsonl", "\n".join(rows))
    assert [item.get("text") for item in items] == [*[ENGLISH] * 3000, ARABIC]
    assert reading.columns.of_field["title"] == ("العنوان",)
    assert max(told) <= 1010
    assert reading.columns.describe().endswith(" more")
    assert len(reading.columns.describe()) < 4000


def test_a_key_as_long_as_an_article_is_shown_short(read):
    reading, items = read("a.jsonl", json.dumps({"text": ENGLISH, "k" * 100_000: 1}))
    assert isinstance(items[0], Record)
    assert len(reading.columns.describe()) < 200
    _, items = read("b.jsonl", json.dumps({"k" * 100_000: 1}))
    assert items[0].reason == "no-text-column"
    assert len(items[0].detail) < 400


@BOTH
def test_a_value_nested_too_deeply_costs_its_row(read, text):
    rows = [f'{{"text": {"[" * 480}"x"{"]" * 480}}}', json.dumps({"text": text}), json.dumps({"text": [text, [text]]})]
    _, items = read("a.jsonl", "\n".join(rows))
    assert (items[0].position, items[0].reason) == (1, "nested-too-deep")
    assert [item.get("text") for item in items[1:]] == [text, f"{text}, {text}"]


@BOTH
def test_a_date_in_a_list_is_read_and_one_nested_too_deeply_costs_its_row(read, text):
    deep = "[" * 480 + "1" + "]" * 480
    rows = [f'{{"text": "{text}", "date": ["2018-03-01"]}}', f'{{"text": "{text}", "date": {deep}}}']
    _, items = read("a.jsonl", "\n".join(rows))
    assert items[0].dates == (("2018-03-01", None),)
    assert items[1].reason == "nested-too-deep"


@BOTH
@pytest.mark.parametrize("number", ["&#xD800;", "&#57343;", "&#x110000;", "&#" + "9" * 3000 + ";"])
def test_half_a_character_in_a_feed_costs_no_entry(read, text, number):
    entries = "".join(
        f"<item><title>{text}{half}</title><description>{text}{half}</description></item>" for half in (number, "")
    )
    _, items = read("a.xml", f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>')
    records = [item for item in items if isinstance(item, Record)]
    assert [record.get("text") for record in records] == [f"{text}\ufffd", text]
    assert [record.notes for record in records] == [("summary-only", "characters-lost"), ("summary-only",)]


@BOTH
def test_an_entry_of_a_feed_with_a_monstrous_tag_costs_itself_alone(read, text):
    monster = "&lt;p " + " ".join(f"a{n}=1" for n in range(3000)) + "&gt;x"
    entries = "".join(f"<item><description>{words}</description></item>" for words in (text, monster, text))
    _, items = read("a.xml", f'<rss version="2.0"><channel>{entries}</channel></rss>')
    assert [getattr(item, "reason", "") for item in items] == ["", "too-large", ""]


@BOTH
def test_the_end_of_a_table_cannot_be_written_into_it(read, text):
    _, items = read("a.csv", f"title,text\nx,{text}\n\ue000end of file\ue000\ny,{text}\n")
    assert [item.get("text") for item in items] == [text, "", text]


@BOTH
@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\n\n"])
def test_a_table_may_end_in_any_way(read, text, ending):
    _, items = read("a.csv", f'title,text\nx,"{text}"{ending}')
    assert [dict(item.values) for item in items] == [{"title": "x", "text": text}]
    _, items = read("b.csv", f'title,text\nx,y\nz,"{text}{ending}')
    assert [getattr(item, "reason", "") for item in items] == ["", "unclosed-quote"]


def test_a_fault_of_ours_is_not_told_as_damage_of_the_file(read, monkeypatch):
    def wrong(*_):
        raise ValueError("ours")

    monkeypatch.setattr(reader_settings, "field_values", wrong)
    with pytest.raises(ValueError, match="ours"):
        read("a.jsonl", json.dumps({"text": ENGLISH}))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ARABIC, "cp1256"), (TURKISH, "cp1254"), (ICELANDIC, "cp1252"), (FRENCH, "cp1252"), (ARABIC, "iso8859-6")],
)
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json", "a.md", "page.txt", "front.txt"])
def test_an_encoding_that_was_guessed_is_noted(read, text, encoding, name):
    content = {
        "a.csv": f"title,text\nx,{text}\n",
        "a.jsonl": f'{{"text": "{text}"}}\n',
        "a.json": f'[{{"text": "{text}"}}]',
        "a.md": f"# x\n\n{text}\n",
        "page.txt": f"{text}\n\n{text}. {text}. {text}.\n",
        "front.txt": f"---\ntitle: x\n---\n{text}\n",
    }[name]
    _, items = read(name, content.encode(encoding))
    assert items[0].notes[0] == f"encoding-guessed:{encoding}"
    assert text in items[0].get("text")
    _, items = read(name, content.encode())
    assert items[0].notes == ()
    _, items = read(name, content.encode(encoding), Layout(encoding=encoding))
    assert items[0].notes == ()


@BOTH
def test_what_a_reader_changes_is_kept_as_it_was(read, text):
    marked = f"# x\n\n**{text}**\n"
    assert read("a.md", marked)[1][0].original == marked
    headed = f"---\ntitle: x\n---\n{text}\n"
    assert read("a.txt", headed)[1][0].original == headed
    page = f"{text}\n\n{text}. {text}. {text}.\n"
    assert read("b.txt", page)[1][0].original == page
    feed = (
        f'<rss version="2.0"><channel><item><description>&lt;b&gt;{text}&lt;/b&gt;</description></item></channel></rss>'
    )
    assert read("a.xml", feed)[1][0].original == f"<b>{text}</b>"
    assert read("a.jsonl", json.dumps({"text": text}))[1][0].original == ""


def test_text_that_was_repaired_is_kept_as_it_was(read):
    broken = ARABIC.encode().decode("cp1256", "replace")
    record = read("a.jsonl", json.dumps({"text": broken}))[1][0]
    if record.get("text") != broken:
        assert (record.original, "mojibake-repaired" in record.notes) == (broken, True)
    nul = read("a.jsonl", json.dumps({"text": f"{ENGLISH}\x00x"}))[1][0]
    assert (nul.get("text"), nul.original) == (f"{ENGLISH} x", f"{ENGLISH}\x00x")


@BOTH
def test_numbers_in_a_date_column_of_a_workbook_are_days(read, text):
    rows = f'<row r="1">{cell("A1", "text")}{cell("B1", "date")}</row>'
    for number, value in ((2, "43160"), (3, "43160.5"), (4, "2018"), (5, "1519862400")):
        rows += f'<row r="{number}">{cell(f"A{number}", text)}<c r="B{number}"><v>{value}</v></c></row>'
    _, items = read("a.xlsx", workbook(rows))
    assert [item.dates[0][0] for item in items] == [
        dt.datetime(2018, 3, 1),
        dt.datetime(2018, 3, 1, 12),
        2018,
        1519862400,
    ]


def test_a_table_of_parquet_without_rows_is_a_problem(read):
    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), buffer)
    _, items = read("a.parquet", buffer.getvalue())
    assert [(item.position, item.reason) for item in items] == [(0, "empty-file")]


def test_a_delimiter_is_guessed_of_names_without_end():
    assert guess_delimiter("text;title;" + "x" * 50_000) == ";"
