package import Foundation

/// Where the keys of files that grow are kept until those are finished: in memory that outlives this process, and is never
/// a disk.
///
/// A process that takes over from a killed one finds here what it needs to finish its files. Who could read them could as
/// well read the memory of the process. When the machine is off they are gone, and only those can open an unfinished file
/// to whom it was sealed.
package struct KeyShelf: Sendable {
    private let folder: URL

    /// Makes `folder`, which has to lie in memory; nil where that cannot be, or anybody but this user may look into it.
    package init?(_ folder: URL) {
        guard (try? Folder.create(folder)) != nil else { return nil }
        let path = folder.path(percentEncoded: false)
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
            status.st_mode & 0o077 == 0
        else { return nil }
        self.folder = folder
    }

    func keep(_ key: borrowing Secret, of file: String) throws(VaultError) {
        let place = place(of: file)
        if Folder.contains(place) { try Folder.remove(place) }
        let new = try File(creating: place, name: place.lastPathComponent)
        try key.withSpan { bytes throws(VaultError) in try new.write(bytes) }
    }

    func key(of file: String) throws(VaultError) -> Secret? {
        let place = place(of: file)
        guard Folder.contains(place) else { return nil }
        var bytes = try SecretFile.read(place)
        return Secret(wiping: &bytes)
    }

    /// Overwrites the key before it goes, since memory that is given back keeps what was in it for a while.
    func forget(_ file: String) throws(VaultError) {
        let place = place(of: file)
        guard Folder.contains(place) else { return }
        try File(updating: place).erase()
        try Folder.remove(place)
    }

    /// Removes the folder, where no key is left in it.
    package func clear() { _ = unsafe rmdir(folder.path(percentEncoded: false)) }

    private func place(of file: String) -> URL { folder.appending(component: "\(file).key") }
}
