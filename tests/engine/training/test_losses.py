"""Labels, pseudo-labels, mutual information and their sum."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from s2m2_engine.errors import InputError
from s2m2_engine.model.network.configuration import preset
from s2m2_engine.model.network.output import NetworkOutput
from s2m2_engine.model.network.s2m2 import S2M2Network
from s2m2_engine.training.cutting.batches import Batch, RegionBatch
from s2m2_engine.training.labels import cross_entropy, deep_label, shallow_label
from s2m2_engine.training.loss_settings import LossSettings
from s2m2_engine.training.losses import Heads, loss_terms, rows, total_loss
from s2m2_engine.training.mutual_information import independence_loss, mutual_information, pool, squash
from s2m2_engine.training.pseudo_labels import joint_pseudo_label, mass_near_peak, pseudo_label, pseudo_label_loss

TINY = replace(preset("s2m2-small"), channels=(4, 4, 8, 8, 8), heads=2, prototypes=4)


def output(deep: torch.Tensor, shallow: torch.Tensor) -> NetworkOutput:
    """As a network of the paper's kind gives it."""
    fused = torch.nn.functional.interpolate(deep[:, None], size=shallow.shape[1:], mode="nearest")[:, 0] * shallow
    return NetworkOutput(deep, shallow, None, fused, deep * 100, shallow * 30, None, fused * 200, (), ())


def test_shallow_label_is_shared_by_the_cells_around_the_truth() -> None:
    label = shallow_label(torch.tensor([[2.25, 1.0], [4.0, 0.0]]), (3, 5), "exact")
    assert label[0, 1].tolist() == [0, 0, 0.75, 0.25, 0]
    assert label[1, 0, 4] == 1
    assert label.sum(dim=(1, 2)).tolist() == [1, 1]
    assert shallow_label(torch.tensor([[2.6, 1.0]]), (3, 5), "stretched")[0, 1, 3] == 1


def test_blurred_label_is_a_gaussian_about_the_truth() -> None:
    label = shallow_label(torch.tensor([[10.4, 7.0]]), (21, 31), "exact", blur=1.5)[0].numpy()
    rows, cols = np.mgrid[:21, :31]
    assert label.sum() == pytest.approx(1, abs=1e-5)
    assert (label * cols).sum() == pytest.approx(10.4, abs=1e-3)
    assert (label * (rows - 7.0) ** 2).sum() == pytest.approx(1.5**2, rel=0.01)


@pytest.mark.parametrize("truth", [0, 5, 8, 32, 61, 64])
def test_deep_labels(truth: int) -> None:
    at = torch.tensor([[float(truth), 0.0]])
    paper = deep_label(at, (9, 9), (65, 65), "stretched")
    assert paper[0, 0].argmax() == int(truth * 9 / 65)
    assert paper.sum() == 1
    exact = deep_label(at, (9, 9), (65, 65), "exact")[0, 0]
    # The mended one says where: cells stand for shifts of 8 px.
    assert float((exact * torch.arange(9) * 8).sum()) == pytest.approx(truth)


def test_cross_entropy_is_least_for_the_label_itself() -> None:
    label = torch.softmax(torch.randn(3, 20), dim=1).view(3, 4, 5)
    entropy = -(label * label.log()).sum(dim=(1, 2))
    torch.testing.assert_close(cross_entropy(label.log(), label), entropy)
    assert (cross_entropy(torch.zeros(3, 4, 5), label) > entropy).all()
    one = torch.zeros(1, 4, 5)
    one[0, 2, 3] = 1
    torch.testing.assert_close(cross_entropy(torch.zeros(1, 4, 5), one), torch.log(torch.tensor([20.0])))


def test_paper_pseudo_label_is_the_softmax_of_the_product() -> None:
    torch.manual_seed(0)
    deep, shallow = 0.2 * torch.rand(2, 9, 9), torch.rand(2, 65, 65)
    label = pseudo_label(output(deep, shallow), "min_max", 1.0)
    # Bilinear between cell centres at (k + 1/2) 65/9, by hand for one cell.
    row, col = 30, 17
    y, x = (row + 0.5) * 9 / 65 - 0.5, (col + 0.5) * 9 / 65 - 0.5
    (i, v), (j, u) = divmod(y, 1), divmod(x, 1)
    cells = deep[0, int(i) : int(i) + 2, int(j) : int(j) + 2]
    weights = torch.tensor([[(1 - v) * (1 - u), (1 - v) * u], [v * (1 - u), v * u]])
    product = (cells * weights).sum() * shallow[0, row, col] * 200
    assert label.sum(dim=(1, 2)).tolist() == pytest.approx([1, 1], abs=1e-5)
    reference = float(torch.log(label[0, 0, 0]))
    corner = deep[0, 0, 0] * shallow[0, 0, 0] * 200
    assert float(torch.log(label[0, row, col])) - reference == pytest.approx(float(product - corner), abs=1e-2)


def test_pseudo_label_teaches_the_shallow_heatmap_only() -> None:
    deep, shallow = (torch.rand(2, n, n).requires_grad_() for n in (3, 17))
    made = output(deep, shallow)
    pseudo_label_loss(made, pseudo_label(made, "min_max", 1.0), "min_max", 0.0).backward()
    assert deep.grad is None
    assert shallow.grad is not None
    assert shallow.grad.abs().sum() > 0


def test_unsure_pseudo_labels_teach_nothing() -> None:
    flat, sharp = torch.full((1, 17, 17), 1 / 289), torch.zeros(1, 17, 17)
    sharp[0, 8, 8] = 1
    assert mass_near_peak(torch.cat([flat, sharp])).tolist() == pytest.approx([11 / 289, 1], abs=1e-4)
    made = output(torch.rand(1, 3, 3), torch.rand(1, 17, 17))
    assert pseudo_label_loss(made, flat, "min_max", 0.5) == 0
    assert pseudo_label_loss(made, sharp, "min_max", 0.5) > 0


def peaks(size: int, *at: tuple[int, int]) -> torch.Tensor:
    """A heatmap (1, size, size) with equal narrow peaks at (col, row)."""
    made = torch.full((size, size), 1e-6)
    for col, row in at:
        made[row, col] = 1
    return (made / made.sum())[None]


def test_templates_of_a_region_decide_together() -> None:
    # The region's displacement is (3, -2); each template alone also believes in a place of its own.
    places = torch.tensor([[[8, 16], [16, 8], [24, 24]]])
    label = torch.cat([peaks(41, (11, 14), (30, 2)), peaks(41, (19, 6), (5, 33)), peaks(41, (27, 22), (9, 9))])
    together = joint_pseudo_label(label, places)
    assert together.sum(dim=(1, 2)).tolist() == pytest.approx([1, 1, 1], abs=1e-4)
    for one, (col, row) in zip(together, [(11, 14), (19, 6), (27, 22)], strict=True):
        assert one[row, col] > 0.99
    assert mass_near_peak(label).max() < 0.6 < mass_near_peak(together).min()


def test_one_template_cannot_overrule_the_others() -> None:
    places = torch.tensor([[[0, 0], [8, 0], [0, 8]]])
    label = torch.cat([peaks(25, (20, 20)), peaks(25, (12, 4)), peaks(25, (4, 12))])
    together = joint_pseudo_label(label, places)
    assert together[0, 4, 4] > 0.9
    # The same template thrice is one witness: it is believed no more than alone.
    thrice = joint_pseudo_label(peaks(25, (3, 4), (9, 9)).expand(3, -1, -1), torch.zeros(1, 3, 2, dtype=torch.int64))
    assert thrice[2, 4, 3] == pytest.approx(float(thrice[0, 9, 9]), abs=1e-5)
    assert thrice.amax() < 0.5


def test_regions_are_not_mixed() -> None:
    places = torch.tensor([[[0, 0], [8, 8]], [[8, 0], [0, 0]]])
    label = torch.cat([peaks(25, (1, 2)), peaks(25, (9, 10)), peaks(25, (15, 5)), peaks(25, (7, 5))])
    together = joint_pseudo_label(label, places)
    assert [int(one.argmax()) for one in together] == [2 * 25 + 1, 10 * 25 + 9, 5 * 25 + 15, 5 * 25 + 7]


def test_joint_pseudo_labels_are_used_for_unlabelled_regions_only() -> None:
    torch.manual_seed(0)
    made = output(torch.rand(4, 3, 3), torch.rand(4, 17, 17))
    labelled = torch.tensor([True, True, False, False])
    places = torch.tensor([[[0, 0], [8, 0]], [[0, 0], [0, 8]]])
    truth = torch.tensor([[1.0, 1.0]] * 4)

    def pseudo(joint: bool) -> float:
        settings = LossSettings(pseudo_joint=joint)
        return float(loss_terms(made, truth, labelled, settings, Heads("min_max", "stretched"), None, places)["pseudo"])

    unlabelled = pseudo_label(made, "min_max", 1.0)[2:]
    shallow = made.shallow
    assert shallow is not None
    expected = cross_entropy(shallow[2:] * 80, joint_pseudo_label(unlabelled, places[1:])).mean()
    assert pseudo(True) == pytest.approx(float(expected), rel=1e-5)
    assert pseudo(True) != pytest.approx(pseudo(False), rel=1e-3)


def test_mutual_information_of_known_cases() -> None:
    torch.manual_seed(0)
    first, second = torch.rand(1, 20_000), torch.rand(1, 20_000)
    same, none = float(mutual_information(first, first)), float(mutual_information(first, second))
    assert same > 1.5
    assert abs(none) < 0.05
    halfway = float(mutual_information(first, (first + second) / 2))
    assert none < halfway < same


def test_mutual_information_against_a_plain_computation() -> None:
    rng = np.random.default_rng(0)
    a, b = rng.random((2, 40))
    centres = np.linspace(0, 1, 32)
    weight_a, weight_b = (np.exp(-((v[:, None] - centres) ** 2) / (2 * (1 / 31) ** 2)) for v in (a, b))
    weight_a, weight_b = (w / w.sum(axis=1, keepdims=True) for w in (weight_a, weight_b))
    joint = weight_a.T @ weight_b / 40
    expected = (joint * np.log(joint / (np.outer(weight_a.mean(0), weight_b.mean(0)) + 1e-6) + 1e-6)).sum()
    found = mutual_information(torch.tensor(a)[None].float(), torch.tensor(b)[None].float())
    assert float(found) == pytest.approx(expected, abs=1e-4)


def test_squashed_form_keeps_the_gradient_where_the_paper_clamps_it_away() -> None:
    torch.manual_seed(0)
    common = torch.randn(2, 3, 32, 32)
    grads = {}
    for form in ("paper", "squashed"):
        # Features of the usual size: most of their means lie outside 0..1.
        shared = (5 * common).requires_grad_()
        specific = 5 * common + 0.5 * torch.randn(2, 3, 32, 32)
        independence_loss([shared], [specific], form).backward()
        assert shared.grad is not None
        grads[form] = float((pool(shared.grad).abs() > 1e-9).float().mean())
    assert grads["paper"] < 0.7
    assert grads["squashed"] > 0.95


def test_minimising_independence_makes_features_independent() -> None:
    torch.manual_seed(0)
    shared = torch.randn(1, 4, 64, 64)
    specific = (shared + 0.3 * torch.randn(1, 4, 64, 64)).requires_grad_()
    optimizer = torch.optim.Adam([specific], lr=0.05)
    before = float(independence_loss([shared], [specific.detach()], "squashed"))
    for _ in range(30):
        optimizer.zero_grad()
        loss = independence_loss([shared], [specific], "squashed")
        loss.backward()
        optimizer.step()
    assert float(loss.detach()) < 0.7 * before


def test_squash_spreads_evenly() -> None:
    values = squash(torch.randn(2, 3, 40, 40) * 7 + 100)
    histogram = torch.histc(values, bins=10, min=0, max=1) / values.numel()
    assert histogram.min() > 0.07
    assert bool((squash(torch.ones(1, 1, 4, 4)) == 0.5).all())


@pytest.mark.parametrize("name", ["s2m2", "reference-small"])
def test_terms_of_a_network(name: str) -> None:
    configuration = TINY if name == "s2m2" else preset(name)
    torch.manual_seed(0)
    network = S2M2Network(configuration).train()
    made = network(torch.rand(3, 3, 48, 48) * 255, torch.rand(3, 3, 32, 32) * 255)
    heads = Heads(configuration.correlation, configuration.placement)
    labelled = torch.tensor([True, False, False])
    truth = torch.tensor([[3.0, 8.5], [0.0, 0.0], [0.0, 0.0]])
    settings = LossSettings(fused=1.0)
    terms = loss_terms(made, truth, labelled, settings, heads)
    assert set(terms) == {"deep", "shallow", "fused", "pseudo"}
    total_loss(terms, settings, 0).backward()
    assert all(torch.isfinite(p.grad).all() for p in network.parameters() if p.grad is not None)
    # Truths of unlabelled samples have no effect.
    other = loss_terms(made, truth + torch.tensor([[0.0], [5.0], [5.0]]), labelled, settings, heads)
    assert all(torch.equal(terms[key], other[key]) for key in terms)
    off = LossSettings(deep=0, pseudo=0, independence=0)
    assert set(loss_terms(made, truth, labelled, off, heads)) == {"shallow"}


def test_weights_and_warm_up() -> None:
    terms = {"shallow": torch.tensor(2.0), "pseudo": torch.tensor(10.0)}
    settings = LossSettings(shallow=3.0, pseudo=0.5, pseudo_warmup=10)
    assert total_loss(terms, settings, 0) == 6.5
    assert total_loss(terms, settings, 20) == 11


def test_impossible_weights_are_refused() -> None:
    with pytest.raises(InputError, match="unless deep, fused or pseudo"):
        LossSettings(deep=0, shallow=0, fused=0, pseudo=0)
    with pytest.raises(InputError, match="independence_form"):
        LossSettings(independence_form="none")


def test_unlabelled_pairs_of_a_batch() -> None:
    """Everything of each, in their order."""
    tensor = torch.arange(3 * 3 * 8 * 8).view(3, 3, 8, 8).float()
    labelled = torch.tensor([False, True, False])
    images = {"optical": tensor, "optical_valid": tensor[:, 0] > 5, "sar": -tensor, "sar_valid": tensor[:, 0] > 9}
    places = torch.arange(3 * 2 * 2).view(3, 2, 2)
    common = {**images, "labelled": labelled, "keys": ("a", "b", "c")}
    batch = Batch(**common, truth=places[:, 0].float()).unlabelled()
    region = RegionBatch(**common, places={16: places}, truths={16: places.float()}).unlabelled()
    for kept in (batch, region):
        assert kept.keys == ("a", "c")
        assert not kept.labelled.any()
        for name, whole in images.items():
            assert torch.equal(getattr(kept, name), whole[[0, 2]])
    assert torch.equal(batch.truth, places[[0, 2], 0].float())
    assert torch.equal(region.places[16], places[[0, 2]])
    assert torch.equal(region.truths[16], places[[0, 2]].float())


def test_a_teacher_says_the_same_of_unlabelled_pairs_alone() -> None:
    torch.manual_seed(0)
    network = S2M2Network(preset("s2m2-small")).eval()
    image = 255 * torch.rand(3, 3, 48, 48)
    batch = Batch(
        optical=image,
        optical_valid=torch.ones(3, 48, 48, dtype=torch.bool),
        sar=image[..., :24, :24],
        sar_valid=torch.ones(3, 24, 24, dtype=torch.bool),
        labelled=torch.tensor([False, True, False]),
        keys=("a", "b", "c"),
        truth=torch.zeros(3, 2),
    )
    alone = batch.unlabelled()
    with torch.no_grad():
        whole, part = network(batch.optical, batch.sar), network(alone.optical, alone.sar)
    torch.testing.assert_close(rows(whole, ~batch.labelled).fused_logits, part.fused_logits, atol=1e-4, rtol=1e-4)
