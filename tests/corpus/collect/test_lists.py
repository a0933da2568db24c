from __future__ import annotations

from corpus.collect.lists import file_items
from corpus.collect.wanted import Unusable, Wanted


def test_files_give_their_addresses_in_order(tmp_path):
    first, second = tmp_path / "عناوين.txt", tmp_path / "b.csv"
    first.write_text("http://news.example/خبر\nhttp://news.example/en\n", encoding="utf-8")
    second.write_text("url,title,publisher\nhttp://news.example/c,قافلة,وكالة\n,No address,X\n", encoding="utf-8")
    *given, last = file_items([first, second])
    assert [(item.source_uri, item.position, item.url) for item in given] == [
        (first.as_posix(), 1, "http://news.example/خبر"),
        (first.as_posix(), 2, "http://news.example/en"),
        (second.as_posix(), given[2].position, "http://news.example/c"),
    ]
    assert isinstance(given[2], Wanted)
    assert {name: given[2].values[name] for name in ("title", "publisher")} == {"title": "قافلة", "publisher": "وكالة"}
    assert isinstance(last, Unusable)
    assert (last.source_uri, last.problem.position) == (second.as_posix(), given[2].position + 1)


def test_a_file_that_names_none_is_told_and_not_silent(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (item,) = file_items([tmp_path / "empty.txt"])
    assert isinstance(item, Unusable)
