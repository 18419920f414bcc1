"""The priors of `network.priors` as graphs for ONNX Runtime; the same graph serves all models and both modalities."""

from __future__ import annotations

import numpy as np

from ..arrays import Float32Array
from .features import MIND
from .network.prior_kernels import (
    AMPLITUDE_MIDDLE,
    COARSE,
    FINE,
    GAIN,
    KERNEL_REACH,
    LEVEL_REACH,
    ORIENTATIONS,
    SIMILARITY_MIDDLE,
    SMALL,
    SMALL_SQUARE,
    oriented_kernels,
    patch_kernel,
)
from .onnx_format import GraphWriter

IMAGE, GREY, PRIOR = "image", "grey", "prior"


def prior_graph(prior: str) -> bytes:
    """The graph of a prior, by its name in `NetworkConfiguration.prior`.

    Its input `image` is (n, bands, rows, cols), of zero mean and unit deviation. The prior "structure" also needs
    `grey` (n, 1, rows, cols), the mean of the bands, whose last row and column are repeated if their number is odd. The
    output `prior` is (n, channels, rows, cols) or, of "structure", half as large.
    """
    graph = GraphWriter()
    found = _self_similarity(graph)
    if prior == "structure":
        pooled = graph.node("AveragePool", found, kernel_shape=(2, 2), strides=(2, 2), ceil_mode=1, count_include_pad=0)
        found = graph.node("Concat", pooled, _orientation(graph), axis=1)
    graph.output(PRIOR, found)
    return graph.to_bytes()


def _self_similarity(graph: GraphWriter) -> str:
    image = graph.input(IMAGE, ("n", "bands", "rows", "cols"))
    reach = MIND.radius
    padded = _padded(graph, image, reach)
    differences = []
    for down, right in MIND.offsets:
        starts, ends = (reach + down, reach + right), (down - reach or 2**31, right - reach or 2**31)
        moved = graph.node("Slice", padded, *(graph.constant(np.array(one)) for one in (starts, ends, (2, 3))))
        difference = graph.node("Sub", moved, image)
        squares = graph.node("Mul", difference, difference)
        differences.append(graph.node("ReduceSum", squares, graph.constant(np.array([1])), keepdims=1))
    blurred = _padded(graph, graph.node("Concat", *differences, axis=1), MIND.patch_reach)
    kernel = np.tile(patch_kernel(), (MIND.neighbours, 1, 1, 1))
    for weights in (kernel, kernel.transpose(0, 1, 3, 2)):
        blurred = graph.node("Conv", blurred, graph.constant(weights), group=MIND.neighbours)
    mean = graph.node("ReduceMean", blurred, axes=(1,), keepdims=1)
    local = graph.node("Max", mean, _floor(graph, image))
    similarity = graph.node("Exp", graph.node("Neg", graph.node("Div", blurred, local)))
    return graph.node("Sub", similarity, _number(graph, SIMILARITY_MIDDLE))


def _floor(graph: GraphWriter, image: str) -> str:
    """`MIND.floor` times the number of bands."""
    bands = graph.node("Gather", graph.node("Shape", image), graph.constant(np.array([1])))
    return graph.node("Mul", graph.node("Cast", bands, to=1), _number(graph, MIND.floor))


def _orientation(graph: GraphWriter) -> str:
    grey = graph.input(GREY, ("n", 1, "even_rows", "even_cols"))
    half = graph.node("AveragePool", grey, kernel_shape=(2, 2), strides=(2, 2))
    # The four pixels of a cell become channels, so that all amplitudes come at the cells' resolution.
    pixels = graph.node("SpaceToDepth", _padded(graph, grey, KERNEL_REACH), blocksize=2)
    fine = graph.node("Conv", pixels, graph.constant(_kernels_of_cells(oriented_kernels(FINE))))
    coarse_kernels = oriented_kernels(COARSE)
    coarse = graph.node(
        "Conv",
        _padded(graph, half, KERNEL_REACH),
        graph.constant(coarse_kernels.swapaxes(0, 1).reshape(-1, 1, *coarse_kernels.shape[-2:])),
    )
    both = [_amplitude(graph, fine), _amplitude(graph, coarse)]
    # Amplitudes are summed over the scales, and those of a cell's pixels are averaged.
    shares = np.repeat([1 / 4, 1], (4 * FINE.scales, COARSE.scales))
    sums = np.kron(shares, np.eye(ORIENTATIONS))[:, :, None, None]
    amplitude = graph.node("Conv", graph.node("Concat", *both, axis=1), graph.constant(sums))
    squares = graph.node("Mul", amplitude, amplitude)
    total = graph.node("Sqrt", graph.node("ReduceSum", squares, graph.constant(np.array([1])), keepdims=1))
    side = 2 * LEVEL_REACH + 1
    level = graph.node("AveragePool", _padded(graph, total, LEVEL_REACH), kernel_shape=(side, side))
    ground = graph.node("Add", graph.node("Add", total, level), _number(graph, SMALL))
    relative = graph.node("Sub", graph.node("Div", amplitude, ground), _number(graph, AMPLITUDE_MIDDLE))
    return graph.node("Mul", relative, _number(graph, GAIN))


def _amplitude(graph: GraphWriter, responses: str) -> str:
    """The amplitudes of responses whose first half are those of even, and second half those of odd filters."""
    squares = graph.node("Mul", responses, responses)
    even, odd = graph.nodes("Split", squares, count=2, axis=1)
    return graph.node("Sqrt", graph.node("Add", graph.node("Add", even, odd), _number(graph, SMALL_SQUARE)))


def _kernels_of_cells(kernels: Float32Array) -> Float32Array:
    """Kernels (2 * 4 scales * 6, 4, cells, cells) that take the four pixels of each cell as channels, and give the
    responses at each of them, from kernels (scales, 2, 6, k, k) of pixels."""
    scales, parts, orientations, side, _ = kernels.shape
    cells = (side + 2) // 2
    at_pixels = np.zeros((parts, scales, 2, 2, orientations, 2 * cells, 2 * cells), np.float32)
    for row in range(2):
        for col in range(2):
            at_pixels[:, :, row, col, :, row : row + side, col : col + side] = kernels.swapaxes(0, 1)
    split = at_pixels.reshape(-1, cells, 2, cells, 2).transpose(0, 2, 4, 1, 3)
    return split.reshape(-1, 4, cells, cells)


def _padded(graph: GraphWriter, x: str, reach: int) -> str:
    borders = graph.constant(np.array([0, 0, reach, reach, 0, 0, reach, reach]))
    return graph.node("Pad", x, borders, mode="edge")


def _number(graph: GraphWriter, value: float) -> str:
    return graph.constant(np.array(value, np.float32))
