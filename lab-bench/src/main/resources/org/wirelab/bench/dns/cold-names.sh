#!/bin/sh
# Runs in a network namespace of its own: three nsd (the root, a top-level domain with a delegation for each name, the
# servers of those), then the program that asks. What it prints is the result.
#   cold-names.sh FOLDER NAMES JAVA ARGUMENT...
set -eu

folder=$1 names=$2
shift 2
PATH=$PATH:/usr/sbin:/sbin
children=

finish() {
    for child in $children; do kill "$child" 2>/dev/null || true; done
    wait
}
trap finish EXIT
trap 'exit 1' INT TERM

# name, address, zone
serve() {
    cat >"$folder/$1.conf" <<CONF
server:
    ip-address: $2
    port: 53
    username: ""
    chroot: ""
    zonesdir: "$folder"
    database: ""
    pidfile: "$folder/$1.pid"
    xfrdfile: "$folder/$1.xfrd"
    zonelistfile: "$folder/$1.list"
    logfile: "$folder/$1.log"
    server-count: 1
    rrl-ratelimit: 0
remote-control:
    control-enable: no
zone:
    name: "$3"
    zonefile: "$1.zone"
CONF
    ip address add "$2/32" dev lo
    nsd -d -c "$folder/$1.conf" >/dev/null 2>&1 &
    children="$children $!"
}

ip link set lo up

cat >"$folder/root.zone" <<ZONE
\$TTL 86400
. SOA a.root-servers.net. nstld.bench. 1 1800 900 604800 86400
. NS a.root-servers.net.
a.root-servers.net. A 198.41.0.4
bench. NS ns.bench.
ns.bench. A 192.0.2.1
ZONE
{
    # shellcheck disable=SC2016 # $TTL is the zone file's
    printf '$TTL 86400\nbench. SOA ns.bench. h.bench. 1 1800 900 604800 86400\nbench. NS ns.bench.\nns.bench. A 192.0.2.1\n'
    printf 'ns.host.bench. A 198.51.100.1\n'
    seq 1 "$names" | sed 's/.*/d&.bench. NS ns.host.bench./'
} >"$folder/tld.zone"
cat >"$folder/host.zone" <<ZONE
\$TTL 86400
bench. SOA ns.bench. h.bench. 1 1800 900 604800 86400
bench. NS ns.bench.
*.bench. A 203.0.113.1
ZONE
printf '. 3600000 NS a.root-servers.net.\na.root-servers.net. 3600000 A 198.41.0.4\n' >"$folder/hints"

serve root 198.41.0.4 .
serve tld 192.0.2.1 bench.
serve host 198.51.100.1 bench.

"$@"
