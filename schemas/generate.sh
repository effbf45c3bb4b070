#!/usr/bin/env bash
# Writes Sources/Schemas from schemas/**/*.proto.
#
#   schemas/generate.sh           regenerate
#   schemas/generate.sh --check   fail if what is committed is not what would be generated
#
# Needs protoc (Debian: protobuf-compiler) and a Swift toolchain. The two plugins are built once,
# in .build/codegen, from the versions that Package.swift names.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v protoc >/dev/null || {
  echo "schemas/generate.sh: protoc is missing; install it with: apt-get install protobuf-compiler" >&2
  exit 69
}

version_of() { sed -n "s|.*/$1\", exact: \"\([0-9.]*\)\".*|\1|p" Package.swift | head -n 1; }

tools=.build/codegen
mkdir -p "$tools/Sources/Empty"
cat > "$tools/Package.swift" <<SWIFT
// swift-tools-version: 6.2
import PackageDescription
let package = Package(
  name: "codegen",
  dependencies: [
    .package(
      url: "https://github.com/grpc/grpc-swift-protobuf",
      exact: "$(version_of grpc-swift-protobuf)"),
    .package(
      url: "https://github.com/apple/swift-protobuf",
      exact: "$(version_of swift-protobuf)", traits: []),
  ],
  targets: [.target(name: "Empty")])
SWIFT
echo "enum Empty {}" > "$tools/Sources/Empty/Empty.swift"
for plugin in protoc-gen-swift protoc-gen-grpc-swift-2; do
  [ -x "$tools/.build/debug/$plugin" ] || swift build --package-path "$tools" --product "$plugin" >&2
done

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
options=Visibility=Public,UseAccessLevelOnImports=true
(
  cd schemas
  messages=$(find . -name '*.proto' | sort)
  services=$(grep -l '^service ' $messages)
  protoc -I . \
    --plugin="../$tools/.build/debug/protoc-gen-swift" \
    --swift_opt="$options,FileNaming=PathToUnderscores" --swift_out="$out" $messages
  protoc -I . \
    --plugin="../$tools/.build/debug/protoc-gen-grpc-swift-2" \
    --grpc-swift-2_opt="$options,FileNaming=PathToUnderscores,Server=false" \
    --grpc-swift-2_out="$out" $services
)

if [ "${1:-}" = --check ]; then
  if diff -r "$out" Sources/Schemas >&2; then
    echo "Sources/Schemas is fresh"
  else
    echo "Sources/Schemas is stale: run schemas/generate.sh and commit what it writes" >&2
    exit 1
  fi
else
  rm -rf Sources/Schemas
  mkdir -p Sources/Schemas
  cp "$out"/* Sources/Schemas/
  echo "wrote $(ls Sources/Schemas | wc -l) files to Sources/Schemas"
fi
