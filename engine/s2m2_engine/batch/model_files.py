"""Brings model files to the workers of a scheduler that lack them, once to each, and to those that come later."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import WorkerPlugin

from ..errors import EngineError
from ..files import partial_file
from ..model.library import find_model
from .task import use_models

_NAME = "s2m2-models"


@dataclass(frozen=True)
class ModelContent:
    """A model file.

    Attributes:
        file: its name, without a folder.
        content: its bytes.
        sha256: of the bytes.
    """

    file: str
    content: bytes
    sha256: str


class ModelFiles(WorkerPlugin):  # type: ignore[misc]  # Dask's classes have no types
    """Writes the models of a batch into the temporary folder of a worker, and lets it match with them."""

    name = _NAME

    def __init__(self, models: Mapping[str, ModelContent]) -> None:
        self._models = models

    def setup(self, worker: Any) -> None:
        """Write the files; Dask calls it in each worker.

        Raises:
            EngineError: "model_not_sent": what arrived is not what was sent.
            S2M2Error: a file cannot be written.
        """
        found = {}
        for name, model in self._models.items():
            if hashlib.sha256(model.content).hexdigest() != model.sha256:
                raise EngineError("model_not_sent", f"The model {name} arrived damaged.")
            path = _folder(worker) / model.sha256 / model.file
            with partial_file(path) as partial:
                partial.write_bytes(model.content)
            found[name] = path
        use_models(found)

    def teardown(self, worker: Any) -> None:
        """Remove the files; Dask calls it at the end of the batch, and when a worker ends."""
        use_models({})
        shutil.rmtree(_folder(worker), ignore_errors=True)


def _folder(worker: Any) -> Path:
    return Path(worker.local_directory) / _NAME


def send_models(client: Any, names: Mapping[str, str]) -> bool:
    """Send the models that are files here to all workers of a client; returns whether there was one.

    Raises:
        EngineError: "model_not_sent".
    """
    models = {}
    for name in names:
        path = find_model(name)
        if path is not None:
            content = path.read_bytes()
            models[name] = ModelContent(path.name, content, hashlib.sha256(content).hexdigest())
    if not models:
        return False
    try:
        client.register_plugin(ModelFiles(models))
    except Exception as error:
        # What a worker raises comes back as it is.
        raise EngineError("model_not_sent", f"The models could not be sent to the workers: {error}") from error
    return True


def take_back(client: Any) -> None:
    """Let the workers and the scheduler forget the models."""
    client.unregister_worker_plugin(_NAME)
