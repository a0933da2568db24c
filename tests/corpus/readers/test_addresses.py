import gzip
import json

import pytest

from corpus.readers import Address, Problem
from corpus.readers.addresses import read_addresses

MEDIA_CLOUD = (
    "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    "1,2024-01-02,ar,واس,spa.gov.sa,2024-01-01,خبر,https://river.example/1\n"
    "2,2024-01-02,en,River,river.example,2024-01-01,News,\n"
)
GDELT_JSON = json.dumps(
    {
        "articles": [
            {
                "url": "https://river.example/1",
                "url_mobile": "",
                "title": "خبر",
                "seendate": "20240101T101500Z",
                "socialimage": "",
                "domain": "river.example",
                "language": "Arabic",
                "sourcecountry": "Iraq",
            }
        ]
    }
)
GRAPH = "\t".join(["20150218230000-0", "20150218230000", "1", "river.example", "https://river.example/1", *["x"] * 22])
EVENTS = "\t".join([*["x"] * 59, "20150218230000", "https://river.example/1"])


def _found(tmp_path, content, name="list.txt"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_addresses(path))


def test_a_list_of_addresses(tmp_path):
    lines = [f"https://river.example/{n}" for n in range(30)]
    found = _found(tmp_path, "\ufeff# الأخبار\n\n" + "\r\n".join([*lines, "ftp://x.example", "www.river.example"]))
    assert [item.url for item in found if isinstance(item, Address)] == lines
    assert [(item.position, item.reason) for item in found if isinstance(item, Problem)] == [
        (31, "not-an-address"),
        (32, "not-an-address"),
    ]


@pytest.mark.parametrize(
    ("content", "values", "date"),
    [
        (MEDIA_CLOUD, {"title": "خبر", "publisher": "واس", "language": "ar", "id": "1"}, "2024-01-01"),
        (GDELT_JSON, {"title": "خبر", "publisher": "river.example", "language": "Arabic"}, "20240101T101500Z"),
        (
            "URL,MobileURL,Date,Title\nhttps://river.example/1,,2024-01-01 10:15:00,خبر\n",
            {"title": "خبر"},
            "2024-01-01 10:15:00",
        ),
        (GRAPH, {"publisher": "river.example"}, "20150218230000"),
        (EVENTS, {}, "20150218230000"),
    ],
)
def test_exports_of_media_cloud_and_gdelt(tmp_path, content, values, date):
    for raw in (content, gzip.compress(content.encode())):
        first = _found(tmp_path, raw)[0]
        assert (first.position, first.url) == (1, "https://river.example/1")
        assert {name: value for name, value in first.values.items() if name != "url"} == values
        assert first.dates == ((date, None),)


def test_a_row_without_an_address_is_a_problem_and_a_page_named_twice_is_one(tmp_path):
    assert _found(tmp_path, MEDIA_CLOUD)[1].reason == "no-text-column"
    assert [getattr(item, "reason", "") for item in _found(tmp_path, f"{EVENTS}\n{EVENTS}\n")] == [
        "",
        "address-repeated",
    ]


def test_addresses_of_articles(tmp_path):
    found = _found(tmp_path, "title,text,url\na,b,https://river.example/1\nc,d,\n")
    assert found[0].url == "https://river.example/1"
    assert found[1].reason == "no-address"


def test_adding_addresses_says_what_to_do_instead(read):
    reading, items = read("list.csv", MEDIA_CLOUD)
    assert (reading.format, items[0].reason) == ("addresses", "address-only")
    assert items[0].detail.endswith("python -m corpus collect urls list.csv")
    assert [address.url for address in reading.addresses()] == ["https://river.example/1"]
