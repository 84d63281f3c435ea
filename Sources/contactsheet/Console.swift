import Catalog
import Curation
import Foundation
import HTTPServer
import Library
import Pictures
import Segmind
import Upkeep

/// The two streams of the program, written at once: `stdout` itself is not safe to share.
enum Console {
    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    static func complain(_ line: String) { FileHandle.standardError.write(Data(("contactsheet: " + line + "\n").utf8)) }
}

/// Why the program does not start, in one line.
struct Complaint: Error {
    let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }

    init(_ error: any Error) {
        sentence =
            switch error {
            case let complaint as Complaint: complaint.sentence
            case let error as PictureError: error.sentence
            case let error as UpkeepError: error.sentence
            case let error as TooManyForZip: error.sentence
            default: String(describing: error)
            }
    }
}
