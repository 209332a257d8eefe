.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(CURDIR)/node_modules/.bin:$(PATH)
# Some environments forbid Python to keep what it compiled: each of two dozen starts then costs 4 s more.
export PYTHONDONTWRITEBYTECODE :=
STATIC := src/motcua/ui/static/build
LOCK := uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --universal --python-version 3.11

help:
	@echo "make demo    a living demo city on this machine (first run: a few minutes)"
	@echo "make test    every check and every test"
	@echo "make check   format, lint, contracts, types, words"
	@echo "make bench   how fast the hot paths are, beside the yardsticks (SIZE=2000: quickly)"
	@echo "make bench-office   signing, registering, issuing of documents, beside the raw cost"
	@echo "make lock    lock the Python packages anew"
	@echo "make stop    stop the embedded databases, of the demo and of the tests"
	@echo "make clean   remove what was built (not the data)"

.venv/.installed: requirements/dev.txt requirements/uv.txt pyproject.toml
	@bash bin/need python3-venv -- $(PYTHON) -c 'import venv, ensurepip'
	@test -x $(BIN)/uv || { echo "Making the Python environment …"; $(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt; }
	@echo "Installing the Python packages …"
	@VIRTUAL_ENV=.venv uv pip sync --quiet --require-hashes requirements/dev.txt requirements/uv.txt
	@VIRTUAL_ENV=.venv uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.installed: package-lock.json .npmrc .venv/.installed
	@echo "Installing the browser packages …"
	@npm ci --no-audit --no-fund --silent
	@touch $@

$(STATIC)/.built: $(shell find assets src -path '*/static/build' -prune -o \( -path 'assets/*' -o -path '*/static/*' \) -type f -print 2>/dev/null) node_modules/.installed
	@echo "Building the screens …"
	@bash bin/build-assets $(STATIC)
	@python -m django collectstatic --no-input --clear -v0 --settings motcua.project.settings
	@touch $@

CATALOGUES := $(shell find src -name '*.po')
$(CATALOGUES:.po=.mo): %.mo: %.po .venv/.installed
	@pybabel --quiet compile --input-file $< --output-file $@ --locale $$(basename $$(dirname $$(dirname $<)))

setup: .venv/.installed $(STATIC)/.built $(CATALOGUES:.po=.mo)
	@bash bin/need tesseract-ocr tesseract-ocr-vie poppler-utils -- bash -c 'command -v pdftoppm && tesseract --list-langs | grep -qx vie' || echo "Without them letters on scans are not recognised; everything else works."

CHECKS := types contracts format style spelling templates packages migrations history
check: setup
	@bash bin/need gettext -- command -v msgfmt
	@$(MAKE) --no-print-directory -j 2 --output-sync=target $(CHECKS:%=check-%)

check-format:
	ruff format --check --quiet .
check-style:
	ruff check --quiet .
check-contracts:
	lint-imports --no-logo > /dev/null || lint-imports --no-logo
check-types:
	mypy
check-spelling:
	codespell
check-templates:
	djlint --lint --quiet src
check-packages:
	deptry --no-ansi src
check-migrations:
	motcua django makemigrations --check --dry-run -v0
check-history:
	bash bin/check-history

test: check
	@bash bin/need chromium poppler-utils gettext softhsm2 tesseract-ocr tesseract-ocr-vie dovecot-imapd mosquitto -- bash -c 'command -v softhsm2-util && command -v chromium && command -v pdftotext && command -v msgfmt && tesseract --list-langs | grep -qx vie && export PATH=$$PATH:/usr/sbin && command -v dovecot && command -v mosquitto'
	pytest -q -n 2 --dist loadscope

demo: setup
	@motcua demo

SIZE ?= 100000
.venv-bench/.installed: requirements/bench.txt .venv/.installed
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@VIRTUAL_ENV=.venv-bench uv pip sync --quiet --require-hashes requirements/bench.txt
	@touch $@

bench: setup .venv-bench/.installed
	@python -m benchmarks.run --size $(SIZE)

bench-office: setup
	@python -m benchmarks.signing
	@python -m benchmarks.registering
	@python -m benchmarks.issuing

lock: .venv/.installed
	$(LOCK) pyproject.toml -o requirements/base.txt
	$(LOCK) -c requirements/base.txt --group dev pyproject.toml -o requirements/dev.txt
	$(LOCK) -c requirements/base.txt requirements/bench.in -o requirements/bench.txt
	echo uv | $(LOCK) - -o requirements/uv.txt

STOP := from motcua.project import embedded; embedded.is_running() and embedded.stop()
stop:
	@$(BIN)/python -c '$(STOP)'
	@$(BIN)/python -c 'import motcua.project.tests.settings; $(STOP)'

clean:
	rm -rf .venv .venv-bench node_modules build dist static-root $(STATIC) $(CATALOGUES:.po=.mo)

.PHONY: help setup check $(CHECKS:%=check-%) test demo bench bench-office lock stop clean
