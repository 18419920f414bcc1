"""Tests the paper's claims: a semi-supervised run and variants that each change one thing, over several seeds.

    python -m s2m2_engine.studies.claims recipes/claims.toml [--seeds 3] [--only NAME ...]

Every run resumes from its checkpoint, so the command may be stopped and started again. It prints a Markdown table with
mean and sample standard deviation, over the seeds, of the last validation. The best validation would be too optimistic,
because it is chosen on the data that it is measured on.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..names import STEP, VALIDATION_FILE
from ..progress import Reporter
from ..terminal import module_status
from ..training.configuration import NetworkSettings, TrainingConfiguration, read_configuration

MEASURES = ("cmr_1", "cmr_3", "mean_error")


@dataclass(frozen=True)
class Variant:
    """A row of the table; `change` makes its configuration from the semi-supervised base configuration."""

    name: str
    title: str
    change: Callable[[TrainingConfiguration], TrainingConfiguration]


def _same(base: TrainingConfiguration) -> TrainingConfiguration:
    return base


def _supervised(base: TrainingConfiguration) -> TrainingConfiguration:
    """Train only on the same labels, with as many labelled pairs per batch."""
    return replace(
        base,
        losses=replace(base.losses, pseudo=0.0, independence=0.0),
        schedule=replace(base.schedule, unlabelled=0),
    )


def _all_labels(base: TrainingConfiguration) -> TrainingConfiguration:
    """Train on all labels. A batch has as many pairs as the base's labelled and unlabelled pairs together."""
    schedule = replace(base.schedule, labelled=base.schedule.labelled + base.schedule.unlabelled)
    data = tuple(replace(settings, labels=1.0) for settings in base.data)
    return _supervised(replace(base, data=data, schedule=schedule))


def _unet(base: TrainingConfiguration) -> TrainingConfiguration:
    return replace(_all_labels(base), network=NetworkSettings("fft-unet"))


def _narrow_unet(base: TrainingConfiguration) -> TrainingConfiguration:
    """Use the channels of the base's network, which give a U-Net twice as many weights."""
    unet = NetworkSettings("fft-unet", {"channels": base.network.configuration().channels})
    return replace(_all_labels(base), network=unet)


def _network(**changes: Any) -> Callable[[TrainingConfiguration], TrainingConfiguration]:
    def change(base: TrainingConfiguration) -> TrainingConfiguration:
        return replace(base, network=replace(base.network, changes={**base.network.changes, **changes}))

    return change


def _losses(**changes: Any) -> Callable[[TrainingConfiguration], TrainingConfiguration]:
    return lambda base: replace(base, losses=replace(base.losses, **changes))


VARIANTS = (
    Variant("semi", "semi-supervised", _same),
    Variant("supervised", "supervised, the same labels", _supervised),
    Variant("supervised-all", "supervised, all labels", _all_labels),
    Variant("unet-all", "FFT U-Net, supervised, all labels", _unet),
    Variant("narrow-unet-all", "narrow FFT U-Net, supervised, all labels", _narrow_unet),
    Variant("no-pseudo", "without pseudo-labels", _losses(pseudo=0.0)),
    Variant("no-independence", "without the independence loss", _losses(independence=0.0)),
    Variant("no-enhancement", "without enhancement", _network(enhancement="none")),
    Variant("deep-only", "deep heatmap only", _network(levels="deep")),
    Variant("shallow-only", "shallow heatmap only", _network(levels="shallow")),
)


def configurations(base: TrainingConfiguration, variant: Variant, seeds: int) -> list[TrainingConfiguration]:
    """Make the configurations of a variant, one for each seed, each with its own folder below the base's `out`."""
    return [
        replace(
            variant.change(base),
            name=f"{base.name}-{variant.name}-{seed}",
            out=base.out / variant.name / str(seed),
            seed=seed,
        )
        for seed in range(seeds)
    ]


def run_variant(
    base: TrainingConfiguration, variant: Variant, seeds: int, reporter: Reporter
) -> list[dict[str, float]]:
    """Train (or resume) the runs of a variant, and return the last validation of each."""
    from ..training.loop import train

    results = []
    for configuration in configurations(base, variant, seeds):
        table = configuration.out / VALIDATION_FILE
        done = _last_row(table)
        if done is None or done[STEP] < configuration.schedule.steps:
            train(configuration, reporter)
            done = _last_row(table)
        if done is None:
            raise ValueError(f"{table} contains no validation. The base configuration needs [[validation.data]].")
        results.append(done)
    return results


def table_row(variant: Variant, results: Sequence[dict[str, float]]) -> str:
    """Format a Markdown row with mean ± sample standard deviation of each of `MEASURES`."""
    cells = []
    for measure in MEASURES:
        values = [result[measure] for result in results]
        spread = f" ± {statistics.stdev(values):.3f}" if len(values) > 1 else ""
        cells.append(f"{statistics.mean(values):.3f}{spread}")
    return f"| {variant.title} | {len(results)} | {' | '.join(cells)} |"


def _last_row(path: Path) -> dict[str, float] | None:
    if not path.exists():
        return None
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {key: float(value) for key, value in rows[-1].items()} if rows else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all variants and print each row of the table as soon as it is complete."""
    parser = argparse.ArgumentParser(description="Test the claims of the S2M2-SAR paper.")
    parser.add_argument("configuration", type=Path, help="TOML file of the semi-supervised base configuration")
    parser.add_argument("--seeds", type=int, default=3, help="number of seeds (3)")
    parser.add_argument("--only", nargs="+", choices=[variant.name for variant in VARIANTS], help="run only these")
    options = parser.parse_args(arguments)

    def work() -> None:
        base = read_configuration(options.configuration)
        print(f"| run | seeds | {' | '.join(MEASURES)} |")
        print("|---|---|" + "---|" * len(MEASURES))
        for variant in VARIANTS:
            if options.only is None or variant.name in options.only:
                print(table_row(variant, run_variant(base, variant, options.seeds, Reporter())), flush=True)

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
