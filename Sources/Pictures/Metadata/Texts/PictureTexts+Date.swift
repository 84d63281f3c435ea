import Foundation

extension PictureTexts {
    /// When the picture was made, as far as its file tells.
    ///
    /// - Parameter timeZone: where times without an offset were written, such as EXIF's.
    public func date(timeZone: TimeZone = .current) -> Date? {
        let original = self[.exif(.dateTimeOriginal)].map { $0 + (self[.exif(.offsetTimeOriginal)] ?? "") }
        let texts = [
            original, self[.exif(.dateTime)], self[.xmp("xmp:CreateDate")], self[.keyword("Creation Time")],
            self[.lastChange],
        ]
        return texts.lazy.compactMap { $0 }.compactMap { WrittenDate.date($0, timeZone: timeZone) }.first
    }
}
