#!/usr/bin/env bash
# Runs one night on this machine and the same calls by each sample in contrib/cluster: by GNU parallel, on a Slurm of one node
# that is started and stopped here, and by the Kubernetes Job's command as a kubelet would start it.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$(scripts/python.sh cluster)
samples=$PWD/contrib/cluster same=$PWD/scripts/same-night.sh program=$PWD/.build/release/aftercall
slurm=$(mktemp -d)
# What is run by way of several shells and machines has to stand a blank.
work="$slurm/a night"
mkdir -p "$work/bin"
export PATH=$work/bin:$PATH LC_ALL=C.UTF-8
started=()
calls=60 tasks=6
fail() { echo "check-cluster: $*" >&2; exit 1; }
finish() {
    # Steps of jobs outlive the daemon that started them.
    [ ${#started[@]} -lt 3 ] || { scancel --me 2>/dev/null && timeout 20 bash -c 'while squeue --noheader --me | grep -q .; do sleep 0.5; done'; } || true
    for ((i = ${#started[@]} - 1; i >= 0; i--)); do
        kill "${started[i]}" 2>/dev/null && wait "${started[i]}" 2>/dev/null || true
    done
    rm -rf "$slurm"
}
trap finish EXIT

# Its third task dies in the midst of its calls, as one does whose memory is gone; the second time it lives.
cat >"$work/bin/aftercall" <<BASH
#!/usr/bin/env bash
if [ "\$1" = map ] && [ "\${SLURM_ARRAY_TASK_ID:-\${JOB_COMPLETION_INDEX:-}}" = 3 ] && mkdir out/died 2>/dev/null; then
    head -n 1 | '$program' "\$@"
    kill -KILL \$\$
fi
exec '$program' "\$@"
BASH
# Stands for ssh: of two machines one is down, and the other begins with another folder and environment.
cat >"$work/bin/ssh" <<'BASH'
#!/usr/bin/env bash
[ "$1" != down ] || exit 255
shift
[ "$1" != -- ] || shift
exec env -i PATH="$PATH" HOME="$HOME" SHELL=/bin/bash bash -c "cd / && $*"
BASH
chmod +x "$work/bin/"*

night() { # workspace, arguments...
    local home=$work/$1
    shift
    cp -r "$work/fresh" "$home"
    "$program" run --home "$home" "$@" >"$work/out" 2>&1 || [ $? = 3 ] || fail "$home: $(tail -n 20 "$work/out")"
}
plan() { # workspace, folder, pieces: what there is to do there, a file for each task
    cp -r "$work/fresh" "$work/$1"
    mkdir -p "$2/out"
    cd "$2"
    aftercall run --plan --home "$work/$1" >calls.jsonl
    split --number="l/$3" --numeric-suffixes --suffix-length=2 calls.jsonl calls.
}
merge() { # workspace, exit code
    local status=0
    aftercall merge --home "$work/$1" --calls calls.jsonl out >"$work/out" 2>&1 || status=$?
    [ "$status" = "$2" ] || fail "$1: merge ended with $status: $(tail -n 20 "$work/out")"
}
refused() { # workspace: one task's results are missing
    merge "$1" 65
    grep -q 'there are [0-9]* results for' "$work/out" || fail "$1: the gap was not said: $(cat "$work/out")"
    diff -r "$work/fresh/inbox" "$work/$1/inbox" || fail "$1: a partial set touched the inbox"
    [ -z "$(find "$work/$1/vault" -name '*.age')" ] || fail "$1: a partial set sealed something"
}
same() { # workspace, what it was: the archive is the same, the inbox empty, what lies in the vault and in quarantine has the same names
    "$same" "$program" "$work/alone" "$work/$1" "$calls"
    [ -z "$(ls -A "$work/$1/inbox")" ] || fail "$1: something is left in the inbox"
    diff <(cd "$work/alone" && find vault quarantine | sort) <(cd "$work/$1" && find vault quarantine | sort) || fail "$1: other files were sealed"
    echo "$2: the same rows, reports and sealed files"
}

aftercall init --home "$work/fresh" --name Cluster --time-zone UTC --secrets "$work/secrets" >/dev/null
cp Benchmarks/night/mapping.yaml "$work/fresh/"
sed -i 's/^cdr:.*/&\n  mappings: [mapping.yaml]/' "$work/fresh/aftercall.yaml"
python3 Benchmarks/night/calls.py "$calls" 20 "$work/fresh/inbox" --corrupt 0.05
night alone
[ -n "$(find "$work/alone/quarantine" -name '*.age')" ] || fail "no recording was corrupt"

night parallel --engine "$samples/parallel.sh"
same parallel "GNU parallel"
night machines --engine "$samples/parallel.sh" --master 1/down,2/up
same machines "GNU parallel on two machines by a stand-in for ssh, one of them down"

cat >"$slurm/slurm.conf" <<CONF
ClusterName=check
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
CommunicationParameters=NoInAddrAny
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$slurm/munge.socket
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SlurmdParameters=config_overrides
NodeName=localhost NodeAddr=127.0.0.1 CPUs=4 RealMemory=4096
PartitionName=night Nodes=localhost Default=YES
CONF
daemon() { # name, command...
    "${@:2}" >"$slurm/$1.log" 2>&1 &
    started+=($!)
}
export SLURM_CONF=$slurm/slurm.conf
mkdir "$slurm/state" "$slurm/spool"
(umask 077 && head -c 128 /dev/urandom >"$slurm/munge.key")
# By force, since nobody else can reach the socket, which munged would rather have.
daemon munged munged --foreground --force --socket="$slurm/munge.socket" --key-file="$slurm/munge.key" \
    --pid-file="$slurm/munged.pid" --log-file="$slurm/munged.log" --seed-file="$slurm/munged.seed"
timeout 10 bash -c "until [ -S '$slurm/munge.socket' ]; do sleep 0.1; done" || fail "no munged: $(cat "$slurm/munged.log")"
daemon slurmctld slurmctld -D -i
daemon slurmd slurmd -D -N localhost
timeout 60 bash -c 'until sinfo --noheader --format=%t 2>/dev/null | grep -q idle; do sleep 0.5; done' ||
    fail "no Slurm: $(tail -n 5 "$slurm/slurmctld.log" "$slurm/slurmd.log")"

plan slurm "$work/map" "$tasks"
export AFTERCALL_HOME=$work/slurm
sbatch --wait --array=0-$((tasks - 1)) "$samples/slurm.sbatch" >"$work/out" 2>&1 && fail "Slurm did not see a task die: $(cat "$work/out")"
[ "$(find out -name 'results-*.jsonl' | wc -l)" = $((tasks - 1)) ] || fail "not one task of $tasks failed: $(cat slurm-*.out)"
refused slurm
sbatch --wait --array=3 "$samples/slurm.sbatch" >"$work/out" 2>&1 || fail "the task failed again: $(cat slurm-*.out)"
merge slurm 3
same slurm "Slurm, an array of $tasks tasks of which one was killed, refused, and done again"
merge slurm 0
same slurm "the same set merged again"
unset AFTERCALL_HOME

"$(dirname "$python")/kubernetes-validate" --strict --quiet "$samples/kubernetes.yaml" || fail "the manifest is wrong"
container=()
while IFS= read -r -d '' word; do container+=("$word"); done < <("$python" - "$samples/kubernetes.yaml" <<'PYTHON'
import sys, yaml
job = yaml.safe_load(open(sys.argv[1]))["spec"]
container = job["template"]["spec"]["containers"][0]
print(job["completions"], *container["command"], *container["args"], sep="\0", end="\0")
PYTHON
)
completions=${container[0]}
# A secret is mounted as links to files that all may read.
mkdir -p "$work/mounted/..1"
install -m 444 "$work/secrets/pseudonym.key" "$work/mounted/..1/"
ln -s ..1 "$work/mounted/..data"
ln -s ..data/pseudonym.key "$work/mounted/pseudonym.key"
pod() { # index: in a place of its own that has nothing but the mounted secret; the machine's secrets are there again afterwards
    local status=0
    rm -rf "$work/etc" && mkdir "$work/etc"
    env -i PATH="$PATH" HOSTNAME="aftercall-$1-x" JOB_COMPLETION_INDEX="$1" AFTERCALL_HOME="$work/kubernetes" \
        MOUNTED_SECRETS="$work/mounted" SECRETS="$work/etc" "${container[@]:1}" >"$work/out" 2>&1 || status=$?
    rm -rf "$work/etc" && cp -r "$work/secrets" "$work/etc"
    return "$status"
}
plan kubernetes "$work/kubernetes/map" "$completions"
sed -i "s,^secrets:.*,secrets: \"$work/etc\"," "$work/kubernetes/aftercall.yaml"
died=()
for ((index = 0; index < completions; index++)); do pod "$index" || died+=("$index"); done
[ "${died[*]}" = 3 ] || fail "these pods failed: ${died[*]}: $(cat "$work/out")"
refused kubernetes
pod 3 || fail "the pod failed again: $(cat "$work/out")"
merge kubernetes 3
same kubernetes "Kubernetes: a valid manifest; its command for $completions indexes, one killed, refused, and done again"
