#!/usr/bin/env bash
# The main job: a daemon on a Unix socket, a month of traffic of all procedures through that
# socket, and one screen of each. Stays up until Ctrl-C or SIGTERM, which stop the daemon cleanly. What
# is stored stays: the next start goes on from it, also after a kill -9.
#
# Options are environment variables:
#   DATA     directory of the data          ./var
#   SOCKET   where the daemon listens       $DATA/eventd.sock
#   CASES, DAYS, SEED, START                e.g. CASES=folios=50,claims=10; 30 days from seed 42,
#                                           2026-01-05 on
#   EVENTD_BIN                              .build/release/eventd
#
# Exit codes: 0 stopped when asked, or a daemon was there already; 69 no binary, or not ready in
# time; otherwise that of the command that failed.
set -euo pipefail
cd "$(dirname "$0")/.."

data=${DATA:-./var}
socket=${SOCKET:-$data/eventd.sock}
cases=${CASES:-}
days=${DAYS:-30}
seed=${SEED:-42}
start=${START:-2026-01-05}
eventd=${EVENTD_BIN:-.build/release/eventd}
ready_within_seconds=120
stopped_within_seconds=60

say() { printf '%s\n' "$*"; }
fail() {
  local code=$1
  shift
  printf 'run: %s\n' "$@" >&2
  exit "$code"
}

# The commands to try, written so that they can be pasted.
hints() {
  local at="" first number
  [ "$socket" = ./var/eventd.sock ] || at=$(printf ' --socket %q' "$socket")
  first=$("$eventd" read --type folio.v1.Opened --limit 1 --socket "$socket" 2>/dev/null || true)
  number=$(grep -o 'folio-[0-9]\{8\}' <<<"$first" | head -n 1 | sed 's/folio-0*//' || true)
  say ""
  say "Three commands to try from another terminal, in $PWD:"
  say "  $eventd folio TRAMITE=${number:-1}$at"
  say "      one folio: form, notes, documents, history"
  say "  $eventd clock advance 35d$at"
  say "      let 35 days pass: escalations move what nobody moved; look at the board again"
  say "  $eventd tail --type folio.v1.StageChanged --from 0$at"
  say "      every move as a line of JSON, and those to come as they happen"
}

# One screen of each procedure, under the command that shows it.
screens() {
  local command
  for command in "board" "statement report vencidas --line generales" "ledger premium" "accounts" \
    "claims" "credits --portfolio" "kpi"; do
    say ""
    say "\$ eventd $command"
    # shellcheck disable=SC2086 # the options of the command are words of their own
    "$eventd" $command --socket "$socket"
  done
}

# Whether a daemon answers, ready or not yet.
answers() {
  local code=0
  "$eventd" status --socket "$socket" >/dev/null 2>&1 || code=$?
  [ "$code" = 0 ] || [ "$code" = 75 ]
}

[ -x "$eventd" ] || fail 69 "there is no $eventd yet; \`make run\` builds it"

if answers; then
  say "A daemon serves $socket already; it goes on, and this shows its screens."
  screens
  hints
  exit 0
fi

for directory in "$data" "$(dirname "$socket")"; do
  reason=$(mkdir -p "$directory" 2>&1) ||
    fail 73 "${reason#mkdir: }; choose others with DATA, SOCKET"
done
log=$data/eventd.log
reason=$( (: >>"$log") 2>&1) || fail 77 "cannot write $log: ${reason##*: }; choose another DATA"
log_began=$(wc -c <"$log")

daemon=
stopping=
stop() {
  stopping=yes
  [ -z "$daemon" ] || kill -TERM "$daemon" 2>/dev/null || true
}
trap stop INT TERM HUP

# If this script is killed with -9, the kernel tells the daemon to stop.
guard=()
if command -v setpriv >/dev/null; then guard=(setpriv --pdeathsig TERM); fi

say "Starting the daemon: data in $data, socket $socket, log in $log"
${guard[@]+"${guard[@]}"} "$eventd" serve --data "$data" --socket "$socket" \
  --clock "${start}T09:00:00-06:00" >>"$log" 2>&1 &
daemon=$!

# Waits for the daemon, however often a signal interrupts the wait, and leaves its exit code in
# `code`. The shell's own word on a killed process is left out.
reap() {
  while true; do
    code=0
    wait "$daemon" 2>/dev/null || code=$?
    kill -0 "$daemon" 2>/dev/null || break
  done
}

# The daemon has ended: says how, and ends too.
finish() {
  local deadline=$((SECONDS + stopped_within_seconds))
  if [ -n "$stopping" ]; then
    say ""
    say "Stopping the daemon ..."
    while kill -0 "$daemon" 2>/dev/null; do
      [ "$SECONDS" -lt "$deadline" ] ||
        fail 75 "the daemon (process $daemon) still runs after $stopped_within_seconds s; see $log"
      sleep 0.1
    done
  fi
  reap
  if [ -n "$stopping" ] && [ "$code" = 0 ]; then
    say "Stopped. \`make run\` goes on from what is stored in $data."
    exit 0
  fi
  printf 'run: the daemon ended with exit code %s. The end of %s:\n' "$code" "$log" >&2
  tail -c "+$((log_began + 1))" "$log" | tail -n 20 | sed 's/^/  /' >&2
  if [ "$code" -gt 128 ]; then
    printf 'run: %s\n' "nothing acknowledged is lost; \`make run\` goes on from what is stored" >&2
  fi
  if [ "$code" = 0 ]; then code=70; fi
  exit "$code"
}

deadline=$((SECONDS + ready_within_seconds))
until answers; do
  if [ -n "$stopping" ] || ! kill -0 "$daemon" 2>/dev/null; then finish; fi
  if [ "$SECONDS" -ge "$deadline" ]; then
    stop
    fail 69 "the daemon does not answer after $ready_within_seconds s; see $log"
  fi
  sleep 0.1
done

say "Loading $days days of traffic (seed $seed); what is stored already is not repeated"
code=0
"$eventd" generate --cases "$cases" --days "$days" --seed "$seed" --start "$start" \
  --socket "$socket" || code=$?
if [ -n "$stopping" ] || ! kill -0 "$daemon" 2>/dev/null; then finish; fi
if [ "$code" != 0 ]; then
  stop
  reap
  fail "$code" "the traffic could not be loaded (exit code $code); the daemon was stopped"
fi

screens
hints
say ""
say "The daemon stays up. Ctrl-C stops it."

{ wait "$daemon" || true; } 2>/dev/null
finish
