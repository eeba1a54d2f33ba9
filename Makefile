# `make site` and `make test` need nothing but python3 (3.11 or newer) and make: every target sets up
# what it uses, once. What is set up is remembered by a stamp that is older than its lock file or not.
# On Windows, or without make, see README.md: each recipe is one or two plain commands.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check --quiet --retries 5
# --no-build-isolation: what is not a wheel is built by the locked backend; nothing unlocked is fetched.
INSTALL := $(PIP) install --require-hashes --no-build-isolation --use-pep517 --requirement
# Extra words for the tools: make site ARGS='--source ../laws', make test ARGS='-k numerals -x'
ARGS ?=

# The folder of real law files, where there is one.
CORPUS ?= $(or $(TIAOWEN_CORPUS),../shared/corpus)

.PHONY: help site test serve check check-corpus bundle bench lint format types lock lock-check system clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

site: $(VENV)/.runtime ## build the site: source/ -> docs/laws/ and site/
	$(RUN) -m build_tools build $(ARGS)

serve: $(VENV)/.runtime ## build, show on a local address, rebuild what changes
	$(RUN) -m build_tools serve $(ARGS)

check: $(VENV)/.runtime ## every diagnostic, text completeness, links, URL permanence
	$(RUN) -m build_tools check $(ARGS)

bundle: $(VENV)/.runtime ## offline zips in dist/: ARGS='--region henan', ARGS=--each
	$(RUN) -m build_tools bundle $(ARGS)

# --site names a folder that is never made: then check builds its own, in the cache.
check-corpus: $(VENV)/.runtime ## the same for the real law files in ../shared/corpus (or CORPUS=…)
	$(RUN) -m build_tools check --source $(CORPUS)/national --source $(CORPUS)/local --site .cache/none $(ARGS)

test: $(VENV)/.dev $(VENV)/.node $(VENV)/.system ## all tests: unit, golden, corpus, browser, JavaScript
	$(RUN) -m pytest $(ARGS)

bench: $(VENV)/.bench ## measure against the budgets, Hugo, Pagefind and lunr, on ../shared/corpus
	$(RUN) -m tests.bench --corpus $(CORPUS) $(ARGS)

lint: $(VENV)/.dev ## ruff: rules and format
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check

format: $(VENV)/.dev ## let ruff mend what it can
	$(RUN) -m ruff check --fix
	$(RUN) -m ruff format

types: $(VENV)/.dev ## mypy --strict
	$(RUN) -m mypy

# --- what the targets stand on ------------------------------------------------------------------

$(RUN):
	PYTHON=$(PYTHON) bash tests/setup/venv.sh $(VENV)

$(VENV)/.runtime: requirements-build.txt requirements.txt pyproject.toml | $(RUN)
	$(INSTALL) requirements-build.txt
	$(INSTALL) requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(INSTALL) requirements-dev.txt
	@touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.runtime
	$(INSTALL) requirements-bench.txt
	@touch $@

# Chromium, Firefox, CJK fonts, Node and a Java runtime, from the system's own packages.
$(VENV)/.system: tests/setup/system.sh | $(RUN)
	bash tests/setup/system.sh
	@touch $@

# --ignore-scripts: nothing but files from the registry packages; no package may download more.
$(VENV)/.node: package-lock.json package.json $(VENV)/.system
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

system: $(VENV)/.system ## Chromium, Firefox, CJK fonts, Node, Java: only what is missing

lock: $(VENV)/.dev ## write the lock files anew from pyproject.toml and package.json
	$(RUN) tests/setup/lock.py
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund

lock-check: $(VENV)/.dev ## fail when a lock file does not match what it is made from
	$(RUN) tests/setup/lock.py --check

clean: ## remove everything that make and the tools have made
	rm -rf $(VENV) .cache site docs/laws node_modules build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
