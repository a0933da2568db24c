import datetime as dt

import pytest

from corpus.readers import Problem
from corpus.readers.matter import labelled_head
from tests.corpus.hostile.makers import ARABIC, ENGLISH

BOTH = pytest.mark.parametrize(("title", "text"), [("قافلة تصل", ARABIC), ("A convoy arrives", ENGLISH)])


@BOTH
def test_a_front_matter_in_toml(read, title, text):
    given = f'+++\ntitle = "{title}"\ndate = 2017-07-02T10:00:00Z\ntags = ["x"]\n+++\n\n{text}\n'
    for name in ("a.txt", "a.md"):
        reading, items = read(name, given)
        assert (reading.format, items[0].get("title"), items[0].get("text").strip()) == ("front-matter", title, text)
        assert items[0].dates == ((dt.datetime(2017, 7, 2, 10, tzinfo=dt.UTC), None),)
        assert items[0].original == given
    _, bad = read("b.txt", f"+++\ntitle = {title}\n+++\n{text}")
    assert (bad[0].position, bad[0].reason) == (0, "bad-front-matter")


@pytest.mark.parametrize("value", ["!!python/object/apply:os.system [x]", "!!binary aGk=", "!local x"])
def test_a_front_matter_that_names_kinds_of_objects_is_refused(read, value):
    for text in (ARABIC, ENGLISH):
        _, items = read("a.md", f"---\ntitle: {value}\n---\n\n{text}\n")
        assert isinstance(items[0], Problem)
        assert items[0].reason == "bad-front-matter"
        assert read("b.md", f"---\ntitle: !!str x\n---\n\n{text}\n")[1][0].get("title") == "x"


@pytest.mark.parametrize(
    ("labels", "title", "text"),
    [
        (
            "Title: {title}\nDate: 5 November 2016\nAuthor: Jane Doe\nSource: River\n\n",
            "Forces enter the city",
            ENGLISH,
        ),
        (
            "العنوان: {title}\nالتاريخ: 5 November 2016\nالكاتب: Jane Doe\nالمصدر: River\n",
            "قافلة تصل إلى المخيم",
            ARABIC,
        ),
    ],
)
def test_labelled_lines_above_a_pasted_text(read, labels, title, text):
    _, items = read("a.txt", f"{labels.format(title=title)}{text}.\n\n{text}.")
    found = items[0]
    assert (found.get("title"), found.get("author"), found.get("publisher")) == (title, "Jane Doe", "River")
    assert (found.get("text"), found.dates, found.dated) == (f"{text}.\n\n{text}.", (("5 November 2016", None),), None)
    assert found.removed[0].endswith(title)


@BOTH
def test_one_label_or_a_sentence_with_a_colon_is_no_head(title, text):
    for content in (f"Title: {title}\n{text}", f"{title}: {text}\nthe camp: {text}", f"Date: x\nTitle: {title}\n"):
        assert labelled_head(content) == ({}, content, ())


@pytest.mark.parametrize(
    ("line", "author", "title", "text"),
    [
        ("*By Jane Doe* | 5 November 2016", "Jane Doe", "A convoy arrives", ENGLISH),
        ("*كتب: سامر الحلبي* | 5 نوفمبر 2016", "سامر الحلبي", "قافلة تصل", ARABIC),
    ],
)
def test_credits_and_pictures_of_markdown(read, line, author, title, text):
    _, items = read("a.md", f"# {title}\n\n{line}\n\n![{title} 1](a.jpg)\n\n![x](b.jpg)\n\n{text}.\n")
    found = items[0]
    assert dict(found.values) == {"title": title, "text": f"{text}.", "author": author}
    assert (found.dated.at, found.dated.basis) == (dt.datetime(2016, 11, 5, tzinfo=dt.UTC), "text")
    assert (found.captions, len(found.removed)) == ((f"{title} 1",), 1)
    _, plain = read("b.md", f"# {title}\n\n{text} | 5 November 2016\n\n{text}\n")
    assert (plain[0].removed, plain[0].dated) == ((), None)
