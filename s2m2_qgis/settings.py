"""The plugin's settings as typed functions; QGIS's own settings hold them under "s2m2"."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsSettings

from .engine_files import names

AUTOMATIC_SEARCH_RADIUS_M = 500.0

_GROUP = "s2m2"


def python_path() -> str:
    """The path of the Python that the user has chosen; "" if there is none."""
    return _get("python_path")


def set_python_path(path: str) -> None:
    _set("python_path", path.strip())


def model() -> str:
    """The name of the model that matches use."""
    return _get("model") or names.DEFAULT_MODEL


def set_model(name: str) -> None:
    _set("model", name)


def known_models() -> list[str]:
    """The names of the models that the worker listed last."""
    return [name for name in _get("known_models").split("\n") if name]


def set_known_models(models: Iterable[str]) -> None:
    _set("known_models", "\n".join(models))


def search_radius_m() -> float | None:
    """The search radius in metres on the ground; None: automatic (AUTOMATIC_SEARCH_RADIUS_M)."""
    try:
        radius = float(_get("search_radius_m"))
    except ValueError:
        return None
    return radius if radius > 0 else None


def set_search_radius_m(radius: float | None) -> None:
    _set("search_radius_m", "" if radius is None else repr(float(radius)))


def pace_s(model: str) -> float | None:
    """Seconds for a tie point in the last match by a model on this computer; None before the first."""
    try:
        return float(_get(f"pace/{model}"))
    except ValueError:
        return None


def set_pace_s(model: str, seconds: float) -> None:
    _set(f"pace/{model}", repr(float(seconds)))


def results_folder() -> str:
    """The folder of new results; "": a folder beside the moving raster, or in the profile if that is not writable."""
    return _get("results_folder")


def set_results_folder(folder: str) -> None:
    _set("results_folder", folder.strip())


def finetune_folder() -> str:
    """The folder of a fine-tuning that the user has neither used nor discarded yet; "" if there is none."""
    return _get("finetune_folder")


def set_finetune_folder(folder: str) -> None:
    _set("finetune_folder", folder)


def wheel_folder() -> str:
    """The folder of wheels from which the engine's packages are installed, for sites without internet; "": an index."""
    return _get("wheel_folder")


def set_wheel_folder(folder: str) -> None:
    _set("wheel_folder", folder.strip())


def package_index() -> str:
    """The address of the index of the engine's packages; "": that of pip's settings, or PyPI."""
    return _get("package_index")


def set_package_index(address: str) -> None:
    _set("package_index", address.strip())


def pytorch_index() -> str:
    """The address of a mirror of PyTorch's own index for Linux; "": PyTorch's."""
    return _get("pytorch_index")


def set_pytorch_index(address: str) -> None:
    _set("pytorch_index", address.strip())


def with_pytorch() -> bool:
    """Whether a new environment gets PyTorch, which fine-tuning needs; false unless the user wants it."""
    return _get("with_pytorch") == "yes"


def set_with_pytorch(wanted: bool) -> None:
    _set("with_pytorch", "yes" if wanted else "")


def with_dask() -> bool:
    """Whether a new environment gets Dask, which matching many pairs needs; false unless the user wants it."""
    return _get("with_dask") == "yes"


def set_with_dask(wanted: bool) -> None:
    _set("with_dask", "yes" if wanted else "")


def _get(name: str) -> str:
    return str(QgsSettings().value(f"{_GROUP}/{name}", "") or "")


def _set(name: str, value: str) -> None:
    settings = QgsSettings()
    if value:
        settings.setValue(f"{_GROUP}/{name}", value)
    else:
        settings.remove(f"{_GROUP}/{name}")
