from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.body import clean_body
from corpus.text.chrome import Cleaned, clean_row
from corpus.text.clean import clean_text
from corpus.text.lines import Line, is_appeal, is_button, is_share, lines_of

PARAGRAPH_AR = (
    "وصلت إلى المخيم صباح اليوم قافلة من عشرين شاحنة تحمل دقيقا ودواء وخياما بعد أسبوع من الانتظار عند المعبر."
)
PARAGRAPH_EN = "Twenty lorries with flour, medicine and tents reached the camp this morning after a week of waiting."


def _line(text):
    return lines_of(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "شارك هذا المقال على فيسبوك",
        "فيسبوك تويتر واتساب",
        "نسخ الرابط طباعة",
        "Share on Facebook",
        "Share Tweet Email",
        "Partager sur Facebook",
        "Paylaş",
        "tag icon ع ع ع",
        "A A A",
        "×",
        "* * *",
        "جميع الحقوق محفوظة © 2020",
        "3 min read",
        "الرئيسية",
        "Advertisement",
        "// انتهى //",
        "يمكنكم متابعة آخر الأخبار بعد تحميل تطبيق موقعنا على هاتفكم المحمول.",
    ],
)
def test_buttons(text):
    assert is_button(_line(text))


@pytest.mark.parametrize(
    "text",
    [
        "ادعم صحافتنا المستقلة",
        "تبرع الآن",
        "اشترك في نشرتنا البريدية",
        "تابعونا على تويتر",
        "اضغط هنا للمساهمة",
        "Subscribe to our newsletter",
        "Support our journalism",
        "Donate",
        "Follow us on Telegram",
        "Abonnez-vous à notre lettre",
        "Faire un don",
        "Bizi takip edin",
    ],
)
def test_appeals(text):
    assert is_appeal(_line(text))


@pytest.mark.parametrize(
    "text",
    [
        "شارك في الهجوم خمسون مقاتلا",
        "ساهم التحالف في تحرير المدينة",
        "تبرع رجل أعمال بمليون دولار",
        "انضم إلى التنظيم مئات المقاتلين",
        "تابع المتحدث أن العملية مستمرة",
        "اشترك في المعركة لواءان",
        "دعم التحالف القوات",
        "Support for the militants fell",
        "Share prices fell",
        "Followers of the sheikh gathered",
        "نشر الجيش قوات على الحدود",
        "Twitter suspended the accounts",
        "You may not leave, they told us",
        "The group said it would support our enemies",
    ],
)
def test_an_articles_own_words_are_no_chrome(text):
    line = _line(text)
    assert not (is_button(line) or is_appeal(line) or is_share(line))
    assert clean_row(text) == Cleaned(text)


@pytest.mark.parametrize("paragraph", [PARAGRAPH_AR, PARAGRAPH_EN])
@pytest.mark.parametrize(
    "heading",
    ["مقالات متعلقة", "اقرأ أيضاً", "Related articles", "You may also like", "À lire aussi", "İlgili haberler"],
)
def test_a_box_at_the_end_is_cut_and_one_between_loses_its_links(paragraph, heading):
    body = clean_body(lines_of(f"{paragraph}\n\n{heading}\n\nعنوان خبر آخر\n\nAnother headline"))
    assert body.paragraphs == (paragraph,)
    assert body.removed == (heading, "عنوان خبر آخر", "Another headline")
    between = clean_body(lines_of(f"{paragraph}\n\n{heading}\n\nAnother headline\n\n{paragraph}"))
    assert between.paragraphs == (paragraph, paragraph)


def test_a_short_last_paragraph_and_a_subheading_stay():
    page = f"{PARAGRAPH_AR}\n\nعملية مشتركة\n\n{PARAGRAPH_AR}\n\nولم يعلق الجيش."
    assert clean_body(lines_of(page)).paragraphs == (PARAGRAPH_AR, "عملية مشتركة", PARAGRAPH_AR, "ولم يعلق الجيش.")


def test_captions_leave_the_text():
    page = f"شاحنات قرب المعبر - (رويترز)\n\n{PARAGRAPH_AR}\n\n"
    page += f"camera iconخيام في المخيم\n\nPhoto: A tent\n\n{PARAGRAPH_EN}"
    body = clean_body(lines_of(page))
    assert body.captions == ("شاحنات قرب المعبر - (رويترز)", "خيام في المخيم", "A tent")
    assert body.paragraphs == (PARAGRAPH_AR, PARAGRAPH_EN)


def test_rows_lose_only_lines_that_are_chrome_by_themselves():
    row = f"{PARAGRAPH_AR}\n- 2018 -\nللمزيد: عنوان آخر\n{PARAGRAPH_AR}\n...المزيد"
    assert clean_row(row) == Cleaned(f"{PARAGRAPH_AR}\n- 2018 -\n{PARAGRAPH_AR}", ("للمزيد: عنوان آخر", "...المزيد"))
    assert clean_row("") == Cleaned("")


def test_each_line_of_a_page_is_weighed_a_fixed_number_of_times(monkeypatch):
    weigh = Line.is_prose.fget
    weighed = []

    def counted(line):
        weighed.append(line.text)
        return weigh(line)

    monkeypatch.setattr(Line, "is_prose", property(counted))
    body = clean_body(lines_of("\n".join(f"a short line {number}" for number in range(300))))
    assert len(body.paragraphs) == 300
    assert len(weighed) <= 3 * 300


@pytest.mark.parametrize(
    ("row", "text", "removed", "place", "agency", "author"),
    [
        (f"{PARAGRAPH_AR}\n(أ ف ب)", PARAGRAPH_AR, ("(أ ف ب)",), "", "أ ف ب", ""),
        (f"{PARAGRAPH_AR}\nفرانس 24/ أ ف ب", PARAGRAPH_AR, ("فرانس 24/ أ ف ب",), "", "أ ف ب", ""),
        (f"لندن: «النهر»\n{PARAGRAPH_AR}", PARAGRAPH_AR, ("لندن: «النهر»",), "لندن", "", ""),
        (f"{PARAGRAPH_AR} (رويترز)", f"{PARAGRAPH_AR} (رويترز)", (), "", "رويترز", ""),
        (f"دمشق (سانا) - {PARAGRAPH_AR}", f"دمشق (سانا) - {PARAGRAPH_AR}", (), "دمشق", "سانا", ""),
        (f"BEIRUT (Reuters) - {PARAGRAPH_EN}", f"BEIRUT (Reuters) - {PARAGRAPH_EN}", (), "BEIRUT", "Reuters", ""),
        (f"By Ann Lee\n{PARAGRAPH_EN}", PARAGRAPH_EN, ("By Ann Lee",), "", "", "Ann Lee"),
        (f"{PARAGRAPH_EN}\nÀ lire aussi : Le pont", PARAGRAPH_EN, ("À lire aussi : Le pont",), "", "", ""),
        (
            f"{PARAGRAPH_EN}\nİlgili haberler\nKöprü açıldı",
            PARAGRAPH_EN,
            ("İlgili haberler", "Köprü açıldı"),
            "",
            "",
            "",
        ),
    ],
)
def test_credits_of_rows(row, text, removed, place, agency, author):
    assert clean_row(row) == Cleaned(text, removed, author=author, place=place, agency=agency)


def test_people_in_the_news_ask_for_support_and_their_words_stay():
    for text in (
        'The mayor told reporters: "We ask you to support us and pay for our bread, and help our readers learn."',
        'قال العمدة للصحافة: "ندعوكم إلى دعمنا ونطلب مساهمتكم في الخبز لنا ولأطفالنا هذا الشتاء الطويل البارد".',
    ):
        assert clean_body(lines_of(f"{PARAGRAPH_EN}\n{text}\n{PARAGRAPH_AR}")).paragraphs[1] == text


def test_comments_with_long_sentences_are_no_part_of_the_article():
    comment = "I do hope that these people can go home soon and that nobody forgets them this time around."
    page = f"{PARAGRAPH_AR}\n{PARAGRAPH_EN}\nComments (2)\nRojan\n2 hours ago\n{comment}\nReply"
    body = clean_body(lines_of(page))
    assert body.paragraphs == (PARAGRAPH_AR, PARAGRAPH_EN)
    assert body.removed == ("Comments (2)", "Rojan", "2 hours ago", comment, "Reply")
    button = f"Comments\n{PARAGRAPH_AR}\n{PARAGRAPH_EN}\n{comment}"
    assert clean_body(lines_of(button)).paragraphs == (PARAGRAPH_AR, PARAGRAPH_EN, comment)


CHROME = [
    "شارك هذا المقال على فيسبوك", "Share Tweet Email", "اقرأ أيضا", "Related articles", "اقرأ أيضا: خبر آخر",
    "× ", "* * *",
    "(رويترز)", "AFP", "By Ann Lee", "لندن: سامر الحلبي", "© 2020 River News", "التعليقات", "تبرع الآن", "À lire aussi",
    "خيام في المخيم (رويترز)", "Photo: A tent", "Yorumlar", "12 مايو 2019", "نشر في: 12 مايو 2019", "Reply", "سوريا",
    "...المزيد",
]  # fmt: skip
OWN = [PARAGRAPH_AR, PARAGRAPH_EN, "ولم يصب أحد.", "No one was hurt.", "تحت الخيام", "After the rain"]
PAGES = st.lists(st.one_of(st.sampled_from([*CHROME, *OWN, ""]), st.text(max_size=30)), max_size=20)


@given(PAGES)
def test_every_line_of_a_page_ends_in_exactly_one_place(lines):
    given_lines = lines_of(clean_text("\n".join(lines)))
    body = clean_body(given_lines)
    whole = Counter(line.text for line in given_lines)
    kept = Counter((*body.paragraphs, *body.removed))
    assert kept - whole == Counter()
    captions = list((whole - kept).elements())
    assert len(captions) == len(body.captions)
    assert all(any(line.endswith(caption) for line in captions) for caption in body.captions)
    order = [line.text for line in given_lines if line.text in set(body.paragraphs)]
    assert [line for line in order if line in body.paragraphs][: len(body.paragraphs)][:1] == list(body.paragraphs[:1])


@given(PAGES)
def test_a_row_cleaned_again_stays_and_loses_no_line_unsaid(lines):
    text = clean_text("\n".join(lines))
    found = clean_row(text)
    left = [line.strip() for line in found.text.split("\n") if line.strip()]
    assert Counter(left) + Counter(found.removed) == Counter(line.strip() for line in text.split("\n") if line.strip())
    again = clean_row(found.text)
    assert (again.text, again.removed) == (found.text, ())


@given(st.lists(st.sampled_from([*CHROME, *OWN]), max_size=16))
def test_a_paragraph_never_goes(lines):
    text = "\n".join(lines)
    for paragraph in (PARAGRAPH_AR, PARAGRAPH_EN):
        assert clean_row(text).text.count(paragraph) == text.count(paragraph)


@pytest.mark.parametrize(
    "unit",
    [
        "a > ",
        "اقرأ أيضا ",
        "(",
        "ع ع ",
        "By ",
        "x - ",
        "ا ف ب / ",
        "© ",
        "tag icon ",
        "BEIRUT, ",
        "1:",
        "[a/",
        "cookie you ",
        ".",
    ],
)
def test_hostile_lines_cost_no_more_than_their_length(unit):
    for line in (unit * (200_000 // len(unit)), unit * 50, unit * 15 + "!"):
        body = clean_body(lines_of(line))
        assert len(body.paragraphs) + len(body.removed) + len(body.captions) <= 1
        clean_row(line)


def test_short_paragraphs_without_a_full_stop_stay_behind_an_advertisement():
    last = "وقال سكان القرية إن الطريق ما زالت مقطوعة منذ ثلاثة أيام بسبب الثلوج الكثيفة"
    page = f"{PARAGRAPH_AR}\n\nإعلان\n\n{last}\n\nمقالات ذات صلة\n\nالجسر يفتح"
    assert clean_body(lines_of(page)).paragraphs == (PARAGRAPH_AR, last)
    last = "People of the village said the road had been cut by heavy snow for three days"
    page = f"{PARAGRAPH_EN}\n\nAdvertisement\n\n{last}\n\nRelated\n\nThe bridge opens"
    assert clean_body(lines_of(page)).paragraphs == (PARAGRAPH_EN, last)
