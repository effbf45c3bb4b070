#!/usr/bin/env bash
# The long runs behind docs/RELIABILITY.md, one after the other, with release binaries: about two hours.
#
#   scripts/faults.sh               all of them
#   scripts/faults.sh power kills   some
#
# Each prints its seed and its figures; what is said of each is in .build/faults-NAME.log. Fails when
# one of them does, after the others.
set -euo pipefail
cd "$(dirname "$0")/.."

names=(power damage tampering backups syscalls socket kills fuzz)
[ $# = 0 ] || names=("$@")
seed=${FAULTS_SEED:-$((RANDOM * 32768 + RANDOM))}

acceptance() {
  EVENTD_BIN=$PWD/.build/release/eventd EVENTD_FAULTS_BIN=$PWD/.build/release/faults \
    scripts/test.sh acceptance "$@"
}

run() {
  case $1 in
    power) EVENTD_POWER_IMAGES=${IMAGES:-100000} EVENTD_POWER_SEED=$seed acceptance test_power.py ;;
    damage)
      .build/release/faults damage --flips 100000 --torn 10000 --truncations 5000 --seed "$seed" ;;
    tampering) EVENTD_TAMPERINGS=${TAMPERINGS:-1000} acceptance test_audit.py ;;
    backups)
      EVENTD_BACKUPS=${BACKUPS:-500} EVENTD_BACKUPS_SEED=$seed acceptance test_backup.py ;;
    syscalls)
      EVENTD_SYSCALLS=${SYSCALLS:-all} EVENTD_SYSCALLS_SEED=$seed acceptance test_syscalls.py ;;
    socket)
      EVENTD_ABUSE_CONNECTIONS=${CONNECTIONS:-10000} EVENTD_ABUSE_CALLS=${CALLS:-100000} \
        EVENTD_ABUSE_ROUNDS=5 EVENTD_ABUSE_RATIO=1.5 acceptance test_socket_abuse.py ;;
    kills) EVENTD_KILLS=${KILLS:-10000} EVENTD_KILLS_SEED=$seed acceptance test_kill9.py ;;
    fuzz) scripts/fuzz.sh "${SECONDS_EACH:-300}" ;;
    *)
      echo "usage: scripts/faults.sh [power|damage|tampering|backups|syscalls|socket|kills|fuzz]..." >&2
      exit 64
      ;;
  esac
}

echo "building the release binaries (several minutes the first time)"
swift build --quiet -c release --product eventd
swift build --quiet -c release --product faults

summary=()
failed=0
for name in "${names[@]}"; do
  echo "== $name (FAULTS_SEED=$seed)"
  began=$SECONDS
  if (run "$name") 2>&1 | tee ".build/faults-$name.log"; then
    outcome=passed
  else
    outcome=FAILED
    failed=1
  fi
  summary+=("$(printf '%-10s %-7s %5d s   .build/faults-%s.log' \
    "$name" "$outcome" $((SECONDS - began)) "$name")")
done
printf '%s\n' "" "FAULTS_SEED=$seed" "${summary[@]}"
exit $failed
