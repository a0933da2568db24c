import pytest

from corpus.readers.mending import without_mojibake
from corpus.readers.recognition import recognise_format
from corpus.readers.records import Problem, Record

ARABIC = "وصلت القافلة إلى المخيم صباح اليوم بعد أسبوع من الانتظار عند المعبر"
ENGLISH = "The convoy reached the camp this morning after a week at the crossing"


@pytest.mark.parametrize(
    ("head", "values", "dates"),
    [
        (
            'title: "خبر: عاجل"\ndate: 2018-03-01\nurl: https://river.example/1\nauthor: [سارة, عادل]\nsource: واس',
            {"title": "خبر: عاجل", "url": "https://river.example/1", "author": "سارة, عادل", "publisher": "واس"},
            (("2018-03-01", None),),
        ),
        ("العنوان: خبر\nالتاريخ: ١ مارس ٢٠١٨", {"title": "خبر"}, (("١ مارس ٢٠١٨", None),)),
        ("title: No\npublished: 2018-03-01T10:20:00Z", {"title": "No"}, (("2018-03-01T10:20:00Z", None),)),
    ],
)
def test_a_text_below_a_front_matter(read, head, values, dates):
    for text in (ARABIC, ENGLISH):
        reading, items = read("a.txt", f"---\n{head}\n---\n\n{text}.\n")
        assert reading.format == "front-matter"
        assert {**items[0].values, "text": items[0].get("text").strip()} == {**values, "text": f"{text}."}
        assert (items[0].dates, items[0].notes) == (dates, ())


def test_a_front_matter_that_is_no_yaml_is_read_by_its_lines_and_noted(read):
    _, items = read("a.txt", f"---\ntitle: Camp: a convoy arrives\ndate: 2018-03-01\n---\n{ENGLISH}")
    assert (items[0].get("title"), items[0].notes) == ("Camp: a convoy arrives", ("front-matter-not-yaml",))


def test_a_rule_at_the_head_of_a_pasted_page_is_no_front_matter():
    assert recognise_format(f"---\n{ARABIC}\n---\n".encode(), "a.txt") == "page"


@pytest.mark.parametrize(("title", "text"), [("قافلة تصل", ARABIC), ("A convoy arrives", ENGLISH)])
def test_markdown_becomes_its_words(read, title, text):
    content = (
        f"# **{title}**\n\n![صورة](a.jpg)\n\n{text} [link](https://x.example) *here*.\n\n> quoted\n\n- one\n- two\n"
    )
    for name in ("a.md", "a.txt"):
        reading, items = read(name, content)
        assert reading.format == "markdown"
        assert dict(items[0].values) == {"title": title, "text": f"{text} link here.\n\nquoted\n\none\n\ntwo"}


def test_a_pasted_page_with_a_hash_tag_or_a_bracket_is_no_markdown():
    assert recognise_format(f"#سوريا\n{ARABIC}".encode(), "a.txt") == "page"
    assert recognise_format(f"[صورة] {ARABIC}".encode(), "a.txt") == "page"


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("It cost Â£5 at the cafÃ©", "It cost £5 at the café"),
        (ARABIC.encode().decode("latin-1"), ARABIC),
        (ARABIC.encode().decode("cp1256"), ARABIC),
        (f"{ENGLISH}\n{ARABIC.encode().decode('cp1256')}", f"{ENGLISH}\n{ARABIC}"),
    ],
)
def test_mojibake_is_repaired_and_noted(read, damaged, whole):
    assert without_mojibake(damaged) == whole
    _, items = read("a.jsonl", '{"title": "x", "text": ' + f'"{damaged}"'.replace("\n", "\\n") + "}")
    assert (items[0].get("text"), items[0].notes) == (whole, ("mojibake-repaired",))


@pytest.mark.parametrize(
    "text", [ARABIC, ENGLISH, "Le château où l’âge été – Ça va", "الحافظ… والظل§ طظ", "Ünlü Öğretmen", "™ € “quotes”"]
)
def test_whole_text_is_left_alone(text):
    assert without_mojibake(text) == text


def test_nul_characters_overrides_and_lengths_are_noted(read):
    _, items = read("a.jsonl", '{"title": "خبر\\u202egnp", "text": "أ\\u0000ب", "author": "' + "x " * 400 + '"}')
    assert (items[0].get("title"), items[0].get("text"), len(items[0].get("author"))) == ("خبرgnp", "أ ب", 297)
    assert items[0].notes == ("direction-overrides-removed", "nul-characters-removed", "author-cut")


def test_a_text_no_article_has_is_refused(read):
    _, items = read("a.jsonl", '{"title": "x", "text": "' + "x" * 2_000_001 + '"}\n{"text": "y"}')
    assert isinstance(items[0], Problem)
    assert (items[0].reason, type(items[1])) == ("too-long", Record)
