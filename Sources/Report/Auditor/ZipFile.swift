/// A zip file whose members are stored as they are, for people who want one file to send.
///
/// PKWARE APPNOTE 6.3, without compression: packages are mailed and kept, their sums are over the members. All members
/// bear the first moment that the format knows, so that the same members give the same bytes.
package struct ZipFile {
    package enum Refusal: Error, Equatable {
        /// Over 4 GiB, or more than 65,535 members, which the plain format cannot tell.
        case tooLarge
    }

    package private(set) var bytes: [UInt8] = []

    /// `folder` is put before every name, with a slash between.
    package init(_ members: [(name: String, bytes: [UInt8])], in folder: String) throws(Refusal) {
        let size = members.reduce(0) { $0 + $1.bytes.count + 2 * ($1.name.utf8.count + folder.utf8.count + 80) }
        guard members.count < 0xFFFF, size < 0xFFFF_FFFF else { throw .tooLarge }
        bytes.reserveCapacity(size)
        let sum = CRC32()
        var directory: [UInt8] = []
        for member in members {
            let name = Array("\(folder)/\(member.name)".utf8)
            let common = Self.commonFields(crc: sum.of(member.bytes), size: member.bytes.count, name: name.count)
            let offset = bytes.count
            bytes += Self.little(0x0403_4B50, 4) + common + name + member.bytes
            // Made by Unix; no comment, first disk, binary, a regular file for its owner, where the member begins.
            directory += Self.little(0x0201_4B50, 4) + [20, 3] + common + Self.little(0, 6)
            directory += Self.little(0, 2) + Self.little(0o100600, 2) + Self.little(offset, 4) + name
        }
        let start = bytes.count
        bytes += directory
        bytes += Self.little(0x0605_4B50, 4) + Self.little(0, 4)
        bytes += Self.little(members.count, 2) + Self.little(members.count, 2)
        bytes += Self.little(directory.count, 4) + Self.little(start, 4) + Self.little(0, 2)
    }

    /// What a member's header and its entry in the directory have in common, from the version that is needed on.
    private static func commonFields(crc: UInt32, size: Int, name: Int) -> [UInt8] {
        // Version 2.0; names are UTF-8; stored; 0:00 on 1 January 1980.
        little(20, 2) + little(0x0800, 2) + little(0, 2) + little(0, 2) + little(0x0021, 2)
            + little(Int(crc), 4) + little(size, 4) + little(size, 4) + little(name, 2) + little(0, 2)
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

/// The check sum of zip files (ISO 3309, reflected polynomial EDB88320).
struct CRC32 {
    private let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }

    func of(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { sum, byte in sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    }
}
