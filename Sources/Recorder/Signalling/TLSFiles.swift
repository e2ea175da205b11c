internal import Glibc
internal import NIOCore
internal import NIOSSL

extension RecorderConfiguration.TLSFiles {
    /// Reads the files into what every TLS connection of the recorder is made from.
    ///
    /// Names are not compared with clients' certificates: being signed by one of the roots is what lets a peer in.
    /// - Throws: `RecorderError`, which names the file at fault.
    func context() throws(RecorderError) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try Self.certificates(certificates).map { .certificate($0) },
            privateKey: .privateKey(try Self.key(key))
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.shutdownTimeout = .seconds(1)
        if let clientRoots {
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .certificates(try Self.certificates(clientRoots))
        }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .unusableCertificate(path: certificates, key: key)
        }
    }

    private static func certificates(_ path: String) throws(RecorderError) -> [NIOSSLCertificate] {
        try checkReadable(path)
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(path), !certificates.isEmpty else {
            throw .notCertificates(path: path)
        }
        return certificates
    }

    private static func key(_ path: String) throws(RecorderError) -> NIOSSLPrivateKey {
        try checkReadable(path)
        do {
            return try NIOSSLPrivateKey(file: path, format: .pem)
        } catch {
            throw .notPrivateKey(path: path)
        }
    }

    private static func checkReadable(_ path: String) throws(RecorderError) {
        guard unsafe access(path, R_OK) == 0 else { throw .cannotOpen(path: path, errno: errno) }
    }
}
