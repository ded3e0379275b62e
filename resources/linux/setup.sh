#!/bin/sh
# Prepares .venv: system packages, a virtual environment, Controlroom in it.
# Usage: setup.sh EXTRA     EXTRA is exercise (to run), dev (to test as well) or
#                           package (to build the programs as well).
# Root installs missing system packages, password-less sudo likewise; anybody else is
# told the exact command.
set -eu
cd "$(dirname "$0")/../.."
extra=${1:-exercise}

say() { echo "setup: $*" >&2; }

old_enough() { # is this Python there, and 3.11 or newer?
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

pick_python() {
    for candidate in python3.13 python3.12 python3.11 python3; do
        if old_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    say "Controlroom needs Python 3.11 or newer; none of python3.13, python3.12," \
        "python3.11, python3 is. Install one and run make again."
    exit 1
}

installed() {
    test "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed
}

has_shared_python() { # PyInstaller takes Python as a library with it
    "$python" -c '
import ctypes, sysconfig
name, folder = map(sysconfig.get_config_var, ("INSTSONAME", "LIBDIR"))
try:
    ctypes.CDLL(name)
except OSError:
    ctypes.CDLL(f"{folder}/{name}")
' 2>/dev/null
}

name_of_python() { "$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])'; }

missing_packages() { # lines of packages.txt of which no alternative is installed
    grep -v -e '^#' -e '^$' resources/linux/packages.txt | while read -r line; do
        for name in $(echo "$line" | tr '|' ' '); do
            installed "$name" && continue 2
        done
        echo "$line"
    done
    # A system Python on Debian comes without the means to make an environment.
    "$python" -c 'import ensurepip' 2>/dev/null ||
        echo "$(name_of_python)-venv"
    if test "$extra" = package; then
        for name in binutils xvfb; do
            installed "$name" || echo "$name"
        done
        has_shared_python || echo "lib$(name_of_python)"
    fi
}

known_names() { # the first alternative of each line that apt can install
    for line in $1; do
        for name in $(echo "$line" | tr '|' ' '); do
            if apt-cache show "$name" >/dev/null 2>&1; then
                break
            fi
        done
        printf '%s ' "$name"
    done
}

install_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "not a Debian system: install the like of resources/linux/packages.txt" \
            "yourself if a window does not open."
        return
    fi
    missing=$(missing_packages)
    test -n "$missing" || return 0
    if test "$(id -u)" -eq 0; then
        root=
    elif sudo -n true >/dev/null 2>&1; then
        root="sudo -n"
    else
        say "missing system packages, run: sudo apt-get install -y --no-install-recommends $(known_names "$missing")"
        exit 1
    fi
    say "installing system packages: $(echo "$missing" | sed 's/|.*//' | tr '\n' ' ')"
    # An old list may do: what counts is whether the packages can be had.
    $root apt-get -qq update || say "apt-get update failed; trying with the lists that are here"
    # shellcheck disable=SC2046 # one word a package
    $root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install -y --no-install-recommends $(known_names "$missing") \
        </dev/null >/dev/null
}

make_environment() {
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1 || ! old_enough .venv/bin/python; then
        say "making .venv with $("$python" --version)"
        "$python" -m venv --clear .venv
    fi
}

install_controlroom() {
    say "installing Controlroom and what it stands on (extra: $extra)"
    wanted=$(echo "$extra" | sed s/package/dev/)
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[$wanted]"
}

python=$(pick_python)
install_packages
make_environment
install_controlroom
