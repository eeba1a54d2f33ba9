#!/usr/bin/env bash
# apt.sh PACKAGE…: install Debian packages, asking nothing; as root, or through a sudo that wants no password.
# Elsewhere it says what is missing and fails. One retry, since mirrors and the package lock are busy at times.
set -euo pipefail

if ! command -v apt-get >/dev/null; then
  echo "Please install with your system's package manager, then run make again: $*" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "Please run, then run make again: sudo apt-get install --no-install-recommends $*" >&2
    exit 1
  fi
  as_root=(sudo -n)
fi

apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" </dev/null; }

# The package lists of a fresh machine are empty or old: they are only fetched when an install fails.
apt install --no-install-recommends -y "$@" >/dev/null 2>&1 && exit 0
for try in 1 2; do
  if apt update && apt install --no-install-recommends -y "$@" >/dev/null; then exit 0; fi
  echo "apt.sh: try $try failed: $*" >&2
  sleep 5
done
exit 1
