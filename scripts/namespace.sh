# shellcheck shell=sh
# shellcheck disable=SC2034 # what the caller takes
# namespace.sh: what scripts/lab and scripts/bench share: a network namespace for the process that they become.

# Sets: network_of_its_own, or refusal (why there is none, and what would allow it).
may_unshare() {
    if ! command -v unshare >/dev/null; then
        refusal='no private network: the program unshare (package util-linux) is missing'
        return 1
    fi
    if [ "$(id -u)" = 0 ] && unshare --net true 2>/dev/null; then
        network_of_its_own='unshare --net'
        return
    fi
    if unshare --user --map-root-user --net true 2>/dev/null; then
        network_of_its_own='unshare --user --map-root-user --net'
        return
    fi
    refusal='no private network: this system forbids namespaces to ordinary users'
    if [ "$(setting kernel/apparmor_restrict_unprivileged_userns)" = 1 ]; then
        refusal="$refusal (AppArmor; sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0 allows it)"
    elif [ "$(setting kernel/unprivileged_userns_clone)" = 0 ]; then
        refusal="$refusal (sudo sysctl kernel.unprivileged_userns_clone=1 allows it)"
    elif [ "$(setting user/max_user_namespaces)" = 0 ]; then
        refusal="$refusal (sudo sysctl user.max_user_namespaces=10000 allows it)"
    else
        refusal="$refusal (in a container: its seccomp profile)"
    fi
    return 1
}

setting() {
    cat "/proc/sys/$1" 2>/dev/null || true
}
