# The two commands that do everything: `make site` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# What is installed is what requirements/*.lock name, byte for byte (see `make lock`).
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(INSTALL) --require-hashes --only-binary :all: --requirement
OURSELVES := $(INSTALL) --no-deps --no-build-isolation --editable .
# A process for each core, which is given a file of tests at a time.
TOGETHER := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder --durations 20
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.PHONY: site serve test test-again lint types bench scaling lock audit security fuzz picture clean

site: $(VENV)/.installed
	$(BIN)/muniment build $(OPTIONS)

serve: $(VENV)/.installed
	$(BIN)/muniment serve

# Many tests build in a process of their own; none of these is to compile the program again.
test: $(VENV)/.installed-test lint types
	$(BIN)/python -m tests.browser.chromium --install
	$(BIN)/python -m compileall -q builders
	$(BIN)/python -m pytest $(TOGETHER) || { test $$? -eq 1 && $(MAKE) --no-print-directory test-again; }

# What failed beside other tests is asked once more with the machine to itself: a browser that waits
# for its turn can be later than any limit. Both answers stand in the output; the second one counts.
test-again:
	$(BIN)/python -m pytest --last-failed --last-failed-no-failures none

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-test
	$(BIN)/mypy
	$(BIN)/mypy --platform darwin --cache-dir .mypy_cache/darwin builders
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 builders

# How fast, how large, how much memory, beside MkDocs and Hugo; then two hundred random edits.
# SIZES="10 100 1000 10000" for others.
bench: $(VENV)/.installed-test
	$(LOCKED) requirements/bench.lock
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python -m tests.bench.run $(SIZES)
	MUNIMENT_EDITS=200 $(BIN)/python -m pytest tests/preview/test_session.py tests/test_incremental.py

# Builds of several sizes, and the numbers in SCALING.md. Takes minutes to hours.
scaling: $(VENV)/.installed-test
	$(BIN)/python -m tests.bench.scaling $(or $(SIZES),10 100 1000)

# Anything at all into readers, recognisers and whatever reads what people write.
# SECONDS=600 for longer, TARGETS="yaml bibtex" for some; see tests/fuzz/targets.py.
fuzz: $(VENV)/.installed-test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	$(BIN)/python -m tests.fuzz.run --seconds $(or $(SECONDS),60) $(TARGETS)

# The picture in the README, and the card for shared links.
picture: $(VENV)/.installed-test
	$(BIN)/python -m tests.browser.chromium --install
	$(BIN)/python -m tests.browser.picture
	$(BIN)/python -m tests.browser.card

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Muniment needs Python 3.11 or newer; say which: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml requirements/site.lock
	$(LOCKED) requirements/site.lock
	$(OURSELVES)
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed requirements/test.lock
	$(LOCKED) requirements/test.lock
	@touch $@

$(VENV)/.installed-tools: $(VENV)/.created requirements/tools.lock
	$(LOCKED) requirements/tools.lock
	@touch $@

# A hundred builds killed, the edition's site searched, and the numbers in SECURITY.md.
security: $(VENV)/.installed-test site
	MUNIMENT_KILLS=100 $(BIN)/python -m pytest tests/builds/test_kills.py
	$(BIN)/python -m tests.security

# The newest versions that pyproject.toml allows, for every Python and every system, with the
# digests of all their files. The address of the index is not written down: the digests decide.
lock: $(VENV)/.installed-tools
	$(COMPILE) pyproject.toml --group build --output-file requirements/site.lock
	$(COMPILE) pyproject.toml --group build --extra test --output-file requirements/test.lock
	$(COMPILE) pyproject.toml --group build --extra test --extra bench --output-file requirements/bench.lock
	$(COMPILE) --group tools --output-file requirements/tools.lock

# Whether weaknesses are known of anything that is locked. Asks the network, and fails where it
# gets no answer: a package that could not be asked about is not one without weaknesses.
audit: $(VENV)/.installed-tools
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --requirement requirements/site.lock
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --requirement requirements/test.lock

clean:
	rm -rf $(VENV) site .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
