# make run    the live room: desk, private gateway and exercise, nothing to configure
# make test   everything that CI runs, checks included

ARGS ?=
SHOTS ?= shots
SHOTS_SECONDS ?= 20
VIEWS ?=
BENCHES := map gateway journal desk recommend ground
BIN := .venv/bin
SETUP := resources/linux/setup.sh
CHROOT ?=
SETUP_READS := $(SETUP) pyproject.toml resources/linux/packages.txt

.DELETE_ON_ERROR:
.PHONY: help setup run test check bench shots views soak package clean

help:
	@echo "make run      open the live room (a fresh machine is prepared first)"
	@echo "make test     all checks and tests, as CI runs them"
	@echo "make setup    prepare .venv, with .venv/bin/controlroom in it"
	@echo "make check    format, lint, types and the import table only"
	@echo "make bench    measure this machine into bench.json"
	@echo "make shots    save pictures of every window into $(SHOTS)/"
	@echo "make views    make the pictures of the help anew (VIEWS=\"queue map\": some)"
	@echo "make soak     the long tests, by hand"
	@echo "make package  build the programs and a .deb into dist/, and try them"
	@echo "              (CHROOT=bookworm installs it in a fresh Debian, as root)"
	@echo "make clean    remove what these made"

setup: .venv/ready
	@echo "ready: $(BIN)/controlroom"

# Stamps: a second make does nothing until one of these files changes.
.venv/ready: $(SETUP_READS)
	@sh $(SETUP) exercise
	@touch $@

.venv/ready-dev: $(SETUP_READS)
	@sh $(SETUP) dev
	@touch .venv/ready $@

# What builds the programs as well: more of the system than the tests need.
.venv/ready-package: $(SETUP_READS)
	@sh $(SETUP) package
	@touch .venv/ready .venv/ready-dev $@

run: .venv/ready
	$(BIN)/controlroom demo $(ARGS)

check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

# A process a core. Windows have processes of their own: what an earlier test left at
# the pointer or on the screen would be seen there.
WINDOWS := tests/gui tests/features

test: check
ifeq ($(ARGS),)
	$(BIN)/python -m pytest -n auto --dist loadfile tests \
		$(addprefix --ignore=,$(WINDOWS))
	$(BIN)/python -m pytest -n auto --dist loadfile $(WINDOWS)
else
	$(BIN)/python -m pytest $(ARGS)
endif

soak: .venv/ready-dev
	$(BIN)/python -m pytest -m soak --timeout=0 -o faulthandler_timeout=0 $(ARGS)

bench: .venv/ready
	@for name in $(BENCHES); do \
		echo "bench $$name" >&2; \
		$(BIN)/controlroom bench $$name --json || exit 1; \
	done > bench.json.part
	@mv bench.json.part bench.json
	@echo "written: bench.json" >&2

shots: .venv/ready
	$(BIN)/controlroom demo --shots $(SHOTS) --seconds $(SHOTS_SECONDS) $(ARGS)

# Every panel full and empty, by night and by day, as the help pages show them.
views: .venv/ready-dev
	$(BIN)/python -P -m tests.helpers.views resources/docs/views $(VIEWS)

package: .venv/ready-package
	$(BIN)/pyinstaller --clean --noconfirm --log-level WARN build.spec
	@sh resources/linux/make_deb.sh \
		"$$($(BIN)/python -c 'import controlroom; print(controlroom.__version__)')"
	CONTROLROOM_DIST=dist CONTROLROOM_CHROOT=$(CHROOT) \
		$(BIN)/python -m pytest tests/package $(ARGS)

clean:
	rm -rf .venv build dist shots bench.json bench.json.part \
		.mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
