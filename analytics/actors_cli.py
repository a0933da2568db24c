"""``python -m analytics actors``: review unregistered names, decide about them, look actors up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from analytics.cli_options import JsonOption, Note, Who, WorkspaceOption, person, print_json, told
from corpus.text.clean import printable
from corpus.workspace import Workspace

app = typer.Typer(
    no_args_is_help=True,
    help="Actors: review names that are not registered, add and correct actors, look them up.",
    rich_markup_mode=None,
)
OptionalWorkspace = Annotated[
    Path | None, typer.Option("--workspace", "-w", help="With the actors of a workspace.", show_default=False)
]
Key = Annotated[str, typer.Argument(help="The name, as the review list has it.", show_default=False)]
AGAIN: Final = "It counts from the next: python -m analytics run -w"


@app.command()
def review(
    workspace: WorkspaceOption,
    limit: Annotated[int, typer.Option(min=1, help="Most names listed.")] = 20,
    min_articles: Annotated[int, typer.Option(min=1, help="Fewest articles of a name.")] = 1,
    type: Annotated[str | None, typer.Option(help="Only these: person or organisation.")] = None,
    decided: Annotated[bool, typer.Option("--all", help="Also names that are decided, with what was.")] = False,
    as_json: JsonOption = False,
    out: Annotated[Path | None, typer.Option(help="All names to a file: .csv, or .toml to be edited.")] = None,
) -> None:
    """List the names of the current run that are not registered, those in most articles first.

    A .toml holds entries to be looked over and put under W/actors/. CSV is formula-safe.

    Example: python -m analytics actors review -w W --min-articles 3 --type person
    """
    from analytics.review import review as listed
    from analytics.review_text import entry_lines, read_evidence, write_review
    from analytics.schema import CANDIDATE_TYPES
    from analytics.study import Study

    if type is not None and type not in CANDIDATE_TYPES:
        raise typer.BadParameter(f"{type!r} is no type of name; allowed: {', '.join(CANDIDATE_TYPES)}.")
    with told():
        study = Study(Workspace.open(workspace))
        most = None if out else limit
        frame = listed(study, decided=decided, min_articles=min_articles, type=type, limit=most)
        if out:
            write_review(frame, out)
            typer.echo(f"{len(frame):,} names in {out}", err=True)
            return
        rows = read_evidence(study, frame)
        if as_json:
            print_json(rows)
            return
        for row in rows:
            typer.echo("\n".join(entry_lines(row)))
        decide = f"Decide with: python -m analytics actors accept|same|dismiss NAME -w {workspace}"
        typer.echo(f"{len(rows):,} names shown. {decide}" if rows else "No name is left to review.", err=True)


@app.command()
def accept(
    name: Key,
    workspace: WorkspaceOption,
    name_en: Annotated[str | None, typer.Option(help="English name; proposed by default.")] = None,
    name_ar: Annotated[str | None, typer.Option(help="Arabic name; proposed by default.")] = None,
    type: Annotated[str | None, typer.Option(help="person, armed_group, government_body, ...")] = None,
    id: Annotated[str | None, typer.Option(help="Id; made from the English name by default.")] = None,
    note: Note = "",
    by: Who = None,
) -> None:
    """Accept a name as a new actor of the workspace.

    Example: python -m analytics actors accept "خالد الدندل" -w W --name-en "Khaled al-Dandal"
    """
    from analytics import deciding

    with told():
        given = {"name_en": name_en, "name_ar": name_ar, "type": type, "id": id}
        made = deciding.accept(Workspace.open(workspace), name, person(by), note, **given)
        actor = made.actor
        if actor is not None:
            typer.echo(
                f"decision {made.number}: {actor.id} ({actor.type}): "
                f"{printable(actor.name_en)} | {printable(actor.name_ar)}"
            )
        if made.proposed:
            option = made.proposed.replace("_", "-")
            typer.echo(
                f"{made.proposed} is only proposed; if it is wrong: undo {made.number}, accept with --{option}.",
                err=True,
            )
        typer.echo(f"{AGAIN} {workspace}", err=True)


@app.command()
def same(name: Key, actor_id: str, workspace: WorkspaceOption, note: Note = "", by: Who = None) -> None:
    """Decide that a name is another name of a registered actor.

    Example: python -m analytics actors same "Mazlum Abdy" mazloum-abdi -w W
    """
    from analytics import deciding

    with told():
        made = deciding.same(Workspace.open(workspace), name, actor_id, person(by), note)
        typer.echo(f"decision {made.number}: {printable(made.name)!r} is {actor_id}")
        typer.echo(f"{AGAIN} {workspace}", err=True)


@app.command()
def dismiss(name: Key, workspace: WorkspaceOption, note: Note = "", by: Who = None) -> None:
    """Take a name off the review list; it goes on being counted as unregistered.

    Example: python -m analytics actors dismiss "Al Fresco" -w W --note "no name"
    """
    from analytics import deciding

    with told():
        made = deciding.dismiss(Workspace.open(workspace), name, person(by), note)
        typer.echo(f"decision {made.number}: {printable(made.name)!r} is dismissed")


@app.command()
def undo(
    workspace: WorkspaceOption,
    number: Annotated[int | None, typer.Argument(help="Number of the decision; the last by default.")] = None,
    note: Note = "",
    by: Who = None,
) -> None:
    """Take a decision back. The log keeps both.

    Example: python -m analytics actors undo 3 -w W
    """
    from analytics import deciding

    with told():
        made = deciding.take_back(Workspace.open(workspace), number, person(by), note)
        typer.echo(f"decision {made.number}: decision {made.undoes} is taken back")
        typer.echo(f"{AGAIN} {workspace}", err=True)


@app.command()
def log(workspace: WorkspaceOption, as_json: JsonOption = False) -> None:
    """Print all decisions in order, and which of them were taken back.

    Example: python -m analytics actors log -w W
    """
    from analytics.annotate.actors.decisions import read_history
    from analytics.review_text import decision_line, decision_row

    with told():
        history = read_history(Workspace.open(workspace).root)
        if as_json:
            print_json([decision_row(one, history) for one in history.decisions])
        else:
            for one in history.decisions:
                typer.echo(decision_line(one, history))
        for problem in history.damaged:
            typer.echo(f"warning: {printable(problem)}", err=True)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="Id of an actor, or a name of one.", show_default=False)],
    workspace: OptionalWorkspace = None,
    as_json: JsonOption = False,
) -> None:
    """Print what is known of an actor: names, roles with dates, what it belongs to, where that is written.

    Example: python -m analytics actors show mazloum-abdi
    """
    from analytics.actor_lookup import Lookup

    with told():
        found = Lookup.of(_root(workspace)).named(name)
        if as_json:
            print_json([one.as_row() for one in found])
        else:
            typer.echo("\n\n".join("\n".join(map(printable, one.lines())) for one in found))


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="Part of a name, Arabic or English.", show_default=False)],
    workspace: OptionalWorkspace = None,
    limit: Annotated[int, typer.Option(min=1, help="Most actors listed.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Find actors by part of a name; vowel signs, hamza, accents and case do not count.

    Example: python -m analytics actors search "سوريا الديمقراطية"
    """
    from analytics.actor_lookup import Lookup

    with told():
        found = Lookup.of(_root(workspace)).holding(text)
        if as_json:
            print_json([one.as_row() for one in found[:limit]])
            return
        for one in found[:limit]:
            typer.echo(printable(one.line()))
        typer.echo(f"{len(found):,} actors" + (f", {limit} shown" if len(found) > limit else ""), err=True)


@app.command()
def check(workspace: WorkspaceOption) -> None:
    """Check the actors of a workspace: one line a problem, exit status 1 if there is any.

    Example: python -m analytics actors check -w W
    """
    from analytics.annotate.actors.own_files import gather

    with told():
        found = gather(Workspace.open(workspace).root)
        problems = [*found.problems, *found.history.damaged]
        for problem in problems:
            typer.echo(f"problem: {printable(problem)}", err=True)
        if problems:
            raise typer.Exit(1)
        typer.echo(f"{len(found.own.actors):,} own actors and {len(found.own.changes):,} changes, all well formed.")


@app.command()
def add(
    workspace: WorkspaceOption,
    name_en: Annotated[str, typer.Option(help="English name.", show_default=False)],
    name_ar: Annotated[str, typer.Option(help="Arabic name.", show_default=False)],
    type: Annotated[str, typer.Option(help="person, armed_group, government_body, ...", show_default=False)],
    id: Annotated[str | None, typer.Option(help="Id; made from the English name by default.")] = None,
    alias_en: Annotated[list[str] | None, typer.Option(help="Another certain English name.")] = None,
    alias_ar: Annotated[list[str] | None, typer.Option(help="Another certain Arabic name.")] = None,
    parent: Annotated[str | None, typer.Option(help="Id of the actor it belongs to.")] = None,
    qid: Annotated[str | None, typer.Option(help="Wikidata item.")] = None,
) -> None:
    """Add an actor to W/actors/own.toml, below what stands there.

    Example: python -m analytics actors add -w W --name-en "Omar Ali" --name-ar "عمر علي" --type person
    """
    from analytics import deciding

    with told():
        row = {"id": id or deciding.slug(name_en), "type": type, "qid": qid, "name_en": name_en, "name_ar": name_ar,
               "parent": parent, "aliases_en": alias_en, "aliases_ar": alias_ar}  # fmt: skip
        path = deciding.add_entry(Workspace.open(workspace), {key: value for key, value in row.items() if value})
        typer.echo(f"{row['id']} is in {path}")
        typer.echo(f"{AGAIN} {workspace}", err=True)


def _root(workspace: Path | None) -> Path | None:
    return None if workspace is None else Workspace.open(workspace).root
