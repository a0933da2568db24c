import datetime as dt
import itertools
import json
import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import candidates
from corpus.candidates import band_keys
from corpus.errors import WorkspaceError
from corpus.intake import add_items
from corpus.nearcopies import BANDS, signature
from corpus.readers.records import Record
from corpus.schema import ARTICLES, FINGERPRINTS
from corpus.stories import settle_stories
from corpus.storyindex import CROWD
from corpus.workspace import Workspace

START = dt.datetime(2017, 3, 1, 8, tzinfo=dt.UTC)
VOCABULARY = {
    "ar": "قوات مدينة معركة حكومة تنظيم بيان طائرة قرية نهر جسر مخيم عائلة ضابط وزير حدود طريق سوق مدرسة مستشفى حصار",
    "en": "forces city battle cabinet group statement aircraft village river bridge camp family officer minister",
}
LANGUAGES = ("ar", "en")


def _text(seed, language="en", n=80):
    chosen = random.Random(seed)
    words = VOCABULARY[language].split()
    return " ".join(f"{chosen.choice(words)}{chr(97 + chosen.randrange(26))}" for _ in range(n))


def _edited(text, *, first="", without=0):
    words = text.split()
    return " ".join([*first.split(), *words[: len(words) - without]])


def _article(number, text, *, publisher=None, hours=None, title=None):
    """An article as it is stored before it is settled, with its fingerprint."""
    text_id = f"{hash_of(text):016x}"
    row = {
        "article_id": f"{hash_of(f'{number}'):016x}",
        "publisher_id": publisher or f"p{number}",
        "publisher": "P",
        "title": title or f"T{number}",
        "text": text,
        "captions": [],
        "removed": [],
        "language": "en",
        "published_at": None if hours is None else START + dt.timedelta(hours=hours),
        "published_precision": "none" if hours is None else "minute",
        "published_basis": "none" if hours is None else "metadata",
        "collected_at": START,
        "source_uri": f"f#{number}",
        "content_sha256": text_id,
        "n_words": 80,
        "story_id": text_id,
        "is_original": True,
        "is_sample": False,
    }
    own = {"article_id": row["article_id"], "rank": b"", "text_id": text_id * 4, "lines": []}
    return row, own | {"signature": signature(text)}


def hash_of(text):
    return random.Random(text).getrandbits(64)


def _store(workspace, articles, batch):
    workspace.append(FINGERPRINTS, [own | {"batch": batch} for _, own in articles])
    workspace.append(ARTICLES, [row for row, _ in articles])


def _settled(folder, articles, splits=()):
    """Stories and originals by article, after the articles were stored and settled in parts."""
    workspace = Workspace.create(folder)
    bounds = [0, *sorted(splits), len(articles)]
    for batch, (start, end) in enumerate(itertools.pairwise(bounds), start=1):
        _store(workspace, articles[start:end], batch)
        settle_stories(workspace)
    return _stories(workspace)


def _stories(workspace):
    rows = workspace.read(ARTICLES, columns=["source_uri", "story_id", "is_original"]).to_pylist()
    return {row["source_uri"]: (row["story_id"], row["is_original"]) for row in rows}


def _groups(stories):
    found = {}
    for article, (story, is_original) in stories.items():
        found.setdefault(story, []).append(article + ("*" if is_original else ""))
    return sorted(sorted(group) for group in found.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_near_copies_are_one_story_named_by_the_earliest(tmp_path, language):
    text = _text(1, language)
    articles = [
        _article(1, _edited(text, without=20), hours=5),
        _article(2, text, hours=2),
        _article(3, _edited(text, first="بغداد وكالات reports"), hours=9),
        _article(4, _text(2, language), hours=1),
    ]
    stories = _settled(tmp_path / "w", articles)
    assert _groups(stories) == [["f#1", "f#2*", "f#3"], ["f#4*"]]
    assert stories["f#1"][0] == articles[1][0]["content_sha256"]


def test_undated_articles_come_last_and_ids_decide(tmp_path):
    text = _text(3)
    articles = [_article(n, text) for n in range(4)] + [_article(9, _edited(text, without=5), hours=400)]
    assert _groups(_settled(tmp_path / "a", articles)) == [["f#0", "f#1", "f#2", "f#3", "f#9*"]]
    first = min(articles[:4], key=lambda article: article[0]["article_id"])[0]["source_uri"]
    assert _settled(tmp_path / "b", articles[:4])[first][1]


def test_equal_short_texts_are_one_story_and_unequal_ones_are_not(tmp_path):
    articles = [_article(1, "Short text."), _article(2, "Short text."), _article(3, "Short text here.")]
    assert len(_groups(_settled(tmp_path / "w", articles))) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_that_grew_under_its_title_is_one_story_within_days(tmp_path, language):
    flash = _text(4, language, 30)
    later = f"{flash} {_text(5, language, 120)}"

    def groups(name, **given):
        articles = [_article(1, flash, hours=0, **given), _article(2, later, **({"hours": 3} | given))]
        return len(_groups(_settled(tmp_path / name, articles)))

    assert groups("a", publisher="p", title="عاجل Breaking") == 1
    assert groups("b", publisher="p") == 2
    assert groups("c", title="عاجل Breaking") == 2
    old = [
        _article(1, flash, hours=0, publisher="p", title="t"),
        _article(2, later, hours=80, publisher="p", title="t"),
    ]
    assert len(_groups(_settled(tmp_path / "d", old))) == 2


def test_an_earlier_article_added_later_renames_the_story_and_joins_two(tmp_path):
    whole = _text(6, n=100)
    words = whole.split()
    one, other = " ".join(words[:60]), " ".join(words[40:])
    workspace = Workspace.create(tmp_path / "w")
    _store(workspace, [_article(1, one, hours=5), _article(2, other, hours=6)], 1)
    assert settle_stories(workspace) == 0
    assert len(_groups(_stories(workspace))) == 2
    bridge = _article(3, whole, hours=1)
    _store(workspace, [bridge], 2)
    assert settle_stories(workspace) == 2
    assert _groups(_stories(workspace)) == [["f#1", "f#2", "f#3*"]]
    assert {story for story, _ in _stories(workspace).values()} == {bridge[0]["story_id"]}
    assert settle_stories(workspace) == 0


def test_a_large_group_of_copies_and_template_texts_is_settled_as_a_small_one(tmp_path):
    text = _text(7)
    copies = [_article(n, _edited(text, first=f"paper {n} reports"), hours=n) for n in range(150)]
    daily = [_article(1000 + n, f"{_text(8)} {n} {n + 200} {n + 400} {n + 600} {n + 800}", hours=n) for n in range(150)]
    groups = _groups(_settled(tmp_path / "w", [*copies, *daily]))
    assert sorted(map(len, groups)) == [1] * 150 + [150]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pairs_of_large_groups_are_told_as_listed_pairs_are(tmp_path, monkeypatch, language):
    texts = [f"{_text(8, language)} {n} {n + 1} {n + 200} {n + 400} {n + 600}" for n in range(12)]
    texts += [_edited(_text(9, language), first=f"paper {n}") for n in range(6)]
    texts += [f"{_text(8, language)} {_text(300 + n, language, 10 * n)}" for n in range(9)]
    articles = [_article(n, text, hours=n, publisher=f"p{n % 4}") for n, text in enumerate(texts)]
    expected = _settled(tmp_path / "listed", articles)
    assert 1 < len(_groups(expected)) < len(texts)
    monkeypatch.setattr(candidates, "LARGEST", 2)
    assert _settled(tmp_path / "large", articles) == expected
    assert _settled(tmp_path / "parts", articles[::-1], (5, 13)) == expected


def _under_one_title(language):
    """A report in two states that no band joins, and articles that make their title a heading on the second day."""
    flash = _text(4, language, 30)
    later = f"{flash} {_text(5, language, 150)}"
    given = {"publisher": "p", "title": "عاجل Breaking"}
    states = [_article(100, flash, hours=0, **given), _article(101, later, hours=2, **given)]
    return states, [_article(200 + n, _text(600 + n, language), hours=60 + n / 8, **given) for n in range(CROWD)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_on_too_many_articles_joins_none_of_them(tmp_path, language):
    states, others = _under_one_title(language)
    few = _groups(_settled(tmp_path / "few", [*states, *others[: CROWD - 2]]))
    assert sorted(map(len, few)) == [1] * (CROWD - 2) + [2]
    many = _groups(_settled(tmp_path / "many", [*states, *others]))
    assert sorted(map(len, many)) == [1] * (CROWD + 2)
    far = [_article(100 + n, article[0]["text"], publisher="p", hours=n - 99) for n, article in enumerate(states)]
    assert len(_groups(_settled(tmp_path / "far", [*far, *others]))) == CROWD + 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("at", [2, 5, CROWD, CROWD + 1])
def test_a_story_is_taken_apart_when_its_title_becomes_a_heading(tmp_path, language, at):
    states, others = _under_one_title(language)
    copy = _article(500, _edited(states[1][0]["text"], first="from our desk"), hours=30)
    expected = _settled(tmp_path / "whole", [*states, copy, *others])
    assert [group for group in _groups(expected) if len(group) > 1] == [["f#101*", "f#500"]]
    assert _settled(tmp_path / "parts", [*states, copy, *others], {at, 9}) == expected
    assert _settled(tmp_path / "back", [*others, *states, copy], {at, 9}) == expected
    assert _settled(tmp_path / "one", [*others, copy, *states[::-1]], range(1, len(others) + 3)) == expected


def test_a_kill_before_the_note_of_a_heading_changes_nothing(tmp_path):
    states, others = _under_one_title("en")
    articles = [*states, *others]
    workspace = Workspace.create(tmp_path / "w")
    _store(workspace, articles[:CROWD], 1)
    settle_stories(workspace)
    before = (workspace.root / "corpus" / "stories.json").read_bytes()
    _store(workspace, articles[CROWD:], 2)
    settle_stories(workspace)
    (workspace.root / "corpus" / "stories.json").write_bytes(before)
    assert settle_stories(workspace) == 0
    assert _stories(workspace) == _settled(tmp_path / "whole", articles)


def _mixed():
    """Articles with exact copies, chains of near-copies, updates and undated ones."""
    articles, number = [], 0
    for story in range(4):
        text = _text(100 + story, LANGUAGES[story % 2])
        for version in (text, text, _edited(text, without=30), _edited(text, first="from our desk in Erbil")):
            number += 1
            articles.append(_article(number, version, hours=None if number % 5 == 0 else number * 7 % 11))
    grown = _text(200, n=30)
    for text in (grown, f"{grown} {_text(201)}", f"{grown} {_text(201)} {_text(202)}"):
        number += 1
        articles.append(_article(number, text, publisher="one", title="Update", hours=number))
    return articles


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(19)), st.sets(st.integers(1, 18), max_size=3))
def test_stories_depend_on_the_articles_alone(tmp_path_factory, order, splits):
    articles = _mixed()
    expected = _settled(tmp_path_factory.mktemp("whole") / "w", articles)
    assert sorted(map(len, _groups(expected))) == [3, 4, 4, 4, 4]
    assert _settled(tmp_path_factory.mktemp("parts") / "w", [articles[n] for n in order], splits) == expected


def test_a_kill_between_the_update_and_the_note_of_it_changes_nothing(tmp_path):
    articles = _mixed()
    expected = _settled(tmp_path / "a", articles)
    workspace = Workspace.create(tmp_path / "b")
    _store(workspace, articles[:9], 1)
    settle_stories(workspace)
    state = workspace.root / "corpus" / "stories.json"
    before = state.read_bytes()
    _store(workspace, articles[9:], 2)
    assert settle_stories(workspace) > 0
    state.write_bytes(before)
    assert settle_stories(workspace) == 0
    assert json.loads(state.read_text()) == {"settled_batch": 2}
    state.unlink()
    assert settle_stories(workspace) == 0
    assert _stories(workspace) == expected


def test_an_empty_corpus_has_no_stories(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    assert settle_stories(workspace) == 0
    workspace.ensure()
    assert settle_stories(workspace) == 0


def test_a_broken_note_is_told(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    workspace.ensure()
    (workspace.root / "corpus" / "stories.json").write_text("{")
    with pytest.raises(WorkspaceError, match="delete it"):
        settle_stories(workspace)


def test_few_new_articles_find_their_copies_among_many_settled_ones(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    texts = [_text(1000 + n, LANGUAGES[n % 2]) for n in range(60)]
    _store(workspace, [_article(n, text, hours=n) for n, text in enumerate(texts)], 1)
    assert settle_stories(workspace) == 0
    _store(workspace, [_article(500, _edited(texts[31], without=9), hours=99), _article(501, "too short")], 2)
    assert settle_stories(workspace) == 1
    stories = _stories(workspace)
    assert stories["f#500"] == (stories["f#31"][0], False)
    assert sum(is_original for _, is_original in stories.values()) == 61


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_update_finds_its_first_state_among_many_though_no_band_does(tmp_path, language):
    flash = _text(4, language, 30)
    later = f"{flash} {_text(5, language, 150)}"
    pair = [np.frombuffer(signature(text), "<u2").reshape(1, -1) for text in (flash, later)]
    assert not any(band_keys(pair[0], band) == band_keys(pair[1], band) for band in range(BANDS))
    workspace = Workspace.create(tmp_path / "w")
    many = [_article(n, _text(2000 + n, language), hours=n) for n in range(40)]
    _store(workspace, [_article(100, flash, publisher="p", title="عاجل Breaking", hours=1), *many], 1)
    settle_stories(workspace)
    _store(workspace, [_article(101, later, publisher="p", title=" عاجل  BREAKING", hours=4)], 2)
    assert settle_stories(workspace) == 1
    assert _stories(workspace)["f#101"] == (_stories(workspace)["f#100"][0], False)


def test_a_story_held_together_by_a_date_that_was_wrong_comes_apart(tmp_path):
    """Of three reports under one title within days of each other the middle one turns out to be older."""
    lead = (
        "The river rose again overnight and the lower bridge was closed to traffic by the council on Tuesday morning."
    )
    parts = [
        "Families in the old quarter carried their furniture to the upper floors before the water came in.",
        "Engineers sent from the capital said that the dam upstream would hold if the rain stopped by the evening.",
        "Schools stay shut until the end of the week and buses take the northern road around the flooded fields.",
    ]
    texts = [lead, f"{lead} {parts[0]} {parts[1]}", f"{parts[0]} {parts[1]} {parts[2]}"]
    days = ["2018-01-10", "2018-01-12", "2018-01-14"]
    rows = [
        Record(n, {"title": "River", "text": text, "publisher": "Town"}, ((day, None),))
        for n, (text, day) in enumerate(zip(texts, days, strict=True), 1)
    ]
    older = Record(4, dict(rows[1].values), (("2018-01-01", None),))
    late = Workspace.create(tmp_path / "late")
    add_items(late, "made", rows, format="made")
    add_items(late, "made", [older], format="made")
    once = Workspace.create(tmp_path / "once")
    add_items(once, "made", [*rows, older], format="made")
    early = Workspace.create(tmp_path / "early")
    add_items(early, "made", [older], format="made")
    add_items(early, "made", rows, format="made")
    columns = ["article_id", "story_id", "is_original", "published_at"]
    stories = [each.read(ARTICLES, columns=columns).sort_by("article_id").to_pylist() for each in (late, once, early)]
    assert stories[0] == stories[1] == stories[2]
