.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
EVALUATION ?= ../shared/data
COLLECTIONS ?= xquad_th dga_faq cabinet
BOOK ?= $(EVALUATION)/thai_pdfs/budget2565_31.pdf
SCAN ?= $(EVALUATION)/thai_pdfs/scan_agreement.pdf

MINUTES ?= 2

KILLS ?= 100

.PHONY: help setup run test check bench kills eval lock

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "%-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.installed ## Make the virtual environment and install the light program

run: setup ## Load the plan data and serve on http://127.0.0.1:8000
	$(BIN)/sodklong serve

test: .venv/.installed-all ## Run every test
	$(BIN)/python -m pytest

check: .venv/.installed-all ## Lint, types, import contracts, schema drift, breaking changes, collectable tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sodklong schema | diff -u api/schema.graphql -
	$(BIN)/python tests/contract/schema_checks.py
	@collected=$$($(BIN)/python -m pytest --collect-only -qqq) || { echo "$$collected"; exit 1; }

bench: .venv/.installed-all ## Measure speed and memory
	$(BIN)/python tests/benchmarks/__main__.py
	@if [ -d "$(EVALUATION)/thai_pdfs" ]; then \
	  $(BIN)/python tests/benchmarks/reading.py "$(BOOK)" "$(SCAN)"; \
	else echo "reading: skipped, no papers at $(EVALUATION)/thai_pdfs"; fi
	$(BIN)/python tests/benchmarks/publishing.py
	$(BIN)/python tests/benchmarks/graphql/race.py
	$(BIN)/python tests/benchmarks/siege.py
	$(BIN)/python tests/benchmarks/steady.py --minutes $(MINUTES)

kills: .venv/.installed-all ## Kill the process that takes files in, KILLS times at random
	UPLOAD_KILLS=$(KILLS) $(BIN)/python -m pytest tests/integration/test_uploads_killed.py

eval: .venv/.installed-all ## Measure reading, retrieval and alignment beside baselines, and answers
	@if [ -f "$(EVALUATION)/ingest_samples/manifest.json" ]; then \
	  $(BIN)/python tests/evaluation/reading.py "$(EVALUATION)/ingest_samples"; \
	else echo "reading: skipped, no samples at $(EVALUATION)/ingest_samples"; fi
	@$(BIN)/python tests/evaluation/unharmed.py $(wildcard $(EVALUATION)/xquad_th $(EVALUATION)/dga_faq $(EVALUATION)/cabinet)
	@$(BIN)/python tests/evaluation/rendered_scans.py
	@$(BIN)/python tests/evaluation/plan_tree.py "$(EVALUATION)"
	@if [ -d "$(EVALUATION)/xquad_th" ]; then \
	  $(BIN)/python tests/evaluation/broken_copies.py "$(EVALUATION)/xquad_th"; \
	else echo "broken copies: skipped, no collection at $(EVALUATION)/xquad_th"; fi
	@$(BIN)/python tests/evaluation/tables.py $(wildcard $(addprefix $(EVALUATION)/,$(COLLECTIONS)))

lock: ## Write constraints.txt anew from what is installed
	$(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' > constraints.txt

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.installed: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing (a few minutes the first time)..."
	$(INSTALL) --editable .
	@touch $@

.venv/.installed-all: .venv/.installed
	@echo "Installing what the tests need (sentence-transformers brings torch)..."
	$(INSTALL) --editable '.[models,postgres,llm,dev]'
	@touch $@
