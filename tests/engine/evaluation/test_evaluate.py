"""`evaluate` over made data sets in their published layouts, over bad ones, and over a few real pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.evaluations import evaluate
from helpers.pair_files import write_image, write_pair
from helpers.raster_samples import textured
from helpers.reporters import RecordingReporter
from s2m2_engine.errors import CancelledError, InputError
from s2m2_engine.evaluation import evaluate as module
from s2m2_engine.evaluation import outcome
from s2m2_engine.evaluation.datasets import DESCRIPTIONS, choose_pairs
from s2m2_engine.evaluation.evaluate import Evaluation
from s2m2_engine.evaluation.outcome import measure_plans
from s2m2_engine.evaluation.plan import make_plans
from s2m2_engine.evaluation.scores import scores


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six pairs in sar/ and opt/ that lie 3 columns and -2 rows apart, as offsets.json says."""
    root = tmp_path_factory.mktemp("paare mit ä")
    for number in range(6):
        write_pair(root / "sar" / f"{number}.tif", root / "opt" / f"{number}.tif", number, by=(3, -2))
    entries = ", ".join(f'{{"tile": "{n}", "dx": [3, 0, 0], "dy": [-2, 0, 0]}}' for n in range(6))
    (root / "offsets.json").write_text(f"[{entries}]", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def evaluation(folders: Path) -> Evaluation:
    return evaluate("folders", folders, ["structure", "intensity", "cfog"], [48, 64], search=32, windows=4)


def test_every_matcher_gets_the_same_windows(evaluation: Evaluation) -> None:
    assert [matcher.label for matcher in evaluation.matchers] == ["structure", "intensity", "cfog"]

    def windows(label: str) -> list[object]:
        chosen = [match for match in evaluation.matches if match.matcher == label]
        return sorted((match.pair, match.geometry.template, match.truth) for match in chosen)

    assert windows("structure") == windows("intensity") == windows("cfog")
    assert 30 < len(windows("structure")) <= 48


def test_truth_follows_the_offsets_file(evaluation: Evaluation) -> None:
    found = {score.matcher: score.rates[1] for score in scores(evaluation)}
    assert found["structure"] == found["cfog"] == 1.0
    # The contrast is turned over: intensity finds the opposite of the truth.
    assert found["intensity"] < 0.3


def test_windows_of_a_template_do_not_depend_on_the_others(folders: Path, evaluation: Evaluation) -> None:
    alone = evaluate("folders", folders, ["structure"], [64], search=32, windows=4)
    assert {(match.pair, match.truth) for match in alone.matches} == {
        (match.pair, match.truth) for match in evaluation.matches if match.geometry.template == 64
    }


def test_limit_and_scenes_choose_pairs(folders: Path) -> None:
    some = choose_pairs("folders", folders, limit=3, seed=1)
    assert len(some) == 3
    assert some == choose_pairs("folders", folders, limit=3, seed=1)
    assert some != choose_pairs("folders", folders, limit=3, seed=2)
    assert [pair.scene for pair in choose_pairs("folders", folders, scenes=["[0-1]", "5"])] == ["0", "1", "5"]
    with pytest.raises(InputError, match="nowhere"):
        choose_pairs("folders", folders, scenes=["nowhere"])


def test_structure_alone_without_names(folders: Path) -> None:
    done = evaluate("folders", folders, templates=[64], search=16, windows=1, limit=1)
    assert [matcher.label for matcher in done.matchers] == ["structure"]
    assert len(done.matches) == done.pairs == 1


def test_reports_progress_and_stops(folders: Path) -> None:
    reporter = RecordingReporter(lambda told: len(told.fractions) == 2)
    with pytest.raises(CancelledError):
        evaluate("folders", folders, templates=[64], search=16, reporter=reporter)
    assert reporter.fractions == [0, pytest.approx(1 / 6)]


@pytest.mark.parametrize("name", ["evaluation.csv", "matches.csv", "evaluation.svg"])
def test_a_folder_with_files_of_others_is_refused_before_anything_is_measured(
    name: str, folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcome, "evaluate_plan", lambda *_: pytest.fail("it was noticed too late"))
    (tmp_path / name).write_bytes(b"\xff mine")
    with pytest.raises(InputError) as refused:
        measure_plans(make_plans("folders", folders), tmp_path, RecordingReporter())
    assert refused.value.code == "folder_in_use"
    assert (tmp_path / name).read_bytes() == b"\xff mine"


def test_templates_that_fit_nowhere(folders: Path) -> None:
    reporter = RecordingReporter()
    done = evaluate("folders", folders, templates=[64, 150], limit=2, search=16, reporter=reporter)
    assert {match.geometry.template for match in done.matches} == {64}
    assert "150" in reporter.warning_texts[0]
    with pytest.raises(InputError, match="150"):
        evaluate("folders", folders, templates=[150], limit=2)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ({"dataset": "nonesuch"}, "sentinel_la"),
        ({"models": ["nonesuch"]}, "nonesuch"),
        ({"templates": [8]}, "8"),
        ({"templates": []}, "template"),
        ({"search": 0}, "0"),
        ({"limit": 0}, "limit"),
        ({"windows": 0}, "windows"),
        ({"folder": Path("no such folder")}, "no such folder"),
    ],
)
def test_unusable_settings_are_input_errors(folders: Path, arguments: dict[str, object], word: str) -> None:
    with pytest.raises(InputError) as caught:
        evaluate(**{"dataset": "folders", "folder": folders, **arguments})  # type: ignore[arg-type]
    assert word in str(caught.value)
    assert caught.value.hint


# --- published layouts -------------------------------------------------------------------------------------


def test_sen12_layout_scores_whole_rois(tmp_path: Path) -> None:
    for roi in range(1, 13):
        name = "ROIs1158_spring" if roi % 2 else "ROIs1970_fall"
        for patch in range(2):
            sar, optical = (tmp_path / name / f"s{s}_{roi}" / f"{name}_s{s}_{roi}_p{patch}.png" for s in (1, 2))
            write_pair(sar, optical, roi, size=96)
    done = evaluate("sen1-2-roi", tmp_path, templates=[48], search=32)
    assert 1 <= done.pairs < 12
    assert {match.subset for match in done.matches} <= {"ROIs1158_spring", "ROIs1970_fall"}
    assert scores(done)[0].rates[1] == 1.0
    with pytest.raises(InputError, match="282384"):
        evaluate("sen1-2", tmp_path)


def test_qxs_layout(tmp_path: Path) -> None:
    for number in (*range(1, 5), *range(251, 255), *range(501, 505), *range(751, 755)):
        write_pair(
            tmp_path / "sar_256_oc_0.2" / f"{number}.png", tmp_path / "opt_256_oc_0.2" / f"{number}.png", number, 96
        )
    done = evaluate("qxs-roi", tmp_path, templates=[48], search=32)
    assert scores(done)[0].rates[1] == 1.0
    with pytest.raises(InputError, match="20000"):
        evaluate("qxs", tmp_path)


@pytest.mark.parametrize("name", sorted(DESCRIPTIONS))
def test_wrong_layout_says_what_was_expected(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        evaluate(name, tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert caught.value.hint


def test_bad_pairs_are_found_before_any_match(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "read_pair", lambda *_: pytest.fail("a bad pair was noticed too late"))
    for number in range(3):
        write_pair(tmp_path / "sar" / f"{number}.tif", tmp_path / "opt" / f"{number}.tif", number, size=64)
    write_image(tmp_path / "opt" / "2.tif", textured(48, 64))
    with pytest.raises(InputError, match=r"2\.tif has 64 x 64 pixels, .*64 x 48"):
        evaluate("folders", tmp_path)
    (tmp_path / "opt" / "2.tif").write_bytes(b"not an image")
    with pytest.raises(InputError, match=r"2\.tif cannot be read"):
        evaluate("folders", tmp_path)
    (tmp_path / "opt" / "2.tif").unlink()
    with pytest.raises(InputError, match=r"2\.tif has no partner"):
        evaluate("folders", tmp_path)


def test_truncated_image_is_named(tmp_path: Path) -> None:
    write_pair(tmp_path / "sar" / "1.tif", tmp_path / "opt" / "1.tif", 1)
    whole = (tmp_path / "opt" / "1.tif").read_bytes()
    (tmp_path / "opt" / "1.tif").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match=r"1\.tif"):
        evaluate("folders", tmp_path, templates=[64])


# --- models -----------------------------------------------------------------------------------------------


def test_model_files_are_evaluated_like_any_matcher(folders: Path, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from s2m2_engine.model.model_file import write_model
    from s2m2_engine.model.network.configuration import preset
    from s2m2_engine.model.network.s2m2 import S2M2Network

    torch.manual_seed(0)
    network = S2M2Network(preset("s2m2-small"))
    paths = [tmp_path / "here" / "modell.safetensors", tmp_path / "there" / "modell.safetensors"]
    for path in paths:
        path.parent.mkdir()
        write_model(path, network.configuration, network.state_dict(), "m", "random weights")
    done = evaluate("folders", folders, [*map(str, paths), "structure"], [48], 32, limit=2, device="cpu")
    assert [matcher.label for matcher in done.matchers] == ["modell", "modell (2)", "structure"]
    assert done.matchers[0].sha256 == done.matchers[1].sha256
    found = {label: [m.found for m in done.matches if m.matcher == label] for label in ("modell", "modell (2)")}
    assert found["modell"] == found["modell (2)"]


# --- real data --------------------------------------------------------------------------------------------


def test_structure_before_intensity_on_real_pairs(shared_data: Path) -> None:
    done = evaluate("sen12", shared_data, ["structure", "intensity"], [64], limit=15)
    rates = {score.matcher: score.rates[2] for score in scores(done) if score.subset == "all"}
    assert rates["structure"] > 0.6
    assert rates["structure"] > rates["intensity"] + 0.25


def test_named_folder_and_its_parent_are_the_same(shared_data: Path) -> None:
    for name in ("multisensor", "sentinel_world", "metre_scale", "sentinel_la"):
        assert choose_pairs(name, shared_data / name, limit=4) == choose_pairs(name, shared_data, limit=4)


def test_rates_finer_than_the_truth_are_left_out(shared_data: Path) -> None:
    done = evaluate("multisensor", shared_data, ["structure"], [96], limit=24, windows=1)
    lines = {score.subset: score for score in scores(done)}
    assert lines["Sentinel-1"].rates[0] is not None
    for subset in ("all", "GF-3"):
        assert lines[subset].rates[:2] == (None, None)
        assert lines[subset].rates[2] is not None
