# Everything here needs Python 3.11 or newer and make, and nothing else. Another interpreter: make PYTHON=python3.12

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench torture fuzz lock clean

# Nothing of the caller's Python environment may leak into ours.
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONWARNINGS
unexport PIP_TARGET PIP_PREFIX PIP_ROOT PIP_USER PIP_CONSTRAINT PIP_REQUIREMENT PIP_REQUIRE_VIRTUALENV PIP_NO_DEPS
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PYTHONDONTWRITEBYTECODE :=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))) python3)
CHECKED := ledger api tests benchmarks torture

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

setup: $(READY) ## make .venv with the locked versions and the project in it
	@:

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'Python 3.11 or newer is needed; "$(PYTHON)" is none. Name one: make PYTHON=/path/to/python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo '"$(PYTHON)" has no venv module. On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	@echo 'Setting up $(VENV) ...'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

run: setup ## seed a ledger, or keep the one there is; print its beliefs; serve it (CLAIM_LEDGER, CLAIM_LEDGER_HOST, CLAIM_LEDGER_PORT)
	@$(BIN)/claim-ledger seed seeds
	@$(BIN)/claim-ledger beliefs
	@exec $(BIN)/claim-ledger serve

test: setup ## run every test and every specification
	@$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist worksteal

check: setup ## lint, formatting and types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --strict $(CHECKED)

bench: setup ## time the ledger against its peers (about 25 minutes, 20 GB of disk), and keep benchmarks/RESULTS.md
	@$(BIN)/python -m benchmarks --keep benchmarks/RESULTS.md

torture: setup ## try at length to break it; some of it: make torture PARTS='model'
	@$(BIN)/python -m torture $(PARTS)

fuzz: setup ## send the server what its OpenAPI document allows, and what it does not
	@$(BIN)/python -m torture fuzzing

lock: ## renew requirements.lock from pyproject.toml
	@$(PYTHON) -m venv --clear .venv/lock
	@.venv/lock/bin/python -m pip install --quiet 'pip-tools>=7.6,<8'
	@cd $(CURDIR) && CUSTOM_COMPILE_COMMAND='make lock' .venv/lock/bin/pip-compile --quiet --upgrade --extra parquet --extra specs --extra dev \
	  --build-deps-for editable --allow-unsafe --generate-hashes --strip-extras -o requirements.lock pyproject.toml
	@sed -i.before '/^--/d' requirements.lock && rm requirements.lock.before # it names no addresses
	@rm -r .venv/lock

clean: ## remove .venv and what the tools left behind; ledgers stay
	@rm -rf $(VENV) build dist ./*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
