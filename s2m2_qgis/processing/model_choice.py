"""The choice of a model in the algorithms: a list of the known ones, or a file. Scripts may give any name or path."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
)

from .. import settings
from ..engine_files import names
from ..i18n import tr
from ..qt_compat import ADVANCED

STRUCTURE = "structure"


def model_parameters(name: str, title: str, trained_only: bool = False) -> list[QgsProcessingParameterDefinition]:
    """Return the parameter of a model and that of a model file, which counts if it is given."""
    own = [one for one in settings.known_models() if one not in (names.DEFAULT_MODEL, STRUCTURE)]
    listed = [names.DEFAULT_MODEL, *([] if trained_only else [STRUCTURE]), *own]
    model = QgsProcessingParameterEnum(
        name, title, listed, defaultValue=names.DEFAULT_MODEL, optional=False, usesStaticStrings=True
    )
    model.setHelp(tr("A name in the list of models. Scripts may also give the path of a model file."))
    file = QgsProcessingParameterFile(
        _file_name(name), tr("Model file, in place of a model of the list"), extension="", optional=True
    )
    file.setFileFilter(f"{tr('Models')} (*{names.MODEL_SUFFIX})")
    file.setHelp(tr("A model that is not in the list of models; it counts if it is given."))
    file.setFlags(file.flags() | ADVANCED)
    return [model, file]


def chosen_model(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> str:
    """Return the name or the path of the model that is chosen."""
    file = algorithm.parameterAsFile(parameters, _file_name(name), context)
    given = parameters.get(name)
    if file:
        return str(file)
    return (
        given if isinstance(given, str) and given else str(algorithm.parameterAsEnumString(parameters, name, context))
    )


def without_model(parameters: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the parameters for QGIS's check, which knows only the names of the list; the engine checks all others."""
    return {key: value for key, value in parameters.items() if key != name or not isinstance(value, str)}


def _file_name(name: str) -> str:
    return f"{name}_FILE"
