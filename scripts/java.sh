# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # what the caller sets and takes stands below
# java.sh: what scripts/lab and scripts/bench share: finding a JVM, and building a jar that is missing or older than its sources.
#
# The caller sets, before it asks for anything:
#   program       its name, before each message
#   checkout      the folder of this repository
#   cache         where to build instead when the checkout is somebody else's
#   modules       the Maven modules that the jar is made of; the last one makes it
#   jar           the jar
#   follow_links  a function: the file behind a symbolic link

say() {
    printf '%s: %s\n' "$program" "$*" >&2
}

# fail EXIT_CODE MESSAGE
fail() {
    code=$1
    shift
    say "$@"
    exit "$code"
}

# --- The JVM ---

# Sets: java (the program), java_home.
find_java() {
    if [ "${LAB_JAVA:-}" ]; then
        for home in "$LAB_JAVA" "$(dirname "$(dirname "$(follow_links "$LAB_JAVA")")")"; do
            if java_version_of "$home" && use_java "$home"; then return; fi
        done
        fail 5 "LAB_JAVA=$LAB_JAVA is no Java 25 or newer"
    fi
    if [ "${JAVA_HOME:-}" ] && java_version_of "$JAVA_HOME" && use_java "$JAVA_HOME"; then return; fi

    newest=0 newest_home=''
    for home in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if java_version_of "$home" && [ "$version" -gt "$newest" ]; then
            newest=$version newest_home=$home
        fi
    done
    if [ "$newest_home" ] && version=$newest && use_java "$newest_home"; then return; fi

    on_path=$(command -v java) && home=$(dirname "$(dirname "$(follow_links "$on_path")")") &&
        java_version_of "$home" && use_java "$home" && return
    fail 5 "needs Java 25 or newer and found none (LAB_JAVA, JAVA_HOME, /usr/lib/jvm, PATH): install one, https://adoptium.net"
}

# Sets: version, as one number (25.0.3 is 25000003); fails where there is no JVM.
java_version_of() {
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    version=0
    while IFS='=' read -r key value; do
        if [ "$key" != JAVA_VERSION ]; then continue; fi
        value=${value#\"}
        IFS=. read -r major minor patch rest <<EOF
${value%%[!0-9.]*}
EOF
        version=$((${major:-0} * 1000000 + ${minor:-0} * 1000 + ${patch:-0}))
    done <"$1/release"
    [ "$version" -gt 0 ]
}

use_java() {
    [ "$version" -ge 25000000 ] || return 1
    java_home=$1 java=$1/bin/java
}

# --- The jar ---

build_if_stale() {
    if [ ! -d "$checkout/lab-client/src" ]; then return; fi
    if is_fresh "$jar"; then return; fi
    place=$checkout
    if ! may_build_in "$checkout"; then
        # Somebody else's checkout: build a copy of it in the cache folder.
        place=$cache/build/$(printf '%s' "$checkout" | cksum | cut -d ' ' -f 1)
        jar=$place/${jar#"$checkout"/}
        if is_fresh "$jar"; then return; fi
    fi
    mkdir -p "$place/target" 2>/dev/null ||
        fail 5 "cannot build: neither $checkout nor $cache can be written"
    if command -v flock >/dev/null; then
        exec 9>"$place/target/lab.lock"
        flock 9
        if is_fresh "$jar"; then exec 9>&-; return; fi
    fi
    if [ "$place" != "$checkout" ]; then copy_sources; fi
    build
    exec 9>&-
}

may_build_in() {
    for folder in "$1" "$1"/target "$1"/lab-* "$1"/lab-*/target; do
        if [ -e "$folder" ] && [ ! -w "$folder" ]; then return 1; fi
    done
}

# Folders count too, so that a source taken away is seen.
is_fresh() {
    # shellcheck disable=SC2046 # a list of words
    [ -r "$1" ] && [ -z "$(cd "$checkout" && find $(sources) -newer "$1" 2>/dev/null | head -n 1)" ]
}

# What the jar is made of, seen from the checkout.
sources() {
    printf 'pom.xml\n'
    # Maven reads the pom of each module that the root names.
    (cd "$checkout" && printf '%s\n' lab-*/pom.xml)
    # shellcheck disable=SC2086 # a list of words
    printf '%s/src/main\n' $modules
}

copy_sources() {
    for part in pom.xml mvnw .mvn lab-common lab-server lab-client lab-bench; do
        rm -rf "${place:?}/$part"
    done
    # shellcheck disable=SC2046 # a list of words
    (cd "$checkout" && tar -cf - mvnw .mvn $(sources)) | tar -xf - -C "$place" ||
        fail 5 "cannot copy the sources from $checkout to $place"
}

build() {
    if [ -f "$jar" ]; then why='the sources changed'; else why='first use: Maven fetches the libraries; a minute or two'; fi
    say "building Wirelab ($why)"
    log=$place/target/lab-build.log started=$place/target/lab-build.started
    touch "$started"
    if [ -x "$java_home/bin/javac" ]; then export JAVA_HOME="$java_home"; fi
    sh "$place/mvnw" -B -f "$place/pom.xml" -pl "${modules##* }" -am -Dmaven.test.skip=true package \
        </dev/null >"$log" 2>&1 9>&- &
    builder=$!
    # Half a jar must not pass for a fresh one.
    trap 'kill "$builder" 2>/dev/null; wait "$builder" || true; rm -f "$jar" "$started"; exit 130' INT TERM HUP
    show_progress
    if ! wait "$builder" || [ ! -f "$jar" ]; then
        # Maven's advice about itself says nothing about the cause.
        { grep '^\[ERROR\]' "$log" || tail -n 15 "$log"; } |
            grep -v -E '^\[ERROR\] *($|-> \[|To see the full|Re-run Maven|For more information|\[Help|After correcting|  mvn )' | head -n 15 >&2
        fail 70 "the build failed: the end of $log stands above"
    fi
    trap - INT TERM HUP
    # A source saved while the build ran is newer than the jar.
    touch -r "$started" "$jar"
    rm -f "$started"
}

# One line for each module that Maven begins, until it ends.
show_progress() {
    shown=0
    while kill -0 "$builder" 2>/dev/null; do
        sleep 0.2
        lines=$(sed -n "s/^\[INFO\] Building Wirelab: \(.*\) [^ ][^ ]* *\[\(.*\)\]\$/$program:   \2  \1/p" "$log")
        begun=$(printf '%s' "$lines" | grep -c '' || true)
        if [ "$begun" -gt "$shown" ]; then printf '%s\n' "$lines" | tail -n "$((begun - shown))" >&2; fi
        shown=$begun
    done
}
