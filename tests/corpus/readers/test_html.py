import datetime as dt

import pytest

from corpus.readers import Markup, Problem
from corpus.readers.charset import page_text
from corpus.readers.html import fragment_text, read_markup

TODAY = dt.date(2026, 1, 1)
ARABIC = [
    "وصلت القافلة إلى المخيم صباح اليوم بعد أسبوع من الانتظار عند المعبر، وكانت تحمل الطحين والدواء.",
    "وقال سكان المخيم إنهم لم يتسلموا أي مساعدات منذ شهر، وإن الأطفال ينامون بلا غطاء في الليل.",
    "وأعلنت إدارة المعبر أن قافلة ثانية ستدخل يوم الخميس إذا سمحت الطريق بذلك بعد إزالة الركام.",
    "ويعيش في المخيم نحو تسعة آلاف شخص نزحوا من القرى الواقعة شرق النهر خلال العام الماضي.",
]
ENGLISH = [
    "The convoy reached the camp this morning after a week at the crossing, and carried flour and medicine.",
    "Residents of the camp said they had received no aid for a month and that children slept without covers.",
    "The crossing's office announced that a second convoy would enter on Thursday if the road was cleared.",
    "About nine thousand people who fled the villages east of the river in the past year live in the camp.",
]


def page(paragraphs, title, charset="utf-8", head="", lang="ar"):
    """A web page with navigation, related articles, comments and a table around its paragraphs."""
    links = "".join(f'<li><a href="/s/{n}">{title} {n}</a></li>' for n in range(20))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="{charset}">'
        f"<title>{title} | River</title>{head}</head>"
        f"<body><header><nav><ul>{links}</ul></nav></header><main><article><h1>{title}</h1>"
        f'<div class="article-body">{body}</div></article><aside class="related"><ul>{links}</ul></aside>'
        f'<section id="comments" class="comments"><p>COMMENT {title}</p></section></main>'
        f"<footer>{links}</footer></body></html>"
    )


HEAD = (
    '<meta property="og:site_name" content="River News"><meta name="author" content="Sara Adel">'
    '<link rel="canonical" href="https://river.example/2018/03/01/convoy">'
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", '
    '"datePublished": "2018-03-01T10:20:00+03:00", "articleSection": "World"}</script>'
)


def extracted(content, publishers, **known):
    raw = content if isinstance(content, bytes) else content.encode()
    return read_markup(Markup(7, raw, **known), publishers, TODAY)


@pytest.mark.parametrize(
    ("paragraphs", "title", "lang"), [(ARABIC, "قافلة تصل إلى المخيم", "ar"), (ENGLISH, "A convoy arrives", "en")]
)
def test_the_article_of_a_page_and_what_its_metadata_says(publishers, paragraphs, title, lang):
    record = extracted(page(paragraphs, title, head=HEAD, lang=lang), publishers)
    assert record.position == 7
    assert record.get("text") == "\n\n".join(paragraphs)
    assert (record.get("title"), record.get("author"), record.get("language")) == (title, "Sara Adel", lang)
    assert record.get("url") == "https://river.example/2018/03/01/convoy"
    assert record.dates[0] == ("2018-03-01T10:20:00+03:00", None)
    assert record.get("section") == "World"
    assert record.notes == ()


def test_what_is_known_from_outside_counts_before_the_page(publishers):
    outside = {"title": "عنوان القائمة", "publisher": "التل"}
    record = extracted(
        page(ARABIC, "قافلة", head=HEAD),
        publishers,
        url="https://hill.example/1",
        values=outside,
        dates=(("2018-02-02", None),),
    )
    assert (record.get("title"), record.get("publisher")) == ("عنوان القائمة", "التل")
    assert record.get("url") == "https://hill.example/1"
    assert record.dates[0] == ("2018-02-02", None)


def test_the_day_a_page_was_captured_bounds_its_date(publishers):
    head = '<meta property="article:published_time" content="2019-05-05T00:00:00Z">'
    late = extracted(page(ENGLISH, "A convoy", head=head), publishers, values={"captured": "2018-03-02T00:00:00+00:00"})
    assert "captured" not in late.values
    assert ("2019-05-05", None) not in late.dates


def test_an_address_of_a_page_that_is_not_of_the_web_is_dropped(publishers):
    head = '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="file:///etc/passwd">'
    assert extracted(page(ARABIC, "قافلة", head=head), publishers).get("url") == ""


@pytest.mark.parametrize(
    ("encoding", "declared", "header", "notes"),
    [
        ("utf-8", "utf-8", "", ()),
        ("utf-8", "iso-8859-1", "", ("charset-corrected",)),
        ("cp1256", "iso-8859-1", "", ("charset-corrected", "encoding-guessed:cp1256")),
        ("cp1256", "utf-8", "", ("charset-corrected", "encoding-guessed:cp1256")),
        ("cp1256", "windows-1256", "", ()),
        ("cp1256", "utf-8", "text/html; charset=windows-1256", ()),
        ("utf-16", "utf-8", "", ()),
        ("utf-8", "no-such-charset", "", ()),
    ],
)
def test_a_page_is_decoded_by_its_bytes_where_its_own_word_is_wrong(encoding, declared, header, notes):
    content = page(ARABIC, "قافلة", charset=declared)
    assert page_text(content.encode(encoding), header) == (content, notes)


def test_a_western_page_keeps_its_declared_encoding():
    content = page(["Il a été dit à Genève que le convoi est arrivé."], "Café", charset="iso-8859-1")
    assert page_text(content.encode("latin-1")) == (content, ())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<html><body></body></html>", "no-article"),
        ("<html><body>" + "<div>" * 5000, "nested-too-deep"),
        ("<html><body>" + "<br>" * 200_000, "too-large"),
    ],
)
def test_a_page_without_an_article_is_a_problem(publishers, content, reason):
    found = extracted(content, publishers)
    assert isinstance(found, Problem)
    assert (found.position, found.reason) == (7, reason)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<p>وصلت <b>القافلة</b> صباحًا</p><p>وعادت</p>", "وصلت القافلة صباحًا\n\nوعادت"),
        ("<script>alert(1)</script>a<br>b &amp; c<ul><li>d</li></ul>e", "a\n\nb & c\n\nd\n\ne"),
        ("plain &lt;b&gt; words", "plain <b> words"),
        ("<!-- nothing -->", ""),
        ("<div>" * 3000 + "x", ""),
    ],
)
def test_the_words_of_a_fragment(content, words):
    assert fragment_text(content) == words


def test_a_file_of_html_is_handed_on_unread(read):
    reading, items = read("a.txt", page(ARABIC, "قافلة"))
    assert (reading.format, type(items[0]), items[0].position) == ("html", Markup, 1)
