import pytest

from corpus.errors import ReaderError
from corpus.readers import Layout, read_layout
from corpus.readers.layout import layout_of

ARABIC = "وصلت القافلة إلى المخيم صباح اليوم بعد أسبوع من الانتظار عند المعبر"
ENGLISH = "The convoy reached the camp this morning after a week at the crossing"


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_a_mapping_file_overrides_what_would_be_recognised(tmp_path, read, text):
    (tmp_path / "map.yaml").write_text(
        "fields: {title: Kopf, text: [Inhalt, Vorspann], date: Tag}\ndelimiter: '#'\nencoding: cp1256\n"
        "date_order: mdy\nlanguage: ar\npublisher: النهر\nskip_rows: 2\n",
        encoding="utf-8",
    )
    layout = read_layout(tmp_path / "map.yaml")
    content = (
        f"export\n\nKopf#Inhalt#Vorspann#Tag#text\nخبر#{text}#x#4/5/2017#not this\nخبر##{text}#4/25/2017#nor this\n"
    )
    reading, items = read("a.csv", content.encode("cp1256"), layout)
    fixed = {"title": "خبر", "text": text, "publisher": "النهر", "language": "ar"}
    assert [dict(item.values) for item in items] == [fixed, fixed]
    assert [item.dates[0][1] for item in items] == ["mdy", "mdy"]
    assert reading.columns.unknown == ("text",)


def test_a_mapping_names_keys_of_json_too(read):
    layout = Layout(fields={"text": ("كلام",)}, publisher="النهر")
    _, items = read("a.jsonl", '{"كلام": "نص", "title": "خبر"}\n{"title": "x"}\n', layout)
    assert dict(items[0].values) == {"title": "خبر", "text": "نص", "publisher": "النهر"}
    assert items[1].reason == "no-text-column"


def test_a_column_that_is_mapped_and_missing_is_told(read):
    _, items = read("a.csv", f"title,text\nx,{ARABIC}\n", Layout(fields={"title": ("Kopf",)}))
    assert [(item.position, item.reason) for item in items] == [(0, "mapped-column-missing")]
    assert "'Kopf'" in items[0].detail


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ([1], "is keys and values, got list"),
        ({"fieldz": {}}, "unknown key 'fieldz'; allowed: fields, delimiter, encoding"),
        ({"fields": {"titel": "x"}}, "unknown field 'titel'; allowed: title, text"),
        ({"fields": {"title": 3}}, "got 3"),
        ({"fields": ["title"]}, "'field: column' pairs"),
        ({"delimiter": ";;"}, "one character"),
        ({"encoding": "no-such"}, "got 'no-such'"),
        ({"encoding": "rot13"}, "got 'rot13'"),
        ({"date_order": "ymd"}, "one of dmy, mdy, got 'ymd'"),
        ({"language": "fr"}, "one of ar, en, other"),
        ({"skip_rows": -1}, "from 0 to 10000, got -1"),
    ],
)
def test_what_a_mapping_file_may_not_say(said, message):
    with pytest.raises(ReaderError, match="mapping file") as told:
        layout_of(said)
    assert message in str(told.value)


def test_a_mapping_file_that_cannot_be_read(tmp_path):
    with pytest.raises(ReaderError, match="cannot be read"):
        read_layout(tmp_path / "missing.yaml")
    (tmp_path / "a.yaml").write_text("a: [b", encoding="utf-8")
    with pytest.raises(ReaderError, match="is not YAML"):
        read_layout(tmp_path / "a.yaml")
