#!/usr/bin/env bash
# Makes sure that Chromium and its driver are on this machine; the browser tests walk the pages with them.
#   scripts/setup_chromium.sh           installs them from the system's packages if there are none
#   scripts/setup_chromium.sh --where   prints the paths of the browser and of its driver, or fails
set -euo pipefail

# The first of the given programs that there is; nothing is printed when there is none.
first_of() {
    local program
    for program in "$@"; do
        if [ -n "$program" ] && command -v "$program" >/dev/null; then
            command -v "$program"
            return 0
        fi
    done
    return 1
}

where() {
    first_of "${ORDERWRIGHT_CHROMIUM:-}" /usr/bin/chromium chromium chromium-browser google-chrome &&
        first_of "${ORDERWRIGHT_CHROMEDRIVER:-}" /usr/bin/chromedriver chromedriver
}

install() {
    local as_root=""
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root="sudo -n"
    fi
    command -v apt-get >/dev/null || return 1
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends \
        chromium chromium-driver >/dev/null
}

if [ "${1:-}" = --where ]; then
    where
    exit
fi
where >/dev/null && exit 0
echo 'Installing Chromium and its driver for the tests (once)' >&2
install || true
where >/dev/null || {
    echo 'The browser tests need Chromium and its driver (chromium, chromedriver).' >&2
    echo 'Install them with your package manager, or name them in ORDERWRIGHT_CHROMIUM and' \
        'ORDERWRIGHT_CHROMEDRIVER.' >&2
    exit 1
}
