#!/bin/sh
# A LAN of two hosts: this namespace is the client's, a child's is the server's, a veth pair is the cable.
#   lan.sh FOLDER SERVER_ADDRESS JAVA [ARGUMENT]...     the words that start lab
# Run in a network namespace of its own. Leaves in FOLDER what both sides printed and saved, and the client's exit code.
set -eu
folder=$1 address=$2
shift 2
PATH=$PATH:/usr/sbin:/sbin

unshare -n sleep 120 &
host=$!
trap 'kill $host ${server:-} 2>/dev/null || :' EXIT
while [ "$(readlink /proc/$host/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
there() { nsenter -t $host -n "$@"; }

ip link add left type veth peer name right netns $host
ip link set lo up
ip addr add 192.0.2.1/24 dev left
ip -6 addr add 2001:db8::1/64 dev left nodad
ip link set left up
there ip link set lo up
there ip addr add 192.0.2.2/24 dev right
there ip -6 addr add 2001:db8::2/64 dev right nodad
there ip link set right up

nsenter -t $host -n "$@" server --bind "$address" -o "$folder/server" tcp >"$folder/server.out" 2>&1 &
server=$!
tries=0
until grep -q Ctrl-C "$folder/server.out" || [ $tries -gt 300 ]; do sleep 0.1; tries=$((tries + 1)); done

code=0
case $address in *:*) bracketed="[$address]" ;; *) bracketed=$address ;; esac
"$@" tcp "$bracketed" -o "$folder/client" >"$folder/client.out" 2>&1 || code=$?
echo $code >"$folder/client.exit"
sleep 1
# not by the function there: that would be a shell, and the signal would end it instead of the server
kill -TERM $server
wait $server || echo $? >"$folder/server.exit"
