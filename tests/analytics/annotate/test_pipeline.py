"""Everything found in one article, with the registry and gazetteer that Marsad ships."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.annotate.pipeline import Annotator
from analytics.schema import whole

SHARED = Path(__file__).resolve().parents[3] / "../shared"
ARABIC = (
    "القوات العراقية تدخل بلدة قرب الموصل",
    "أعلن الجيش العراقي الاثنين دخول بلدة قرب الموصل كان يسيطر عليها تنظيم «داعش». وقال البنتاغون إن التحالف الدولي "
    "شن غارات في محافظة نينوى.",
)
ENGLISH = (
    "Iraqi forces enter a town near Mosul",
    "The Iraqi army said on Monday that it had entered a town near Mosul held by ISIS. The Pentagon said the US-led "
    "coalition carried out strikes in Nineveh province.",
)


@pytest.fixture(scope="module")
def annotator():
    return Annotator.load()


@pytest.mark.parametrize("article", [ARABIC, ENGLISH])
def test_actors_and_places_of_both_languages(annotator, article):
    found = annotator.annotate(*article)
    names = {annotator.registry[mention.actor_id].name_en for mention in found.mentions}
    assert {"Islamic State", "Iraqi Armed Forces", "Pentagon", "Global Coalition"} <= names
    places = {annotator.gazetteer[place.place_id].name_en for place in found.places}
    assert "Mosul" in places
    assert len(found.sentences) == 3
    assert found.citations


WORDS = "داعش «تنظيم الدولة» قال إن تركيا أعلنت للعراق الموصل ISIS US said the group Turkey U.S. Mosul"
MARKS = ', ، . ؟ " # _ - \n \x00 ﻻ 𝕏'
PIECES = st.lists(st.sampled_from([*WORDS.split(" "), *MARKS.split(" "), "ّ", "\u200f", "ـ"]), max_size=40)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(PIECES, PIECES, st.sampled_from(["", " "]))
def test_spans_lie_in_the_text_whatever_it_is(annotator, title, text, between):
    title, text = between.join(title), between.join(text)
    string = whole(title, text)
    found = annotator.annotate(title, text)
    for spans in (found.sentences, found.mentions, found.places):
        assert all(0 <= span.start <= span.end <= len(string) for span in spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(string[mention.start : mention.end] == mention.surface != "" for mention in found.mentions)
    assert not any(place.overlaps(mention) for place in found.places for mention in found.mentions)
    for citation in found.citations:
        spans = (citation.cue, citation.content, citation.source.span)
        assert all(0 <= span.start < span.end <= len(string) for span in spans if span is not None)


@pytest.mark.parametrize(
    ("before", "after", "actor"),
    [
        ("قال الجيش العراقي", " إن بلدة قرب الموصل آمنة، بحسب رويترز.", "iraqi-armed-forces"),
        ("The Iraqi army said", " a town near Mosul was safe, according to Reuters.", "iraqi-armed-forces"),
    ],
)
def test_half_a_character_moves_nothing(annotator, before, after, actor):
    found = annotator.annotate("\udfff", f"{before}\ud800{after}", agency="Reuters \ud83d")
    assert found == annotator.annotate("\ufffd", f"{before}\ufffd{after}", agency="Reuters \ufffd")
    assert found.mentions[0].actor_id == actor
    assert all("\ufffd" not in mention.surface for mention in found.mentions)


def test_floor_of_the_gold(annotator):
    path = SHARED / "gold" / "dev.jsonl"
    if not path.exists():
        pytest.skip("the gold articles are not beside the project (../shared/gold/dev.jsonl)")
    hits, marked, predicted = dict.fromkeys("ae", 0), dict.fromkeys("ae", 0), dict.fromkeys("ae", 0)
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        gold = [m for m in article["mentions"] if not m.get("optional")]
        loose = [m for m in article["mentions"] if m.get("optional")]
        found = [m for m in annotator.annotate(article["title"], article["text"]).mentions if m.kind == "name"]
        key = article["lang"][0]
        marked[key] += len(gold)
        hits[key] += sum(any(m.start < g["end"] and g["start"] < m.end for m in found) for g in gold)
        predicted[key] += sum(not any(m.start < g["end"] and g["start"] < m.end for g in loose) for m in found)
    for key, recall, precision in (("a", 0.78, 0.94), ("e", 0.90, 0.95)):
        assert hits[key] / marked[key] >= recall
        assert hits[key] / predicted[key] >= precision
