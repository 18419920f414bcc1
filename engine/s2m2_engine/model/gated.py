"""A tuned model as a matcher: the tuned network answers on its own ground, and the base network everywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from numpy.typing import NDArray

from ..arrays import WindowPair
from .gate import Gate
from .learned import LearnedMatcher
from .matcher import Match, Matcher
from .network_input import NetworkPair, Pair, check_windows


class GatedMatcher(Matcher):
    """Two matchers, and a gate that decides which of them answers: for each pair of windows, or for a whole block.

    Both networks have the same configuration and are on the same device. `Match.familiar` of each match says whether
    the tuned network answered.
    """

    def __init__(self, tuned: LearnedMatcher, base: LearnedMatcher, gate: Gate) -> None:
        """The name, the device and all other attributes are those of `tuned`.

        Args:
            base: the network that `tuned` began as; its `NetworkConfiguration.knows_its_ground` must be true.
            gate: fitted to the appearance of ground as `base` sees it.
        """
        self._tuned, self._base, self._gate = tuned, base, gate
        self.name = tuned.name
        self.sha256 = tuned.sha256
        self.device = tuned.device
        self.calibration = tuned.calibration
        self.template_size = tuned.template_size
        self.context = tuned.context

    def match(self, search: NDArray[Any], template: NDArray[Any]) -> Match:
        return self.match_many([(search, template)])[0]

    def match_many(self, pairs: Iterable[Pair]) -> list[Match]:
        """Match each pair; the pairs of a batch that one network answers go through it together."""
        return self._tuned.match_batches(pairs, self._match_prepared)

    def _match_prepared(self, batch: list[NetworkPair]) -> list[Match]:
        familiar = [self._is_familiar(pair) for pair in batch]
        tuned = iter(self._tuned.match_prepared([pair for pair, known in zip(batch, familiar) if known]))
        base = iter(self._base.match_prepared([pair for pair, known in zip(batch, familiar) if not known]))
        return [next(tuned) if known else _unfamiliar(next(base)) for known in familiar]

    def match_block(self, search: NDArray[Any], template: NDArray[Any], windows: Sequence[WindowPair]) -> list[Match]:
        if not windows:
            return []
        check_windows(windows)
        images = self._tuned.prepare(search, template)
        if self._is_familiar(images):
            return self._tuned.match_windows(images, windows)
        return [_unfamiliar(match) for match in self._base.match_windows(images, windows)]

    def _is_familiar(self, images: NetworkPair) -> bool:
        return self._gate.lets_in(self._base.appearance(images))


def _unfamiliar(match: Match) -> Match:
    return replace(match, familiar=False)
