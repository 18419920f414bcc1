"""Parameters whose values are names: `METHOD=tps` works in scripts. Numbers, which earlier versions took, still do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qgis.core import QgsProcessingParameterEnum

# The numbers of earlier versions are places in these lists, so new names come last.
METHODS = ("auto", "shift", "affine", "polynomial", "tps", "similarity")
RESAMPLINGS = ("auto", "nearest", "bilinear", "cubic")
ROLES = ("sar", "optical")
GRIDS = ("own", "reference")
FORMATS = ("gtiff", "cog")


def choice_parameter(name: str, title: str, values: Sequence[str], help_text: str) -> QgsProcessingParameterEnum:
    """The parameter of a choice among `values`, the first of which is its default."""
    parameter = QgsProcessingParameterEnum(name, title, list(values), defaultValue=values[0], usesStaticStrings=True)
    parameter.setHelp(help_text)
    return parameter


def with_names(parameters: Mapping[str, Any], choices: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the parameters with names in place of numbers of choices; other values stay, and QGIS refuses them."""
    named = dict(parameters)
    for name, values in choices.items():
        number = str(named.get(name))
        if number.isdecimal() and int(number) < len(values):
            named[name] = values[int(number)]
    return named
