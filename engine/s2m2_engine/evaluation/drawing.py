"""What the figures of this package have in common: a row of panels with one legend, written as an SVG file.

They are drawn by matplotlib, which nothing else here needs: it is imported where a figure is made.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..files import partial_file, refuse_replacing
from ..progress import Reporter

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_CREATOR = "S2M2"
# Bytes at the beginning of a figure that hold its metadata.
_HEAD_BYTES = 4096
# Colours that people with any colour vision tell apart (Okabe and Ito 2008); dashes where there are more curves.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
_DASHES = ("-", "--", ":")
_PANEL_WIDTH, _PANEL_HEIGHT = 2.6, 2.4  # inches
# The panels fill the figure; text stands outside, and makes the picture larger when it is written.
_GRID = {"left": 0, "right": 1, "bottom": 0, "top": 1, "wspace": 0.1}
# Points above and below the panels: over a heading of two lines, under ticks and the axis's name.
_TITLE, _NOTE = 32, -46


def can_draw(reporter: Reporter) -> bool:
    """Whether this Python has matplotlib; where it has not, a warning says that there will be no figures."""
    try:
        importlib.import_module("matplotlib.figure")
    except (ImportError, OSError) as error:  # OSError: installed, but its libraries cannot be loaded
        reporter.warning(
            "no_matplotlib",
            f"No figures will be drawn: they need matplotlib, which {sys.executable} cannot load ({error}). "
            "Add it with pip install matplotlib. The tables are written all the same.",
        )
        return False
    return True


def row_of_panels(
    title: str, axis: str, largest: float, panels: Sequence[tuple[str, Callable[[Axes], None]]], note: str = ""
) -> Figure:
    """Panels side by side whose y axes go from 0 to 100 %, and a legend of the first one's curves.

    Args:
        axis: what x is; it goes from 0 to `largest`.
        panels: title of each, and what draws it.
        note: a line below the panels.
    """
    from matplotlib.figure import Figure
    from matplotlib.ticker import PercentFormatter

    with _style():
        figure = Figure(figsize=(len(panels) * _PANEL_WIDTH, _PANEL_HEIGHT))
        row = figure.subplots(1, len(panels), sharey=True, squeeze=False, gridspec_kw=_GRID)[0]
        for axes, (heading, draw) in zip(row, panels):
            draw(axes)
            axes.set(title=heading, xlabel=axis, xlim=(0, largest), ylim=(0, 1), xticks=np.linspace(0, largest, 6))
            axes.xaxis.set_major_formatter("{x:g}")
            axes.yaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))
        curves = row[0].get_lines()
        row[-1].legend(curves, [curve.get_label() for curve in curves], loc="upper left", bbox_to_anchor=(1, 1))
        for text, corner, offset, weight in ((title, (0, 1), _TITLE, "bold"), (note, (0, 0), _NOTE, "normal")):
            row[0].annotate(text, corner, (0, offset), "axes fraction", "offset points", weight=weight)
    return figure


def write_svg(figure: Figure, path: Path) -> None:
    """Write the same bytes for the same figure.

    Raises:
        InputError: "unwritable_output", or "folder_in_use" as `refuse_other_figures`.
        EngineError: "disk_full".
    """
    refuse_other_figures([path])
    with partial_file(path) as partial, _style():
        figure.savefig(partial, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": _CREATOR})


def refuse_other_figures(paths: Iterable[Path]) -> None:
    """Refuse to replace files that `write_svg` did not write.

    Raises:
        InputError: "folder_in_use".
    """
    refuse_replacing(paths, _is_figure, "measurement")


def _is_figure(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return f"<dc:title>{_CREATOR}</dc:title>".encode() in file.read(_HEAD_BYTES)
    except OSError:
        return False


def _style() -> AbstractContextManager[None]:
    """A style that the user's own settings of matplotlib do not change.

    It must hold for writing, too: matplotlib makes ticks only then.
    """
    from matplotlib import style
    from matplotlib.rcsetup import cycler

    return style.context(
        [
            "default",
            {
                "axes.axisbelow": True,
                "axes.grid": True,
                "axes.prop_cycle": cycler(linestyle=_DASHES) * cycler(color=_COLOURS),
                "axes.titlesize": "medium",
                "font.size": 9,
                "grid.color": "#dddddd",
                "legend.frameon": False,
                "svg.fonttype": "none",  # text stays text
                "svg.hashsalt": "s2m2",
                "text.parse_math": False,  # names of models and data sets may hold a dollar
            },
        ]
    )
