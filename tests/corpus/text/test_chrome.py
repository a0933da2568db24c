import pytest

from corpus.text.body import clean_body
from corpus.text.chrome import Cleaned, clean_row
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
