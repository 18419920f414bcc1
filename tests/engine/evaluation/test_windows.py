"""Windows with known truth: their geometry on made pairs, the folders on real data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from scipy.ndimage import shift as moved

from helpers.raster_samples import UTM_PLACE, textured
from s2m2_engine.errors import InputError
from s2m2_engine.evaluation.measure import Geometry, run_trials, share_of_scenes
from s2m2_engine.evaluation.windows import cut_trials
from s2m2_engine.pairs.image_files import read_image
from s2m2_engine.pairs.image_pairs import DATASETS, ImagePair, dataset
from s2m2_engine.studies.baselines import BASELINES, load_baseline

DX, DY = 2.25, -1.5


@pytest.fixture(scope="module")
def made_pair(tmp_path_factory: pytest.TempPathFactory) -> ImagePair:
    """An image and itself, moved by (DX, DY), the contrast turned over."""
    folder = tmp_path_factory.mktemp("paare mit ä")
    image = textured(220, 220)[0]
    optical = 255 - moved(image, (DY, DX), order=3, mode="mirror")
    for name, values in (("sar.tif", image), ("opt.tif", optical)):
        profile = {"driver": "GTiff", "width": 220, "height": 220, "count": 1, "dtype": "float32"}
        with rasterio.open(folder / name, "w", transform=UTM_PLACE, **profile) as file:
            file.write(values[None].astype(np.float32))
    displacement = ((DX, 0.0, 0.0), (DY, 0.0, 0.0))
    return ImagePair("made", "scene", folder / "opt.tif", folder / "sar.tif", None, displacement)


def test_truth_follows_the_displacement(made_pair: ImagePair) -> None:
    outcomes = list(run_trials(load_baseline("structure"), [made_pair], [Geometry(64, 32), Geometry(96, 16)], 6))
    errors = [outcome.error for outcome in outcomes if outcome.match.abstain is None]
    assert len(errors) >= 6
    assert max(errors) < 0.1
    assert max(outcome.error for outcome in outcomes) < 0.75
    assert outcomes[0].match.heatmap.shape == (33, 33)


def test_trials_repeat_and_lie_inside(made_pair: ImagePair) -> None:
    first, again = (list(cut_trials(made_pair, (220, 220), 40, 64, 30, np.random.default_rng(3))) for _ in range(2))
    assert first == again
    assert len(first) > 20
    for trial in first:
        for window in (trial.windows.search, trial.windows.template):
            assert 0 <= window.col <= 220 - window.width
            assert 0 <= window.row <= 220 - window.height
        assert 0 <= trial.truth[0] <= 64
        assert trial.truth[1] == trial.windows.template.row + DY - trial.windows.search.row


def test_too_large_windows_give_no_trial(made_pair: ImagePair) -> None:
    assert not list(cut_trials(made_pair, (220, 220), 192, 64, 5, np.random.default_rng(0)))


def test_affine_displacement_at_a_place() -> None:
    pair = ImagePair("d", "s", Path(), Path(), None, ((1.0, 2.0, 0.0), (0.0, 0.0, -4.0)))
    assert pair.shift_at(512, 512, 1024) == pytest.approx((1, 0))
    assert pair.shift_at(1024, 256, 1024) == pytest.approx((3, 2))
    assert pair.shrunk(0.5).shift_at(512, 256, 512) == pytest.approx(pair.shift_at(768, 512, 1024))


def test_nodata_value_becomes_nan(made_pair: ImagePair) -> None:
    value = float(read_image(made_pair.sar)[0, 5, 5])
    assert np.isnan(read_image(made_pair.sar, value)[0, 5, 5])


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_baselines_find_an_easy_template(name: str) -> None:
    image = textured(128, 128, bands=2)
    image[:, :30] = np.nan
    match = load_baseline(name).match(image, image[:, 40:104, 20:84])
    assert np.hypot(match.offset[0] - 20, match.offset[1] - 40) < 0.5
    assert match.heatmap.shape == (65, 65)


def test_unknown_names_are_input_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nonesuch"):
        load_baseline("nonesuch")
    with pytest.raises(InputError, match="nonesuch"):
        dataset("nonesuch", tmp_path)
    for name in DATASETS:
        with pytest.raises(InputError, match=name):
            dataset(name, tmp_path)


# --- real data --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_halves_share_no_scene(shared_data: Path, name: str) -> None:
    pairs = dataset(name, shared_data)
    fitted, held_out = share_of_scenes(pairs, False), share_of_scenes(pairs, True)
    assert len(fitted) + len(held_out) == len(pairs)
    assert min(len(fitted), len(held_out)) > 0.2 * len(pairs)
    assert not {pair.scene for pair in fitted} & {pair.scene for pair in held_out}
    assert all(pair.optical.is_file() and pair.sar.is_file() for pair in pairs)
    assert not any("san_antonio" in str(pair.sar) for pair in pairs)


def test_before_and_after_of_a_place_stay_together(shared_data: Path) -> None:
    scenes = {pair.sar.stem: pair.scene for pair in dataset("sentinel_world", shared_data)}
    for stem, scene in scenes.items():
        other = stem.replace("before", "after")
        assert scenes.get(other, scene) == scene
