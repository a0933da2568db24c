from corpus.text.clean import clean_line, clean_text, identity_form, is_damaged


def test_control_characters_and_entities_go_and_words_stay():
    assert clean_text("حلب\x1a &quot;آمنة&quot;\r\nسطر  ثان \x85\x00") == 'حلب "آمنة"\nسطر  ثان'


def test_paragraphs_stay_and_gaps_close():
    assert clean_text(" one \n\n\n\n two\nthree ") == "one\n\ntwo\nthree"


def test_a_line_is_one_line():
    assert clean_line("  عنوان\n طويل ") == "عنوان طويل"


def test_copies_differ_in_words_only():
    assert identity_form("The  CONVOY\u200f arrived") == identity_form("the convoy\narrived")
    assert identity_form("محـــمد") == identity_form("محمد")
    assert identity_form("علي") != identity_form("على")


def test_half_a_character_is_damage():
    assert is_damaged("a\udce9b")
    assert not is_damaged("أ\U0001f600")


def test_an_override_of_direction_cannot_hide_the_order_of_letters():
    assert clean_text("قال \u202eevil\u202c نص \u200fالرقة") == "قال evil\u202c نص \u200fالرقة"
