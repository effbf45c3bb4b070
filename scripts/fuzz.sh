#!/usr/bin/env bash
# Fuzzes everything that reads bytes from outside (Tests/Fuzz), with libFuzzer and AddressSanitizer.
#
#   scripts/fuzz.sh                  a minute each
#   scripts/fuzz.sh 600              ten minutes each
#   scripts/fuzz.sh 600 note proof   of some
#   scripts/fuzz.sh FILE NAME        once more, the input that failed
#
# Begins with Tests/Fuzz/Corpus; what is found on the way is kept in .build/fuzz-corpus. An input that
# fails is left in .build/fuzz-findings. Which functions: Tests/Fuzz/Sources/Fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."

how=${1:-60}
shift || true
names=(record file json note proof pattern request)
[ $# = 0 ] || names=("$@")
build=.build/fuzz
findings=.build/fuzz-findings
mkdir -p "$findings"

echo "building the fuzzers (minutes the first time)"
swift build --quiet -c release --package-path Tests/Fuzz --scratch-path "$build"
export SWIFT_BACKTRACE=enable=no
# The log's writer keeps memory for as long as the process lives.
export ASAN_OPTIONS=detect_leaks=0

failed=0
for name in "${names[@]}"; do
  if [ -f "$how" ]; then
    FUZZ=$name "$build/release/Fuzz" "$how"
    continue
  fi
  found=.build/fuzz-corpus/$name
  mkdir -p "$found"
  log=.build/fuzz-$name.log
  if FUZZ=$name "$build/release/Fuzz" -max_total_time="$how" -max_len=65536 -timeout=10 \
    -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="$findings/$name-" \
    "$found" "Tests/Fuzz/Corpus/$name" >"$log" 2>&1
  then
    outcome="no finding"
  else
    outcome="FAILED, see $log"
    failed=1
  fi
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  echo "$name: ${executions:-?} executions in $how s, $(find "$found" | wc -l) inputs: $outcome"
done
exit $failed
