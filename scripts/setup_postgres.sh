#!/usr/bin/env bash
# Makes sure that a PostgreSQL server's programs are on this machine; the tests start clusters of their own with them.
#   scripts/setup_postgres.sh           installs them from the system's packages if there are none
#   scripts/setup_postgres.sh --where   prints the directory that holds initdb and postgres, or fails
set -euo pipefail

# The newest version among the usual places; nothing is printed when there is none.
where() {
    local directory
    for directory in \
        "${ORDERWRIGHT_POSTGRES_BIN:-}" \
        "$(pg_config --bindir 2>/dev/null || true)" \
        "$(dirname "$(command -v postgres 2>/dev/null || echo /nowhere/postgres)")" \
        $(printf '%s\n' /usr/lib/postgresql/*/bin | sort --version-sort --reverse) \
        /usr/pgsql-*/bin /usr/local/pgsql/bin /usr/local/opt/postgresql*/bin /opt/homebrew/opt/postgresql*/bin; do
        if [ -x "$directory/initdb" ] && [ -x "$directory/postgres" ] && [ -x "$directory/pg_ctl" ]; then
            echo "$directory"
            return 0
        fi
    done
    return 1
}

install() {
    local as_root=""
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root="sudo -n"
    fi
    command -v apt-get >/dev/null || return 1
    # Only the programs are wanted, so the package's own cluster is not created unless somebody set that up.
    $as_root mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] ||
        echo 'create_main_cluster = false' | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends \
        -o Dpkg::Options::=--force-confold postgresql >/dev/null
}

if [ "${1:-}" = --where ]; then
    where
    exit
fi
where >/dev/null && exit 0
echo 'Installing the PostgreSQL server for the tests (once)' >&2
install || true
where >/dev/null || {
    echo 'The tests need the programs of a PostgreSQL server (initdb, postgres, pg_ctl), version 14 or newer.' >&2
    echo 'Install them with your package manager, or name their directory in ORDERWRIGHT_POSTGRES_BIN.' >&2
    exit 1
}
