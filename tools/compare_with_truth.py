"""Print how far a match of the simulated pair is from the truth.

python tools/compare_with_truth.py MATCH_FOLDER truth.json
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

from s2m2_engine.scene.results.result import read_result


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    shift = read_result(Path(arguments[0])).shift
    truth = json.loads(Path(arguments[1]).read_text(encoding="utf-8"))["displacement"]
    error = math.hypot(shift.dx_m - truth["dx_m"], shift.dy_m - truth["dy_m"])
    print(
        f"The pair is simulated, so the truth is known: east {truth['dx_m']:+.1f} m, north {truth['dy_m']:+.1f} m; "
        f"the match is {error:.2f} m off."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
