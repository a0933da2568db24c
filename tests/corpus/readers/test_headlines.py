import pytest

from corpus.readers.headlines import without_headline
from corpus.readers.records import Record

TEXTS = [
    ("قافلة تصل إلى المخيم", "وصلت القافلة إلى المخيم صباح اليوم."),
    ("A convoy arrives at the camp", "The convoy reached the camp this morning."),
]


@pytest.mark.parametrize(("title", "text"), TEXTS)
@pytest.mark.parametrize("form", ["{title}\n{text}", "\n {title}. \r\n\r\n{text}", "«{title}»\n\n{text}"])
def test_a_headline_above_the_text_is_taken_out_and_listed(read, title, text, form):
    given = form.format(title=title, text=text)
    found = without_headline(Record(1, {"title": title, "text": given}))
    assert (found.get("text"), len(found.removed), found.original) == (text, 1, given)
    assert title in found.removed[0]
    _, items = read("a.csv", f'title,text\n{title},"{title}\n{text}"\n')
    assert (items[0].get("text"), items[0].removed) == (text, (title,))


@pytest.mark.parametrize(("title", "text"), TEXTS)
def test_a_text_that_opens_otherwise_or_is_nothing_else_stays(title, text):
    for given in (text, title, f"{title} today\n{text}", f"{title} {text}", f"{text}\n{title}", f"{title}\n\n"):
        record = Record(1, {"title": title, "text": given})
        assert without_headline(record) is record
    page = Record(1, {"title": title, "text": f"{title}\n{text}"}, is_page=True)
    assert without_headline(page) is page
