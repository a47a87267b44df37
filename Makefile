# Everything a person needs, from a fresh machine with Python, git and make.
# `make` lists the targets. Settings are environment variables; README.md explains them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# Usage statistics off, for whatever the targets start.
include .env
export DO_NOT_TRACK DAGSTER_DISABLE_TELEMETRY DBT_SEND_ANONYMOUS_USAGE_STATS GX_ANALYTICS_ENABLED

PYTHON ?=
CANDIDATES := $(if $(PYTHON),"$(PYTHON)",python3.12 python3.13 python3.11 python3 python)
FITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
LOCK := requirements.lock
INSTALLED := .venv/installed

# Started from here, so that programs which are called by their name (dbt) are this environment's.
IN_VENV = PATH="$(CURDIR)/.venv/bin:$$PATH" && export PATH

.PHONY: help install run test ui compile bench soak lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

install: $(INSTALLED) ## make .venv with exactly the packages of requirements.lock

# Made anew whenever the lock changes, so that it holds the lock's packages and no others, and
# where the folder has been moved: an environment's programs know their path.
ifneq ($(shell cat $(INSTALLED) 2>/dev/null),$(CURDIR))
.PHONY: $(INSTALLED)
endif
$(INSTALLED): $(LOCK)
	@python=; for candidate in $(CANDIDATES); do \
		if "$$candidate" -c '$(FITS)' >/dev/null 2>&1; then python="$$candidate"; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "No usable Python found (looked for: $(CANDIDATES))." >&2; \
		echo "Needed is Python 3.11, 3.12 or 3.13 with venv and pip (on Debian and Ubuntu also the" >&2; \
		echo "package python3-venv). Name another one so: make PYTHON=/path/to/python3.12 ..." >&2; \
		exit 1; \
	fi; \
	echo "Installing into .venv with $$("$$python" --version) (1.3 GB; a few minutes) ..."; \
	"$$python" -m venv --clear .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --only-binary :all: -r $(LOCK)
	@echo "$(CURDIR)" >$@

run: $(INSTALLED) ## run the whole pipeline over data/raw and publish the snapshot
	@$(IN_VENV) && python -m dagster_project.run

test: $(INSTALLED) ## check style and types, then run the whole test suite
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m mypy
	@$(IN_VENV) && python -m pytest --numprocesses 2 --dist loadfile

# The same home as `make run`, so that its runs are shown. Dagster warns that it does not use the
# dagster.yaml of this folder: right, it uses the copy in its home.
ui: $(INSTALLED) ## open the Dagster UI on 127.0.0.1 (PORT=3000)
	@$(IN_VENV) && home="$${DAGSTER_HOME:-$${OGI_DATA_DIR:-data}/dagster}" && mkdir -p "$$home" \
		&& DAGSTER_HOME="$$(cd "$$home" && pwd)" && export DAGSTER_HOME \
		&& { [ -e "$$DAGSTER_HOME/dagster.yaml" ] || cp dagster.yaml "$$DAGSTER_HOME"; } \
		&& echo "Runs and the dagster.yaml in use: $$DAGSTER_HOME" \
		&& exec python -W 'ignore:Function `dev_command` is superseded' -m dagster dev \
			--host 127.0.0.1 --port "$${PORT:-3000}" -w workspace.yaml

compile: $(INSTALLED) ## translate the extractors to machine code (needs a C compiler; 2 minutes)
	@$(IN_VENV) && python -m scripts.compile_extractors

# Without a C compiler what is measured is Python.
bench: $(INSTALLED) ## measure how fast the product is (some 15 minutes; REPORTS=20000)
	@$(IN_VENV) && { python -m scripts.compile_extractors || true; } && python -m benchmarks && python -m benchmarks.loads --reports "$${REPORTS:-20000}"

soak: $(INSTALLED) ## kill loads at random moments and look at what is left (KILLS=50; an hour)
	@$(IN_VENV) && python -m tests.soak --kills "$${KILLS:-50}"

lock: $(INSTALLED) ## resolve requirements.lock from pyproject.toml (UPGRADE=1: newest of all)
	.venv/bin/python -m uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --no-strip-extras --only-binary :all: \
		$(if $(UPGRADE),--upgrade) --quiet --output-file $(LOCK)

clean: ## remove the environment, the caches and what runs have built (data/raw stays)
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .tmp_dagster_home_* \
		dbt/target dbt/logs data/warehouse data/published data/quality data/dagster
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
