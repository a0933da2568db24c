import json

import pytest
from typer.testing import CliRunner

from corpus.__main__ import app

ARTICLE = "وصلت القافلة إلى المخيم صباح اليوم بعد أسبوع من الانتظار عند المعبر."


def _run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(f"قافلة تصل\n\n{ARTICLE}", encoding="utf-8")
    return path


def test_add_and_status_in_words(tmp_path, page):
    added = _run("add", page, "--workspace", tmp_path / "w")
    assert added.exit_code == 0
    assert "page.txt (page): read 1 = accepted 1 + duplicate 0 + rejected 0" in added.output
    status = _run("status", "--workspace", tmp_path / "w")
    assert "articles: 1" in status.output
    assert "languages: ar 1" in status.output


def test_add_and_status_for_programs(tmp_path, page):
    added = json.loads(_run("add", page, "--workspace", tmp_path / "w", "--json").stdout)
    assert (added[0]["n_accepted"], added[0]["notes"]) == (1, {"undated:no-date-in-text": 1})
    found = json.loads(_run("status", "--workspace", tmp_path / "w", "--json").stdout)
    assert (found["articles"], found["publishers"], found["read"]["read"]) == (1, {"unknown": 1}, 1)


def test_nothing_readable_is_exit_1_with_one_line(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x89PNG")
    result = _run("add", tmp_path / "a.txt", "--workspace", tmp_path / "w")
    assert result.exit_code == 1
    assert "rejected, binary-file: 1" in result.output
    assert result.stderr.startswith("error: Nothing could be read")


def test_a_mistyped_path_makes_no_workspace(tmp_path):
    result = _run("add", tmp_path / "missing", "--workspace", tmp_path / "w")
    assert result.exit_code == 1
    assert not (tmp_path / "w").exists()
    assert _run("status", "--workspace", tmp_path / "w").exit_code == 1


def test_wrong_use_is_exit_2(tmp_path):
    assert _run("add", "--workspace", tmp_path / "w").exit_code == 2
    assert _run("add", "x.csv").exit_code == 2


@pytest.mark.parametrize("command", ["add", "status"])
def test_every_command_has_help_with_an_example(command):
    result = _run(command, "--help")
    assert result.exit_code == 0
    assert f"Example: python -m corpus {command}" in result.output
