"""Reaches the workers: those that are started here for the batch, or those of a Dask scheduler that runs already."""

from __future__ import annotations

import asyncio
import logging
import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..errors import EngineError, InputError
from ..json_input import read_json
from ..machine import THREADS_VARIABLE
from ..version import __version__
from .running import Workers
from .task import WorkerState, describe_worker

NEEDED = ("dask", "distributed", "pyarrow", "rich")
_CONNECT_S = 10
_FIRST_WORKER_S = 30
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", THREADS_VARIABLE)
# Dask's own settings: a pair whose worker died is tried again by the batch, which counts how often.
_DASK = {
    "distributed.scheduler.allowed-failures": 0,
    "distributed.scheduler.worker-saturation": 1.0,
    # A worker holds no results that it could write to the disk, so that it would pause for ever; at 95 % it is ended.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    # Its profiler, and looking at itself many times a second, take some per cent of a core on each side.
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.worker.memory.monitor-interval": "250ms",
    # Dask's own choice also has malloc return memory at once, which more than doubles the time of a match.
    "distributed.nanny.pre-spawn-environ": dict.fromkeys(_THREAD_VARIABLES, "1"),
}


@dataclass(frozen=True)
class ClusterSettings:
    """Where a batch runs.

    Attributes:
        workers: how many processes are started here, if no scheduler is named.
        memory: bytes that each of them may use; None: an equal share of the machine's.
        scheduler: address of a scheduler; "" for workers of its own.
        scheduler_file: the file that `dask scheduler --scheduler-file` wrote; None if there is none.
        resources: what a worker must offer for a pair, such as {"GPU": 1}.
    """

    workers: int = 1
    memory: int | None = None
    scheduler: str = ""
    scheduler_file: Path | None = None
    resources: Mapping[str, float] = field(default_factory=dict)


def require_dask() -> None:
    """Check that the optional libraries are there.

    Raises:
        EngineError: "no_dask".
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise EngineError(
            "no_dask",
            f"s2m2 batch needs {', '.join(missing)}, which this Python does not have.",
            f"Install what is missing: pip install {' '.join(missing)}.",
        )


@contextmanager
def connected(
    settings: ClusterSettings, models: Mapping[str, str], device: str, out: Path
) -> Iterator[tuple[Workers, str]]:
    """The workers, checked, and the address of the dashboard ("" if there is none).

    Args:
        models: the SHA-256 of each model, as this process knows it.
        out: the folder of the batch, which all workers must see.

    Raises:
        EngineError: "no_scheduler": the scheduler does not answer, or has no workers.
        InputError: "other_version": a worker has another engine or model; "unseen_folder".
    """
    import dask
    from distributed import Client

    # Dask reports the death of a worker, and much else, in many lines; the batch says what it means.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        stack.enter_context(_environment_kept())
        stack.enter_context(dask.config.set(_DASK))
        target = _own_cluster(settings, stack) if _is_own(settings) else _reached(_address(settings))
        client = stack.enter_context(Client(target, timeout=_CONNECT_S, set_as_default=False))
        _check_workers(client, models, device, out, None if _is_own(settings) else stack)
        executor = client.get_executor(pure=False, **({"resources": settings.resources} if settings.resources else {}))
        workers = Workers(executor, lambda: _slots(client, settings.resources), lambda: client.status == "running")
        # Without bokeh there is a page at the address, but no dashboard on it; elsewhere, who knows.
        has_dashboard = not _is_own(settings) or find_spec("bokeh") is not None
        yield workers, str(client.dashboard_link or "") if has_dashboard else ""


@contextmanager
def _environment_kept() -> Iterator[None]:
    """Undo what Dask sets in this process's environment for the processes that it starts."""
    before = dict(os.environ)
    try:
        yield
    finally:
        for name in set(os.environ) - set(before):
            del os.environ[name]
        os.environ.update(before)


def _is_own(settings: ClusterSettings) -> bool:
    return not settings.scheduler and settings.scheduler_file is None


def _own_cluster(settings: ClusterSettings, stack: ExitStack) -> Any:
    from distributed import LocalCluster
    from distributed.system import MEMORY_LIMIT

    cluster = LocalCluster(
        n_workers=settings.workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        memory_limit=settings.memory or MEMORY_LIMIT // settings.workers,
        # Any free port: that which Dask prefers may be another batch's.
        dashboard_address="127.0.0.1:0",
        resources=dict(settings.resources) or None,
        preload=f"{__package__}.own_worker",
        silence_logs=logging.CRITICAL,
    )
    return stack.enter_context(cluster)


def _address(settings: ClusterSettings) -> str:
    """The address of the scheduler that the user names, or its file holds.

    Raises:
        EngineError: "no_scheduler".
    """
    if settings.scheduler_file is None:
        return settings.scheduler
    try:
        return str(read_json(settings.scheduler_file)["address"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise EngineError(
            "no_scheduler",
            f"{settings.scheduler_file} is not the file of a scheduler.",
            "Start the scheduler first: dask scheduler --scheduler-file FILE.",
        ) from error


def _reached(address: str) -> str:
    """The address, once something has answered there: Dask's client would leave threads behind if nothing did.

    Raises:
        EngineError: "no_scheduler".
    """
    from distributed.comm import connect
    from distributed.security import Security

    async def answer() -> None:
        comm = await connect(address, timeout=_CONNECT_S, **Security().get_connection_args("client"))
        await comm.close()

    try:
        asyncio.run(answer())
    except Exception as error:
        # Addresses, certificates and the network fail in many ways.
        why = (str(error) or type(error).__name__).splitlines()[0]
        raise EngineError(
            "no_scheduler",
            f"The scheduler at {address} cannot be reached: {why.rstrip('.')}.",
            "Check the address and, for tls://, the certificates in Dask's configuration.",
        ) from error
    return address


def _check_workers(client: Any, models: Mapping[str, str], device: str, out: Path, ending: ExitStack | None) -> None:
    """Refuse workers whose results would differ, after sending the models to them if one lacks a model.

    Args:
        ending: takes the models back at its end; None: the workers see the same files as this process.
    """
    try:
        client.wait_for_workers(1, timeout=_FIRST_WORKER_S)
    except TimeoutError as error:
        raise EngineError(
            "no_scheduler",
            f"The scheduler has had no worker for {_FIRST_WORKER_S} s.",
            "Start workers for it: dask worker ADDRESS --nthreads 1.",
        ) from error
    # A name that no other run has made: a folder of the same name on another machine's disk is not this one.
    token = out.absolute() / f".s2m2-{uuid.uuid4().hex}"
    token.touch()
    try:
        states = _states(client, models, device, token)
        if ending is not None and any(_lacks_only_models(state, models) for state in states.values()):
            from .model_files import send_models, take_back

            if send_models(client, models):
                ending.callback(_quietly, take_back, client)
                states = _states(client, models, device, token)
    finally:
        token.unlink(missing_ok=True)
    for address, state in states.items():
        _check_state(address, state, models, out)


def _states(
    client: Any, models: Mapping[str, str], device: str, token: Path
) -> Mapping[str, WorkerState | BaseException]:
    found: Mapping[str, WorkerState | BaseException] = client.run(
        describe_worker, tuple(models), device, os.fspath(token), on_error="return"
    )
    return found


def _lacks_only_models(state: WorkerState | BaseException, models: Mapping[str, str]) -> bool:
    return isinstance(state, WorkerState) and state.version == __version__ and state.models != models


def _quietly(action: Callable[[Any], None], client: Any) -> None:
    """Do what cannot be done any more if the scheduler was lost."""
    with suppress(Exception):
        action(client)


def _check_state(address: str, state: WorkerState | BaseException, models: Mapping[str, str], out: Path) -> None:
    """Refuse a worker whose results would differ from those of others.

    Raises:
        InputError: "other_version", "unseen_folder".
    """
    hint = "Give all workers the same version of the engine and of what models need."
    if not isinstance(state, WorkerState):
        raise InputError("other_version", f"The worker {address} has no engine that fits: {state}.", hint)
    if state.version != __version__:
        raise InputError(
            "other_version", f"The worker {address} has version {state.version} of the engine, not {__version__}.", hint
        )
    for name, sha256 in models.items():
        if state.models.get(name) != sha256:
            found = state.models.get(name, "none")
            raise InputError(
                "other_version", f"The worker {address} has another model {name} ({found}, not {sha256}).", hint
            )
    if not state.sees:
        raise InputError(
            "unseen_folder",
            f"The worker {address} does not see the folder {out}.",
            "Choose a folder on a disk that all workers share, by a path that is the same for all.",
        )


def _slots(client: Any, resources: Mapping[str, float]) -> int:
    """How many pairs the workers take at once, by their threads or by the resources that they offer."""
    try:
        if not resources:
            return sum(client.nthreads().values())
        workers = client.scheduler_info(n_workers=-1)["workers"].values()
    except OSError:  # the connection was lost
        return 0
    return sum(_slots_of(worker, resources) for worker in workers)


def _slots_of(worker: Mapping[str, Any], resources: Mapping[str, float]) -> int:
    offered = worker.get("resources") or {}
    shares = [int(offered.get(name, 0) // amount) for name, amount in resources.items()]
    return min([int(worker["nthreads"]), *shares])
