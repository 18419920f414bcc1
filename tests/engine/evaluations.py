"""One data set, scored in a call."""

from __future__ import annotations

from typing import Any

from s2m2_engine.evaluation.evaluate import Evaluation, evaluate_plan
from s2m2_engine.evaluation.plan import make_plans
from s2m2_engine.progress import Reporter


def evaluate(*arguments: Any, reporter: Reporter | None = None, **settings: Any) -> Evaluation:
    """What `make_plans` makes of the arguments, which name one data set."""
    (plan,) = make_plans(*arguments, **settings)
    return evaluate_plan(plan, reporter or Reporter())
