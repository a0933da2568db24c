from __future__ import annotations

import gzip
import zlib

import pytest

from corpus.collect.archives import FOLDER, collect_archives
from corpus.collect.settings import CollectError
from corpus.schema import ARTICLES


def record(url, body, kind="text/html; charset=utf-8", status="200 OK"):
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-11-22T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{zlib.crc32(url.encode()):012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


@pytest.fixture
def archive(page, told):
    return (
        record("http://news.example/ar", page("وصول قافلة الإغاثة", told["ar"], told["ar"][:150]))
        + record("http://news.example/en", page("Aid convoy arrives", told["en"], told["en"][:150], lang="en"))
        + record("http://news.example/logo", b"\x89PNG", "image/png")
    )


def test_an_archive_of_the_web_is_read_and_removed(site, collector, workspace, reply, archive, states):
    site["/crawl.warc.gz"] = reply(archive, type="application/gzip")
    url = site.url("/crawl.warc.gz")
    account = collect_archives(collector(site.port), workspace, [url])
    assert (account.given, account.states["stored"], account.states["rejected"], account.read) == (3, 2, 1, 1)
    assert states() == {url: ("stored", "archive")}
    assert list((workspace.root / FOLDER).iterdir()) == []
    stored = workspace.read(ARTICLES).to_pylist()
    assert {row["url"] for row in stored} == {"http://news.example/ar", "http://news.example/en"}
    assert {row["source_uri"].partition("#")[0] for row in stored} == {url}
    again = collect_archives(collector(site.port), workspace, [url])
    assert (again.given, again.unchanged, site.pages_asked()) == (0, 1, ["/crawl.warc.gz"])


def test_an_archive_of_this_machine_is_read_where_it_is(collector, workspace, archive, tmp_path):
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(archive)
    account = collect_archives(collector(max_pages=1), workspace, [str(path)])
    assert (account.given, account.states["stored"]) == (1, 1)
    assert path.exists()


def test_an_archive_read_in_part_is_read_in_full_later(site, real, workspace, reply, archive, states):
    site["/crawl.warc.gz"] = reply(archive, type="application/gzip")
    url = site.url("/crawl.warc.gz")
    account = collect_archives(real(site.port, max_pages=1), workspace, [url])
    assert (account.given, account.states["stored"], account.is_good) == (1, 1, True)
    assert "page-limit: only its first 1 pages" in account.lines()[-1]
    assert states() == {url: ("quarantined", "page-limit")}
    account = collect_archives(real(site.port), workspace, [url])
    assert (account.given, account.states["stored"], account.states["duplicate"]) == (3, 1, 1)
    assert states() == {url: ("stored", "archive")}


def test_a_limit_that_leaves_nothing_out_is_no_limit(site, real, workspace, reply, archive, states):
    site["/crawl.warc.gz"] = reply(archive, type="application/gzip")
    account = collect_archives(real(site.port, max_pages=3), workspace, [site.url("/crawl.warc.gz")])
    assert (account.given, account.notes) == (3, [])
    assert states() == {site.url("/crawl.warc.gz"): ("stored", "archive")}


def test_a_disk_that_cannot_hold_an_archive_is_told_and_the_others_are_read(
    site, real, workspace, reply, archive, tmp_path, states
):
    site["/crawl.warc.gz"] = reply(archive, type="application/gzip")
    (tmp_path / "pages.warc.gz").write_bytes(archive)
    (workspace.root / FOLDER).write_bytes(b"in the way")
    archives = [site.url("/crawl.warc.gz"), str(tmp_path / "pages.warc.gz")]
    account = collect_archives(real(site.port), workspace, archives)
    assert (account.given, account.failed, account.read) == (3, 1, 1)
    assert "cannot be kept" in account.notes[0]
    assert states() == {}


def test_an_archive_that_is_too_large_or_gone_is_told(site, collector, workspace, reply, archive, states):
    site["/crawl.warc.gz"] = reply(archive, type="application/gzip")
    account = collect_archives(collector(site.port), workspace, [site.url("/crawl.warc.gz")], largest=100)
    assert (account.failed, account.is_good) == (1, False)
    assert states() == {site.url("/crawl.warc.gz"): ("rejected", "too-large")}
    assert list((workspace.root / FOLDER).iterdir()) == []
    account = collect_archives(collector(site.port), workspace, ["http://10.0.0.1/a.warc"])
    assert "private-address" in account.notes[0]


@pytest.mark.parametrize("missing", ["missing.warc", "a" * 300, "a\0b"])
def test_a_missing_file_is_told_before_the_others_are_read(real, workspace, archive, tmp_path, missing):
    (tmp_path / "pages.warc.gz").write_bytes(archive)
    with pytest.raises(CollectError, match="neither"):
        collect_archives(real(), workspace, [str(tmp_path / "pages.warc.gz"), missing])
    assert workspace.read(ARTICLES).num_rows == 0
