.DEFAULT_GOAL := help
SWIFT_BUILD = swift build --explicit-target-dependency-import-check error

.PHONY: help demo test test-kills test-night-kills bench-recorder test-browser test-peers fuzz build install deb format bench speech clean \
	test-pymerkle test-package test-sql test-age bench-seal test-spark test-cluster test-deb bench-night test-servers

help: ## Say what can be made.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

demo: ## Record real calls, run the night over them, print the report.
	@scripts/dependencies.sh demo
	@scripts/demo.sh

test: ## Run the whole test suite.
	@scripts/dependencies.sh test
	swift format lint --strict --recursive Package.swift Sources Tests
	$(SWIFT_BUILD) --build-tests
	swift test --disable-xctest --skip-build --skip RecorderTests
	@# Calls in real time, which want the machine for themselves, one after the other.
	swift test --disable-xctest --skip-build --no-parallel --filter RecorderTests

test-kills: ## Kill the recorder a hundred times under load, and look at what it left.
	@scripts/dependencies.sh test
	$(SWIFT_BUILD) --build-tests
	AFTERCALL_KILLS=100 swift test --disable-xctest --skip-build --filter KillTests

test-night-kills: build ## Kill nights of CALLS=500 calls KILLS=200 times, and compare what the next run makes of each.
	@scripts/dependencies.sh test
	$(SWIFT_BUILD) --build-tests
	AFTERCALL_PROGRAM=$(CURDIR)/.build/release/aftercall AFTERCALL_NIGHT_KILLS=$(or $(KILLS),200) \
		AFTERCALL_NIGHT_CALLS=$(or $(CALLS),500) swift test --disable-xctest --skip-build --filter KilledNightTests

bench-recorder: ## Record 1,000 and 2,000 calls beside rtpengine; say what each lost and cost.
	@scripts/dependencies.sh bench
	@Benchmarks/recorder.sh

test-browser: ## Open the report in Chromium and check what it shows.
	@scripts/dependencies.sh browser
	$(SWIFT_BUILD) --build-tests
	swift test --disable-xctest --skip-build --filter 'Page in a browser'

test-peers: build ## Have SIPp, baresip, pjsua2 and rtpengine call the recorder.
	@scripts/dependencies.sh peers
	@scripts/peers.sh

fuzz: ## Fuzz what reads messages of strangers, SECONDS=60 for each target.
	@scripts/dependencies.sh build
	@scripts/fuzz.sh $(or $(SECONDS),60)

build: ## Build the release binary.
	@scripts/dependencies.sh build
	@scripts/release.sh

install: build ## Install it with manual pages, completions and units; PREFIX=/usr/local, DESTDIR for packagers.
	@scripts/install.sh $(or $(PREFIX),/usr/local) $(DESTDIR)

deb: build ## Make a Debian package.
	@scripts/dependencies.sh deb
	@scripts/deb.sh

test-deb: deb ## Install the Debian package in a clean Debian root, use it, remove it.
	@scripts/check-deb.sh .build/deb/aftercall_*.deb

test-spark: build ## Run a night on Spark (PyPI) in all the ways it can go, beside the same night without it.
	@scripts/dependencies.sh spark
	@scripts/check-spark.sh

test-cluster: build ## Run a night by GNU parallel, on a Slurm of this machine's own, and by a Kubernetes Job's command.
	@scripts/dependencies.sh cluster
	@scripts/check-cluster.sh

speech: ## Install the speech recogniser (whisper.cpp and its base model) into .speech.
	@scripts/speech/install.sh .speech

test-servers: ## Have two speech servers (whisper.cpp's, open-asr-server from PyPI) answer the recogniser's client.
	@scripts/dependencies.sh test
	$(SWIFT_BUILD) --build-tests
	@scripts/test-servers.sh

bench: ## Run the micro-benchmarks.
	@scripts/dependencies.sh build
	@scripts/release.sh bench && .build/release/bench

test-pymerkle: ## Compare roots and proofs of the audit log with pymerkle's (PyPI).
	@scripts/dependencies.sh test
	$(SWIFT_BUILD) --build-tests
	AFTERCALL_PYMERKLE=$$(scripts/python.sh pymerkle) swift test --disable-xctest --skip-build --filter Pymerkle

test-package: ## Read an auditor's package with frictionless, pandas, csvkit and LibreOffice.
	@scripts/dependencies.sh package
	$(SWIFT_BUILD) --product aftercall
	scripts/check-package.sh

test-sql: ## Run every figure's SQL in DuckDB and Spark (PyPI) over exported facts, and read Parquet back.
	@scripts/dependencies.sh spark
	$(SWIFT_BUILD) --build-tests
	AFTERCALL_DUCKDB=$$(scripts/python.sh sql) swift test --disable-xctest --skip-build --filter Parquet
	scripts/test-sql.sh
	SPARK_HOME=$$($$(scripts/python.sh spark) -c 'import pyspark, os; print(os.path.dirname(pyspark.__file__))') \
		scripts/test-sql.sh 1000000

test-age: ## Seal and open beside Debian's age, up to a GiB.
	@scripts/dependencies.sh test
	@scripts/release.sh
	scripts/check-age.sh

bench-night: ## What a night of 1,000 calls of four minutes costs.
	@scripts/dependencies.sh test
	Benchmarks/night.sh

bench-seal: ## Sealing and opening beside Debian's age and openssl.
	@scripts/dependencies.sh test
	Benchmarks/seal.sh

format: ## Format the sources in place.
	swift format --in-place --recursive Package.swift Sources Tests

clean: ## Remove what was built.
	rm -rf .build .fuzz .peers demo-output
