import CVips
import Logging

/// libvips, started once by whoever needs it first.
enum Vips {
    private static let logger = Logger(label: "contactsheet.vips")

    private static let started: Void = {
        let code = cvips_start { message in
            guard let message else { return }
            let text = String(cString: message)
            Vips.logger.debug("\(text)")
        }
        // Only a broken installation of libvips gets here, and then no picture can be read at all.
        precondition(code == 0, "libvips does not start: \(lastError())")
    }()

    static func start() { started }

    /// libvips keeps its messages for the whole process: with two threads at work, some may be the other's.
    static func lastError() -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { text in
            guard let start = text.baseAddress else { return "" }
            cvips_last_error(start, text.count)
            return String(cString: start).split(separator: "\n").joined(separator: "; ")
        }
    }

    /// Copies what a C call allocated, and frees it.
    static func take(_ memory: UnsafeMutableRawPointer?, _ count: Int) -> [UInt8] {
        defer { cvips_free(memory) }
        return [UInt8](UnsafeRawBufferPointer(start: memory, count: memory == nil ? 0 : count))
    }
}

extension PictureFormat {
    var vips: cvips_format {
        switch self {
        case .jpeg: CVIPS_JPEG
        case .png: CVIPS_PNG
        case .webp: CVIPS_WEBP
        }
    }
}
