# Marsad. `make demo` shows it, `make test` checks it. Both do all their own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKSPACE ?= demo-workspace
PORT ?= 8050
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := install --no-deps --require-hashes

.PHONY: help demo install test lint types check-fast browser lock serve train-tone clean
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Marsad needs Python 3.11 or newer; $(PYTHON) is older. Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); } || { \
	  rm -rf $(VENV); echo "No virtual environment could be made. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the packages of requirements.lock into $(VENV) (about a minute) ..."
	@$(PIP) $(LOCKED) -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing the packages of requirements-dev.lock into $(VENV) ..."
	@$(PIP) $(LOCKED) -r requirements-dev.lock
	@touch $@

install: $(VENV)/.installed ## install Marsad into .venv

demo: $(VENV)/.installed ## analyse the embedded sample and serve the dashboard
	@$(BIN)/python -m corpus add --sample --workspace $(WORKSPACE)
	@$(BIN)/python -m analytics run --workspace $(WORKSPACE)
	@$(BIN)/python -m dashboard --workspace $(WORKSPACE) --port $(PORT)

serve: $(VENV)/.installed ## serve the dashboard of WORKSPACE
	@$(BIN)/python -m dashboard --workspace $(WORKSPACE) --port $(PORT)

browser: ## make sure that the browser tests find a Chromium
	@sh tests/e2e/get_chromium.sh

lint: $(VENV)/.installed-dev ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev ## mypy, strict
	$(BIN)/mypy

test: $(VENV)/.installed-dev browser lint types ## lint, types, unit, integration and browser tests
	$(BIN)/python -m pytest

check-fast: $(VENV)/.installed-dev ## lint, types and the tests without a browser
	$(MAKE) --no-print-directory lint types
	$(BIN)/python -m pytest -m "not browser"

train-tone: $(VENV)/.installed ## train the tone model: make train-tone DATA=folder OUT=folder
	$(PIP) install $$($(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["train"])')
	$(BIN)/python -m analytics.annotate.tone.training --data $(DATA) --out $(OUT)

lock: $(VENV)/.installed-dev ## resolve the dependencies of pyproject.toml anew
	$(BIN)/python tests/relock.py

clean: ## remove the virtual environment and the demo workspace
	rm -rf $(VENV) demo-workspace
