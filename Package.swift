// swift-tools-version: 6.2
import PackageDescription

/// House settings of every hand-written target: language mode 6, nothing implicit, warnings are
/// errors. Generated code (`Schemas`) is left out.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "eventd",
  products: [
    .executable(name: "eventd", targets: ["eventd"]),
    .library(name: "EventdClient", targets: ["EventdClient"]),
    .executable(name: "faults", targets: ["faults"]),
  ],
  dependencies: [
    // The wire: gRPC over HTTP/2 on a Unix socket, and protobuf for every message.
    .package(url: "https://github.com/grpc/grpc-swift-2", exact: "2.4.3"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport", exact: "2.9.2"),
    .package(url: "https://github.com/grpc/grpc-swift-protobuf", exact: "2.4.1"),
    .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0", traits: []),
    // What gRPC runs on, for what it leaves to others: who connects, bounds, metrics over HTTP.
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-http2", exact: "1.46.0"),
    // SHA-256 digests, Ed25519 signatures of checkpoints, and RFC 9562 name-based event ids.
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    // The command line.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // Start, graceful stop and signals of the daemon's services.
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLMDB", path: "Sources/CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
    .target(
      name: "Schemas",
      dependencies: [
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf"),
      ]),
    // Lifetimes: values read from LMDB are spans that cannot outlive their transaction.
    .target(
      name: "Events", dependencies: ["CLMDB", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: house + [.enableExperimentalFeature("Lifetimes")]),
    .target(
      name: "Projections",
      dependencies: [
        "Events", "Schemas",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: house),
    .target(
      name: "Processes",
      dependencies: [
        "Projections", "Events", "Schemas",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [
        .embedInCode("Calendars/MX.json"), .embedInCode("Calendars/PE.json"),
        .embedInCode("Calendars/CO.json"), .embedInCode("Calendars/BO.json"),
      ],
      swiftSettings: house),
    .target(
      name: "EventdClient",
      dependencies: [
        "Schemas",
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ], swiftSettings: house),
    .executableTarget(
      name: "eventd",
      dependencies: [
        "Events", "Projections", "Processes", "Schemas", "EventdClient",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTP2", package: "swift-nio-http2"),
        .product(name: "NIOHPACK", package: "swift-nio-http2"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], swiftSettings: house),

    // What the tests share: a directory of their own, a log in it, a clock that they move, messages.
    .target(
      name: "TestSupport",
      dependencies: [
        "Events", "Schemas", .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ], path: "Tests/TestSupport", swiftSettings: house),
    // What disks and power cuts do to a log: a program, since a long run of it takes minutes.
    .executableTarget(
      name: "faults",
      dependencies: [
        "Events", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Tests/Faults", swiftSettings: house),
    .testTarget(
      name: "EventsTests", dependencies: ["Events", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: house),
    .testTarget(name: "TidyTests", swiftSettings: house),
    .testTarget(
      name: "ProjectionsTests",
      dependencies: [
        "Projections", "Events", "Schemas", "TestSupport",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ], swiftSettings: house),
    .testTarget(
      name: "ProcessesTests",
      dependencies: [
        "Processes", "Projections", "Events", "Schemas", "TestSupport",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ], resources: [.copy("Fixtures")], swiftSettings: house),
    .testTarget(
      name: "eventdTests",
      dependencies: [
        "eventd", "EventdClient", "Processes", "Projections", "Events", "Schemas", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "Logging", package: "swift-log"),
      ], resources: [.copy("Fixtures")], swiftSettings: house),
  ]
)
