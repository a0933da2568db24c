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
        ("خالد العمري", ("Khaled al-Omari", True)),
        ("~خالد جابر", ("Khaled Jaber", True)),
        ("عبد الله منصور", ("Abdullah Mansour", True)),
        ("خالد المنصور", ("Khaled al-Mansour", False)),
        ("عمري دندل", ("Omari Dandal", False)),
        ("خالد بن دندل", ("Khaled bin Dandal", False)),
        ("Khaled Jaber", ("خالد جابر", True)),
        ("al-Omari", ("العمري", True)),
        ("Ahmed Jaber", ("أحمد جابر", True)),
        ("", ("", False)),
        ("~", ("", False)),
    ],
)
def test_proposed_name(romaniser: Romaniser, name: str, expected: tuple[str, bool]) -> None:
    assert romaniser.proposed_name(name) == expected


def test_western_names_keep_their_vowels(romaniser: Romaniser) -> None:
    assert romaniser.proposed_name("رايان ماكين") == ("Ryan Makin", False)


def test_order_of_people_does_not_matter() -> None:
    people = [person(1, "Khaled Omari", "خالد عمري"), person(2, "Khalid Jaber", "خالد جابر")]
    assert Romaniser(people).english("خالد") == Romaniser(people[::-1]).english("خالد") == ("Khaled", True)


def test_edit_distance() -> None:
    assert [edit_distance(one, other) for one, other in (("", ""), ("ab", ""), ("khaled", "khalid"))] == [0, 2, 1]
