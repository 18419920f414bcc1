"""One data set, scored in a call."""

from __future__ import annotations

from typing import Any

from s2m2_engine.evaluation.evaluate import Evaluation, evaluate_plan
from s2m2_engine.evaluation.plan import make_plans
from s2m2_engine.progress import Reporter
from s2m2_engine.studies.baselines import load_baseline


def evaluate(*arguments: Any, reporter: Reporter | None = None, **settings: Any) -> Evaluation:
    """Score the one plan of these arguments of `make_plans`; models may be baselines."""
    (plan,) = make_plans(*arguments, **{"load": load_baseline, **settings})
    return evaluate_plan(plan, reporter or Reporter())
