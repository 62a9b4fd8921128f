#!/bin/sh
# Resolves the locks anew: hash-pinned, for every platform, without the address of any registry.
set -eu
uv=$1
lock() { "$uv" pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 "$@"; }
lock pyproject.toml --output-file requirements.txt
lock pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
lock --group postgres --constraint requirements-dev.txt --output-file requirements-postgres.txt
