#!/bin/sh
# transfers.sh LAB SECONDS ROUNDS: bulk transfers over the loopback of a network namespace of its own, in turns; prints a
# line for each: who, and its result in JSON.
set -eu
lab=$1 seconds=$2 rounds=$3

ip link set lo up
"$lab" server tcp --no-save -q >/dev/null 2>&1 &
server=$!
iperf3 -s >/dev/null 2>&1 &
iperf3=$!
trap 'kill $server $iperf3 2>/dev/null || true' EXIT
trap 'exit 143' INT TERM

# transfer WHO OPTION...: one line, the client's last word on it
transfer() {
    who=$1
    shift
    printf '%s ' "$who"
    "$lab" tcp 127.0.0.1 --bulk "$seconds" "$@" --json --no-save -q 2>/dev/null | grep '"kind":"tcp.bulk"'
}

until "$lab" tcp 127.0.0.1 --bulk 1M --no-save -q >/dev/null 2>&1; do
    kill -0 $server 2>/dev/null || { echo 'the lab server ended' >&2; exit 1; }
    sleep 0.2
done
until iperf3 -c 127.0.0.1 -n 1M >/dev/null 2>&1; do
    kill -0 $iperf3 2>/dev/null || { echo 'iperf3 -s ended' >&2; exit 1; }
    sleep 0.2
done
# The JIT of the server compiles what it needs.
transfer warmup >/dev/null

round=0
while [ $round -lt "$rounds" ]; do
    transfer sampled
    printf 'iperf3 '
    iperf3 -c 127.0.0.1 -t "$seconds" -J | tr -d '\n\t'
    printf '\n'
    transfer unsampled --sample 0
    round=$((round + 1))
done
