"""The runs behind the table of the paper's claims: each differs from the base in what its title says, and runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("lightning_fabric")

from helpers.pair_files import write_negatives
from helpers.paths import PROJECT_ROOT
from s2m2_engine.progress import Reporter
from s2m2_engine.studies import claims
from s2m2_engine.training.configuration import TrainingConfiguration, read_configuration

RECIPES = PROJECT_ROOT / "recipes"


@pytest.fixture
def base(tmp_path: Path) -> TrainingConfiguration:
    """The recipe's configuration on four made pairs, cut down to two steps."""
    write_negatives(tmp_path)
    recipe = read_configuration(RECIPES / "claims.toml")
    made = replace(
        recipe.data[0], kind="folders", name="made", root=None, sar=tmp_path / "sar", optical=tmp_path / "opt"
    )
    training = replace(made, labels=0.5, without_scenes=("03",))
    held_out = replace(made, labels=1.0, without_scenes=(), scenes=("03",), cuts=2)
    return replace(
        recipe,
        out=tmp_path / "runs",
        data=(training,),
        windows=replace(recipe.windows, templates=(24,), shifts=16, region=48, places=2),
        validation=replace(recipe.validation, data=(held_out,)),
        schedule=replace(recipe.schedule, steps=2, labelled=1, unlabelled=1, validate_every=2, checkpoint_every=1),
    )


@pytest.mark.slow
@pytest.mark.parametrize("variant", claims.VARIANTS, ids=lambda variant: variant.name)
def test_every_variant_trains_and_is_not_trained_twice(
    base: TrainingConfiguration, variant: claims.Variant, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = claims.run_variant(base, variant, 1, Reporter())
    assert first[0]["step"] == 2
    monkeypatch.setattr("s2m2_engine.training.loop.train", lambda *_: pytest.fail("trained again"))
    assert claims.run_variant(base, variant, 1, Reporter()) == first


def test_each_variant_changes_what_its_title_says(base: TrainingConfiguration) -> None:
    made = {one.name: claims.configurations(base, one, 3) for one in claims.VARIANTS}
    assert [run.seed for run in made["semi"]] == [0, 1, 2]
    assert len({run.out for runs in made.values() for run in runs}) == 3 * len(claims.VARIANTS)
    semi = made["semi"][0]
    assert semi.losses.pseudo > 0
    assert made["supervised"][0].schedule.unlabelled == 0
    assert made["supervised"][0].data == semi.data
    assert [one.labels for one in made["unet-all"][0].data] == [1.0]
    assert made["unet-all"][0].network.configuration().backbone == "fft_unet"
    assert made["no-pseudo"][0].losses == replace(semi.losses, pseudo=0.0)
    assert made["no-independence"][0].losses == replace(semi.losses, independence=0.0)
    assert made["no-enhancement"][0].network.configuration().enhancement == "none"
    assert not made["deep-only"][0].network.configuration().has_shallow
    assert not made["shallow-only"][0].network.configuration().has_deep


def test_rows_show_mean_and_spread() -> None:
    results = [{"cmr_1": 0.1, "cmr_3": 0.5, "mean_error": 4.0}, {"cmr_1": 0.3, "cmr_3": 0.7, "mean_error": 6.0}]
    row = claims.table_row(claims.VARIANTS[0], results)
    assert row == "| semi-supervised | 2 | 0.200 ± 0.141 | 0.600 ± 0.141 | 5.000 ± 1.414 |"
