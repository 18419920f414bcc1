"""Measures matches of whole scenes beside other programs, on the same inputs, in the same run.

    s2m2 evaluate scenes DATA_DIR [--peers PYTHON] [--model M ...] [--limit N] [--seed S] [--out FOLDER]

Real pairs are cut as in `studies.true_pairs`; their SAR image is warped by a known field, or a part of the ground is
lost, or the optical image is that of another place. PYTHON is an environment that has the programs of `peer_programs`;
without it, only our own models are measured. Each answer comes from a process of its own.

Real pairs are off themselves. The truth is the transform that the model `default` found for the complete, unmoved
pair, and the known field on top; a pair whose complete match is not reliable is not used. So the truth has errors, and
these are not independent of our own answers: differences of some tenths of a pixel say little.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil
from numpy.typing import NDArray

from ..arrays import Float32Array, Float64Array
from ..child_process import python_command
from ..errors import EXIT_RELIABLE, EXIT_UNRELIABLE
from ..evaluation.drawing import can_draw, refuse_other_figures, row_of_panels, write_svg
from ..files import check_output, partial_file
from ..names import DEFAULT_MODEL, STRUCTURE
from ..progress import Reporter
from ..scene.fitting.transform import examined
from ..scene.results.result import read_result
from . import peer_programs
from .known_fields import Field, in_pixels, known_distortions, known_fields, warped, write_image
from .true_pairs import LOSSES, SOURCES, CutPair, cut_pair, harm

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TABLE_FILE, FIGURE_FILE = "scenes.csv", "scenes.svg"
_LARGEST_SHOWN_PX = 5.0
# Within this of the truth (RMSE), an answer is right; beyond the larger limit, it is wrong.
RIGHT_PX, WRONG_PX = 1.0, 3.0
# Ground this near to the edges is not judged, px.
_MARGIN_PX = 24
_USED = tuple(source for source in SOURCES if source.name != "GF-3")
_DISTORTIONS = ("5°", "-10°", "15°", "scale 0.75", "scale 1.4")
_UNRELATED = "another place"
# Of one pair: known fields, distortions, losses, and other ground.
_CASES = 5 + len(_DISTORTIONS) + len(LOSSES) - 1 + 1
_POLL_S = 0.05


@dataclass(frozen=True)
class Case:
    """An input: a pair with something done to it.

    Attributes:
        pair: which ground.
        change: what was done.
        group: the row of the table that it counts in.
        field: what the SAR image was warped by.
        left: (rows, cols), the ground that is left, in the SAR image.
    """

    pair: str
    change: str
    group: str
    sar: Float32Array
    optical: Float32Array
    field: Field
    left: NDArray[np.bool_]

    @property
    def is_related(self) -> bool:
        return self.change != _UNRELATED


@dataclass(frozen=True)
class Answer:
    """What a program says to a case.

    Attributes:
        displacement: of positions (n, 2) in the SAR image, px; None without an answer.
        ce90_px: what it states; NaN if it states nothing.
        cpu_s, memory_mb: of its process.
    """

    accepted: bool
    displacement: Field | None
    ce90_px: float
    cpu_s: float
    memory_mb: float


@dataclass(frozen=True)
class Scored:
    """A line of the CSV table; `rmse_px` is NaN for unrelated pairs and where there is no answer.

    Attributes:
        within_ce90: share of the ground whose error is within the stated CE90.
    """

    method: str
    pair: str
    change: str
    group: str
    accepted: bool
    rmse_px: float
    ce90_px: float
    within_ce90: float
    cpu_s: float
    memory_mb: float


Method = Callable[[Path, Path, Path], Answer]


def cases(data: Path, seed: int, truth: Callable[[CutPair], Field | None]) -> Iterator[tuple[Case, Field]]:
    """All cases of one pair of each source, each with the true displacement.

    Args:
        truth: the displacement (px) of the complete pair, or None if nobody knows it.

    Raises:
        InputError: the data cannot be read.
    """
    for source in _USED:
        random = np.random.default_rng([seed, zlib.crc32(source.name.encode())])
        pair = cut_pair(data, source, random)
        own = truth(pair)
        if own is None:
            continue
        side = float(min(pair.shape))
        everywhere = np.ones(pair.shape, dtype=bool)
        plain = {name: field for name, field in known_fields(side, seed).items() if name != "none"}
        turned = {name: known_distortions(side)[name] for name in _DISTORTIONS}
        for group, some in (("known field", plain), ("rotation, scale", turned)):
            for name, field in some.items():
                moved = warped(pair.sar, field)
                yield Case(pair.name, name, group, moved, pair.optical, field, everywhere), _true(field, own)
        for loss in LOSSES[1:]:
            harmed, left = harm(pair, loss, random)
            field = plain["shift"]
            seen = warped(left[None].astype(np.float32), field)[0] > 0.5
            case = Case(pair.name, str(loss), str(loss), warped(harmed.sar, field), harmed.optical, field, seen)
            yield case, _true(field, own)
        other = cut_pair(data, _USED[(_USED.index(source) + 1) % len(_USED)], random)
        yield Case(pair.name, _UNRELATED, _UNRELATED, pair.sar, _resized(other.optical, pair.shape), np.zeros_like,
                   everywhere), np.zeros_like  # fmt: skip


def _true(field: Field, own: Field) -> Field:
    """What brings the warped image onto the reference: back to the pair as it is, then on by its own displacement."""

    def displacement(position: Float64Array) -> Float64Array:
        source = position + field(position)
        return source + own(source) - position

    return displacement


def _resized(image: Float32Array, shape: tuple[int, ...]) -> Float32Array:
    """The image, cut or repeated to a shape (rows, cols)."""
    return np.pad(image, [(0, 0), *((0, max(0, n - m)) for n, m in zip(shape, image.shape[1:], strict=True))],
                  mode="reflect")[:, : shape[0], : shape[1]]  # fmt: skip


def score(case: Case, truth: Field, method: str, answer: Answer) -> Scored:
    """Compare an answer with the truth, where ground is left."""
    rmse = within = float("nan")
    if case.is_related and answer.displacement is not None:
        rows, cols = case.sar.shape[1:]
        position = examined(np.full(2, float(_MARGIN_PX)), np.array([cols, rows], dtype=np.float64) - _MARGIN_PX)
        col, row = position.astype(np.int64).T
        goal = position + truth(position)
        use = case.left[row, col] & ((goal >= 0) & (goal <= [cols, rows])).all(axis=1)
        if use.any():
            off = np.linalg.norm((answer.displacement(position) - truth(position))[use], axis=1)
            rmse, within = float(np.sqrt((off**2).mean())), float((off <= answer.ce90_px).mean())
    return Scored(
        method, case.pair, case.change, case.group, answer.accepted, rmse, answer.ce90_px, within,
        answer.cpu_s, answer.memory_mb,
    )  # fmt: skip


def write_inputs(sar: Float32Array, optical: Float32Array, folder: Path) -> tuple[Path, Path]:
    """Write both images to one grid, as a user may have them: float32 with NaN."""
    sar_file, optical_file = (
        write_image(folder / f"{name}.tif", np.rint(image)) for name, image in (("sar", sar), ("optical", optical))
    )
    return sar_file, optical_file


def own_method(model: str) -> Method:
    """A match by one of our models, on the command line."""

    def run(sar: Path, optical: Path, folder: Path) -> Answer:
        out = folder / "match"
        command = ["match", str(sar), str(optical), "--out", str(out), "--model", model, "--overwrite", "--quiet"]
        status, cpu_s, memory_mb = _run(python_command("s2m2_engine.cli", command))
        if status not in (EXIT_RELIABLE, EXIT_UNRELIABLE):
            print(f"{model} ended with status {status}.", file=sys.stderr, flush=True)
            return Answer(False, None, float("nan"), cpu_s, memory_mb)
        result = read_result(out)
        return Answer(result.reliable, in_pixels(result).displacement, result.accuracy.ce90_px, cpu_s, memory_mb)

    return run


def peer_method(python: Path, name: str) -> Method:
    """Another program; it gets the images in grey levels from 1 to 255, and 0 for nodata."""

    def run(sar: Path, optical: Path, folder: Path) -> Answer:
        import rasterio

        grey = []
        for path in (sar, optical):
            with rasterio.open(path) as dataset:
                values, profile = dataset.read().mean(axis=0), dataset.profile
            grey.append(folder / f"grey_{path.name}")
            with rasterio.open(grey[-1], "w", **{**profile, "count": 1, "dtype": "uint8", "nodata": 0}) as dataset:
                dataset.write(np.where(np.isfinite(values), np.clip(np.rint(values), 1, 255), 0).astype(np.uint8), 1)
        out = folder / "peer.json"
        out.unlink(missing_ok=True)
        program = str(Path(peer_programs.__file__))
        status, cpu_s, memory_mb = _run([str(python), program, name, str(grey[0]), str(grey[1]), str(out)])
        if status != 0:
            print(f"{name} ended with status {status}.", file=sys.stderr, flush=True)
        found = json.loads(out.read_text(encoding="utf-8")) if status == 0 else {"accepted": False}
        return Answer(found["accepted"], _displacement(found), float("nan"), cpu_s, memory_mb)

    return run


def _displacement(found: dict[str, Any]) -> Field | None:
    if "matrix" in found:
        matrix = np.array(found["matrix"], dtype=np.float64)
        return lambda position: np.asarray(position @ matrix[:, :2].T + matrix[:, 2])
    if "points" in found:
        from scipy.interpolate import RBFInterpolator

        points = np.array(found["points"], dtype=np.float64)
        spline = RBFInterpolator(points[:, :2], points[:, 2:], kernel="thin_plate_spline", degree=1)
        return lambda position: np.asarray(spline(position), dtype=np.float64)
    return None


def _run(command: Sequence[str]) -> tuple[int, float, float]:
    """Exit status, CPU seconds and peak memory (MB) of a process, on one thread."""
    with open(os.devnull, "w") as nothing:
        process = psutil.Popen(
            command, stdout=nothing, stderr=nothing, env={**os.environ, "OMP_NUM_THREADS": "1", "S2M2_THREADS": "1"}
        )
        cpu = peak = 0.0
        while True:
            try:
                times, peak = process.cpu_times(), max(peak, process.memory_info().rss / 1e6)
                cpu = max(cpu, times.user + times.system)
            except psutil.Error:
                pass
            try:
                return int(process.wait(_POLL_S)), float(cpu), float(peak)
            except psutil.TimeoutExpired:
                continue


def measure(data: Path, methods: dict[str, Method], seeds: Sequence[int]) -> Iterator[Scored]:
    """Give each case to each method.

    Raises:
        InputError: the data cannot be read.
    """
    reference = own_method(DEFAULT_MODEL)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def truth(pair: CutPair) -> Field | None:
            answer = reference(*write_inputs(pair.sar, pair.optical, folder), folder)
            return answer.displacement if answer.accepted else None

        for seed in seeds:
            for case, true in cases(data, seed, truth):
                inputs = write_inputs(case.sar, case.optical, folder)
                for method, run in methods.items():
                    yield score(case, true, method, run(*inputs, folder))


def table(scored: Sequence[Scored]) -> str:
    """Markdown: a row for each group and method."""
    lines = [
        "| input | program | pairs | accepted and within 1 px | accepted, 1 to 3 px | accepted and wrong | refused "
        "| median error (px) | within CE90 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    groups, methods = (list(dict.fromkeys(getattr(one, name) for one in scored)) for name in ("group", "method"))
    for group in groups:
        for method in methods:
            some = [one for one in scored if (one.group, one.method) == (group, method)]
            taken = [one for one in some if one.accepted]
            errors = np.array([one.rmse_px if group != _UNRELATED else np.inf for one in taken])
            right, wrong = int((errors <= RIGHT_PX).sum()), int((~(errors <= WRONG_PX)).sum())
            median = f"{np.median(errors):.2f}" if np.isfinite(errors).any() else "-"
            held = [one.within_ce90 for one in taken if np.isfinite(one.ce90_px) and np.isfinite(one.within_ce90)]
            counts = (len(some), right, len(taken) - right - wrong, wrong, len(some) - len(taken))
            within = f"{np.mean(held):.0%}" if held else "-"
            lines.append(f"| {group} | {method} | {' | '.join(map(str, counts))} | {median} | {within} |")
    lines += ["", "| program | CPU s, median | memory, most (MB) |", "|---|---|---|"]
    for method in methods:
        some = [one for one in scored if one.method == method]
        lines.append(
            f"| {method} | {np.median([one.cpu_s for one in some]):.1f} | {max(one.memory_mb for one in some):.0f} |"
        )
    return "\n".join(lines)


def evaluate_scenes(
    data: Path, models: Sequence[str], peers: Path | None, rounds: int, seed: int, out: Path | None, reporter: Reporter
) -> str:
    """Measure, and return the tables; the folder `out`, if given, gets all answers as CSV, and a figure.

    Args:
        models: our models; empty: both that are included.
        peers: Python of the environment of other programs.
        rounds: pairs of each source.

    Raises:
        InputError: the data cannot be read, or `out` cannot be written.
        CancelledError: the reporter wants to stop.
    """
    if out is not None:
        check_output(out)
        refuse_other_figures([out / FIGURE_FILE])
    with_figure = out is not None and can_draw(reporter)
    methods = {f"S2M2, `{model}`": own_method(model) for model in models or (DEFAULT_MODEL, STRUCTURE)}
    if peers is not None:
        methods |= {name: peer_method(peers, name) for name in peer_programs.METHODS}
    scored: list[Scored] = []
    for one in measure(data, methods, range(seed, seed + rounds)):
        reporter.raise_if_cancelled()
        scored.append(one)
        verdict = "accepted" if one.accepted else "refused"
        done = len(scored) / (rounds * len(_USED) * _CASES * len(methods))
        reporter.progress("scenes", done, f"{one.pair}, {one.change}, {one.method}: {verdict}, {one.rmse_px:.2f} px")
    if out is not None:
        _write_csv(out / TABLE_FILE, scored)
        if with_figure:
            write_svg(scenes_figure(scored), out / FIGURE_FILE)
    return table(scored)


def _write_csv(path: Path, scored: Sequence[Scored]) -> None:
    with partial_file(path) as partial, partial.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [field.name for field in fields(Scored)])
        writer.writeheader()
        writer.writerows(asdict(one) for one in scored)


def scenes_figure(scored: Sequence[Scored]) -> Figure:
    """A panel for each group of related pairs, and for each program the share that it accepts within an error."""
    groups = [group for group in dict.fromkeys(one.group for one in scored) if group != _UNRELATED]
    panels = [(group, partial(_draw, [one for one in scored if one.group == group])) for group in groups]
    return row_of_panels("Pairs that are accepted and right within T px", "T (px)", _LARGEST_SHOWN_PX, panels)


def _draw(scored: Sequence[Scored], axes: Axes) -> None:
    thresholds = np.linspace(0, _LARGEST_SHOWN_PX, 101)
    for method in dict.fromkeys(one.method for one in scored):
        some = [one for one in scored if one.method == method]
        errors = np.sort([one.rmse_px for one in some if one.accepted and np.isfinite(one.rmse_px)])
        shares = np.searchsorted(errors, thresholds, side="right") / len(some)
        axes.plot(thresholds, shares, label=method, linewidth=1.5, clip_on=False)
