import datetime as dt
import json

import pytest
from typer.testing import CliRunner

from corpus.__main__ import app
from corpus.preview import preview, preview_lines

ARABIC = "وصلت القافلة إلى المخيم صباح اليوم بعد أسبوع من الانتظار عند المعبر."
ENGLISH = "The convoy reached the camp this morning after a week of waiting at the crossing."
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(("text", "language"), [(ARABIC, "ar"), (ENGLISH, "en")])
def test_the_first_rows_as_they_would_be_stored(tmp_path, text, language):
    rows = "".join(f"خبر {n},{text} {n},2018-03-0{n + 1}\n" for n in range(7))
    (tmp_path / "a.csv").write_text(f"title,text,date\n{rows}x,short,\n", encoding="utf-8")
    (found,) = preview([tmp_path / "a.csv"], now=NOW)
    assert (found.format, found.n_read, found.is_whole) == ("csv", 8, True)
    assert found.mapping == "title>title, text>text, date>date"
    assert [row["title"] for row in found.rows] == [f"خبر {n}" for n in range(5)]
    assert (found.rows[0]["language"], found.rows[0]["published_at"]) == (language, "2018-03-01T00:00:00+00:00")
    assert [(one.position, one.reason) for one in found.rejected] == [(8, "too-short")]
    assert found.reasons == (("too-short", 1),)


def test_a_long_file_is_looked_at_in_part_and_values_are_short(tmp_path):
    lines = "".join(json.dumps({"text": f"{ENGLISH} {n} " * 40}) + "\n" for n in range(1200))
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    (found,) = preview([tmp_path / "a.jsonl"], now=NOW)
    assert (found.n_read, found.is_whole) == (1000, False)
    assert {len(row["text"]) for row in found.rows} == {100}
    assert next(preview_lines([found])) == "a.jsonl (jsonl): the first 1000 rows looked at, 0 would be rejected"


def test_what_turns_letters_round_is_written_out(tmp_path):
    path = tmp_path / "a\u202egnp.txt"
    path.write_text(ARABIC, encoding="utf-8")
    assert next(preview_lines(preview([path], now=NOW))).startswith("a\\u202egnp.txt (page): all 1 rows")


def test_the_command_stores_nothing(tmp_path):
    (tmp_path / "a.csv").write_text(f"Kopf;Inhalt\nخبر;{ARABIC}\n", encoding="utf-8")
    (tmp_path / "m.yaml").write_text("fields: {title: Kopf, text: Inhalt}\ndelimiter: ';'\n", encoding="utf-8")
    arguments = ["add", str(tmp_path / "a.csv"), "--mapping", str(tmp_path / "m.yaml")]
    shown = CliRunner().invoke(app, [*arguments, "--dry-run"])
    assert shown.exit_code == 0
    assert "  columns: Kopf>title, Inhalt>text" in shown.output
    assert f"    text: {ARABIC}" in shown.output
    told = json.loads(CliRunner().invoke(app, [*arguments, "--dry-run", "--json"]).stdout)
    assert told[0]["rows"][0]["title"] == "خبر"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "m.yaml"]
    added = CliRunner().invoke(app, [*arguments, "--workspace", str(tmp_path / "w")])
    assert "accepted 1" in added.output


def test_wrong_use_of_a_mapping(tmp_path):
    (tmp_path / "a.csv").write_text(f"title,text\nx,{ARABIC}\n", encoding="utf-8")
    (tmp_path / "m.yaml").write_text("columns: {}\n", encoding="utf-8")
    arguments = ["add", str(tmp_path / "a.csv"), "--mapping", str(tmp_path / "m.yaml")]
    result = CliRunner().invoke(app, [*arguments, "--dry-run"])
    assert result.exit_code == 1
    assert "unknown key 'columns'; allowed: fields," in result.stderr
    assert CliRunner().invoke(app, [*arguments, "--workspace", str(tmp_path / "w")]).exit_code == 1
    assert not (tmp_path / "w").exists()
    assert CliRunner().invoke(app, ["add", str(tmp_path / "a.csv")]).exit_code == 2


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_lists_that_are_cut_say_so_and_a_page_of_few_words_is_too_short(tmp_path, text):
    rows = "".join(f"t {n},{text} {n}\n" for n in range(8)) + "x,short\n" * 7
    (tmp_path / "a.csv").write_text(f"title,text\n{rows}", encoding="utf-8")
    lines = list(preview_lines(preview([tmp_path / "a.csv"], now=NOW)))
    assert [line for line in lines if "more" in line] == ["  ... and 3 more articles", "  ... and 2 more rejected"]
    (tmp_path / "b.txt").write_text("Just three words", encoding="utf-8")
    assert [one.reason for one in preview([tmp_path / "b.txt"], now=NOW)[0].rejected] == ["too-short"]
