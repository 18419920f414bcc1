"""What the commands of the command line do; each returns the exit status. `s2m2 models` is in `model_commands`."""

from __future__ import annotations

import json
import math
import os
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from .errors import EXIT_ENGINE_FAILURE, EXIT_RELIABLE, EXIT_UNRELIABLE
from .progress import Reporter

if TYPE_CHECKING:
    from .scene.results.result import MatchResult


def match(options: Namespace, reporter: Reporter) -> int:
    """`s2m2 match`."""
    from .scene.match import match_scene
    from .scene.settings import MatchSettings

    settings = MatchSettings(
        sar=options.sar,
        optical=options.optical,
        out=options.out,
        moving=options.moving,
        search_radius=options.search_radius,
        spacing=options.spacing,
        model=options.model,
        device=options.device,
        bbox=None if options.bbox is None else tuple(options.bbox),
    )
    result = match_scene(settings, reporter)
    if options.json:
        print(json.dumps(result.to_json(), indent=2, ensure_ascii=False))
    else:
        print(_summary(result))
        print(f"Results: {settings.out}")
    return EXIT_RELIABLE if result.reliable else EXIT_UNRELIABLE


def _summary(result: MatchResult) -> str:
    from .scene.raster.geodesy import direction_text

    shift, accuracy, counts = result.shift, result.accuracy, result.tie_points
    length = math.hypot(shift.dx_m, shift.dy_m)
    other = "optical" if result.moving == "sar" else "SAR"
    moving = "SAR" if result.moving == "sar" else "optical"
    lines = []
    if counts.inliers:
        lines.append(
            f"The {moving} layer must move {length:.1f} m {direction_text(shift.dx_m, shift.dy_m)} "
            f"(east {shift.dx_m:+.1f} m, north {shift.dy_m:+.1f} m; {shift.dx_px:+.2f} columns, "
            f"{shift.dy_px:+.2f} rows) to lie on the {other} layer."
        )
    if accuracy.held_out:
        lines.append(
            f"Accuracy, from {accuracy.held_out} held-out tie points: CE90 {accuracy.ce90_m:.1f} m "
            f"({accuracy.ce90_px:.2f} pixels), RMSE {accuracy.rmse_m:.1f} m ({accuracy.rmse_px:.2f} pixels)."
        )
    lines.append(f"Tie points: {counts.inliers} of {counts.total} agree; transform: {result.transform.kind}.")
    lines.append("Reliable." if result.reliable else "NOT RELIABLE. " + " ".join(result.reasons))
    return "\n".join(lines)


def correct(options: Namespace, reporter: Reporter) -> int:
    """`s2m2 correct`."""
    from .scene.correct import correct_raster

    done = correct_raster(options.folder, options.raster, options.out, options.method, options.force, reporter=reporter)
    if options.json:
        print(json.dumps({"path": str(done.path), "method": done.method, "resampled": done.resampled}))
    else:
        how = "resampled" if done.resampled else "moved without resampling"
        print(f"{done.path}: corrected by {done.method}, {how}.")
    return EXIT_RELIABLE


def evaluate(options: Namespace, reporter: Reporter) -> int:
    """`s2m2 evaluate`."""
    from .evaluation.outcome import measure_plans
    from .evaluation.plan import plans_of
    from .model.registry import NO_TORCH_DEFAULT, substitute_note

    plans = plans_of(options)
    for note in filter(None, map(substitute_note, dict.fromkeys(options.model))):
        reporter.warning(NO_TORCH_DEFAULT, note)
    print(measure_plans(plans, options.out, reporter))
    return EXIT_RELIABLE


def train(options: Namespace, reporter: Reporter) -> int:
    """`s2m2 train`."""
    from .model.torch_support import require_torch
    from .training.configuration import read_configuration

    configuration = read_configuration(options.configuration)
    require_torch("Training")
    from .training.loop import train as run

    done = run(configuration, reporter)
    if os.environ.get("RANK", "0") != "0":
        # torchrun starts one of these for every device; one of them speaks.
        return EXIT_RELIABLE
    print(f"Trained for {done.steps} steps, {done.seconds:.0f} s in this run. Model: {done.model}")
    if done.best is not None:
        step, figures = done.best
        print(f"Best validation, at step {step}: " + ", ".join(f"{key} {value:.3f}" for key, value in figures.items()))
    return EXIT_RELIABLE


def finetune(options: Namespace, reporter: Reporter) -> int:
    """`s2m2 finetune`: exit status 3 if the new model is not better than the one that it began with."""
    from .finetuning.settings import FineTuneSettings, ScenePaths
    from .finetuning.start import tune

    settings = FineTuneSettings(
        pairs=tuple(ScenePaths.parse(text) for text in options.pairs),
        out=options.out,
        name=options.name,
        model=options.model,
        minutes=options.minutes,
        search_radius=options.search_radius,
        device=options.device,
        seed=options.seed,
    )
    result = tune(settings, reporter, options.resume)
    if options.json:
        print(json.dumps(result.to_json(), indent=2, ensure_ascii=False))
    else:
        print(result.reason)
        kept = f"The model {options.model} is kept." if result.model is None else f"New model: {result.model}"
        print(kept)
    return EXIT_RELIABLE if result.model is not None else EXIT_UNRELIABLE


def doctor(options: Namespace, reporter: Reporter) -> int:
    """`s2m2 doctor`: exit status 4 if anything that the engine needs is missing or wrong."""
    from .doctor import examine

    checks = examine()
    healthy = all(check.ok for check in checks)
    if options.json:
        print(json.dumps({"checks": [asdict(check) for check in checks], "ok": healthy}, ensure_ascii=False))
    else:
        for check in checks:
            print(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {check.text}")
    return EXIT_RELIABLE if healthy else EXIT_ENGINE_FAILURE


def sample(options: Namespace, reporter: Reporter) -> int:
    """`s2m2 sample`."""
    from .simulation.sample import make_sample

    made = make_sample(options.folder)
    east, north = made.displacement_m
    print(f"Simulated SAR:     {made.sar}")
    print(f"Simulated optical: {made.optical}")
    print(f"Truth: the SAR layer must move {east:+.1f} m east and {north:+.1f} m north.")
    return EXIT_RELIABLE


def bench(options: Namespace, reporter: Reporter) -> int:
    """`s2m2 bench`."""
    from .evaluation.benchmark import run_bench

    result = run_bench(options.size, None, options.model)
    if options.json:
        # JSON has no NaN: an error that could not be measured is null.
        body = {key: None if value != value else value for key, value in asdict(result).items()}
        print(json.dumps(body, ensure_ascii=False))
    else:
        print(result)
    return EXIT_RELIABLE
