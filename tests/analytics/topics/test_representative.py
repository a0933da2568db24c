from __future__ import annotations

from dataclasses import replace

from analytics.topics.representative import Candidate, representative_sentences

ARABIC = {"غارات جوية": 2.0, "الموصل": 1.0}
ENGLISH = {"air strikes": 2.0, "Mosul": 1.0}


def english(number, text, **more):
    return Candidate(f"e{number}", 1, text, "en", strength=0.5, **more)


def arabic(number, text, **more):
    return Candidate(f"a{number}", 1, text, "ar", strength=0.5, **more)


def test_sentences_with_more_of_the_topic_in_fewer_words_come_first():
    chosen = representative_sentences(
        [
            english(1, "Farmers near the old bridge of Mosul waited for rain all day."),
            english(2, "Aircraft carried out air strikes on the old bridge of Mosul."),
            english(3, "Heavy air strikes were reported while markets, schools and shops of a wide area stayed shut."),
            english(4, "Nothing that matters is said in this long line."),
        ],
        ENGLISH,
        5,
    )
    assert [found.sentence.article_id for found in chosen] == ["e2", "e3", "e1"]
    assert chosen[0].terms == ("air strikes", "Mosul")
    assert chosen[0].score == round(3.0 / 11**0.5 * 0.5, 9)


def test_arabic_sentences_are_found_by_inflected_words():
    chosen = representative_sentences(
        [
            arabic(1, "انتظر المزارعون المطر طوال النهار قرب الجسر."),
            arabic(2, "شنت الطائرات غارات جوية على أطراف مدينة بالموصل فجرا."),
        ],
        ARABIC,
        5,
    )
    assert [(found.sentence.article_id, found.terms) for found in chosen] == [("a2", ("غارات جوية", "الموصل"))]


def test_titles_and_scraps_are_chosen_only_where_there_is_nothing_else():
    title = Candidate("e1", 0, "Air strikes on Mosul before the dawn prayer", "en", strength=1.0)
    scrap = english(2, "Air strikes, Mosul")
    whole = english(3, "The air strikes on a village went on until late in the night.")
    assert [found.sentence for found in representative_sentences([title, scrap, whole], ENGLISH, 5)] == [whole]
    assert {found.sentence for found in representative_sentences([title, scrap], ENGLISH, 5)} == {title, scrap}


def test_copies_and_near_copies_are_chosen_once():
    first = english(1, "Aircraft carried out air strikes on the old bridge of Mosul.", story_id="s")
    copy = english(2, "Residents of Mosul counted nine air strikes within one hour.", story_id="s")
    alike = english(3, "Aircraft carried out air strikes on the new bridge of Mosul.")
    other = english(4, "Officials said that air strikes near Mosul would not end soon.")
    chosen = representative_sentences([alike, other, copy, first], ENGLISH, 5)
    assert [found.sentence.article_id for found in chosen] == ["e2", "e3", "e4"]


def test_the_order_of_the_sentences_says_nothing_and_equals_go_by_article():
    text = "The air strikes on {} villages of the plain went on and on."
    sentences = [
        english(n, text.format(word)) for n, word in enumerate(("three quiet", "some northern", "distant dry"))
    ]
    wanted = [found.sentence.article_id for found in representative_sentences(sentences, ENGLISH, 2)]
    assert [found.sentence.article_id for found in representative_sentences(sentences[::-1], ENGLISH, 2)] == wanted
    assert wanted[0] == "e0"


def test_nothing_to_choose_from_and_an_article_that_does_not_belong():
    assert representative_sentences([], ENGLISH, 3) == []
    assert representative_sentences([english(1, "Nothing of it is here at all, they say.")], ENGLISH, 3) == []
    far = replace(english(1, "The air strikes on a village went on until late."), strength=-0.2)
    assert representative_sentences([far], ENGLISH, 3)[0].score == 0.0
    assert representative_sentences([far], {}, 3) == []
