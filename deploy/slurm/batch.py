"""Matches a manifest on a SLURM cluster: each worker is a job, which dask-jobqueue submits, and `s2m2 batch` uses them.

    python deploy/slurm/batch.py --jobs 20 --time 04:00:00 -- MANIFEST --out FOLDER --keep-going

What stands after `--` is for `s2m2 batch`. Manifest, rasters and folder must lie on a disk that all nodes see. It needs
the engine with its extra `batch`, and dask-jobqueue, in an environment that all nodes see. docs/clusters.md says what
was tried.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

import dask
from dask_jobqueue import SLURMCluster

# The scheduler leaves it to `s2m2 batch` how often a pair is tried that kills its worker.
SCHEDULER = {"distributed.scheduler.allowed-failures": 0}
# What a worker needs that Dask does otherwise (docs/batch.md); jobs get it by their environment.
WORKER = [
    "export MALLOC_TRIM_THRESHOLD_=67108864 MALLOC_MMAP_THRESHOLD_=33554432",
    "export DASK_DISTRIBUTED__WORKER__MEMORY__PAUSE=False",
    "export OMP_NUM_THREADS=1",
]


def main() -> int:
    parser = argparse.ArgumentParser(description="Match a manifest on a SLURM cluster.")
    parser.add_argument("--jobs", type=int, required=True, help="workers, each a job with one core")
    parser.add_argument("--memory", default="4GB", help="of each worker")
    parser.add_argument("--time", default="04:00:00", help="limit of each job")
    parser.add_argument("--partition", help="partition of the jobs")
    parser.add_argument("--account", help="account of the jobs")
    parser.add_argument("batch", nargs="+", metavar="BATCH", help="arguments of s2m2 batch, after --")
    options = parser.parse_args()
    dask.config.set(SCHEDULER)
    with SLURMCluster(
        queue=options.partition,
        account=options.account,
        walltime=options.time,
        cores=1,
        processes=1,
        memory=options.memory,
        python=sys.executable,
        job_script_prologue=WORKER,
    ) as cluster:
        cluster.scale(jobs=options.jobs)
        # `s2m2 batch` waits 30 s for a first worker; jobs may wait longer in the queue.
        cluster.wait_for_workers(1)
        command = [sys.executable, "-m", "s2m2_engine.cli", "batch", *options.batch]
        return subprocess.run([*command, "--scheduler", cluster.scheduler_address], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
