# Two commands are all the set-up there is:
#   make demo    the simulated city, from workbooks to explained scorecards
#   make test    everything that continuous integration runs
# Others: make bench and make bench-site (numbers against their limits), make docs, make format, make pins, make clean.

SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
V := .venv
DEMO ?= demo
export PYTHONDONTWRITEBYTECODE =

.PHONY: demo test checks bench bench-site bench-demography bench-publish bench-honesty bench-benefits bench-reconcile docs format pins clean system-packages

$(V)/bin/python:
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed: apt-get install python3 python3-venv"; exit 2; fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || scripts/system-packages python3-venv
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python lacks venv: apt-get install python3-venv"; exit 2; }
	@echo "making $(V) with $(PYTHON)"
	@$(PYTHON) -m venv $(V)

$(V)/.runtime: requirements/runtime.txt pyproject.toml | $(V)/bin/python
	@echo "installing what huimin runs on (pinned, with hashes)"
	@$(V)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@$(V)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(V)/.develop: requirements/develop.txt $(V)/.runtime
	@echo "installing what the checks need"
	@$(V)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/develop.txt
	@touch $@

demo: $(V)/.runtime
	@PATH="$(CURDIR)/$(V)/bin:$$PATH" scripts/demo $(DEMO)

system-packages:
	@scripts/system-packages postgresql chromium fonts-noto-cjk libreoffice-writer-nogui poppler-utils default-jre-headless

checks: $(V)/.develop
	$(V)/bin/ruff format --check .
	$(V)/bin/ruff check .
	$(V)/bin/lint-imports
	$(V)/bin/mypy

test: system-packages checks
	$(V)/bin/pytest -n 2 --dist loadgroup

bench: $(V)/.develop
	$(V)/bin/python benchmarks/run.py

# Bounded in time; starts and ends servers of its own on loopback. wrk makes the load of the pages.
bench-site: $(V)/.develop
	@scripts/system-packages wrk
	@failed=0; for one in benchmarks/bench_site_*.py; do $(V)/bin/python $$one || failed=1; done; exit $$failed

# The documents that are made from the program: findings and the manual.
docs: $(V)/.develop
	$(V)/bin/python scripts/build-docs

bench-demography: $(V)/.develop
	$(V)/bin/python benchmarks/bench_demography.py

# What the quality review, sampling and registration promise, on simulated data; ends with 1 where a bar is not reached.
bench-honesty: $(V)/.develop
	@failed=0; for one in benchmarks/bench_honesty*.py; do $(V)/bin/python $$one || failed=1; done; exit $$failed

# A year's documents, the protection of small counts and the maps of the sample city, which is made for it.
bench-publish: $(V)/.develop
	@folder=$$(mktemp -d); city=$$folder/city; failed=0; export PATH="$(CURDIR)/$(V)/bin:$$PATH"; \
	huimin new "$$city" --sample >/dev/null 2>&1; huimin load -w "$$city" >/dev/null 2>&1; \
	for run in "family-services-2025 2024" "family-services-2025 2025" "family-services-2025-township 2025Q4"; do \
	  huimin assess $$run -w "$$city" >/dev/null 2>&1; done; \
	for one in publish disclosure; do python benchmarks/bench_$$one.py "$$city" || failed=1; done; \
	python benchmarks/bench_maps.py || failed=1; rm -rf "$$folder"; exit $$failed

# Benefits for whole populations beside OpenFisca-core, which gets an environment of its own; and payments.
bench-benefits: $(V)/.develop
	@failed=0; for one in benchmarks/bench_benefits*.py; do $(V)/bin/python $$one || failed=1; done; exit $$failed

# Comparing lists of a million and three million births, encoded ones too, and beside other tools, which get environments
# of their own; takes a quarter of an hour.
bench-reconcile: $(V)/.develop
	@failed=0; for one in benchmarks/bench_reconcile*.py; do $(V)/bin/python $$one || failed=1; done; exit $$failed

format: $(V)/.develop
	$(V)/bin/ruff format .
	$(V)/bin/ruff check --fix .

# Names no address of any package index: the files work wherever pip is set up to look.
pins: $(V)/.develop
	cd requirements && ../$(V)/bin/uv pip compile -q --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header runtime.in -o runtime.txt
	cd requirements && ../$(V)/bin/uv pip compile -q --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header -c runtime.txt develop.in -o develop.txt

clean:
	rm -rf $(V) $(DEMO) build .hypothesis .mypy_cache .ruff_cache .import_linter_cache
