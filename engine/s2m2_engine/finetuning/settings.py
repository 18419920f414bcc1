"""The settings of a fine-tuning, and those checks of them that need neither rasters nor a network."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..files import check_name, check_output
from ..model.library import MODEL_NAME, find_model
from ..names import DEFAULT_MODEL, FINETUNE_RESULT_FILE, FINETUNE_SETTINGS_FILE, MODEL_SUFFIX
from ..scene.raster.sources import refuse_overwriting, same_file

LONGEST_MINUTES = 7 * 24 * 60
# Folders that a run makes in its own folder.
MATCHES_FOLDER, EXAMPLES_FOLDER = "matches", "examples"


@dataclass(frozen=True)
class ScenePaths:
    """Paths, or GDAL dataset names, of a SAR and an optical raster of the same ground.

    `match` is the folder of an earlier match of the two, in which tie points may have been checked; None if there is
    no such match.
    """

    sar: str
    optical: str
    match: str | None = None

    @classmethod
    def parse(cls, text: str) -> ScenePaths:
        """Read "SAR,OPTICAL" or "SAR,OPTICAL,MATCH"; all commas after the second are part of the folder's name.

        Raises:
            InputError: "bad_pair".
        """
        parts = [part.strip() for part in text.split(",", 2)]
        if len(parts) < 2 or not all(parts):
            raise InputError(
                "bad_pair",
                f"{text!r} is no pair of scenes.",
                "Give the SAR and the optical raster, a comma between them: sar.tif,optical.tif",
            )
        return cls(*parts)


@dataclass(frozen=True)
class FineTuneSettings:
    """The settings of one fine-tuning.

    Attributes:
        pairs: scenes to train on; they need not be aligned.
        out: folder for all files of the run.
        name: name of the new model.
        model: the base model, a trained network: a name or a path, as in `load_matcher`.
        minutes: time limit of the training; alignment of the scenes and the trial take some more time.
        search_radius: largest displacement between the scenes, metres on the ground; None: as in `MatchSettings`.
        device: as in `load_matcher`.
        seed: seed of all random choices.
        lessons: folder in which lessons are kept for later runs on the same scenes; "": they are not.
    """

    pairs: tuple[ScenePaths, ...]
    out: Path
    name: str = "tuned"
    model: str = DEFAULT_MODEL
    minutes: float = 30.0
    search_radius: float | None = None
    device: str = "auto"
    seed: int = 0
    lessons: str = ""

    def check(self) -> None:
        """Refuse settings that can never work.

        Raises:
            InputError: "no_pairs", "same_raster", "bad_minutes", "bad_seed", "bad_name", "unwritable_output" or
                "output_is_input".
        """
        check_output(self.out)
        if not self.pairs:
            raise InputError("no_pairs", "There is nothing to learn from.", "Give at least one pair of scenes.")
        for pair in self.pairs:
            for name in (pair.sar, pair.optical, pair.match or ""):
                check_name(name)
            if same_file(pair.sar, pair.optical):
                raise InputError(
                    "same_raster",
                    f"{pair.sar} is given as SAR and as optical raster.",
                    "Give two different rasters, a SAR and an optical one.",
                )
        if not (math.isfinite(self.minutes) and 0 < self.minutes <= LONGEST_MINUTES):
            raise InputError(
                "bad_minutes",
                f"Fine-tuning cannot take {self.minutes:g} minutes.",
                f"Give a number above 0 and at most {LONGEST_MINUTES}.",
            )
        if not 0 <= self.seed < 2**32:
            raise InputError(
                "bad_seed", f"The seed cannot be {self.seed}.", "Give a whole number from 0 to 4294967295."
            )
        if not MODEL_NAME.fullmatch(self.name):
            raise InputError(
                "bad_name",
                f"A model cannot be called {self.name!r}.",
                "Use letters, digits, dots, dashes and underscores, and begin with a letter or digit.",
            )
        self._check_inputs()

    def _check_inputs(self) -> None:
        """Refuse an output that is a raster of a pair, or the base model."""
        model = find_model(self.model)
        written = (FINETUNE_SETTINGS_FILE, FINETUNE_RESULT_FILE, f"{self.name}{MODEL_SUFFIX}")
        refuse_overwriting(
            (self.out / name for name in written),
            (*(path for pair in self.pairs for path in (pair.sar, pair.optical)), *filter(None, [model])),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the settings except `out` and `lessons` as plain JSON values."""
        return {
            # A pair without a match has two elements, as in earlier versions, so that their runs can be resumed.
            "pairs": [[part for part in (pair.sar, pair.optical, pair.match) if part] for pair in self.pairs],
            "name": self.name,
            "model": self.model,
            "minutes": self.minutes,
            "search_radius": self.search_radius,
            "device": self.device,
            "seed": self.seed,
        }
