#!/usr/bin/env bash
# Runs the tests; `make test` installs what they need before.
#
#   scripts/test.sh                            everything
#   scripts/test.sh acceptance [arguments]     only the acceptance tests; arguments are pytest's,
#                                              file names relative to Tests/Acceptance
#
# The last lines of everything are the closing lines of the two test runners.
set -euo pipefail
cd "$(dirname "$0")/.."

build=.build
venv=$build/venv
requirements=Tests/Acceptance/requirements.txt
log=$build/swift-test.log
closing='Test run with .* (passed|failed) after'

# Says nothing but errors, except to a person at a terminal.
swift_build() {
  echo "building for the tests (several minutes the first time)"
  if [ -t 1 ]; then
    swift build "$@"
  else
    swift package resolve >/dev/null 2>&1 || swift package resolve
    swift build --quiet "$@"
  fi
}

# A test a line is too much to read: only what fails is shown, the rest is in the log. The closing
# line is kept for the end unless something failed.
swift_tests() {
  swift_build --build-tests
  echo "running the Swift tests"
  local telling='^✘|^↳ [^T]|[Ff]atal error|error:|recorded an issue'
  if ! swift test --skip-build 2>&1 | tee "$log" |
    { grep -E "$telling" | grep -Ev "$closing" || true; }
  then
    tail -n 20 "$log" >&2
    echo "swift test failed; all of its output is in $log" >&2
    exit 1
  fi
}

# The virtual environment is made anew when the list of packages changes.
prepare_venv() {
  cmp -s "$requirements" "$venv/requirements.txt" && return
  echo "installing the Python packages of $requirements in $venv"
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  cp "$requirements" "$venv/requirements.txt"
}

acceptance_tests() {
  prepare_venv
  EVENTD_BIN=${EVENTD_BIN:-$PWD/$build/debug/eventd}
  EVENTD_SHARED_DATA=${EVENTD_SHARED_DATA:-$PWD/../shared/data}
  export EVENTD_BIN EVENTD_SHARED_DATA
  (cd Tests/Acceptance && "../../$venv/bin/python" -m pytest "$@")
}

case "${1:-all}" in
  all)
    swift_tests
    swift_build --product eventd >/dev/null
    swift_build --product faults >/dev/null
    echo "running the acceptance tests"
    acceptance_tests
    grep -E "$closing" "$log"
    ;;
  acceptance)
    shift
    [ -n "${EVENTD_BIN:-}" ] || swift_build --product eventd
    [ -n "${EVENTD_FAULTS_BIN:-}" ] || swift_build --product faults
    acceptance_tests "$@"
    ;;
  *)
    echo "usage: scripts/test.sh [acceptance [arguments of pytest]]" >&2
    exit 64
    ;;
esac
