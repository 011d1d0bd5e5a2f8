# make          build content/ into public/
# make serve    look at it while you write
# make check    style, types, import directions, and every page
# make test     everything, in a real browser too
# make quick    what needs no browser and not the real pages, while you work
# make trace    what three browsers show and keep after a visit and an exit
# make bench    speed and size, the control and the build beside others, by hand (pip, npm)
# make words    make or renew a language's catalogue: make words LANGUAGE=cy
# make validate pages, PDFs and EPUBs through the checkers of others, by hand (npm, Java)
# make lock     renew requirements.lock from pyproject.toml

PYTHON ?= python3
BIN := .venv/bin

.PHONY: validate site serve check test quick trace bench words lock browsers

site: .venv/installed
	@$(BIN)/python build.py

serve: .venv/installed
	@$(BIN)/python build.py serve

check: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=site $(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/pytest -q tests/house
	$(BIN)/python build.py check

# By more hands than there are cores (tests/conftest.py): half of the time a browser's test waits.
test: browsers
	$(BIN)/pytest --numprocesses=auto --dist=worksteal --durations=10

quick: .venv/installed
	$(BIN)/pytest --quiet --numprocesses=auto --dist=worksteal -m "not slow" \
		--ignore=tests/browser --ignore=tests/real

trace: browsers
	@$(BIN)/python build.py trace

# Other programs are installed for the last one: pip and npm. 10,000 pages take hours.
SIZES = 100 1000

bench: browsers
	$(BIN)/python tests/bench/speed.py
	$(BIN)/python tests/bench/leave.py
	$(BIN)/python tests/bench/portal.py
	$(BIN)/python tests/bench/peers/compare.py --sizes $(SIZES)

validate: browsers
	PYTHONPATH=site $(BIN)/python tests/validate/validate.py

browsers: .venv/installed
	@sh tests/browser/install.sh $(BIN)/playwright

# The words around the pages, as the program has them now, into a catalogue. What is translated
# stays; what is new is empty; nothing is guessed. The site's own language, where that is not
# English, has its catalogue at the top: CATALOGUE=content/messages.po
CATALOGUE = content/$(LANGUAGE)/messages.po

words: .venv/installed
	$(if $(filter command,$(origin LANGUAGE)),,$(error Say which language: make words LANGUAGE=cy))
	@mkdir -p $(dir $(CATALOGUE))
	@PYTHONPATH=site $(BIN)/pybabel --quiet extract --mapping-file=pyproject.toml --add-location=file \
		--sort-by-file --width=99 --project=safe-exit --version=1 --output-file=.venv/words.pot \
		--header-comment="# Fuzzy: no native speaker has reviewed it." site/safe_exit templates \
		content/data
	@$(BIN)/pybabel --quiet update --input-file=.venv/words.pot --output-file=$(CATALOGUE) \
		--locale=$(subst -,_,$(LANGUAGE)) --init-missing --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date --width=99
	@echo "$(CATALOGUE) is up to date. What is empty or fuzzy waits for you."

# Exact versions with the hashes of their files, and no address of where they were found.
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet uv
	.venv-lock/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
		--upgrade --quiet --output-file requirements.lock
	rm -r .venv-lock

# The documents of packs are laid out with Pango, which pip does not bring.
.venv/installed: requirements.lock
	@sh static/packs/install.sh
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--no-deps -r requirements.lock
	@touch $@
