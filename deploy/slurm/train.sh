#!/bin/bash
# Trains on several nodes of a SLURM cluster: one torchrun on each node, one process for each device. docs/clusters.md
# says what was tried.
#
#     S2M2_PYTHON=/shared/s2m2/bin/python sbatch deploy/slurm/train.sh CONFIG
#     scancel --batch --signal=TERM JOB       # stops it with a checkpoint, as SLURM does five minutes before the limit
#
# The same command continues a run. It writes a small file into the folder in which it was submitted.
#SBATCH --job-name=s2m2-train
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=1
#SBATCH --time=24:00:00
#SBATCH --signal=B:TERM@300
set -euo pipefail

[ $# -eq 1 ] || { echo "Give the configuration of the training." >&2; exit 2; }
python=${S2M2_PYTHON:-python3}
# Processes on each node: one for each device.
processes=${S2M2_PROCESSES:-${SLURM_GPUS_ON_NODE:-1}}
head=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
address=$(scontrol show node "$head" | sed -n 's/.*NodeAddr=\([^ ]*\).*/\1/p')
# Jobs on the same node need ports that differ.
port=$((20000 + SLURM_JOB_ID % 20000))

# SLURM would signal all processes of a node, and torchrun would signal its own once more; a second signal ends a run at
# once. So only torchrun is signalled, by what watches this file.
stop=$PWD/s2m2-stop-$SLURM_JOB_ID
trap 'touch "$stop"' TERM
trap 'rm -f "$stop"' EXIT
# shellcheck disable=SC2016 # the shell on each node expands it
watch='stop=$1; shift; "$@" & agent=$!
while kill -0 $agent 2>/dev/null; do
    if [ -e "$stop" ]; then kill -TERM $agent; break; fi
    sleep 2
done
wait $agent'
srun bash -c "$watch" watch "$stop" "$python" -m torch.distributed.run \
    --nnodes="$SLURM_NNODES" --nproc-per-node="$processes" \
    --rdzv-backend=c10d --rdzv-id="$SLURM_JOB_ID" --rdzv-endpoint="$address:$port" \
    -m s2m2_engine.cli train "$1" &
# A signal interrupts `wait`.
until wait $!; do
    status=$?
    if [ ! -e "$stop" ] || ! kill -0 $! 2>/dev/null; then exit "$status"; fi
done
