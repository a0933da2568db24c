from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.collect.normal import LONGEST_ADDRESS, ascii_host, canonical_address, request_address


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("HTTP://News.Example", "http://news.example/"),
        ("https://news.example:443/a#part", "https://news.example/a"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("https://news.example/خبر?q=رقة", "https://news.example/%D8%AE%D8%A8%D8%B1?q=%D8%B1%D9%82%D8%A9"),
        ("https://خبر.example/", "https://xn--ngblk.example/"),
        ("https://news.example/%d8%a3?x=100%", "https://news.example/%d8%a3?x=100%25"),
        ("https://news.example./a", "https://news.example/a"),
    ],
)
def test_an_address_as_it_is_asked_for(raw, expected):
    assert request_address(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "ftp://news.example/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://user:secret@news.example/",
        "http://user@news.example/",
        "http:///a",
        "http://news.example:port/",
        "http://news.example:99999/",
        "http://news.example/a b",
        "http://news.example\\@10.0.0.1/",
        "http://news.example/\r\nHost: other",
        "http://[fe80::1%25eth0]/",
        "http://[::1/",
        "/relative",
        "",
        "http://news.example/" + "a" * LONGEST_ADDRESS,
    ],
)
def test_what_is_no_address_of_the_web_is_refused(raw):
    with pytest.raises(ValueError, match=r"."):
        request_address(raw)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a", "https://NEWS.example/a#comments"),
        ("https://news.example/a?id=7", "https://news.example/a?utm_source=x&id=7&fbclid=abc&utm_medium=y"),
        ("https://news.example/خبر", "https://news.example/%D8%AE%D8%A8%D8%B1"),
        ("https://news.example/%d8%ae", "https://news.example/%D8%AE"),
        ("https://news.example/%7Euser", "https://news.example/~user"),
        ("https://news.example", "https://news.example:443/"),
    ],
)
def test_two_spellings_of_a_page_are_one(one, other):
    assert canonical_address(one) == canonical_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a", "https://news.example/A"),
        ("https://news.example/?id=1", "https://news.example/?id=2"),
        ("https://news.example/a", "https://news.example/a/"),
        ("https://news.example/?source=1", "https://news.example/"),
        ("https://news.example/a%2Fb", "https://news.example/a/b"),
    ],
)
def test_two_pages_are_two(one, other):
    assert canonical_address(one) != canonical_address(other)


@given(st.text(max_size=80))
def test_any_text_has_a_canonical_form_and_keeps_it(text):
    once = canonical_address(f"https://news.example/{text}")
    assert canonical_address(once) == once


def test_digits_in_other_scripts_are_the_same_host():
    assert ascii_host("１２７.0.0.1") == "127.0.0.1"
