import datetime as dt

import pytest

from corpus.publishers import Publishers
from corpus.readers import Markup, Problem
from corpus.readers.html import read_markup
from corpus.readers.linked_data import names_of, own_article

TODAY = dt.date(2026, 1, 1)
PROSE = {
    "ar": [
        "وصلت القافلة إلى المخيم صباح اليوم بعد أسبوع من الانتظار عند المعبر، وكانت تحمل الطحين والدواء والأغطية.",
        "وقال سكان المخيم إنهم لم يتسلموا أي مساعدات منذ شهر، وإن الأطفال ينامون بلا غطاء في ليالي الشتاء الباردة.",
        "وأعلنت إدارة المعبر أن قافلة ثانية ستدخل يوم الخميس إذا سمحت الطريق بذلك بعد إزالة الركام عن الجسر.",
    ],
    "en": [
        "The convoy reached the camp this morning after a week at the crossing, and carried flour and medicine.",
        "Residents of the camp said they had received no aid for a month and that children slept without covers.",
        "The crossing's office announced that a second convoy would enter on Thursday if the road was cleared.",
    ],
}
TITLES = {"ar": "قافلة مساعدات تصل إلى المخيم", "en": "A convoy of aid arrives at the camp"}


def facts_of(language, head="", above="", below=""):
    body = "".join(f"<p>{line}</p>" for line in PROSE[language])
    content = (
        f'<html lang="{language}"><head><title>{TITLES[language]}</title>{head}</head><body><article>'
        f"<h1>{TITLES[language]}</h1>{above}{body}</article>{below}</body></html>"
    )
    return read_markup(Markup(1, content.encode()), Publishers(()), TODAY)


def linked(**said):
    import json

    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


@pytest.mark.parametrize("language", ["ar", "en"])
def test_linked_data_of_another_article_gives_no_date(language):
    other = {"@type": "NewsArticle", "datePublished": "2011-01-01T00:00:00Z", "headline": "Floods"}
    listed = linked(**{"@type": "ItemList"}, itemListElement=[other])
    own = linked(**{"@type": "NewsArticle"}, datePublished="2021-03-03T14:05:00+02:00", headline=TITLES[language])
    for head in (listed + own, linked(**other) + own, own + linked(**other)):
        assert facts_of(language, head).dates == (("2021-03-03T14:05:00+02:00", None),)
    assert facts_of(language, listed).dates == ()
    assert facts_of(language, linked(**other)).dates == ()
    script = '<script>var others = {"datePublished": "2009-03-03T00:00:00Z"}</script>'
    assert facts_of(language, script).dates == ()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_days_of_side_columns_texts_and_feet_are_not_the_articles(language):
    below = (
        '<aside><h3>Latest</h3><ul><li><time datetime="2024-01-05">5 January 2024</time> Another</li></ul></aside>'
        "<p>The last village was taken on 23 March 2019, officials said.</p><footer>© 2015-2022 River</footer>"
    )
    found = facts_of(language, below=below)
    assert (found.dates, found.dated) == ((), None)
    today = facts_of(language, above='<div class="today">Sunday 22 November 2025</div>')
    assert (today.dates, today.dated) == ((), None)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2023-05-06T10:00:00Z">',
        linked(**{"@type": "NewsArticle"}, dateModified="2023-05-06T10:00:00Z"),
    ],
)
def test_the_day_of_a_change_is_none_of_publication(language, head):
    found = facts_of(language, head)
    assert (found.dates, found.dated, found.notes) == ((), None, ("modified-date-only",))


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "Published 3 March 2021 14:05 GMT"), ("ar", "3 مارس 2021 - 14:05 بتوقيت غرينتش")],
)
def test_a_date_the_head_shows_is_one_of_the_text_to_the_minute(language, line):
    found = facts_of(language, above=f'<div><span class="d">{line}</span></div>')
    assert found.dates == ()
    assert (found.dated.at, found.dated.precision, found.dated.basis) == (
        dt.datetime(2021, 3, 3, 14, 5, tzinfo=dt.UTC),
        "minute",
        "text",
    )
    updated = facts_of(language, above=f"<p>{'Updated' if language == 'en' else 'تحديث'}: 4 March 2021</p>")
    assert updated.dated is None
    day = facts_of(language, '<meta name="date" content="0000-00-00">', f"<p>{line.split(' 14')[0].strip(' -')}</p>")
    assert (day.dates, day.dated.precision) == ((), "day")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("head", "above", "value"),
    [
        ('<meta name="dc.date" content="2021-03-03">', "", "2021-03-03"),
        ('<meta itemprop="datePublished" content="2021-03-03T10:00:00Z">', "", "2021-03-03T10:00:00Z"),
        ("", '<time datetime="2021-03-03T10:00:00Z">a while ago</time>', "2021-03-03T10:00:00Z"),
        ("", '<span itemprop="datePublished" content="2021-03-03">3/3</span>', "2021-03-03"),
        (
            '<meta name="date" content="2024-03-03"><meta name="pubdate" content="2021-03-03">'
            '<meta property="article:modified_time" content="2023-05-06T10:00:00Z">',
            "",
            "2021-03-03",
        ),
    ],
)
def test_metadata_of_publication(language, head, above, value):
    assert facts_of(language, head, above).dates == ((value, None),)


def test_what_no_date_is_says_why():
    found = facts_of("en", linked(**{"@type": "NewsArticle"}, datePublished="2021-13-45"))
    assert found.dates == (("2021-13-45", None),)


@pytest.mark.parametrize(
    ("language", "line", "name"),
    [("en", "By Jane Doe", "Jane Doe"), ("ar", "كتب: سامر الحلبي", "سامر الحلبي")],
)
def test_by_lines_and_captions_are_kept(language, line, name):
    caption = "صورة من المخيم (رويترز)" if language == "ar" else "A tent in the camp (Reuters)"
    figure = f'<figure><img src="a.jpg"><figcaption>{caption}</figcaption></figure>'
    found = facts_of(language, above=f'<div class="x">{line}</div>{figure}')
    assert (found.get("author"), found.captions) == (name, (caption,))
    assert caption not in found.get("text")
    assert facts_of(language, linked(**{"@type": "Article"}, author=name)).get("author") == name


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_tag_of_endless_attributes_is_refused_and_long_values_are_not(language):
    many = "<div " + " ".join(f'a{n}="1"' for n in range(200_000)) + ">"
    found = facts_of(language, below=many)
    assert isinstance(found, Problem)
    assert found.reason == "too-large"
    described = f'<meta name="description" content="{"word " * 5000}"><img src="data:image/png;base64,{"A" * 50_000}">'
    script = f"<script>if (a <b) {{ {'x = 1; ' * 5000} }}</script>"
    assert facts_of(language, described + script).get("text") == "\n\n".join(PROSE[language])


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Jane Doe", "Jane Doe"),
        ({"@type": "Person", "name": "سارة عادل"}, "سارة عادل"),
        ([{"name": "Jane Doe"}, "سارة عادل", {"name": "Jane Doe"}], "Jane Doe, سارة عادل"),
        ("https://river.example/authors/1", ""),
        (None, ""),
    ],
)
def test_names_of_linked_data(value, names):
    assert names_of(value) == names


def test_linked_data_in_comments_with_commas_at_the_end_or_broken():
    own = {"@type": "NewsArticle", "headline": "قافلة"}
    assert own_article(['<!-- {"@graph": [{"@type": "NewsArticle", "headline": "قافلة",}]} -->'], ["قافلة تصل"]) == own
    assert own_article(["{", "[" * 100_000, '"text"', "null"], ["A convoy"]) == {}
    page = {"@type": ["Article"], "url": "https://river.example/a/1/", "headline": "Another headline"}
    import json

    assert own_article([json.dumps(page)], ["A convoy"], "https://river.example/a/1") == page
    assert own_article([json.dumps(page)], ["A convoy"], "https://river.example/a/2") == {}
