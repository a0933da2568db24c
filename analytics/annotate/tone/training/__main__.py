"""``python -m analytics.annotate.tone.training``: trains the tone model anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analytics.errors import AnalyticsError


def main(
    data: Annotated[Path, typer.Option(help="Folder of labelled/ and corpora/.")],
    out: Annotated[Path, typer.Option(help="Folder for encoder.onnx, head.npz and tokenizer.json.")],
    seeds: Annotated[str, typer.Option(help="Seeds of the second stage, whose models are averaged.")] = "0,1,2",
    threads: Annotated[int, typer.Option(help="Cores to use; another number rounds otherwise.")] = 2,
) -> None:
    """Train the tone model in two stages, 40 minutes and 8 for each seed on two cores.

    What a stage made is kept beside OUT (OUT.general.npz, OUT.seed0.npz) and taken up again by the next call.

    Example: python -m analytics.annotate.tone.training --data DIR --out analytics/annotate/tone/weights
    """
    try:
        numbers = [int(seed) for seed in seeds.split(",")]
    except ValueError as error:
        raise typer.BadParameter(f"--seeds is {seeds!r}; give whole numbers with commas, such as 0,1,2.") from error
    try:
        _train(data, out, numbers, threads)
    except AnalyticsError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


def _train(data: Path, out: Path, seeds: list[int], threads: int) -> None:
    import torch

    from analytics.annotate.tone.training import recipe
    from analytics.annotate.tone.training.examples import training_examples

    torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    examples = training_examples(data)
    typer.echo(f"{len(examples):,} texts, {sum(e.held for e in examples):,} of them held back")
    net = recipe.prepared(recipe.Sources.installed(), data, out, seeds[0])
    general = out.with_name(out.name + ".general.npz")
    if not general.exists():
        recipe.train_general(net, examples, seeds[0], typer.echo)
        recipe.write_state(net, general)
    states = [out.with_name(f"{out.name}.seed{seed}.npz") for seed in seeds]
    for seed, state in zip(seeds, states, strict=True):
        if state.exists():
            continue
        recipe.read_states(net, [general])
        recipe.train_war_news(net, examples, seed, typer.echo)
        recipe.write_state(net, state)
    recipe.read_states(net, states)
    recipe.write_model(net, examples, out)
    typer.echo(f"{recipe.NAME} written to {out}: {sum(p.stat().st_size for p in out.iterdir()):,} bytes")


if __name__ == "__main__":
    typer.run(main)
