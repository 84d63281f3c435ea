import Foundation
import Pictures
import Synchronization

/// Where passwords are hashed: one at a time and a short line before it, so that a flood of sign-ins takes neither the
/// memory nor all cores.
public final class PasswordDesk: Sendable {
    /// How many wait at most; more are told to come again.
    public static let longestLine = 16

    private let bench = Workbench(label: "contactsheet.passwords", width: 1)
    private let inLine = Mutex(0)
    /// The hash of nobody's password: what is typed for a name that is not there is compared with it, so that the
    /// answer takes as long as for one that is.
    private let nobodys = Mutex<String?>(nil)

    /// Opens the desk.
    public init() {}

    /// What is to be kept of a new password.
    ///
    /// - Throws: ``DeskFault``.
    public func hash(_ password: Password) async throws(DeskFault) -> String {
        try await work { try? password.hashed() }.orThrow(.noMemory)
    }

    /// Whether a password is the one behind a hash. Without a hash it never is, which takes as long to find out.
    ///
    /// - Throws: ``DeskFault``.
    public func isRight(_ password: Password, for hash: String?) async throws(DeskFault) -> Bool {
        let compared = if let hash { hash } else { try await nobodysHash() }
        return try await work { password.matches(compared) } && hash != nil
    }

    /// Makes ready what would take longer the first time it is needed.
    ///
    /// - Throws: ``DeskFault``.
    public func prepare() async throws(DeskFault) { _ = try await nobodysHash() }

    private func nobodysHash() async throws(DeskFault) -> String {
        if let known = nobodys.withLock({ $0 }) { return known }
        let hash = try await hash(Password(Secret().text))
        nobodys.withLock { $0 = hash }
        return hash
    }

    private func work<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(DeskFault) -> Value {
        let hasPlace = inLine.withLock { line in
            guard line <= Self.longestLine else { return false }
            line += 1
            return true
        }
        guard hasPlace else { throw .tooMany }
        defer { inLine.withLock { $0 -= 1 } }
        return await bench.run(work)
    }
}

/// Why a password cannot be looked at now.
public enum DeskFault: Error {
    /// Too many want it at once.
    case tooMany
    /// There is no memory for it.
    case noMemory
}

extension Optional where Wrapped: Sendable {
    fileprivate func orThrow(_ fault: DeskFault) throws(DeskFault) -> Wrapped {
        guard let self else { throw fault }
        return self
    }
}
