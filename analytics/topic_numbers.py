"""The numbers of the new topics of a fit, settled last: while it is made, people's edits may give numbers too."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from analytics.topic_report import TopicStep
from analytics.topic_schema import ASSIGNMENTS, TOPIC_HISTORY, TOPIC_MODEL, TOPICS
from corpus.schema import Table

NUMBERED: Final[tuple[Table, ...]] = (TOPICS, ASSIGNMENTS, TOPIC_MODEL, TOPIC_HISTORY)
"""The tables of a fit that name its topics."""


def numbered_above(step: TopicStep, known: Collection[int], highest_id: int) -> TopicStep:
    """The step with its new topics numbered above a number; as it is if they are already.

    Parameters
    ----------
    step : TopicStep
        Of a fit.
    known : collection of int
        The topics of the run before, whose numbers stay.
    highest_id : int
        The highest topic number given so far.
    """
    new = sorted(set(step.tables[TOPICS.name]["topic_id"].to_pylist()) - set(known))
    if not new or new[0] > highest_id:
        return step
    later = highest_id + 1 - new[0]
    numbers = {topic: topic + later for topic in new}
    moved = {name: _moved(step.tables[name], numbers) for name in (TOPICS.name, ASSIGNMENTS.name, TOPIC_HISTORY.name)}
    model = step.tables[TOPIC_MODEL.name]
    names = {str(topic): str(number) for topic, number in numbers.items()}
    named = pc.is_in(model["part"], pa.array(["prototype", "threshold"]))
    keys = [
        names.get(key, key) if is_topic else key for key, is_topic in zip(*_lists(model["key"], named), strict=True)
    ]
    moved[TOPIC_MODEL.name] = _with_column(model, "key", keys)
    return TopicStep(step.tables | moved, {**step.report, "highest_id": numbers[new[-1]]})


def _moved(table: pa.Table, numbers: dict[int, int]) -> pa.Table:
    topics = [numbers.get(topic, topic) for topic in table["topic_id"].to_pylist()]
    return _with_column(table, "topic_id", topics)


def _with_column(table: pa.Table, name: str, values: list[str] | list[int]) -> pa.Table:
    at = table.schema.get_field_index(name)
    return table.set_column(at, table.schema.field(at), pa.array(values, table.schema.field(at).type))


def _lists(*columns: pa.ChunkedArray) -> list[list[object]]:
    return [column.to_pylist() for column in columns]
