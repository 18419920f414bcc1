"""Runs the plugin's widgets with PyQt6 and without QGIS, in a process of its own: `python qt6_plugin.py PROJECT_ROOT`.

`qgis.PyQt` leads to PyQt6, as in QGIS 4. Classes of qgis.core and qgis.gui are thin doubles: Qt's widgets where the
plugin derives from them or shows them, and stand-ins that take any call everywhere else. What this shows is that
modules are imported and widgets are made, shown, filled and painted with Qt 6; not that QGIS 4 runs them.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import PyQt6
from PyQt6 import QtCore, QtGui, QtNetwork, QtWidgets, QtXml, sip

# qgis.PyQt of QGIS 4 finds these where Qt 5 had them.
_MOVED = {"QtWidgets": ("QAction", "QActionGroup", "QShortcut")}


class _AnyMeta(type(QtCore.QObject)):  # type: ignore[misc]
    """Classes whose every attribute is there."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Any_()

    def __or__(cls, _other: object) -> Any:
        return Any_()


class Any_:  # noqa: N801 - it stands for anything
    """Takes every call, and has every attribute."""

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Any_()

    def __call__(self, *_: Any, **__: Any) -> Any:
        return Any_()

    def __or__(self, _other: object) -> Any:
        return self

    __ror__ = __and__ = __or__

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Any:
        return iter(())

    def __int__(self) -> int:
        return 0

    def __str__(self) -> str:
        return ""


class LayerBox(QtWidgets.QComboBox):
    layerChanged = QtCore.pyqtSignal(object)  # noqa: N815 - QGIS's name

    def __getattr__(self, name: str) -> Any:
        if name in ("setFilters", "setAllowEmptyLayer", "setLayer", "setExceptedLayerList"):
            return lambda *_: None
        raise AttributeError(name)

    def currentLayer(self) -> None:  # noqa: N802 - QGIS's name
        return None


class FileWidget(QtWidgets.QWidget):
    StorageMode = Any_()
    fileChanged = QtCore.pyqtSignal(str)  # noqa: N815 - QGIS's name

    def __init__(self, *_: Any) -> None:
        super().__init__()
        self._path = ""
        self._line = QtWidgets.QLineEdit(self)

    def lineEdit(self) -> QtWidgets.QLineEdit:  # noqa: N802 - QGIS's name
        return self._line

    def __getattr__(self, name: str) -> Any:
        if name.startswith("set"):
            return lambda *_: Any_()
        raise AttributeError(name)

    def setFilePath(self, path: str) -> None:  # noqa: N802 - QGIS's name
        self._path = path

    def filePath(self) -> str:  # noqa: N802 - QGIS's name
        return self._path


class Collapsible(QtWidgets.QGroupBox):
    def setCollapsed(self, _collapsed: bool) -> None:  # noqa: N802 - QGIS's name
        pass


class Canvas(QtWidgets.QGraphicsView):
    extentsChanged = QtCore.pyqtSignal()  # noqa: N815 - QGIS's names
    destinationCrsChanged = QtCore.pyqtSignal()  # noqa: N815
    scaleChanged = QtCore.pyqtSignal(float)  # noqa: N815

    def __init__(self, *_: Any) -> None:
        super().__init__(QtWidgets.QGraphicsScene())

    def __getattr__(self, name: str) -> Any:
        return Any_()


class MapTool(QtCore.QObject):
    deactivated = QtCore.pyqtSignal()

    def __init__(self, *_: Any) -> None:
        super().__init__()


class CanvasItem(QtWidgets.QGraphicsRectItem):
    def __init__(self, *_: Any) -> None:
        super().__init__()

    IconType = Any_()

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


class Task(QtCore.QObject):
    Flag = Any_()
    FlagCanCancel = Any_()

    def __init__(self, *_: Any) -> None:
        super().__init__()


class Settings:
    """QgsSettings as a dictionary."""

    values: dict[str, Any] = {}  # noqa: RUF012 - there is one for the process, as in QGIS

    def __init__(self, *_: Any) -> None:
        pass

    def value(self, key: str, default: Any = None, **_: Any) -> Any:
        return self.values.get(key, default)

    def setValue(self, key: str, value: Any) -> None:  # noqa: N802 - Qt's name
        self.values[key] = value


_CLASSES: dict[str, Any] = {
    "QgsDockWidget": QtWidgets.QDockWidget,
    "QgsMapLayerComboBox": LayerBox,
    "QgsFileWidget": FileWidget,
    "QgsCollapsibleGroupBox": Collapsible,
    "QgsOptionsPageWidget": QtWidgets.QWidget,
    "QgsMapCanvas": Canvas,
    "QgsMapTool": MapTool,
    "QgsMapToolPan": MapTool,
    "QgsMapToolExtent": MapTool,
    "QgsMapCanvasItem": CanvasItem,
    "QgsRubberBand": CanvasItem,
    "QgsVertexMarker": CanvasItem,
    "QgsTask": Task,
    "QgsSettings": Settings,
}


class _Doubles(ModuleType):
    """A module that has every class."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = _CLASSES.get(name) or type(name, (Any_,), {"__getattr__": lambda _self, _name: Any_()})
        if name not in _CLASSES:
            made = _AnyMeta(name, (QtCore.QObject,), {"__init__": lambda self, *_, **__: QtCore.QObject.__init__(self)})
        setattr(self, name, made)
        return made


def install() -> None:
    """Make `import qgis` and `import osgeo` lead to the doubles."""
    for name in ("qgis", "qgis.core", "qgis.gui", "qgis.utils", "osgeo", "osgeo.gdal", "osgeo.osr", "osgeo.ogr"):
        module = _Doubles(name)
        module.__path__ = []
        sys.modules[name] = module
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, module)
    sys.modules["qgis.PyQt"] = PyQt6
    sys.modules["qgis"].PyQt = PyQt6  # type: ignore[attr-defined]
    PyQt6.sip = sip
    for module in (QtCore, QtGui, QtNetwork, QtWidgets, QtXml):
        name = module.__name__.rpartition(".")[2]
        for moved in _MOVED.get(name, ()):
            setattr(module, moved, getattr(QtGui, moved))
        sys.modules[f"qgis.PyQt.{name}"] = module
    sys.modules["qgis.PyQt.sip"] = sip


def modules(root: Path) -> list[str]:
    """All modules of the plugin, by their dotted names."""
    paths = sorted((root / "s2m2_qgis").rglob("*.py"))
    names = [".".join(path.relative_to(root).with_suffix("").parts) for path in paths]
    return [name.removesuffix(".__init__") for name in names]


def main(root: Path) -> None:
    sys.path[:0] = [str(root)]
    install()
    app = QtWidgets.QApplication(["qt6"])
    for name in modules(root):
        importlib.import_module(name)
        print("imported", name)
    from helpers import qt6_widgets

    qt6_widgets.show_all(app)
    print("shown")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
