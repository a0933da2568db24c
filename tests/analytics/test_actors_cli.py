"""``python -m analytics actors``: from the review list to an actor that is counted, and back."""

from __future__ import annotations

import csv
import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from analytics.__main__ import app
from analytics.analyse import analyse
from analytics.annotate.actors.decisions import LOG
from analytics.annotate.actors.own_files import gather
from analytics.annotate.actors.registry import Registry, _files, shipped_in
from analytics.review import matches, review
from analytics.review_text import write_review
from analytics.run import OWN_FILE, current_run
from analytics.schema import CANDIDATES
from analytics.study import Filters, Study
from corpus import Workspace, add_paths
from tests.analytics.study.made import Row, study_of
from tests.analytics.study.table_rows import candidate

RUNNER = CliRunner()
COMMANDS = ("review", "accept", "same", "dismiss", "undo", "log", "show", "search", "check", "add")
ARABIC, LATIN = "قتيبة الزرنوقي", "Qutaiba al-Zarnuqi"
KEY = "~قتيبه الزرنوقي"
ARTICLES = [
    ("aawsat", "ar", f"قال القيادي {ARABIC}، المتحدث باسم المجلس، إن الطريق فُتح. وأضاف الزرنوقي أن القوافل عادت."),
    ("enab", "ar", f"التقى العميد {ARABIC} وجهاء البلدة يوم الأحد، وصرّح {ARABIC} بأن السوق سيفتح."),
    ("reuters", "en", f"Commander {LATIN} said the road was open. Brig. Gen. {LATIN} also spoke of the market."),
]
HOSTILE = '=cmd|"/c calc"!A1'


def actors(*arguments: object) -> Result:
    return RUNNER.invoke(app, ["actors", *map(str, arguments)])


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Three articles that name a commander no registry knows, analysed."""
    rows = [
        {"title": f"عنوان {n}" if language == "ar" else f"Title {n}", "text": text, "source": source, "id": n}
        for n, (source, language, text) in enumerate(ARTICLES)
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    workspace = Workspace.create(tmp_path / "w")
    add_paths(workspace, [tmp_path / "rows.jsonl"])
    analyse(workspace)
    return workspace


@pytest.fixture
def made(tmp_path: Path) -> Study:
    """A run written by hand, with names of several kinds."""
    names = [
        candidate("a1", KEY, ARABIC, title="القيادي"),
        candidate("a2", KEY, ARABIC, title="العميد"),
        candidate("a2", "~mazlum abdy", "Mazlum Abdy", title="General"),
        candidate("a3", "~mazlum abdy", "Mazlum Abdy"),
        candidate("a3", "~north council", "North Council", type="organisation", basis="designation"),
        candidate("a3", f"~{HOSTILE.lower()}", HOSTILE, title="\u202e=1+1"),
        candidate("a3", "~" + "k" * 400, "k" * 400),
        candidate("a3", "~" + "k" * 5000, "k" * 5000),
    ]
    rows = [Row(f"a{n}", "aawsat", "ar", f"2018-01-0{n}", f"a{n}", is_original=True) for n in (1, 2, 3)]
    return study_of(rows, tmp_path / "made", {CANDIDATES: names})


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = actors(command, "--help")
    assert result.exit_code == 0
    assert f"Example: python -m analytics actors {command}" in " ".join(result.output.split())


def test_an_accepted_name_is_counted_as_an_actor_of_the_workspace_and_undone(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analytics.provenance.method_digest", lambda: "the same code throughout")
    root, before = workspace.root, analyse(workspace).run_id
    found = Study(workspace).candidates().set_index("candidate_key")
    assert found.loc[KEY, ["n", "n_publishers", "type"]].tolist() == [2, 2, "person"]
    options = ("--name-en", LATIN, "--note", "قائد محلي", "--by", "lina", "-w", root)
    result = actors("accept", ARABIC, *options)
    assert (result.exit_code, f"decision 1: qutaiba-al-zarnuqi (person): {LATIN} | {ARABIC}" in result.output) == (
        0,
        True,
    )
    assert "python -m analytics run" in result.output
    assert KEY not in set(review(Study(workspace))["candidate_key"])
    run = analyse(workspace)
    assert run.run_id != before and run.manifest["own_actors"]["n_actors"] == 1
    assert json.loads((run.folder / OWN_FILE).read_text("utf-8"))["actors"][0]["name_ar"] == ARABIC
    study = Study(workspace)
    row = study.actors().set_index("actor_id").loc["qutaiba-al-zarnuqi"]
    assert (row["n"], row["name_ar"], row["name_en"]) == (3, ARABIC, LATIN)
    assert study.count(Filters(actors=("qutaiba-al-zarnuqi",), languages=("en",))) == 1
    stored = study._query.frame("SELECT origin FROM actor WHERE actor_id = 'qutaiba-al-zarnuqi'")
    assert stored["origin"].tolist() == ["workspace"]
    assert KEY not in set(study.candidates()["candidate_key"])
    assert actors("undo", "-w", root).exit_code == 0
    assert analyse(workspace).run_id == before
    assert not (current_run(workspace).folder / OWN_FILE).exists()


def test_annotate_knows_the_actors_of_a_workspace(workspace: Workspace, tmp_path: Path) -> None:
    assert (
        actors("add", "-w", workspace.root, "--name-en", LATIN, "--name-ar", ARABIC, "--type", "person").exit_code == 0
    )
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": 1, "text": ARTICLES[0][2]}), encoding="utf-8")

    def found(*options: str) -> set[str]:
        result = RUNNER.invoke(app, ["annotate", "--in", str(source), "--out", str(out), *options])
        assert result.exit_code == 0, result.output
        return {mention["actor_id"] for mention in json.loads(out.read_text("utf-8"))["mentions"]}

    assert "qutaiba-al-zarnuqi" in found("--workspace", str(workspace.root))
    assert "qutaiba-al-zarnuqi" not in found()


def test_a_run_is_refused_where_a_file_of_the_workspace_is_wrong(workspace: Workspace) -> None:
    (workspace.root / "actors").mkdir()
    (workspace.root / "actors" / "mine.toml").write_text("[[actor]]\nid = 'x'\n", encoding="utf-8")
    result = RUNNER.invoke(app, ["run", "--workspace", str(workspace.root)])
    assert result.exit_code == 1
    assert "error: actors/mine.toml, actor 1: 'type' must be a non-empty string" in result.output
    assert "Traceback" not in result.output
    assert actors("check", "-w", workspace.root).exit_code == 1


def test_a_damaged_log_is_told_and_the_run_goes_on(workspace: Workspace) -> None:
    actors("dismiss", ARABIC, "-w", workspace.root)
    with (workspace.root / LOG).open("ab") as file:
        file.write(b'{"action": "dism')
    result = RUNNER.invoke(app, ["run", "--workspace", str(workspace.root)])
    assert result.exit_code == 0
    assert f"warning: {LOG}, line 2 is passed over" in result.output
    assert actors("check", "-w", workspace.root).exit_code == 1


def test_the_list_has_counts_titles_likely_actors_and_sentences(made: Study) -> None:
    root = made.workspace.root
    result = actors("review", "-w", root)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert f"{ARABIC} (person): 2 articles, 1 publishers, 2 mentions, ar" in lines
    assert "    titles: العميد, القيادي" in lines
    assert "    perhaps: mazloum-abdi" in lines
    assert any(line.startswith("    a1: Title a1") for line in lines)
    assert "\u202e" not in result.output
    rows = json.loads(actors("review", "-w", root, "--json", "--type", "organisation").stdout)
    assert [(row["name"], row["n"], row["state"], row["decision"]) for row in rows] == [
        ("North Council", 1, "open", None)
    ]
    few = json.loads(actors("review", "-w", root, "--json", "--min-articles", "2", "--limit", "1").stdout)
    assert [row["candidate_key"] for row in few] == ["~mazlum abdy"]


def test_what_is_decided_is_off_the_list_and_on_the_whole_one(made: Study) -> None:
    root = made.workspace.root
    assert actors("same", "Mazlum Abdy", "mazloum-abdi", "-w", root).exit_code == 0
    assert actors("dismiss", "north council", "-w", root, "--note", "لا شيء").exit_code == 0
    assert actors("accept", ARABIC, "-w", root, "--name-en", LATIN).exit_code == 0
    assert {"~mazlum abdy", "~north council", KEY}.isdisjoint(review(made)["candidate_key"])
    whole = review(made, decided=True).set_index("candidate_key")
    assert whole.loc[["~mazlum abdy", "~north council", KEY], "state"].tolist() == ["same", "dismissed", "accepted"]
    assert whole.loc[["~mazlum abdy", "~north council", KEY], "decision"].tolist() == [1, 2, 3]
    assert actors("undo", 2, "-w", root).exit_code == 0
    assert "~north council" in set(review(made)["candidate_key"])
    told = actors("log", "-w", root).output.splitlines()
    assert len(told) == 4 and told[1].endswith("dismiss 'North Council' (لا شيء) [taken back]")
    logged = json.loads(actors("log", "-w", root, "--json").stdout)
    assert [(row["action"], row["taken_back"]) for row in logged] == [
        ("same", False), ("dismiss", True), ("accept", False), ("undo", False),
    ]  # fmt: skip
    shown = json.loads(actors("show", "mazloum-abdi", "-w", root, "--json").stdout)
    assert "Mazlum Abdy" in shown[0]["aliases_en"]
    assert shown[0]["written_in"].endswith("changed by decision 1")


def test_what_others_build_on_is_not_taken_back(made: Study) -> None:
    root = made.workspace.root
    assert actors("accept", ARABIC, "-w", root, "--name-en", LATIN).exit_code == 0
    assert actors("same", "Mazlum Abdy", "qutaiba-al-zarnuqi", "-w", root).exit_code == 0
    refused = actors("undo", 1, "-w", root)
    told = " ".join(refused.output.split())
    assert refused.exit_code == 1
    assert "Decision 1 cannot be taken back, others build on it (decision 2: there is no actor" in told
    assert "take back first: 2." in told
    assert actors("check", "-w", root).exit_code == 0
    assert [actors("undo", number, "-w", root).exit_code for number in (2, 1)] == [0, 0]
    (root / "actors").mkdir()
    assert actors("accept", ARABIC, "-w", root, "--name-en", LATIN).exit_code == 0
    own = '[[change]]\nid = "qutaiba-al-zarnuqi"\nadd_short_ar = ["الزرنوقي"]\n'
    (root / "actors" / "own.toml").write_text(own, encoding="utf-8")
    refused = actors("undo", "-w", root)
    assert (refused.exit_code, "actors/own.toml, change 1: there is no actor" in refused.output) == (1, True)
    (root / "actors" / "own.toml").write_text("[[broken", encoding="utf-8")
    assert actors("undo", "-w", root).exit_code == 0  # what is broken anyway does not keep a decision standing


def test_a_name_written_by_hand_is_registered_by_then(made: Study) -> None:
    root = made.workspace.root
    assert actors("add", "-w", root, "--name-en", LATIN, "--name-ar", ARABIC, "--type", "person").exit_code == 0
    assert KEY not in set(review(made)["candidate_key"])
    assert review(made, decided=True).set_index("candidate_key").loc[KEY, "state"] == "registered"


def test_adding_keeps_what_was_written_by_hand(made: Study) -> None:
    folder = made.workspace.root / "actors"
    folder.mkdir()
    own = folder / "own.toml"
    own.write_text("# تعليق لي\n[[change]]\nid = 'asayish'\nadd_short_ar = ['الحراس']", encoding="utf-8")
    options = ("--name-en", LATIN, "--name-ar", ARABIC, "--type", "person", "--alias-ar", "أبو الزرنوق الشمالي")
    assert actors("add", "-w", made.workspace.root, *options).exit_code == 0
    text = own.read_text("utf-8")
    assert text.startswith("# تعليق لي\n[[change]]\nid = 'asayish'\n")
    assert tomllib.loads(text)["actor"][0]["aliases_ar"] == ["أبو الزرنوق الشمالي"]
    own.write_text("[[broken", encoding="utf-8")
    assert actors("add", "-w", made.workspace.root, *options).exit_code == 1
    assert own.read_text("utf-8") == "[[broken"


def test_files_of_the_list_are_safe_and_can_be_used(made: Study, tmp_path: Path) -> None:
    table, entries = tmp_path / "names.csv", tmp_path / "names.toml"
    assert actors("review", "-w", made.workspace.root, "--out", table).exit_code == 0
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["name"].removeprefix("'"): row for row in csv.DictReader(file)}
    assert not [value for row in rows.values() for value in row.values() if value.startswith(("=", "+", "@"))]
    assert rows[ARABIC]["titles"] == "العميد | القيادي"
    assert rows["Mazlum Abdy"]["likely"] == "mazloum-abdi" and rows["Mazlum Abdy"]["decision"] == ""
    assert actors("review", "-w", made.workspace.root, "--out", entries).exit_code == 0
    text = entries.read_text("utf-8")
    assert "actor" not in tomllib.loads(text)  # of each a name is missing, or another actor may be meant
    bare = text.partition("[[actor]]")[2].replace("\n# ", "\n")
    assert f'name_ar = "{ARABIC}"' in bare and "# perhaps mazloum-abdi: then take this out" in text
    assert actors("review", "-w", made.workspace.root, "--out", tmp_path / "names.xls").exit_code == 1


LIKE, UNLIKE = ("Mazlum Abdy", "مظلوم عبدي"), ("Halvard Dremsen", "هالفارد درمسن")


@pytest.mark.parametrize("spelt", [0, 1])
def test_a_list_put_among_the_actors_unread_adds_nothing_in_doubt(made: Study, spelt: int) -> None:
    frame = review(made).head(3).assign(
        name=[LIKE[spelt], UNLIKE[spelt], "North Council"],
        type=["person", "person", "organisation"],
        name_en=[LIKE[0], UNLIKE[0], "North Council"],
        name_ar=[LIKE[1], UNLIKE[1], None],
        likely=[["mazloum-abdi"], [], []],
    )  # fmt: skip
    folder = made.workspace.root / "actors"
    folder.mkdir()
    write_review(frame, folder / "unread.toml")
    found = gather(made.workspace.root)
    assert (found.problems, [actor.name_en for actor in found.own.actors]) == ((), ["Halvard Dremsen"])
    text = (folder / "unread.toml").read_text("utf-8")
    assert "# name_ar is missing: give it\n# [[actor]]\n" in text
    (folder / "unread.toml").write_text(text.replace("# [[", "[[").replace("# id", "id"), encoding="utf-8")
    assert gather(made.workspace.root).problems  # half uncommented, it is refused


def test_an_accepted_name_says_which_of_its_names_nobody_wrote(made: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analytics.deciding.proposed", lambda name, type: LATIN)
    root = made.workspace.root
    result = actors("accept", ARABIC, "-w", root)
    assert result.exit_code == 0
    assert "name_en is only proposed; if it is wrong: undo 1, accept with --name-en." in " ".join(result.output.split())
    assert [row["proposed"] for row in json.loads(actors("log", "-w", root, "--json").stdout)] == ["name_en"]
    assert actors("undo", "-w", root).exit_code == 0
    assert "only proposed" not in actors("accept", ARABIC, "-w", root, "--name-en", LATIN).output


def test_actors_are_read_again_when_a_file_has_grown(made: Study) -> None:
    root = made.workspace.root
    (root / "actors").mkdir()
    own = root / "actors" / "own.toml"
    entry = '[[actor]]\nid = "a-b"\ntype = "person"\nname_en = "Qadri Zorluk"\nname_ar = "قدري زرلق"\n'
    for text, expected in ((entry, None), (entry + 'aliases_ar = ["أبو زرلق الجبلي"]\n', "a-b")):
        own.write_text(text, encoding="utf-8")
        os.utime(own, ns=(10**18, 10**18))  # as two writes within one tick of the clock of files
        assert matches(root).owner("~ابو زرلق الجبلي") == expected


def test_a_registered_actor_is_shown_and_found_in_both_languages() -> None:
    for name in ("islamic-state", "داعش", "ISIS"):
        result = actors("show", name)
        assert result.exit_code == 0 and "islamic-state (armed_group)" in result.output
        assert "written in: Marsad's registry, armed_groups.toml" in result.output
    for text in ("قوات سوريا الدِّيمُقراطية", "Democratic FORCES"):
        result = actors("search", text)
        assert (result.exit_code, "syrian-democratic-forces" in result.output) == (0, True)
    assert actors("search", "  ").output.strip() == "0 actors"


def test_a_search_reads_no_file_for_what_it_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("analytics.actor_lookup.shipped_in", asked.append)
    result = actors("search", "the", "--limit", 3)
    assert (result.exit_code, len(result.stdout.splitlines()), asked) == (0, 3, [])
    assert actors("search", "the", "--limit", 3, "--json").exit_code == 0
    assert len(asked) <= 3


def test_the_files_of_the_registry_are_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = list(Registry.load())[::50]
    read: list[Path] = []
    monkeypatch.setattr("analytics.annotate.actors.registry.read_rows", lambda path, key: read.append(path) or [])
    _files.cache_clear()
    assert [shipped_in(actor_id) for actor_id in ids] == [None] * len(ids)
    assert len(read) == len(set(read)) > 3
    _files.cache_clear()


def refusals() -> list[tuple[tuple[Any, ...], int, str]]:
    return [
        (("accept", "nobody at all", "-w", "{w}"), 1, "has no unregistered name 'nobody at all'"),
        (("accept", ARABIC, "-w", "{w}", "--name-en", "Islamic State"), 1, "id 'islamic-state' is taken"),
        (("accept", ARABIC, "-w", "{w}", "--name-en", "Daesh", "--id", "x-y"), 1, "'x-y' and 'islamic-state'"),
        (("accept", ARABIC, "-w", "{w}", "--name-en", LATIN, "--type", "club"), 1, "type 'club' is unknown; allowed"),
        (("accept", "North Council", "-w", "{w}"), 1, "none can be proposed; give it with --name-ar"),
        (("accept", "k" * 5000, "-w", "{w}", "--name-ar", "طويل جداً"), 1, "characters; a name has at most 200"),
        (("dismiss", "k" * 400, "-w", "{w}"), 1, "'key' must be '~' and a folded name of at most 300 characters"),
        (("same", ARABIC, "nobody", "-w", "{w}"), 1, "there is no actor 'nobody' to change"),
        (("undo", "7", "-w", "{w}"), 1, "There is no decision to take back"),
        (("undo", "seven", "-w", "{w}"), 2, "unable to parse string as an integer"),
        (("review", "-w", "{w}", "--type", "dog"), 2, "allowed: person, organisation"),
        (("review", "-w", "{w}/none"), 1, "is no workspace"),
        (("show", "nobody at all"), 1, "No actor is called 'nobody at all'"),
        (("add", "-w", "{w}", "--name-en", "Omar", "--name-ar", "عمر", "--type", "club"), 1, "type 'club' is unknown"),
        (("review",), 2, "Missing option"),
    ]  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "message"), refusals())
def test_mistakes_end_in_one_line_and_a_status(
    made: Study, arguments: tuple[Any, ...], code: int, message: str
) -> None:
    root = made.workspace.root
    result = actors(*(str(one).format(w=root) for one in arguments))
    assert (result.exit_code, "Traceback" in result.output) == (code, False)
    assert message in " ".join(result.output.replace("│", " ").split())
    assert not (root / LOG).exists() and not (root / "actors").exists()


def test_a_decision_is_not_made_twice(made: Study) -> None:
    root = made.workspace.root
    assert actors("dismiss", ARABIC, "-w", root, "--by", "lina").exit_code == 0
    again = actors("accept", ARABIC, "-w", root, "--name-en", LATIN)
    assert again.exit_code == 1
    assert "is decided: decision 1 (dismiss, lina). Take it back first" in again.output
