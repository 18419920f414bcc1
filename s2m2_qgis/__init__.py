"""S2M2 for QGIS: match and align SAR and optical layers."""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:  # noqa: N802 - QGIS asks for this name
    """What QGIS calls to make the plugin; `iface` is None in qgis_process."""
    from .plugin import S2M2Plugin

    return S2M2Plugin(iface)
