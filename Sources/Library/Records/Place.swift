import Foundation

/// Where an image stands in every list: the moment it was made in, and which of that moment it is.
///
/// It is the rowid of the full-text index as well, so what is found comes in the order of the lists, and a span of
/// time is a span of rows.
public enum Place {
    /// So many images may be of one millisecond before the next one's places are used.
    static let perMillisecond: Int64 = 1024

    /// The first place of a moment: everything older is below it.
    public static func first(at date: Date) -> Int64 {
        first(ofMillisecond: Int64(min(max(date.timeIntervalSince1970 * 1000, -limit), limit)))
    }

    static func first(ofMillisecond millisecond: Int64) -> Int64 {
        Int64(min(max(Double(millisecond), -limit), limit)) * perMillisecond
    }

    /// In milliseconds, some 250 years: no date that somebody typed overflows.
    private static let limit = 8e12
}
