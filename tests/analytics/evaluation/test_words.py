from __future__ import annotations

import re
from pathlib import Path

import pytest

from analytics.evaluation import Card, load_card, word
from analytics.evaluation.goals import PEERS
from analytics.evaluation.measuring import TASKS
from analytics.evaluation.schema import BASES, INTERVALS, LANGUAGES, STEPS
from analytics.evaluation.text import card_lines
from analytics.evaluation.words import KINDS, words
from tests.analytics.evaluation.made import row

ARABIC = re.compile("[\u0621-\u064a]")
SOURCES = sorted((Path(__file__).resolve().parents[3] / "analytics" / "evaluation").rglob("*.py"))


def test_every_key_has_its_words_in_both_languages() -> None:
    assert set(words()) == set(KINDS)
    for kind, keys in words().items():
        for key, both in keys.items():
            assert set(both) == {"ar", "en"}, (kind, key)
            assert ARABIC.search(both["ar"]), (kind, key)
            assert not ARABIC.search(both["en"]), (kind, key)
            assert all(text == text.strip() and text for text in both.values()), (kind, key)


def test_all_that_the_card_and_the_steps_say_has_words() -> None:
    rows = load_card().rows
    said = {
        "step": set(STEPS),
        "language": set(LANGUAGES),
        "interval": set(INTERVALS),
        "basis": set(BASES),
        "measure": {one.measure for one in rows},
        "dataset": {one.dataset for one in rows} | {one.dataset for one in TASKS},
        "unit": {one.unit for one in rows},
        "note": {note for one in rows for note in one.notes},
        "peer": {peer.name for peer in PEERS.values()},
    }
    for kind, keys in said.items():
        assert keys <= set(words()[kind]), (kind, keys - set(words()[kind]))


@pytest.mark.parametrize("kind", ["note", "measure", "dataset", "unit"])
def test_no_words_are_left_of_what_is_no_longer_said(kind: str) -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    made = {f"{name}_address" for name in ("ant_2018", "saudinewsnet_2015")} | {
        f"f1_{label}" for label in ("negative", "neutral", "positive")
    }
    unused = {key for key in words()[kind] if f'"{key}"' not in code and key not in made}
    assert unused == set()


def test_a_key_without_words_is_shown_as_it_is() -> None:
    assert word("dataset", "<b>new</b>", "ar") == "<b>new</b>"
    assert word("step", "tone", "ar") == "النبرة"


def test_a_card_as_text_in_both_languages() -> None:
    peer = row(measure="macro_f1", peer=0.8, peer_name="xlm_t_test", low=None, high=None, goal=None)
    card = Card.of([row(goal=0.05), row(language="en", goal=0.01, system="lexicon"), peer])
    now = Card.of([row()])
    english = list(card_lines(card, now=now))
    assert english[0] == "Tone" and english[-1] == ""
    assert "calibration error [model]" in english[1]
    assert "0.040 (0.010 to 0.090)" in english[1] and "n 79 targets" in english[1]
    assert "goal ≤ 0.05: reached" in english[1] and english[1].endswith("measured now")
    assert "best published (XLM-T, test part) 0.800" in english[2]
    assert "goal ≤ 0.01: missed" in english[3]
    assert english[3].endswith("measured 2026-03-01, marsad 0.1.0, engine e5")
    arabic = list(card_lines(card, now=now, language="ar"))
    assert arabic[0] == "النبرة" and "خطأ المعايرة" in arabic[1] and "تحقق" in arabic[1]


def test_what_a_hostile_card_says_does_not_reach_the_terminal() -> None:
    (line,) = list(card_lines(Card.of([row(dataset="\x1b[2J\u202ex")]), now=Card(())))[1:-1]
    assert "\x1b" not in line and "\u202e" not in line and "\\u001b" in line
