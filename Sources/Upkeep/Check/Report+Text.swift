import Foundation

extension Report {
    /// The report for people: what there is, then what is wrong.
    public func lines(of folder: String) -> [String] {
        let size = byteCount.formatted(.byteCount(style: .file, spellsOutZero: false))
        let state = isThorough ? "as they should be" : "there in the right length"
        var lines = [
            "\(folder): \(count(totals.generations, "generation")), \(count(totals.images, "image")).",
            "\(soundPictures) of \(count(pictures, "picture")) \(soundPictures == 1 ? "is" : "are") \(state) (\(size)).",
        ]
        if linkedPictures > 0 {
            let lie = linkedPictures == 1 ? "lies" : "lie"
            lines.append("\(count(linkedPictures, "picture")) \(lie) outside of the folder, imported in place.")
        }
        if let thumbnails, let toCome = thumbnailsToCome {
            let later = toCome > 0 ? "; \(toCome) will be made when somebody looks" : ""
            lines.append("\(count(thumbnails, "thumbnail"))\(later).")
        }
        if unnamedFiles > 0 {
            lines.append("\(count(unnamedFiles, "file")) of images that are no longer in the library, kept.")
        }
        let mended = mended.values.reduce(0, +)
        if mended > 0 { lines.append("\(count(mended, "fault")) put right.") }
        for kind in Kind.allCases {
            guard let tally = findings[kind] else { continue }
            lines.append("\(tally.count) \(kind.title(tally.count)):")
            lines += tally.first.map { "  \($0)" }
            if tally.count > tally.first.count { lines.append("  and \(tally.count - tally.first.count) more") }
        }
        lines.append(isClean ? "Nothing is wrong." : "\(count(remaining, "fault")) left.")
        return lines
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

extension Report {
    /// The report for programs, as one JSON object.
    public var json: String {
        struct Found: Encodable {
            var count: Int
            var first: [String]
        }
        struct Whole: Encodable {
            var generations: Int
            var images: Int
            var pictures: Int
            var soundPictures: Int
            var linkedPictures: Int
            var bytes: Int
            var isThorough: Bool
            var thumbnails: Int?
            var thumbnailsToCome: Int?
            var unnamedFiles: Int
            var mended: [String: Int]
            var findings: [String: Found]
            var isClean: Bool
        }
        let whole = Whole(
            generations: totals.generations,
            images: totals.images,
            pictures: pictures,
            soundPictures: soundPictures,
            linkedPictures: linkedPictures,
            bytes: byteCount,
            isThorough: isThorough,
            thumbnails: thumbnails,
            thumbnailsToCome: thumbnailsToCome,
            unnamedFiles: unnamedFiles,
            mended: Dictionary(uniqueKeysWithValues: mended.map { ($0.key.rawValue, $0.value) }),
            findings: findings.reduce(into: [:]) {
                $0[$1.key.rawValue] = Found(count: $1.value.count, first: $1.value.first)
            },
            isClean: isClean
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Numbers, texts and lists of them: nothing here can fail to be written.
        return (try? encoder.encode(whole)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
