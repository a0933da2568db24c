from datetime import date
from typing import Any

import pytest

from analytics.study import EVERYTHING, Filters, Study
from analytics.study.statistics import difference_interval
from reports.findings import Finding, find
from reports.sentences import sentence
from tests.reports.conftest import LAST


def by_kind(study: Study, filters: Filters = EVERYTHING) -> dict[str, Finding]:
    return {finding.kind: finding for finding in find(study, filters)}


def test_everything_worth_saying_is_found_in_order(counted_study: Study) -> None:
    kinds = [finding.kind for finding in find(counted_study, Filters())]
    assert kinds == ["coverage", "topic", "fit", "change", "tone", "publishers", "actor", "source", "sourcing"]


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(languages=("ar",)), Filters(actors=("islamic-state",), q="raqqa")]
)
def test_the_articles_behind_a_finding_are_as_many_as_it_says(counted_study: Study, filters: Filters) -> None:
    found = [finding for finding in find(counted_study, filters) if finding.kind != "sourcing"]
    assert found
    assert {f.kind: counted_study.count(f.filters) for f in found} == {f.kind: f.n for f in found}


def test_the_largest_topic_actor_and_source(counted_study: Study) -> None:
    found = by_kind(counted_study)
    assert (found["topic"].n, found["topic"].total, found["topic"].names["ar"]) == (23, 41, "الرقة")
    assert (found["actor"].n, found["actor"].values["tone"]) == (30, pytest.approx(-0.25))
    assert (found["source"].n, found["source"].values["citations"]) == (11, 12)
    assert (found["sourcing"].n, found["sourcing"].total) == (12, 41)


def test_a_change_is_told_only_where_the_interval_leaves_out_nought(counted_study: Study) -> None:
    change = by_kind(counted_study)["change"]
    assert [change.values[key] for key in ("n_before", "N_before", "n_after", "N_after")] == [4, 20, 18, 20]
    assert (change.values["difference"], change.low, change.high) == pytest.approx(difference_interval(18, 20, 4, 20))
    assert change.values["before"] == (date(2018, 1, 1), date(2018, 3, 27))
    only_june = by_kind(counted_study, Filters(date_from=date(2018, 6, 1), date_to=LAST))
    assert "change" not in only_june
    assert only_june["no_change"].n == 20


def test_publishers_are_set_against_each_other_only_if_their_intervals_are_apart(counted_study: Study) -> None:
    pair = by_kind(counted_study)["publishers"]
    assert pair.values["lowest"]["publisher_id"] == "aawsat"
    assert pair.values["lowest"]["mean_high"] < pair.values["highest"]["mean_low"]
    assert "publishers" not in by_kind(counted_study, Filters(languages=("ar",)))


def test_a_selection_without_articles_has_no_findings(counted_study: Study) -> None:
    assert find(counted_study, Filters(publishers=("nobody",))) == []


def test_a_selection_without_actors_or_sources_says_so(counted_study: Study) -> None:
    kinds = set(by_kind(counted_study, Filters(date_from=date(2018, 6, 12), date_to=date(2018, 6, 19))))
    assert {"no_actor", "no_source"} <= kinds


def test_what_the_selection_names_is_no_finding_of_it(counted_study: Study) -> None:
    own = Filters(sources=("sohr",))
    assert {"source", "sourcing", "no_source"} & set(by_kind(counted_study, own)) == set()
    both = Filters(sources=("sohr",), also_actors=("islamic-state",))
    assert {"actor", "no_actor"} & set(by_kind(counted_study, both)) == set()
    beside = find(counted_study, Filters(date_from=date(2018, 6, 20)))
    assert [finding.values["beside"] for finding in beside if finding.kind == "source"] == [False]
    chosen = Finding("source", 5, 9, own, 0.1, 0.2, {"en": "A"}, {"share": 5 / 9, "citations": 6, "beside": True})
    assert "The most cited source beside the chosen is" in sentence(chosen, "en")


def test_few_articles_are_called_few() -> None:
    made: dict[str, Any] = {"kind": "topic", "total": 9, "filters": Filters()}
    assert Finding(n=4, **made).is_small
    assert not Finding(n=5, **made).is_small
