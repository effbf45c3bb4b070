#!/usr/bin/env bash
# Installs what eventd needs on Debian 12 and is not there yet.
#
#   scripts/prerequisites.sh run    what building and running needs
#   scripts/prerequisites.sh test   the same, and what the tests need
#
# Says nothing when nothing is missing. A Swift toolchain and git have to be there already.
# Exit codes: 64 wrong use, 69 something is missing that this script does not or cannot install,
# 77 packages have to be installed and this is neither root nor a user with sudo.
set -euo pipefail

# A Debian package each, or several separated by `|`, of which one is enough (the first is then
# installed when there is none).
run_packages=(
  liblmdb-dev           # the log's storage engine, headers and library
  "pkgconf|pkg-config"  # how the build finds it
  zlib1g-dev            # compression, which the gRPC transport links
  ca-certificates       # to fetch the Swift packages over https
  tzdata                # America/Mexico_City, for business days
  gzip                  # compressed files of `eventd import`
)
test_packages=(
  python3 python3-venv  # the acceptance tests
  lmdb-utils            # the log read by tools that are not ours
  strace                # faults at system calls
  "gcc|clang"           # the library that makes them, and writes down what is written
  protobuf-compiler     # whether the generated Swift is fresh
)
swift_minimum=6.3

fail() {
  local code=$1
  shift
  printf 'prerequisites: %s\n' "$@" >&2
  exit "$code"
}

installed() {
  dpkg-query --show --showformat='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

# Prints the packages of the arguments that are not installed.
missing_of() {
  local entry name names found
  for entry in "$@"; do
    IFS='|' read -ra names <<<"$entry"
    found=
    for name in "${names[@]}"; do
      if installed "$name"; then found=yes; fi
    done
    [ -n "$found" ] || echo "${names[0]}"
  done
}

check_git() {
  command -v git >/dev/null ||
    fail 69 "git is missing, and the Swift package manager fetches packages with it." \
      "Install it with: apt-get install git"
}

check_swift() {
  command -v swift >/dev/null ||
    fail 69 "there is no Swift toolchain: no \`swift\` on the PATH." \
      "Install Swift $swift_minimum or later, see https://www.swift.org/install/linux/, e.g.:" \
      "  curl -O https://download.swift.org/swiftly/linux/swiftly-\$(uname -m).tar.gz" \
      "  tar zxf swiftly-\$(uname -m).tar.gz && ./swiftly init"

  local answer version
  answer=$(swift --version 2>&1) ||
    fail 69 "\`swift --version\` fails; the toolchain is not complete. It says:" "$answer"
  version=$(sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' <<<"$answer" | head -n 1)
  [ -n "$version" ] ||
    fail 69 "cannot tell the version of Swift from what \`swift --version\` says:" "$answer"
  if [ "$(printf '%s\n' "$swift_minimum" "$version" | sort -V | head -n 1)" != "$swift_minimum" ]
  then
    fail 69 "Swift $version is too old; $swift_minimum or later is needed." \
      "Install it with \`swiftly install latest\`, or see https://www.swift.org/install/linux/"
  fi
}

install() {
  local as_root=() package not_there=()
  command -v apt-get >/dev/null ||
    fail 69 "these packages are missing, and there is no apt-get to install them with: $*"
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
      fail 77 "these packages are missing: $*" \
        "Run this as root, or install sudo, or ask an administrator for:" \
        "  apt-get install $*"
    as_root=(sudo)
    echo "prerequisites: using sudo, which may ask for your password"
  fi

  echo "prerequisites: installing $*"
  local get=(${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive
    apt-get -qq -o DPkg::Lock::Timeout=120)
  "${get[@]}" update ||
    echo "prerequisites: apt-get update failed; trying with the package lists that are here" >&2
  "${get[@]}" install --yes --no-install-recommends "$@" >/dev/null || true

  for package in "$@"; do
    installed "$package" || not_there+=("$package")
  done
  [ ${#not_there[@]} = 0 ] ||
    fail 69 "apt-get could not install: ${not_there[*]}" \
      "Its messages are above. Is there a network, and is this Debian 12 or one like it?"
  echo "prerequisites: installed"
}

packages=("${run_packages[@]}")
case "${1:-}" in
  run) ;;
  test) packages+=("${test_packages[@]}") ;;
  *)
    echo "usage: scripts/prerequisites.sh run|test" >&2
    exit 64
    ;;
esac

check_git
check_swift
command -v dpkg-query >/dev/null ||
  fail 69 "this is not Debian (no dpkg-query), so nothing can be checked or installed here." \
    "What is needed, by its names in Debian: ${packages[*]}" \
    "With that in place: swift build -c release --product eventd && scripts/run.sh"

mapfile -t missing < <(missing_of "${packages[@]}")
[ ${#missing[@]} = 0 ] || install "${missing[@]}"
