"""Lines that a publisher repeats go from the stored texts, whatever the order in which its articles come."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Workspace
from corpus.boilerplate import STATE
from corpus.intake import add_items
from corpus.readers.records import Record
from corpus.schema import ARTICLES, FINGERPRINTS
from corpus.text.templates import TEMPLATE_ARTICLES

SUBJECTS = (
    "convoy",
    "bridge",
    "camp",
    "market",
    "school",
    "road",
    "border",
    "river",
    "hospital",
    "village",
    "field",
    "dam",
)
MORNING = "Morning Desk - River Paper"
EVENING = "من مكتب المساء - صحيفة النهر"


def _record(number, lines=(MORNING,), publisher="River"):
    one, other = SUBJECTS[number % 12], SUBJECTS[(number * 5) % 12]
    own = f"The {one} number {number} was opened again on day {number} after long repairs, officials said."
    more = f"Residents near the {other} welcomed step {number}, and asked for {number + 3} more of them."
    values = {"title": f"Report {number}", "text": "\n".join([*lines, own, more]), "publisher": publisher}
    return Record(number, values, ((f"2018-03-{1 + number % 28:02d}", None),))


def _add(workspace, records):
    add_items(workspace, "made", records, format="made")


def _stored(workspace):
    columns = ["article_id", "title", "text", "removed", "original_text", "n_words"]
    return workspace.read(ARTICLES, columns=columns).sort_by("article_id").to_pylist()


def test_a_line_goes_once_enough_stories_of_one_publisher_show_it(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    _add(workspace, [_record(n) for n in range(TEMPLATE_ARTICLES - 1)])
    assert all(row["text"].startswith(MORNING) for row in _stored(workspace))
    _add(workspace, [_record(n, publisher="Lake") for n in range(20, 20 + TEMPLATE_ARTICLES - 1)])
    assert all(row["text"].startswith(MORNING) for row in _stored(workspace))  # two publishers are not one
    _add(workspace, [_record(TEMPLATE_ARTICLES)])
    rows = {row["title"]: row for row in _stored(workspace)}
    for number in (*range(TEMPLATE_ARTICLES - 1), TEMPLATE_ARTICLES):
        row = rows[f"Report {number}"]
        assert row["removed"] == [MORNING]
        assert row["text"].startswith("The ")
        assert row["original_text"].startswith(MORNING)
        assert row["n_words"] == 2 + len(row["text"].split())
    assert rows["Report 21"]["text"].startswith(MORNING)


RECORDS = [
    *[_record(n) for n in range(8)],
    *[_record(n, (MORNING, EVENING)) for n in range(8, 16)],
    *[_record(n, (EVENING,)) for n in range(16, 19)],
]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(len(RECORDS))), st.lists(st.integers(0, len(RECORDS)), max_size=3))
def test_texts_do_not_depend_on_order_or_on_how_adds_are_split(tmp_path_factory, order, cuts):
    folder = tmp_path_factory.mktemp("w")
    whole = Workspace.create(folder / "whole")
    _add(whole, RECORDS)
    split = Workspace.create(folder / "split")
    edges = [0, *sorted(cuts), len(RECORDS)]
    for start, end in pairwise(edges):
        _add(split, [RECORDS[place] for place in order[start:end]])
    assert _stored(split) == _stored(whole)
    assert {line for row in _stored(whole) for line in row["removed"]} == {MORNING, EVENING}


def test_a_kill_before_the_state_is_written_makes_the_same_again(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    _add(workspace, RECORDS[:12])
    before = _stored(workspace)
    (workspace.root / "corpus" / STATE).unlink()
    _add(workspace, RECORDS[:1])
    assert _stored(workspace) == before
    _add(workspace, RECORDS[12:])
    whole = Workspace.create(tmp_path / "whole")
    _add(whole, RECORDS)
    assert _stored(workspace) == _stored(whole)
    kept = workspace.read(FINGERPRINTS, columns=["whole_text"])["whole_text"].to_pylist()
    assert any(text and text.startswith(MORNING) for text in kept)
