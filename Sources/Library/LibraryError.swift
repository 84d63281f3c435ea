import GRDB

/// Why the library cannot do what it was asked.
public enum LibraryError: Error, Sendable {
    /// The database was written by a newer Contactsheet.
    case newerVersion
    /// The disk or the quota is full.
    case noSpace
    /// The folder or the file cannot be written.
    case readOnly
    /// Another program holds the database.
    case locked
    /// The file is damaged or no database.
    case damaged(String)
    /// What was asked for does not exist, or is not in a state that allows the change.
    case notFound
    /// What must be there once only, such as a request id, is there already.
    case taken
    /// A smart collection's pictures are what its search finds.
    case notByHand
    /// Anything else that SQLite says.
    case other(String)

    init(_ error: any Error) {
        switch error {
        case let error as LibraryError:
            self = error
        case let error as DatabaseError:
            self.init(error)
        default:
            self = .other(String(describing: error))
        }
    }

    private init(_ error: DatabaseError) {
        let message = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_FULL: self = .noSpace
        // A disk that turned read-only under an open file is an I/O error to SQLite.
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_IOERR: self = .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(message)
        case .SQLITE_CONSTRAINT where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE: self = .taken
        default: self = .other(message)
        }
    }
}

extension LibraryError: CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        switch self {
        case .newerVersion:
            "The data folder was written by a newer Contactsheet. Start that version, or restore a backup."
        case .noSpace: "There is no space left on the disk that holds the data folder."
        case .readOnly: "The data folder cannot be written."
        case .locked: "Another program holds the database; it was not free within five seconds."
        case .damaged(let message): "The database is damaged: \(message)"
        case .taken: "This belongs to another entry already."
        case .notFound: "There is no such entry, or it has moved on."
        case .notByHand: "This collection follows its search: pictures are not put in, taken out or moved by hand."
        case .other(let message): "The database says: \(message)"
        }
    }
}
