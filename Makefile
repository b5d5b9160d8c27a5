# Everything a newcomer needs, on a machine with Python 3.11 or later, make and a package index.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help briefing test test-browser coverage lab lint format notebooks lock raw bench charts-check sentences-check gallery generator fuzz kill clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

# Ends with 1 where the published figures themselves hold errors, as those of two indices do.
BUILD := $(BIN)/cchc build || test $$? -eq 1

briefing: $(READY) ## Build the data, write the pack of the unit of cchc.toml to exports/
	@$(BUILD)
	@$(BIN)/cchc briefing

# Two processes; all cells of a notebook, and all tests of a module, in one of them; in the order of conftest.py.
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# Bytecode is kept whatever the shell says: to rewrite the assertions of 290 modules again takes each process as
# long as to collect all tests, and each process that a test starts would compile the package anew.
test coverage: export PYTHONDONTWRITEBYTECODE :=

# Built first: notebooks of two processes that found no data would each build them.
test: $(READY) ## Run the tests and compare the notebooks with a fresh run
	@$(BUILD)
	@$(PYTEST)

PICTURES ?= exports/notebooks
test-browser: $(READY) ## Drive every notebook in a Chromium that is there: run all, choose another unit, run again
	@$(BUILD)
	@$(BIN)/python tools/drive_notebooks.py --pictures $(PICTURES)

# Without the notebooks: nbval waits in vain for a kernel that counts.
coverage: $(READY) ## Run the tests and count the branches that they take: at least 92 % of them
	@$(PYTEST) --cov --cov-report=term:skip-covered cchc_analysis tests

lab: $(READY) ## Open JupyterLab on the notebooks
	@$(BIN)/cchc lab

lint: $(READY) ## Check style, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python tools/check_notebooks.py

format: $(READY) ## Format the code
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

notebooks: $(READY) ## Run the notebooks where they lie and store them as they ran, for the tests to compare
	@$(BIN)/python tools/run_notebooks.py

lock: $(READY) ## Resolve the dependencies anew into requirements.lock (versions and hashes, no addresses)
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --upgrade \
		--extra briefing --extra notebooks --extra cluster --extra dev \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet \
		pyproject.toml -o requirements.lock

# openpyxl writes the same workbook in other bytes where lxml happens to be installed.
raw: export OPENPYXL_LXML := False
raw: $(READY) ## Write the workbooks of data/raw again from the published figures (CCHC_SHARED)
	@$(BIN)/python tools/write_raw_workbooks.py
	@$(BIN)/python tools/write_published_tables.py
	@$(BIN)/python tools/write_illustrative_sheets.py

bench: $(READY) ## Measure reading (CCHC_CORPUS), a nation's build, start-up; keep it in benchmarks/RESULTS.md
	@$(BIN)/python tools/bench.py

charts-check: $(READY) ## Draw every chart of every province, hard ones in all sizes; list what a graphics desk would mark
	@$(BIN)/python tools/check_charts.py

SHARE ?= 1
sentences-check: $(READY) ## Say every sentence of all provinces and years (SHARE=0.05: a draw of them); list what is wrong
	@$(BIN)/python tools/check_sentences.py --share $(SHARE) --workers $(WORKERS)

gallery: $(READY) ## Draw every chart of docs/gallery.toml and write docs/gallery.md
	@$(BUILD)
	@$(BIN)/python tools/write_gallery.py

kill: $(READY) ## Kill builds at each write and at 60 random moments, and see that nothing is lost
	@$(BIN)/python tests/dataset/killing.py --moments 60

GENERATED ?= 2000
generator: $(READY) ## Read GENERATED random sheets: how many are right, told, refused; none is wrong in silence
	@$(BIN)/python tools/run_generator.py $(GENERATED)

fuzz: $(READY) ## Read 3,000 damaged and hostile mutants of workbooks, each within 10 s and 1 GiB
	@$(BIN)/python tools/fuzz.py

clean: ## Remove what was built: the environment, data/processed, exports
	@rm -rf $(VENV) data/processed exports .pytest_cache .ruff_cache .mypy_cache

# Set-up is done once, and again only when the lock or the project's own declaration changes.
# The lock is whole: without --no-deps pip looks for newer releases of what an extra needs, and refuses them.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; $(PYTHON) is older. Try: make PYTHON=python3.12 …"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python cannot make a virtual environment: install its venv package (Debian: python3-venv)."; exit 2; }
	@echo "Installing into $(VENV) (a minute or two, once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
