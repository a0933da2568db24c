"""The keys of names."""

from __future__ import annotations

import pytest

from analytics.annotate.actors.name_keys import is_given_alone, name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("بدر بن عبد الرحمن الزرنوقي", "~بدر عبدالرحمن الزرنوقي"),
        ("بدر عبدالرحمن الزرنوقي", "~بدر عبدالرحمن الزرنوقي"),
        ("فيصل بن فهد", "~فيصل بن فهد"),
        ("ابن سلمان الفهد القديم", "~ابن سلمان الفهد القديم"),
        ("أبي سنان النجدي", "~ابوسنان النجدي"),
        ("حركة “نور”_الفرات", "~حركه نور الفرات"),
        ("Kamil  al-Barzuki", "~kamil al-barzuki"),
        ("عبد", "~عبد"),
        ("", "~"),
    ],
)
def test_key(name: str, key: str) -> None:
    assert name_key(name) == key
    assert name_key(key) == key


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("~محمد", True), ("~ابومحمد", True), ("~omar", True), ("~محمد الزرنوقي", False), ("~الزرنوقي", False),
        ("~barzuki", False), ("~", False),
    ],
)  # fmt: skip
def test_a_given_name_alone_is_many_mens(key: str, expected: bool) -> None:
    assert is_given_alone(key) is expected
