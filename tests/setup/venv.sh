#!/usr/bin/env bash
# venv.sh FOLDER: make a virtual environment with the first Python >= 3.11 that is found ($PYTHON first).
# Debian and Ubuntu keep venv in a package of its own; where that is missing it is installed.
set -euo pipefail
folder=$1

new_enough() { command -v "$1" >/dev/null && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; }

python=
for candidate in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11; do
  if new_enough "$candidate"; then python=$candidate && break; fi
done
if [ -z "$python" ]; then
  echo "venv.sh: no Python 3.11 or newer found; install one, or name it: make PYTHON=/path/to/python3.12 …" >&2
  exit 1
fi

make_venv() { rm -rf "$folder" && "$python" -m venv "$folder"; }

if ! make_venv >/dev/null 2>&1; then
  bash "$(dirname "$0")/apt.sh" "$("$python" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")')"
  make_venv
fi
