"""``python -m analytics.annotate.tone.training``: trains the tone model anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from analytics.errors import AnalyticsError

_STATE: Final = ".general.npz"


def main(
    data: Annotated[Path, typer.Option(help="Folder of labelled/ and corpora/.")],
    out: Annotated[Path, typer.Option(help="Folder for encoder.onnx, head.npz and tokenizer.json.")],
    seed: Annotated[int, typer.Option(help="Seed of order, dropout and changed names.")] = 0,
    threads: Annotated[int, typer.Option(help="Cores to use; another number rounds otherwise.")] = 2,
    general: Annotated[
        Path | None, typer.Option(help="A first stage made before (OUT.general.npz): train the second alone.")
    ] = None,
) -> None:
    """Train the tone model in two stages: some 50 minutes on two cores, of which the second takes a quarter.

    Example: python -m analytics.annotate.tone.training --data DIR --out analytics/annotate/tone/weights
    """
    try:
        _train(data, out, seed, threads, general)
    except AnalyticsError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


def _train(data: Path, out: Path, seed: int, threads: int, general: Path | None) -> None:
    import torch

    from analytics.annotate.tone.training import recipe
    from analytics.annotate.tone.training.examples import training_examples

    torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    examples = training_examples(data)
    typer.echo(f"{len(examples):,} texts, {sum(e.held for e in examples):,} of them held back")
    net = recipe.prepared(recipe.Sources.installed(), data, out, seed)
    if general is None:
        recipe.train_general(net, examples, seed, typer.echo)
        recipe.write_state(net, out.with_suffix(_STATE))
    else:
        recipe.read_state(net, general)
    recipe.train_war_news(net, examples, seed, typer.echo)
    recipe.write_model(net, examples, out)
    typer.echo(f"{recipe.NAME} written to {out}: {sum(p.stat().st_size for p in out.iterdir()):,} bytes")


if __name__ == "__main__":
    typer.run(main)
