#!/bin/sh
# questions.sh LAB FOLDER SECONDS ROUNDS: the same questions to `lab server dns` and to nsd, in turns, over the loopback of a
# network namespace of its own; a line for each run: who, queries sent, queries lost, queries a second, CPU ticks.
set -eu
lab=$1 folder=$2 seconds=$3 rounds=$4
lab_port=5301 nsd_port=5399

ip link set lo up
"$lab" server dns --universe "$folder" --port-dns 5300 --no-save -q >"$folder/lab.log" 2>&1 &
server=$!
nsd -d -c "$folder/nsd.conf" >"$folder/nsd.log" 2>&1 &
nsd=$!
trap 'kill $server $nsd 2>/dev/null || true; wait' EXIT
trap 'exit 143' INT TERM

# ticks PID: processor time of a process and of its children and theirs, in clock ticks
ticks() {
    { echo "$1"; for child in $(pgrep -P "$1"); do echo "$child"; pgrep -P "$child"; done; } |
        while read -r pid; do cut -d ')' -f 2 "/proc/$pid/stat" 2>/dev/null; done | awk '{ sum += $12 + $13 } END { print sum }'
}

# ask WHO PORT PID OPTION...
ask() {
    who=$1 port=$2 pid=$3
    shift 3
    before=$(ticks "$pid")
    dnsperf -s 127.0.0.1 -p "$port" -d "$folder/questions" -l "$seconds" -q 100 "$@" >"$folder/dnsperf.log" 2>&1
    after=$(ticks "$pid")
    awk -v who="$who" -v ticks=$((after - before)) '/Queries sent:/ { sent = $3 } /Queries lost:/ { lost = $3 }
        /Queries per second:/ { rate = $4 } END { print who, sent, lost, rate, ticks }' "$folder/dnsperf.log"
}

# comes_up PID PORT WHO
comes_up() {
    until dig +tries=1 +time=1 +short @127.0.0.1 -p "$2" bench.test SOA 2>/dev/null | grep -q hostmaster; do
        kill -0 "$1" 2>/dev/null || { echo "$3 ended: $(tail -1 "$folder/$3.log")" >&2; exit 1; }
        sleep 0.2
    done
}

comes_up $server $lab_port lab
comes_up $nsd $nsd_port nsd
# The JIT compiles what it needs.
ask warmup $lab_port $server >/dev/null
ask warmup $lab_port $server >/dev/null
# The lab signs what is asked for when it is first asked for; nsd loads what is signed.
for _ in 1 2 3; do ask warmup $lab_port $server -D >/dev/null; done

round=0
while [ $round -lt "$rounds" ]; do
    ask nsd $nsd_port $nsd | tee "$folder/last"
    ask lab $lab_port $server
    # A little more than half of the rate that nsd has just shown: dnsperf stays a little below what it is told.
    half=$(awk '{ print int($4 * 0.55) }' "$folder/last")
    ask half $lab_port $server -Q "$half"
    ask nsd-dnssec $nsd_port $nsd -D
    ask lab-dnssec $lab_port $server -D
    round=$((round + 1))
done
