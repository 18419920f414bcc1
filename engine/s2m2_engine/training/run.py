"""The state of a training run, and a step of the optimizer."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import torch

from ..errors import EngineError
from ..model.model_file import write_model
from ..model.network.output import NetworkOutput
from ..model.network.s2m2 import S2M2Network
from ..names import LOSS, MODEL_SUFFIX
from ..pairs.training_pairs import TrainingPair, fingerprint
from .checkpoints import Checkpoint, list_checkpoints, load_checkpoint, refuse_other_run, save_checkpoint
from .configuration import TrainingConfiguration, default_settings
from .curves import Curves
from .cutting.batches import Batch, RegionBatch
from .devices import random_state, restore_random_state
from .loss_settings import TERMS
from .losses import Heads, loss_terms, mean_terms, total_loss
from .mutual_information import independence_loss
from .networks import RunningAverage, build_network
from .schedule import learning_rate
from .validation import is_better, validate, validation_samples

if TYPE_CHECKING:
    from lightning_fabric import Fabric

CHECKPOINTS = "checkpoints"


class Run:
    """The network, the optimizer and their progress. A run resumes from the newest checkpoint in `out`.

    Attributes:
        step: number of steps made.
        best: step and results of the best validation, or None.
        last: results of the last validation in this process.
    """

    def __init__(
        self,
        configuration: TrainingConfiguration,
        fabric: Fabric,
        pairs: Sequence[TrainingPair],
        held_out: Sequence[TrainingPair],
    ) -> None:
        self.configuration = configuration
        self.fabric = fabric
        self.pairs = pairs
        self.held_out = held_out
        self.step = 0
        self.best: tuple[int, dict[str, float]] | None = None
        self.last: dict[str, float] = {}
        before = 0.0
        self._data = fingerprint(pairs)
        self._folder = configuration.out / CHECKPOINTS
        self._saved: Path | None = None
        settings = configuration.optimizer
        self._network = build_network(configuration.network, configuration.seed)
        parameters = self._network.parameters() if settings.anchor else ()
        self._origin = [weights.detach().clone() for weights in parameters]
        self._heads = Heads(self._network.configuration.correlation, self._network.configuration.placement)
        self._average = RunningAverage(self._network, settings.average) if settings.average else None
        optimizer = torch.optim.AdamW(
            self._network.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay
        )
        checkpoint = self._newest_checkpoint()
        if checkpoint is not None:
            self.step, self.best, before = checkpoint.step, checkpoint.best, checkpoint.seconds
            self._network.load_state_dict(checkpoint.network)
            if self._average is not None:
                self._average.network.load_state_dict(checkpoint.average)
        self._model, self._optimizer = fabric.setup(self._network, optimizer)
        self._model.train()
        self._model.mark_forward_method("match_places")
        if checkpoint is not None:
            self._optimizer.load_state_dict(checkpoint.optimizer)
            fabric.strategy.precision.load_state_dict(checkpoint.scaler)
            restore_random_state(checkpoint.random)
        self._origin = [weights.to(fabric.device) for weights in self._origin]
        if self._average is not None:
            self._average.network.to(fabric.device)
        self._began = time.monotonic() - before

    @property
    def model_file(self) -> Path:
        """Path of the model file that the run writes."""
        return self.configuration.out / f"{self.configuration.name}{MODEL_SUFFIX}"

    def any_process(self, flag: bool) -> bool:
        """Return whether `flag` is true in any process. All processes must call this together."""
        if self.fabric.world_size == 1:
            return flag
        count = self.fabric.all_reduce(torch.tensor(float(flag), device=self.fabric.device), reduce_op="sum")
        return bool(torch.as_tensor(count) > 0)

    def make_step(self, batches: Sequence[Batch | RegionBatch]) -> dict[str, float]:
        """Make a step of the optimizer from one or more batches, and return its losses and other values by name.

        Raises:
            EngineError: "not_finite".
        """
        configuration = self.configuration
        rate = learning_rate(self.step, configuration.schedule.steps, configuration.optimizer)
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        names = [term for term in TERMS if getattr(configuration.losses, term)]
        sums = dict.fromkeys((LOSS, *names), 0.0)
        for number, batch in enumerate(batches):
            with self.fabric.no_backward_sync(self._model, enabled=number < len(batches) - 1):
                terms, loss = self._losses(batch)
                self.fabric.backward(loss / len(batches))
            figures = {name: float(value.detach()) for name, value in ((LOSS, loss), *terms.items())}
            for name in sums:
                sums[name] += figures.get(name, math.nan) / len(batches)
        self._refuse_not_finite(math.isfinite(sums[LOSS]), sums, batches)
        clip = configuration.optimizer.clip or math.inf
        norm = self.fabric.clip_gradients(self._model, self._optimizer, max_norm=clip, error_if_nonfinite=False)
        length = math.nan if norm is None else float(norm)
        # In float16 gradients overflow now and then; the scaler skips such a step.
        self._refuse_not_finite(
            configuration.precision == "float16" or math.isfinite(length), {**sums, "gradient": length}, batches
        )
        self._optimizer.step()
        self._optimizer.zero_grad()
        self._pull_back(rate * configuration.optimizer.anchor)
        self.step += 1
        if self._average is not None:
            self._average.update(self._network, self.step)
        return {**sums, "learning_rate": rate, "gradient_norm": length}

    @torch.no_grad()
    def _pull_back(self, share: float) -> None:
        """Move weights back towards the initial weights by a share of their distance.

        This is L2-SP (Xuhong et al. 2018), decoupled from the gradient in the way of AdamW.
        """
        for weights, origin in zip(self._network.parameters(), self._origin):
            weights.lerp_(origin, min(1.0, share))

    def is_over(self) -> bool:
        """Return whether all steps are made or the time is over in any process."""
        schedule = self.configuration.schedule
        if self.step >= schedule.steps:
            return True
        return bool(schedule.minutes) and self.any_process(self.elapsed() >= 60 * schedule.minutes)

    def elapsed(self) -> float:
        """Return the computing time in seconds, including earlier calls."""
        return time.monotonic() - self._began

    def fraction(self) -> float:
        """Return the progress of the run, in [0, 1]."""
        schedule = self.configuration.schedule
        by_time = self.elapsed() / (60 * schedule.minutes) if schedule.minutes else 0.0
        return min(1.0, max(self.step / schedule.steps, by_time))

    def _losses(self, batch: Batch | RegionBatch) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
        settings = self.configuration.losses
        moved = batch.to(self.fabric.device)
        outputs = self._outputs(self._model, moved)
        teachers: list[NetworkOutput | None] = [None] * len(outputs)
        taught = settings.pseudo and settings.pseudo_teacher == "average" and not bool(batch.labelled.all())
        if taught and self._average is not None:
            with torch.no_grad(), self.fabric.autocast():
                teachers = list(self._outputs(self._average.network, moved.unlabelled()))
        terms = mean_terms(
            [
                loss_terms(output, truth, known, settings, self._heads, teacher, places)
                for output, (truth, known), teacher, places in zip(
                    outputs, moved.labels(), teachers, moved.corners(), strict=True
                )
            ]
        )
        if settings.independence and outputs[0].specific:
            # All templates of a region share the features of the whole images.
            terms["independence"] = independence_loss(
                outputs[0].shared, outputs[0].specific, settings.independence_form
            )
        return terms, total_loss(terms, settings, self.step)

    def _outputs(self, network: torch.nn.Module, batch: Batch | RegionBatch) -> list[NetworkOutput]:
        """Return an output for each template size."""
        whole = bool(batch.optical_valid.all() and batch.sar_valid.all())
        optical_valid, sar_valid = (None, None) if whole else (batch.optical_valid, batch.sar_valid)
        if isinstance(batch, RegionBatch):
            # Fabric's wrapper passes this method on to the network.
            many = cast(S2M2Network, network).match_places
            alone = self.configuration.windows.alone
            return list(many(batch.optical, batch.sar, batch.places, optical_valid, sar_valid, alone).values())
        return [network(batch.optical, batch.sar, optical_valid, sar_valid)]

    def _refuse_not_finite(
        self, finite: bool, figures: dict[str, float], batches: Sequence[Batch | RegionBatch]
    ) -> None:
        if not self.any_process(not finite):
            return
        bad = [name for name, value in figures.items() if not math.isfinite(value)]
        keys = list(dict.fromkeys(key for batch in batches for key in batch.keys))
        where = f" ({', '.join(bad)}; pairs {', '.join(keys[:4])}{' ...' if len(keys) > 4 else ''})" if bad else ""
        raise EngineError(
            "not_finite",
            f"Training failed at step {self.step + 1}: the loss or its gradient is not finite any more{where}.",
            "The last checkpoint is intact. Lower optimizer.learning_rate or raise optimizer.warmup, and start again.",
        )

    def validate(self, curves: Curves | None) -> None:
        """Validate in the first process. Write the model file if the weights are the best and the best are chosen."""
        if self.fabric.is_global_zero:
            self.last = self._validated()
            if curves is not None:
                curves.validation(self.step, self.last)
            if self.best is None or is_better(self.last, self.best[1]):
                self.best = (self.step, self.last)
                if self._chooses_best:
                    self._write_model()
        self.fabric.barrier()

    def _validated(self) -> dict[str, float]:
        samples = validation_samples(self.configuration, self.held_out)
        return validate(self._validated_network(), samples, self.fabric.device, self._heads.placement)

    def _validated_network(self) -> torch.nn.Module:
        """Return the network whose weights are validated and saved."""
        return self._network if self._average is None else self._average.network

    def save(self) -> Path:
        """Write a checkpoint of this step in the first process, unless it exists already."""
        path = self._folder / f"step-{self.step:09d}.ckpt"
        if self.fabric.is_global_zero and self._saved != path:
            checkpoint = Checkpoint(
                step=self.step,
                settings=self.configuration.comparable(),
                data=self._data,
                network=self._network.state_dict(),
                average={} if self._average is None else self._average.network.state_dict(),
                optimizer=self._optimizer.state_dict(),
                scaler=self.fabric.strategy.precision.state_dict(),
                random=random_state(),
                best=self.best,
                seconds=self.elapsed(),
            )
            self._saved = save_checkpoint(self._folder, checkpoint, self.configuration.schedule.keep)
        self.fabric.barrier()
        return path

    @property
    def _chooses_best(self) -> bool:
        return self.configuration.validation.choose == "best"

    def finish_model(self) -> Path:
        """Return the model file. Write it now if the last weights are chosen, nothing is validated or it is missing."""
        if self.fabric.is_global_zero and not (self._chooses_best and self.best and self.model_file.exists()):
            self._write_model()
        self.fabric.barrier()
        return self.model_file

    def _write_model(self) -> None:
        network = self.configuration.network
        sets = sorted({pair.images.key.partition(":")[0] for pair in self.pairs})
        labelled = sum(pair.labelled for pair in self.pairs)
        start = f", starting from {network.start.stem}" if network.start is not None else ""
        note = (
            f"Trained by S2M2 for {self.step} steps on {', '.join(sets)}: {labelled} labelled and "
            f"{len(self.pairs) - labelled} unlabelled pairs{start}."
        )
        write_model(
            self.model_file,
            self._network.configuration,
            self._validated_network().state_dict(),
            self.configuration.name,
            note,
        )

    def _newest_checkpoint(self) -> Checkpoint | None:
        found = list_checkpoints(self._folder)
        if not found:
            return None
        checkpoint = load_checkpoint(found[-1])
        refuse_other_run(found[-1], checkpoint, self.configuration.comparable(), self._data, default_settings())
        self._saved = found[-1]
        return checkpoint
