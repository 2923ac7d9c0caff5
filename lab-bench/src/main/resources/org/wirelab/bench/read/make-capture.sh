#!/bin/sh
# make-capture.sh FILE PACKETS: real TCP traffic of iperf3, as tcpdump saw it. Runs in a network namespace of its own.
#
# One segment a frame (no segmentation offload), so that the capture looks like one from a cable. The loopback's queue
# overflows now and then: losses, retransmissions and duplicate acknowledgments come by themselves.
set -eu
file=$1 packets=$2
log=$file.log

ip link set dev lo mtu 1500 gso_max_segs 1 up
ip address add 192.0.2.1/32 dev lo
ip address add 192.0.2.2/32 dev lo

# Root's tcpdump would become another user, who may not write here.
as=''
if [ "$(id -u)" = 0 ]; then as='-Z root'; fi
# shellcheck disable=SC2086 # two words or none
tcpdump $as -i lo -s 96 -B 65536 -c "$packets" -w "$file" 'tcp port 5201' 2>"$log" &
capture=$!
server=''
trap 'kill $capture $server 2>/dev/null || true' EXIT
trap 'exit 143' INT TERM
until grep -q 'listening on' "$log"; do
    kill -0 $capture 2>/dev/null || { cat "$log" >&2; exit 1; }
    sleep 0.05
done

iperf3 -s >/dev/null 2>&1 &
server=$!
until iperf3 -c 192.0.2.2 -n 1 >/dev/null 2>&1; do sleep 0.05; done
while kill -0 $capture 2>/dev/null; do
    for how in '-P 1' '-P 4' '-P 1 -R' '-P 8 -n 2M' '-P 2 --bidir'; do
        kill -0 $capture 2>/dev/null || break
        # shellcheck disable=SC2086 # several words
        iperf3 -c 192.0.2.2 -B 192.0.2.1 -t 3 $how >/dev/null 2>&1 || true
    done
done
