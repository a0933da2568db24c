"""The command line: against a server on loopback, killed, interrupted, and two at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from corpus.__main__ import app
from corpus.collect.account import Account
from corpus.collect.choices import Choices
from corpus.collect.console import _show, run
from corpus.collect.settings import TEST_LOOPBACK, loopback_for_tests
from corpus.collect.wanted import Wanted
from corpus.errors import WorkspaceError
from corpus.schema import ARTICLES, FETCHES
from corpus.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
COMMANDS = ("feed", "urls", "gdelt", "mediacloud", "warc", "retry")


def invoke(*arguments, env=None):
    return CliRunner().invoke(app, ["collect", *map(str, arguments)], env=env)


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "corpus", "collect", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, TEST_LOOPBACK: "1", "OPENBLAS_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def pages(site, reply, page, told):
    for number in range(12):
        language = "ar" if number % 2 else "en"
        site[f"/{number}"] = reply(
            page(f"قافلة {number}", f"{told[language]} ({number})", told[language], lang=language)
        )
    return site


@pytest.fixture
def listed(pages, tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("\n".join(pages.url(f"/{n}", "127.0.0.1") for n in range(12)), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_the_options(command):
    result = invoke(command, "--help")
    assert result.exit_code == 0
    assert f"python -m corpus collect {command}" in " ".join(result.output.split())
    assert all(option in result.output for option in ("--workspace", "--json", "--max-pages", "--delay"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("urls", "missing.txt"),
        ("gdelt",),
        ("gdelt", "--query", "x"),
        ("mediacloud", "--query", "x", "--from", "2026-13-01", "--to", "2026-01-01"),
        ("feed",),
        ("urls", "x", "--delay", "-1"),
    ],
)
def test_wrong_use_is_exit_2_and_makes_no_workspace(tmp_path, arguments):
    assert invoke(*arguments, "--workspace", tmp_path / "w").exit_code == 2
    assert not (tmp_path / "w").exists()


def test_errors_are_one_line_and_exit_1(tmp_path):
    result = invoke("feed", "feed.xml", "--workspace", tmp_path / "w")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith("error: 'feed.xml' is neither")
    assert invoke("retry", "--workspace", tmp_path / "w").stderr.startswith("error: ")
    token = invoke(
        *("mediacloud", "--query", "x", "--from", "2026-01-01", "--to", "2026-01-02", "--workspace", tmp_path / "w"),
        env={"MARSAD_MEDIACLOUD_TOKEN": ""},
    )
    assert "MARSAD_MEDIACLOUD_TOKEN" in token.stderr


@pytest.mark.parametrize(("command", "code"), [("feed", 1), ("warc", 1), ("urls", 2), ("gdelt", 2), ("mediacloud", 2)])
@pytest.mark.parametrize("missing", ["missing.warc", "a" * 300, "قائمة.warc"])
def test_a_path_that_is_none_is_one_line_and_makes_no_workspace(tmp_path, command, code, missing):
    (tmp_path / "there.txt").write_text("http://news.example/", encoding="utf-8")
    there = "http://news.example/rss" if command == "feed" else tmp_path / "there.txt"
    result = invoke(command, there, missing, "--workspace", tmp_path / "w")
    assert (result.exit_code, result.exception.__class__) == (code, SystemExit)
    assert not (tmp_path / "w").exists()


def test_what_sites_say_does_not_move_the_terminals_cursor(tmp_path, site, reply):
    said = "\x1b]0;x\x07\x1b[31m طلب\u202e خاطئ \x9b2J \U000e0041".encode()

    class Answers(dict):
        def get(self, path, default=None):
            return reply(said, type="text/plain") if path.startswith("/api") else super().get(path, default)

    site.answers = Answers(site.answers)
    options = ("--workspace", tmp_path / "w", "--allow-port", site.port, "--endpoint", site.url("/api", "127.0.0.1"))
    days = ("--query", "x", "--from", "2026-01-01", "--to", "2026-01-01", "--delay", "0")
    result = invoke("gdelt", *days, *options, env={TEST_LOOPBACK: "1"})
    assert result.stderr.startswith("error: GDELT does not take the query; it says: \\u001b]0;x")
    assert "طلب\\u202e خاطئ \\u009b2J" in result.stderr
    lines = result.output.splitlines()
    assert all(line.isprintable() for line in lines)


def test_json_holds_what_sites_say_escaped_and_whole(capsys):
    said = "طلب\u202e\x9b \U000e0041 👍 نمی\u200cخواهم"
    _show(Account(notes=[said]), as_json=True)
    out = capsys.readouterr().out
    assert json.loads(out)["notes"] == [said]
    assert "طلب\\u202e\\u009b \\udb40\\udc41 👍 نمی\u200cخواهم" in out


def test_copies_are_looked_for_also_where_a_feed_failed(tmp_path, site, reply, page, told):
    for path, title in (("/a", "Aid convoy arrives"), ("/b", "Other headline of it")):
        site[path] = reply(page(title, told["en"], told["en"][:150], lang="en"))
    site["/ar"] = reply(page("وصول القافلة", told["ar"]))
    links = "".join(f"<item><link>{path}</link></item>" for path in ("/a", "/b", "/ar"))
    site["/f"] = reply(f'<rss version="2.0"><channel>{links}</channel></rss>'.encode(), type="application/rss+xml")
    feeds = [site.url(path, "127.0.0.1") for path in ("/f", "/gone")]
    options = ("--workspace", tmp_path / "w", "--allow-port", site.port, "--delay", 0)
    result = invoke("feed", *feeds, *options, env={TEST_LOOPBACK: "1"})
    assert result.exit_code == 1
    assert result.stdout.startswith("given 3 = stored 3 ")
    rows = Workspace.open(tmp_path / "w").read(ARTICLES).to_pylist()
    assert sorted(row["is_original"] for row in rows) == [False, True, True]
    assert len({row["story_id"] for row in rows}) == 2


def test_the_account_of_what_was_done_comes_before_an_error(tmp_path, pages, capsys, monkeypatch):
    monkeypatch.setenv(TEST_LOOPBACK, "1")

    def collect(collector, workspace):
        collector.collect([Wanted("list", 1, pages.url("/1", "127.0.0.1"))])
        raise WorkspaceError("the disk is full")

    with pytest.raises(typer.Exit) as raised:
        run(Choices(tmp_path / "w", delay=0.0, allow_port=[pages.port]), collect)
    out, err = capsys.readouterr()
    assert raised.value.exit_code == 1
    assert out.startswith("given 1 = stored 1 ")
    assert err == "error: the disk is full\n"


def test_the_retry_offers_no_option_that_it_does_not_have():
    assert "--again" in invoke("urls", "--help").output
    assert "--again" not in invoke("retry", "--help").output


def test_loopback_is_refused_unless_a_test_allows_it(tmp_path, listed, pages):
    arguments = ("urls", listed, "--workspace", tmp_path / "w", "--allow-port", pages.port, "--delay", 0, "--json")
    refused = invoke(*arguments, env={TEST_LOOPBACK: ""})
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["reasons"]["rejected"] == {"private-address": 12}
    assert pages.asked == []
    assert loopback_for_tests({TEST_LOOPBACK: "yes"}) == frozenset()


def test_a_list_is_collected_and_told(tmp_path, listed, pages):
    arguments = ("urls", listed, "--workspace", tmp_path / "w", "--allow-port", pages.port, "--delay", 0)
    result = invoke(*arguments, env={TEST_LOOPBACK: "1"})
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == "given 12 = stored 12 + duplicate 0 + rejected 0 + quarantined 0"
    stored = Workspace.open(tmp_path / "w").read(ARTICLES).to_pylist()
    assert {row["language"] for row in stored} == {"ar", "en"}
    assert {row["url"] for row in stored} == {pages.url(f"/{n}", "127.0.0.1") for n in range(12)}
    result = invoke(*arguments, "--json", env={TEST_LOOPBACK: "1"})
    assert json.loads(result.stdout)["reasons"]["duplicate"] == {"collected-before": 12}


def test_pages_in_a_wrong_charset_are_read(tmp_path, site, reply, told):
    head = "<head><meta charset='utf-8'><title>قافلة</title></head>"
    body = f"<html>{head}<body><article><p>{told['ar']}</p></article></body></html>"
    site["/a"] = reply(body.encode("cp1256"), type="text/html; charset=utf-8")
    (tmp_path / "list.txt").write_text(site.url("/a", "127.0.0.1"), encoding="utf-8")
    arguments = ("urls", tmp_path / "list.txt", "--workspace", tmp_path / "w", "--allow-port", site.port)
    assert invoke(*arguments, env={TEST_LOOPBACK: "1"}).exit_code == 0
    (row,) = Workspace.open(tmp_path / "w").read(ARTICLES).to_pylist()
    assert row["text"] == told["ar"]


def test_max_pages_then_retry(tmp_path, listed, pages):
    options = ("--workspace", tmp_path / "w", "--allow-port", pages.port, "--delay", 0, "--json")
    first = json.loads(invoke("urls", listed, "--max-pages", 5, *options, env={TEST_LOOPBACK: "1"}).stdout)
    assert (first["stored"], first["reasons"]["quarantined"]) == (5, {"page-limit": 7})
    second = json.loads(invoke("retry", *options, env={TEST_LOOPBACK: "1"}).stdout)
    assert (second["given"], second["stored"]) == (7, 7)


def slowly(reply, body, seconds=0.15):
    def answer(handler):
        time.sleep(seconds)
        return reply(body)

    return answer


@pytest.fixture
def slow(pages, reply):
    for number in range(12):
        pages[f"/{number}"] = slowly(reply, pages.answers[f"/{number}"].body)
    return pages


def until(condition):
    while not condition():
        time.sleep(0.02)


def check_whole(workspace, urls):
    rows = workspace.read(FETCHES).to_pylist()
    assert sorted(row["url"] for row in rows) == sorted(urls)
    assert {row["state"] for row in rows} <= {"stored", "duplicate"}
    stored = workspace.read(ARTICLES, columns=["article_id", "url"]).to_pylist()
    assert sorted(row["url"] for row in stored) == sorted(urls)
    assert len({row["article_id"] for row in stored}) == len(urls)


def n_states(root):
    try:
        return Workspace.open(root).read(FETCHES, columns=["url"]).num_rows
    except WorkspaceError:  # it is being made
        return 0


def test_a_collection_killed_on_the_way_goes_on(tmp_path, site, reply, page, told):
    """Killed while the first pages are stored, and killed once their states are."""
    urls = []
    for number in range(70):
        language = "ar" if number % 2 else "en"
        body = page(f"قافلة {number}", f"{told[language]} ({number})", told[language], lang=language)
        site[f"/{number}"] = slowly(reply, body, 0.02)
        urls.append(site.url(f"/{number}", "127.0.0.1"))
    (tmp_path / "list.txt").write_text("\n".join(urls), encoding="utf-8")
    root = tmp_path / "w"
    options = ("urls", tmp_path / "list.txt", "--workspace", root, "--allow-port", site.port, "--delay", 0)
    for is_reached in (lambda: len(site.pages_asked()) >= 26, lambda: n_states(root) > 0):
        process = start(*options)
        until(lambda p=process, reached=is_reached: reached() or p.poll() is not None)
        assert process.poll() is None, "it ended before it was killed"
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert 25 <= n_states(root) < 70
    process = start(*options, "--json")
    out, err = process.communicate()
    assert process.returncode == 0, err
    account = json.loads(out)
    assert account["given"] == 70 == account["stored"] + account["duplicate"]
    assert account["reasons"]["duplicate"]["collected-before"] >= 25
    check_whole(Workspace.open(root), urls)


def test_an_interrupted_collection_says_so_and_goes_on(tmp_path, listed, slow):
    options = ("urls", listed, "--workspace", tmp_path / "w", "--allow-port", slow.port, "--delay", 0)
    process = start(*options)
    until(lambda: len(slow.pages_asked()) >= 3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 1
    assert "run the same command again" in out
    assert "Traceback" not in err
    rest = start(*options, "--json")
    account = json.loads(rest.communicate()[0])
    assert (rest.returncode, account["given"], account["reasons"]["duplicate"]["collected-before"] > 0) == (0, 12, True)
    check_whole(Workspace.open(tmp_path / "w"), [slow.url(f"/{n}", "127.0.0.1") for n in range(12)])


def test_two_collections_at_once_into_one_workspace(tmp_path, listed, slow):
    options = ("urls", listed, "--workspace", tmp_path / "w", "--allow-port", slow.port, "--delay", 0, "--json")
    both = [start(*options) for _ in range(2)]
    told = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    accounts = [json.loads(out) for out, _ in told]
    assert [account["given"] for account in accounts] == [12, 12]
    assert sum(account["stored"] for account in accounts) == 12
    check_whole(Workspace.open(tmp_path / "w"), [slow.url(f"/{n}", "127.0.0.1") for n in range(12)])


def test_status_does_not_load_what_only_collecting_needs():
    code = (
        "import sys, corpus.__main__; "
        "print([m for m in ('httpcore', 'feedparser', 'protego', 'lxml', 'trafilatura') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_feed_is_collected_and_one_that_was_down_is_tried_again(tmp_path, pages, reply, monkeypatch):
    monkeypatch.setattr("corpus.collect.pace.FIRST_BACKOFF", 0.01)
    items = "".join(f"<item><title>خبر {n}</title><link>/{n}</link></item>" for n in range(3))
    feed = f'<rss version="2.0"><channel><title>وكالة</title>{items}</channel></rss>'.encode()
    pages["/rss"] = reply(status=503, headers={"Retry-After": "0"})
    options = ("--workspace", tmp_path / "w", "--allow-port", pages.port, "--delay", 0, "--json")
    down = invoke("feed", pages.url("/rss", "127.0.0.1"), *options, env={TEST_LOOPBACK: "1"})
    assert (down.exit_code, json.loads(down.stdout)["lists_failed"]) == (1, 1)
    pages["/rss"] = reply(feed, type="application/rss+xml")
    workspace = Workspace.open(tmp_path / "w")
    (row,) = workspace.read(FETCHES).to_pylist()
    assert (row["state"], row["source_uri"]) == ("quarantined", "feed")
    early = json.loads(invoke("retry", *options, env={TEST_LOOPBACK: "1"}).stdout)
    assert (early["given"], early["lists_read"], "not due" in early["notes"][0]) == (0, 0, True)
    workspace.patch(FETCHES, [{"url": row["url"], "retry_at": row["at"]}])
    again = invoke("retry", *options, env={TEST_LOOPBACK: "1"})
    found = json.loads(again.stdout)
    assert (again.exit_code, found["lists_read"], found["stored"]) == (0, 1, 3)


def test_gdelt_from_its_search_and_from_a_saved_file(tmp_path, pages, reply, monkeypatch):
    monkeypatch.setattr("corpus.collect.gdelt.BETWEEN", 0.0)  # search and pages are one host here
    articles = [{"url": pages.url(f"/{n}", "127.0.0.1"), "seendate": "20261002T101500Z"} for n in range(4)]
    answer = json.dumps({"articles": articles}).encode()
    (tmp_path / "saved.json").write_bytes(answer)

    class Answers(dict):
        def get(self, path, default=None):
            return reply(answer, type="application/json") if path.startswith("/doc?") else super().get(path, default)

    pages.answers = Answers(pages.answers)
    options = ("--workspace", tmp_path / "w", "--allow-port", pages.port, "--delay", 0, "--json")
    days = ("--query", "داعش", "--from", "2026-10-01", "--to", "2026-10-03", "--language", "ar,en")
    searched = invoke("gdelt", *days, "--endpoint", pages.url("/doc", "127.0.0.1"), *options, env={TEST_LOOPBACK: "1"})
    assert (searched.exit_code, json.loads(searched.stdout)["stored"]) == (0, 4)
    saved = invoke("gdelt", tmp_path / "saved.json", *options, env={TEST_LOOPBACK: "1"})
    assert json.loads(saved.stdout)["reasons"]["duplicate"] == {"collected-before": 4}
