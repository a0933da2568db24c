from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from typer.testing import CliRunner

from analytics.export import frame_to_csv
from analytics.study import Study
from corpus import Workspace
from dashboard.__main__ import app as command
from dashboard.app import create_app
from dashboard.components.parts import is_web_address, outside_link
from dashboard.context import Context
from dashboard.errors import AddressError
from dashboard.frames import FRAMES
from dashboard.serving import address, check_address, listen
from dashboard.view import View

SHOW = "..shell-root.children...shell-problem.children.."


@pytest.fixture(scope="module")
def study(sample_workspace: Path) -> Study:
    return Study(str(sample_workspace))


@pytest.fixture(scope="module")
def client(study: Study) -> FlaskClient:
    return create_app(study).server.test_client()


def call(client: FlaskClient, output: str, inputs: list[Any], state: list[Any]) -> Any:
    named = [dict(zip(("id", "property"), one.split("."), strict=True)) for one in output.strip(".").split("...")]
    body = {"output": output, "outputs": named if output.startswith("..") else named[0],
            "inputs": inputs, "state": state, "changedPropIds": []}  # fmt: skip
    return client.post("/_dash-update-component", json=body)


def test_the_first_document_has_its_language_direction_and_colours(client: FlaskClient) -> None:
    arabic = client.get("/topics?ui=ar&scheme=dark").get_data(as_text=True)
    assert '<html lang="ar" dir="rtl" data-mantine-color-scheme="dark">' in arabic
    english = client.get("/?ui=%22%3E%3Cscript%3E&scheme=x", headers={"Accept-Language": "fr, en"})
    assert '<html lang="en" dir="ltr" data-mantine-color-scheme="light">' in english.get_data(as_text=True)
    preferred = client.get("/", headers={"Accept-Language": "ar-SY,ar;q=0.9,en;q=0.5"}).get_data(as_text=True)
    assert '<html lang="ar" dir="rtl"' in preferred


def test_every_answer_has_the_headers(client: FlaskClient) -> None:
    for path in ("/", "/_dash-layout", "/assets/marsad.css", "/fonts/plex-sans.ttf", "/data/volume.csv", "/data/x.csv"):
        with client.get(path) as answer:
            headers = answer.headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Frame-Options"] == "DENY"
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert "unsafe" not in policy["script-src"]
        assert "http" not in headers["Content-Security-Policy"]


def test_the_document_names_no_other_machine(client: FlaskClient) -> None:
    assert "://" not in client.get("/").get_data(as_text=True).replace('xmlns="http://www.w3.org', "")


def test_requests_for_another_host_are_refused(client: FlaskClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"Host": "localhost:8050"}).status_code == 200


@pytest.mark.parametrize("name", FRAMES)
def test_the_csv_holds_the_numbers_of_the_screen(client: FlaskClient, study: Study, name: str) -> None:
    query = "language=ar&topic=0&ui=ar"
    found = client.get(f"/data/{name}.csv?{query}")
    assert found.status_code == 200
    text = found.get_data(as_text=True).removeprefix("\ufeff")
    frame = FRAMES[name](study, View.parse("/", query))
    frame = frame.assign(unit=frame.attrs["unit"])
    assert text == frame_to_csv(frame)
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == list(frame.columns)
    assert len(rows) == len(frame) + 1
    expected = f'attachment; filename="marsad_{name}_{study.run.run_id}_language-ar_topic-0_sample.csv"'
    assert found.headers["Content-Disposition"] == expected


def test_the_name_of_a_file_is_safe_whatever_is_asked(client: FlaskClient) -> None:
    for query in ("q=%D8%A7%D9%84%D8%B1%D9%82%D8%A9", "q=../../etc%0d%0aX: y", "q=" + "a" * 290):
        name = client.get(f"/data/volume.csv?{query}").headers["Content-Disposition"]
        assert name.isascii() and "/" not in name and ".." not in name and "%" not in name
    assert "_all_sample.csv" in client.get("/data/volume.csv").headers["Content-Disposition"]
    assert client.get("/data/nothing.csv").status_code == 404
    assert client.get("/fonts/passwd").status_code == 404
    assert client.get("/fonts/..%2f..%2fetc%2fpasswd").mimetype == "text/html"  # no font's name: the pages answer


def test_the_address_is_all_a_view_needs(client: FlaskClient) -> None:
    inputs = [{"id": "shell-url", "property": "pathname", "value": "/actors"},
              {"id": "shell-url", "property": "search", "value": "?ui=ar&language=ar"}]  # fmt: skip
    first, second = (call(client, SHOW, inputs, []) for _ in range(2))
    assert first.status_code == 200
    assert first.get_data() == second.get_data()
    assert "الفاعلون" in json.dumps(first.get_json(), ensure_ascii=False)


def test_a_view_that_failed_says_so_until_the_next_one_is_there(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(context: Context) -> None:
        raise ArithmeticError(context.view.page)

    inputs = [{"id": "shell-url", "property": "pathname", "value": "/"},
              {"id": "shell-url", "property": "search", "value": "?ui=en"}]  # fmt: skip
    with monkeypatch.context() as patched:
        patched.setattr("dashboard.shell.shell", fail)
        failed = json.dumps(call(client, SHOW, inputs, []).get_json())
    assert "This could not be shown" in failed
    good = call(client, SHOW, inputs, []).get_json()["response"]
    assert good["shell-problem"] == {"children": None}
    assert good["shell-root"]["children"]


def test_blocks_of_the_table_are_those_of_the_whole_list(client: FlaskClient, study: Study) -> None:
    state = [{"id": "shell-url", "property": "pathname", "value": "/articles"},
             {"id": "shell-url", "property": "search", "value": "?ui=en"}]  # fmt: skip

    def titles(sort: list[dict[str, str]]) -> list[str]:
        request = {"startRow": 5, "endRow": 9, "sortModel": sort}
        inputs = [{"id": "articles-grid", "property": "getRowsRequest", "value": request}]
        found = call(client, "articles-grid.getRowsResponse", inputs, state).get_json()
        return [row["title"] for row in found["response"]["articles-grid"]["getRowsResponse"]["rowData"]]

    frame = study.articles()
    assert titles([]) == titles([{"colId": "published_at", "sort": "desc"}]) == frame["title"][5:9].tolist()
    shortest = frame.sort_values(["n_words", "article_id"])["title"][5:9].tolist()
    assert titles([{"colId": "n_words", "sort": "asc"}]) == shortest


@pytest.mark.parametrize("bad", [None, 7, {}, ["x"], "\x00", "?" + "a=b&" * 3000])
def test_whatever_a_browser_sends_a_view_comes_back(client: FlaskClient, bad: Any) -> None:
    inputs = [{"id": "shell-url", "property": name, "value": bad} for name in ("pathname", "search")]
    assert call(client, SHOW, inputs, []).status_code == 200


@pytest.mark.parametrize(
    ("request_", "rows"),
    [
        ({"startRow": 0, "endRow": 3, "sortModel": []}, 3),
        ({"startRow": 0, "endRow": 10**12, "sortModel": [{"colId": "article_id; DROP", "sort": 1}]}, 100),
        ({"startRow": -5, "endRow": "x", "sortModel": "x"}, 100),
        (None, 100),
        ([1], 100),
    ],
)
def test_the_table_gives_the_rows_asked_for_and_never_all(client: FlaskClient, request_: Any, rows: int) -> None:
    inputs = [{"id": "articles-grid", "property": "getRowsRequest", "value": request_}]
    state = [{"id": "shell-url", "property": "pathname", "value": "/articles"},
             {"id": "shell-url", "property": "search", "value": "?ui=en"}]  # fmt: skip
    found = call(client, "articles-grid.getRowsResponse", inputs, state).get_json()
    response = found["response"]["articles-grid"]["getRowsResponse"]
    assert len(response["rowData"]) == rows
    assert response["rowCount"] > 200


def test_only_web_addresses_are_linked() -> None:
    for bad in ("javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "file:///etc/passwd", "//evil.example",
                "http://", "https:x", " https://a.example", "http://[::1", "java\nscript:x", None, ""):  # fmt: skip
        assert outside_link("x", bad) is None, bad
    assert not is_web_address("ftp://a.example/x")
    found = outside_link("text", "https://a.example/x?y=1")
    assert (found.href, found.rel, found.target) == ("https://a.example/x?y=1", "noopener noreferrer", "_blank")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])  # noqa: S104 - refused
def test_other_hosts_are_refused_with_the_reason(host: str) -> None:
    with pytest.raises(AddressError, match=r"no password yet; allowed: 127\.0\.0\.1, localhost"):
        check_address(host, 8050)


def test_a_taken_port_is_an_error_one_can_act_on(client: FlaskClient) -> None:
    first = listen(client.application, "127.0.0.1", 0)
    try:
        port = int(first.effective_port)
        assert address("127.0.0.1", port) == f"http://127.0.0.1:{port}/"
        with pytest.raises(AddressError, match=rf"127\.0\.0\.1:{port} .*--port {port + 1}"):
            listen(client.application, "127.0.0.1", port)
    finally:
        first.close()
    with pytest.raises(AddressError, match="Port is 70000; allowed: 1 to 65535"):
        check_address("127.0.0.1", 70000)


def test_the_command_says_what_is_missing_in_one_line(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "empty")
    for arguments, message in (
        (["--workspace", str(tmp_path / "none")], "is no workspace"),
        (["--workspace", str(tmp_path / "empty")], "python -m analytics run --workspace"),
        (["--workspace", str(tmp_path / "empty"), "--host", "0.0.0.0"], "no password yet"),  # noqa: S104 - refused
    ):
        found = CliRunner().invoke(command, arguments)
        assert found.exit_code == 1
        assert message in found.stderr
        assert found.stderr.startswith("error: ") and found.stderr.count("\n") == 1
