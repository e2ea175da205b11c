// swift-tools-version: 6.2
import PackageDescription

/// For `aftercall --version`: the commit, with a plus where files were changed; empty outside a repository.
let commit = Context.gitInformation.map { $0.currentCommit.prefix(12) + ($0.hasUncommittedChanges ? "+" : "") } ?? ""

let package = Package(
    name: "aftercall",
    products: [.executable(name: "aftercall", targets: ["aftercall"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
        .systemLibrary(name: "CFFTW", pkgConfig: "fftw3f", providers: [.apt(["libfftw3-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CSRTP", pkgConfig: "libsrtp2", providers: [.apt(["libsrtp2-dev"])]),
        .systemLibrary(name: "COpus", pkgConfig: "opus", providers: [.apt(["libopus-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .target(name: "CSockets"),
        .target(name: "CVersion", cSettings: [.define("AFTERCALL_COMMIT", to: "\"\(commit)\"")]),

        .target(name: "Calls"),
        .target(name: "StrictYAML", dependencies: [.product(name: "Yams", package: "Yams")]),
        .target(name: "Wire"),
        .target(
            name: "HTTP",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .target(name: "CDR", dependencies: ["Calls"]),
        .target(name: "Vault", dependencies: ["COpenSSL"]),
        .target(name: "Audio", dependencies: ["Calls", "COpus", "CSndFile"]),
        .target(name: "Signal", dependencies: ["Calls", "CFFTW"]),
        .target(name: "Speech", dependencies: ["Calls", "Audio", "HTTP"]),
        .target(name: "Masking", dependencies: ["Calls", "Audio"]),
        .target(name: "Quality", dependencies: ["Calls", "StrictYAML"]),
        .target(name: "Retention", dependencies: ["Calls"]),
        .target(name: "Archive", dependencies: ["Calls", "Vault", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(name: "Report", dependencies: ["Calls"]),
        .target(
            name: "Recorder",
            dependencies: [
                "Calls", "Wire", "Vault", "CSockets", "CSRTP",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(
            name: "Night",
            dependencies: [
                "Archive", "Audio", "CDR", "CMalloc", "Calls", "HTTP", "Masking", "Quality", "Report", "Retention",
                "Signal", "Speech", "StrictYAML", "Vault",
            ]
        ),
        .executableTarget(
            name: "aftercall",
            dependencies: [
                "Archive", "Audio", "CVersion", "Calls", "Masking", "Night", "Quality", "Recorder", "Report",
                "Retention", "StrictYAML", "Vault",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .executableTarget(name: "demo", dependencies: ["Audio", "Calls"]),
        .executableTarget(name: "bench", dependencies: ["Audio", "Calls", "Quality", "Signal", "Speech", "Vault"]),

        .target(name: "Testbench", dependencies: ["Wire"], path: "Tests/Testbench"),
        .testTarget(name: "ArchiveTests", dependencies: ["Archive", "Calls", "Vault"]),
        .testTarget(name: "AudioTests", dependencies: ["Audio", "Calls"]),
        .testTarget(name: "CDRTests", dependencies: ["CDR", "Calls"]),
        .testTarget(name: "CallsTests", dependencies: ["Calls"]),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP"]),
        .testTarget(name: "LayerTests"),
        .testTarget(name: "MaskingTests", dependencies: ["Audio", "Calls", "Masking"]),
        .testTarget(
            name: "NightTests",
            dependencies: ["Archive", "CDR", "Calls", "Night", "Report", "Retention", "Vault", "aftercall"],
            exclude: ["tsa.py"]
        ),
        .testTarget(name: "QualityTests", dependencies: ["Calls", "Quality", "StrictYAML"]),
        .testTarget(
            name: "RecorderTests",
            dependencies: [
                "Audio", "CSRTP", "Calls", "Recorder", "Vault", "Wire", "aftercall",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(name: "ReportTests", dependencies: ["Calls", "Report"]),
        .testTarget(name: "RetentionTests", dependencies: ["Calls", "Retention"]),
        .testTarget(name: "SignalTests", dependencies: ["Audio", "Calls", "Signal"]),
        .testTarget(name: "SpeechTests", dependencies: ["Audio", "Calls", "Speech"]),
        .testTarget(name: "StrictYAMLTests", dependencies: ["StrictYAML"]),
        .testTarget(name: "VaultTests", dependencies: ["Vault"], exclude: ["pymerkle_check.py"]),
        .testTarget(name: "WireTests", dependencies: ["Wire"]),
        .testTarget(
            name: "aftercallTests",
            dependencies: [
                "Archive", "Calls", "Report", "aftercall",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Scripts"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type == .test {
    target.dependencies.append("Testbench")
}

for target in package.targets where target.type != .system && !["CSockets", "CVersion"].contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
}
