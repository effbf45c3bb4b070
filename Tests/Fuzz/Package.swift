// swift-tools-version: 6.2
import PackageDescription

/// Fuzzers of everything that reads bytes from outside: `make fuzz`. A package of its own, since its
/// code is built with a sanitizer and counts its branches. The sources are those of eventd (links).
let instrumented: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]),
]

let package = Package(
  name: "fuzz",
  dependencies: [
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0", traits: []),
  ],
  targets: [
    .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
    .target(
      name: "Schemas", dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")]),
    .target(
      name: "Events", dependencies: ["CLMDB", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: instrumented + [.enableExperimentalFeature("Lifetimes")]),
    .target(name: "Driver"),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Driver", "Events", "Schemas", .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      swiftSettings: instrumented + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
  ]
)
