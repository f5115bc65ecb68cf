# Needs Python 3.11 or newer and make, nothing else: each target prepares what it uses, and is
# quick and silent where nothing changed. RAPPORT_* variables are passed on (docs/settings.md).

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# What the lock says and nothing else; a module is compiled when it is first imported, as most never
# are: that halves the waiting.
EXACTLY := --no-compile --no-deps --require-hashes
# What was compiled is kept, whatever the environment says: the tests start many programs, and each
# would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE
UV := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

.PHONY: run test cover laws lint format bench calibrate compare crash siege tables several neighbour load image-check
.PHONY: demo package release screenshots lock clean
.DEFAULT_GOAL := run

# Start Rapport and say where to open it.
run: .venv/user
	@$(BIN)/python app.py

# Everything a change must pass: format, lint, types, the stairs, all tests.
test: lint
	@$(BIN)/python -m tests.rig.equipment
	@$(BIN)/pytest --quiet --numprocesses auto --dist loadfile --no-loadscope-reorder

# Which lines the tests reach, those of the tests too: the same tests, slower.
cover: .venv/dev
	@$(BIN)/python -m tests.rig.equipment
	@$(BIN)/pytest --quiet --numprocesses auto --dist loadfile --no-loadscope-reorder \
		--cov --cov-report term:skip-covered

# The laws on inputs drawn anew, where “make test” draws the same each time. Some minutes.
laws: .venv/dev
	@$(BIN)/pytest --quiet --numprocesses auto --dist loadfile --hypothesis-profile=anew \
		--ignore tests/browser tests/data tests/components

# What can be checked without running anything.
lint: .venv/dev
	@$(BIN)/ruff format --check --quiet . || { echo "Run “make format”."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache > .venv/stairs || { cat .venv/stairs; exit 1; }
	@$(BIN)/deptry . 2> .venv/unasked || { cat .venv/unasked; exit 1; }
	@$(BIN)/python -m tests.rig.audit

# Put every file into the format that lint asks for.
format: .venv/dev
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

# Measure the fit model against pandas and against its own growth, then each page against a bare
# one that draws the same, memory after 2,000 reruns, then links beside a static answer, then
# what a browser waits for Fit beside what it waited before the grid. No verdict; some minutes.
bench: .venv/dev
	@$(BIN)/python -m tests.bench.fit
	@$(BIN)/python -m tests.bench.pages
	@$(BIN)/python -m tests.bench.pages --data "a life" --pages home notes fit over_time --times 10
	@$(BIN)/python -m tests.bench.memory
	@$(BIN)/python -m tests.bench.doors
	@$(BIN)/python -m tests.bench.browser

# Whether the fit model's 80 % ranges hold the truth in 80 of 100 cases.
calibrate: .venv/dev
	@$(BIN)/python -m tests.calibration

# The same beliefs by a general sampler, in an environment of its own; some minutes.
compare: .venv/compare
	@.venv/compare/bin/python -m tests.rig.compare

# Cut the power 2,000 times, kill the program 100 times and the server 20 times, bring 10,000 broken
# files in; count what was lost. Some minutes.
crash: .venv/dev
	@$(BIN)/python -m tests.rig.crash

# Draw 2,000 tables from notes, in many dialects, encodings, orders of days and scales, and bring
# them in again by first guesses; count what came out wrong and was not asked. Half a minute.
tables: .venv/dev
	@$(BIN)/python -m tests.rig.drawn_tables

# Have people write to two programs on one database, kill one, restart the database; count what was
# lost. Two minutes.
several: .venv/dev
	@$(BIN)/python -m tests.rig.several

# Guess at links and passphrases, hold connections half open and bring hostile files in while the
# owner works; print what the owner waited. Three minutes.
siege: .venv/dev
	@$(BIN)/python -m tests.rig.siege

# What somebody waits while another, with 10,000 notes, saves them in each form and brings more in.
# One minute.
neighbour: .venv/dev
	@$(BIN)/python -m tests.rig.neighbour

# How many people one program bears, beside the floor of its pages, and what each costs in memory.
# Ten minutes or so.
load: .venv/dev
	@$(BIN)/python -m tests.rig.load

# Go through the Dockerfile without Docker, start what comes of it and open every page. As root on
# Debian, with the packages mmdebstrap and bubblewrap; two minutes.
image-check: .venv/dev
	@$(BIN)/python -m tests.rig.image

# Write the example as one static page, the file that Share makes, into dist/demo/index.html.
demo: .venv/user
	@$(BIN)/python -m tests.rig.demo dist/demo/index.html

# Build the package for pipx and uv into dist/.
package: .venv/dev
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

# Check everything, then date, keep and tag a version: make release VERSION=0.1.0.
release: test
	@$(BIN)/python -m tests.rig.release "$(VERSION)"

# Make the pictures in README and docs/ anew, from the example.
screenshots: .venv/dev
	@$(BIN)/python -m tests.rig.equipment
	@$(BIN)/python -m tests.rig.screenshots
	@$(BIN)/python -m tests.rig.pictures

# Pin everything again, to the newest versions that the requirements allow.
lock: .venv/dev
	@$(UV) requirements.txt --upgrade --output-file requirements.lock
	@$(UV) requirements-dev.txt --upgrade --constraint requirements.lock --output-file requirements-dev.lock

# Remove what the targets above made; your vault is not among it.
clean:
	@rm -rf .venv .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Rapport needs Python 3.11 or newer. Name one: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ echo "Python cannot make a virtual environment. On Debian: apt install python3-venv"; exit 1; }
	@touch $@

# A lock names everything. Were pip to look further, it would want the newest release of what is
# asked for with extras, and refuse it, because the lock names another.
.venv/user: .venv/python requirements.lock
	@echo "Installing what Rapport needs into .venv; this takes a minute, once."
	@$(PIP) install $(EXACTLY) --requirement requirements.lock
	@touch $@

.venv/dev: .venv/user requirements-dev.lock
	@echo "Installing what the tests need into .venv; this takes a minute, once."
	@$(PIP) install $(EXACTLY) --requirement requirements-dev.lock
	@touch $@

.venv/compare: .venv/python requirements-compare.txt
	@echo "Installing what the comparison needs into .venv/compare; this takes some minutes, once."
	@$(BIN)/python -m venv $@
	@$@/bin/python -m pip --quiet --disable-pip-version-check install --requirement requirements-compare.txt
	@touch $@
