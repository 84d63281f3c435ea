import Foundation

/// How an import of a folder stands, and in the end what it did.
public struct FolderReport: Sendable, Hashable {
    /// How it ended.
    public enum End: Sendable, Hashable {
        /// The whole folder was looked through.
        case done
        /// It was asked to stop; another run goes on.
        case stopped
        /// It could not go on; the sentence says why.
        case failed(String)
    }

    /// A file that could not be read.
    public struct Fault: Sendable, Hashable {
        /// The file, relative to the folder.
        public var name: String
        /// What is wrong with it.
        public var sentence: String
    }

    /// How many faults are named.
    public static let named = 20

    /// How it ended.
    public var end = End.done
    /// Files that were looked at.
    public var files = 0
    /// Files in the folder, once they were counted.
    public var total: Int?
    /// Pictures that were brought.
    public var brought = 0
    /// Of those, how many have parameters, by the tool that wrote them.
    public var tools: [String: Int] = [:]
    /// Files whose bytes the library has already.
    public var known = 0
    /// Files whose image lies in the trash, where it stays.
    public var trashed = 0
    /// Images whose file was gone, and is found again with these.
    public var found = 0
    /// Files that are no JPEG, PNG or WebP.
    public var others = 0
    /// Files that could not be read.
    public private(set) var faultCount = 0
    /// The first of those.
    public private(set) var faults: [Fault] = []

    /// The report before anything was done.
    public init() {}

    /// Whether every picture of the folder is in the library.
    public var isWhole: Bool { end == .done && faultCount == 0 }

    mutating func note(_ name: String, _ sentence: String) {
        faultCount += 1
        if faults.count < Self.named { faults.append(Fault(name: name, sentence: sentence)) }
    }
}
