import json

import pytest

from corpus.readers import Layout, Problem, Record
from corpus.readers.cells import without_markup
from tests.corpus.hostile.makers import ARABIC, ENGLISH, cell, workbook

TEXTS = [("خبر من المخيم", ARABIC), ("A report", ENGLISH)]


def row(number, *values):
    return (
        f'<row r="{number}">' + "".join(cell(f"{chr(65 + n)}{number}", one) for n, one in enumerate(values)) + "</row>"
    )


@pytest.mark.parametrize(("title", "text"), TEXTS)
def test_the_names_of_a_sheet_below_its_titles(read, title, text):
    rows = row(1, "Export 2018") + row(2, "كل الأخبار", "x") + row(5, "العنوان", "النص") + row(6, title, text)
    _, items = read("a.xlsx", workbook(rows))
    assert [(dict(item.values), item.notes) for item in items] == [
        ({"title": title, "text": text}, ("lines-above-header",))
    ]
    _, plain = read("b.xlsx", workbook(row(1, "title", "text") + row(2, "content", "source") + row(3, title, text)))
    assert [item.get("text") for item in plain] == ["source", text]
    assert plain[0].notes == ()


def sheets(*contents):
    """A workbook of several sheets, named S1, S2 and so on."""
    import io
    import zipfile

    raw = io.BytesIO(workbook(contents[0]))
    with zipfile.ZipFile(raw) as one:
        members = {info.filename: one.read(info.filename).decode() for info in one.infolist()}
    listed, links = "", ""
    for n, content in enumerate(contents, 1):
        name = f"xl/worksheets/sheet{n}.xml"
        start = members["xl/worksheets/sheet1.xml"].partition("<sheetData>")[0]
        members[f"new{n}"] = f"{start}<sheetData>{content}</sheetData></worksheet>"
        listed += f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>'
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        links += f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(
            "</Types>",
            f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
            'worksheet+xml"/></Types>' if n > 1 else "</Types>",
        )  # fmt: skip
    for n in range(1, len(contents) + 1):
        members[f"xl/worksheets/sheet{n}.xml"] = members.pop(f"new{n}")
    book = members["xl/workbook.xml"]
    members["xl/workbook.xml"] = f"{book.partition('<sheets>')[0]}<sheets>{listed}</sheets></workbook>"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    members["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{package}">{links}</Relationships>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(("title", "text"), TEXTS)
def test_no_sheet_is_passed_over_in_silence(read, title, text):
    articles = row(1, "title", "text") + row(2, title, text)
    notes = row(1, "Legend", "Meaning") + row(2, "x", "y")
    _, items = read("a.xlsx", sheets(notes, articles, ""))
    assert isinstance(items[0], Record)
    assert [(item.position, item.reason) for item in items[1:]] == [
        (2, "sheet-without-articles"),
        (3, "sheet-without-articles"),
    ]
    assert "'S1'" in items[1].detail
    assert "Legend" in items[1].detail
    assert "'S3'" in items[2].detail
    _, none = read("b.xlsx", sheets(notes, notes))
    assert [(item.position, item.reason) for item in none] == [(0, "no-text-column"), (1, "sheet-without-articles")]


@pytest.mark.parametrize(("title", "text"), TEXTS)
@pytest.mark.parametrize(
    ("above", "notes"),
    [
        ("sep=;\n", ()),
        ("\ufeffsep=;\r\n", ()),
        ("Export, of 2018\n\n", ("lines-above-header",)),
        ("كل الأخبار\nمن الأرشيف;\n", ("lines-above-header",)),
    ],
)
def test_lines_above_the_names_of_a_csv_file(read, title, text, above, notes):
    _, items = read("a.csv", f"{above}title;text;date\n{title};{text};2018-03-01\n")
    assert [(dict(item.values), item.notes) for item in items] == [({"title": title, "text": text}, notes)]


def test_a_row_of_words_is_no_header_and_the_problem_names_the_way_out(read):
    _, items = read("a.csv", f"text,label\nthe text,source\n{ENGLISH},x\n")
    assert [item.get("text") for item in items] == ["the text", ENGLISH]
    _, wrong = read("b.csv", "a,b\nc,d\n")
    assert wrong[0].reason == "no-text-column"
    assert "skip_rows" in wrong[0].detail


def test_a_rare_delimiter_is_noted_unless_it_was_named(read):
    content = f"title^text^date\nx^{ARABIC}^2018-03-01\n"
    assert read("a.csv", content)[1][0].notes == ("delimiter:^",)
    assert read("a.csv", content, Layout(delimiter="^"))[1][0].notes == ()
    assert read("a.csv", content.replace("^", ";"))[1][0].notes == ()


def test_the_order_of_dates_found_from_other_rows_is_noted(read):
    content = f"text,date\n{ENGLISH},4/5/2017\n{ARABIC},25/5/2017\n"
    assert [item.notes for item in read("a.csv", content)[1]] == [("date-order:dmy",), ("date-order:dmy",)]
    assert [item.notes for item in read("a.csv", content, Layout(date_order="dmy"))[1]] == [(), ()]


@pytest.mark.parametrize(("title", "text"), TEXTS)
@pytest.mark.parametrize(
    "form",
    [
        "<p>{text}</p><script>alert(1)</script><p>{text}</p>",
        "{text}<br>{text}",
        "&lt;p&gt;{text}&lt;/p&gt;&lt;p&gt;{text}&lt;/p&gt;",
    ],
)
def test_pieces_of_web_pages_in_cells_become_their_words(read, title, text, form):
    given = form.format(text=text)
    for name, content in (
        ("a.csv", f'title,text\n<b>{title}</b>,"{given}"\n'),
        ("a.jsonl", json.dumps({"title": f"<b>{title}</b>", "text": given})),
    ):
        _, items = read(name, content)
        assert dict(items[0].values) == {"title": title, "text": f"{text}\n\n{text}"}
        assert (items[0].notes, items[0].original) == (("html-removed",), given)


@pytest.mark.parametrize(
    "text",
    ["x < y and y > z", "<< قال >> ثم مضى", "a <b and c> d", "I <3 you", "&lt; 5 &gt;", "«نص» <رابط>", "the <b> key"],
)
def test_signs_that_are_no_tags_stay(text):
    assert without_markup(text) is text


def test_a_cell_made_to_hang_the_parser_is_refused_alone(read):
    hostile = "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + "><br></p>"
    _, items = read("a.jsonl", json.dumps({"text": hostile}) + "\n" + json.dumps({"text": ARABIC}))
    assert [getattr(item, "reason", "") for item in items] == ["too-large", ""]
    assert items[1].get("text") == ARABIC


@pytest.mark.parametrize(("title", "text"), TEXTS)
def test_a_summary_stands_in_for_an_empty_text(read, title, text):
    rows = [{"title": title, "text": "", "summary": text}, {"title": title, "text": text, "summary": "x"}]
    _, items = read("a.jsonl", "\n".join(map(json.dumps, rows)))
    assert [(item.get("text"), item.notes) for item in items] == [(text, ("summary-only",)), (text, ())]
    _, alone = read("a.csv", f"title,summary\n{title},{text}\n")
    assert (alone[0].get("text"), alone[0].notes) == (text, ("summary-only",))


def test_a_bad_first_line_is_row_one_where_others_follow(read):
    _, items = read("a.jsonl", '{"text": \n' + json.dumps({"text": ARABIC}))
    assert [item.position for item in items] == [1, 2]
    assert isinstance(items[0], Problem)
