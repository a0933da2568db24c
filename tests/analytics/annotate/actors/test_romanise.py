"""Proposed names in the other script."""

from __future__ import annotations

import pytest

from analytics.annotate.actors.actor import Actor
from analytics.annotate.actors.romanise import Romaniser, edit_distance


def person(number: int, name_en: str, name_ar: str) -> Actor:
    return Actor(id=f"p{number}", type="person", name_en=name_en, name_ar=name_ar)


@pytest.fixture(scope="module")
def romaniser() -> Romaniser:
    return Romaniser(
        [
            person(1, "Khaled al-Omari", "خالد العمري"),
            person(2, "Khaled Mansour", "خالد منصور"),
            person(3, "Khalid Jaber", "خالد جابر"),
            person(4, "Abdel Fattah Nour", "عبد الفتاح نور"),
            person(5, "Abdullah Jaber", "عبد الله جابر"),
            person(6, "Ahmed Omari", "أحمد عمري"),
        ]
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("خالد العمري", "Khaled al-Omari"),
        ("~خالد جابر", "Khaled Jaber"),
        ("عبد الله منصور", "Abdullah Mansour"),
        ("خالد المنصور", "Khaled al-Mansour"),
        ("عمري دندل", ""),
        ("خالد بن دندل", ""),
        ("Khaled Jaber", "خالد جابر"),
        ("al-Omari", "العمري"),
        ("Ahmed Jaber", "أحمد جابر"),
        ("عبدالله منصور", "Abdullah Mansour"),
        ("خالد بن منصور", "Khaled bin Mansour"),
        ("Khaled Dandal", ""),
        ("", ""),
        ("~", ""),
    ],
)
def test_proposed_name(romaniser: Romaniser, name: str, expected: str) -> None:
    assert romaniser.proposed_name(name) == expected


def test_a_part_that_people_write_in_two_ways_is_not_proposed() -> None:
    people = [person(1, "Khaled Omari", "خالد عمري"), person(2, "Khalid Jaber", "خالد جابر")]
    assert Romaniser(people).english("خالد") == Romaniser(people[::-1]).english("خالد") == ""
    people.append(person(3, "Khaled Nour", "خالد نور"))
    assert Romaniser(people).english("خالد") == Romaniser(people[::-1]).english("خالد") == "Khaled"


def test_edit_distance() -> None:
    assert [edit_distance(one, other) for one, other in (("", ""), ("ab", ""), ("khaled", "khalid"))] == [0, 2, 1]
