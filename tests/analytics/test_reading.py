from __future__ import annotations

import pytest

from analytics.reading import Reader, sentence_of

TEXT = "The committee met on Tuesday in Geneva. It will meet again in March. The agenda is not yet known."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_an_article_without_a_title_is_scored_by_its_own_sentences(reader: Reader) -> None:
    (reading,) = reader.read([("", TEXT, None)])
    assert [sentence.number for sentence in reading.sentences] == [1, 2, 3]
    assert reading.score == pytest.approx(sum(tone.score for tone in reading.sentence_tones) / 3, abs=1e-5)


def test_a_title_counts_twice(reader: Reader) -> None:
    (reading,) = reader.read([("لجنة تجتمع في جنيف", TEXT, None)])
    first, *rest = [tone.score for tone in reading.sentence_tones]
    assert reading.score == pytest.approx((2 * first + sum(rest)) / 5, abs=1e-5)


def test_each_mention_has_a_tone_and_lies_in_its_sentence(reader: Reader) -> None:
    readings = reader.read(
        [("بيان", "قصف داعش المشفى. وساعدت الأمم المتحدة الجرحى.", None), ("", "", None), ("ISIS", "", None)]
    )
    assert [len(r.mention_tones) for r in readings] == [len(r.found.mentions) for r in readings] == [2, 0, 1]
    for mention in readings[0].found.mentions:
        sentence = sentence_of(readings[0].sentences, mention.start)
        assert sentence.start <= mention.start < mention.end <= sentence.end
    assert (readings[1].sentences, readings[1].score, readings[1].label) == ([], None, None)


@pytest.mark.parametrize("text", ["ISIS \ud800 fled Raqqa.", "فرّ داعش \udfff من الرقة."])
def test_half_a_character_is_read_as_a_replacement(reader: Reader, text: str) -> None:
    (half,) = reader.read([("\ud83d", text, None)])
    (whole,) = reader.read([("\ufffd", text.replace("\ud800", "\ufffd").replace("\udfff", "\ufffd"), None)])
    assert (half.text, half.found, half.score) == (whole.text, whole.found, whole.score)
    assert [mention.actor_id for mention in half.found.mentions] == ["islamic-state"]


def test_a_batch_gives_what_its_articles_give_alone(reader: Reader) -> None:
    articles = [("", TEXT, None), ("ISIS claims the attack", "The group said it was behind it.", None)]
    together = reader.read(articles)
    alone = [reader.read([article])[0] for article in articles]
    assert [r.sentence_tones for r in together] == [r.sentence_tones for r in alone]
    assert [r.mention_tones for r in together] == [r.mention_tones for r in alone]


def test_what_has_no_letter_is_not_scored_and_weighs_nothing(reader: Reader) -> None:
    (reading,) = reader.read([("100", "ذبح داعش عشرات المدنيين. 12 34. 5/6/2017!", None)])
    assert [tone is None for tone in reading.sentence_tones] == [True, False, True, True]
    scored = [tone.score for tone in reading.sentence_tones if tone]
    assert reading.score == scored[0]
    (empty,) = reader.read([("", "1 2 3.", None)])
    assert (empty.sentence_tones, empty.score, empty.label) == ([None], None, None)


def test_a_sentence_of_ten_thousand_words_is_read_near_its_mentions(reader: Reader) -> None:
    words = ["كلمة"] * 5_000
    text = " ".join([*words, "ارتكب داعش مجزرة مروعة", *words])
    (reading,) = reader.read([("", text, None)])
    (mention,) = reading.found.mentions
    (near,) = reader.read([("", text[mention.start - 2 - 1_000 : mention.end - 2 + 1_000], None)])
    assert (len(reading.sentences), reading.text[mention.start : mention.end]) == (1, "داعش")
    assert reading.mention_tones == near.mention_tones
