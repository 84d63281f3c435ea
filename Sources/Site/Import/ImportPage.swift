import Foundation
import HTTPServer
import Library
import Pictures
import Studio

extension Site {
    /// Pictures that other programs made, brought through the browser.
    func addImport(to router: inout Router) {
        router.get("/import") { request in
            try await importPage(request, ImportSums(request.query).view)
        }
        router.post("/import") { request in
            let form = try request.form()
            var sums = ImportSums()
            for upload in form.files {
                do {
                    sums.count(try await bring(upload.bytes, named: upload.fileName, request).arrival)
                } catch {
                    sums.note(upload.fileName, Told(error).sentence)
                }
            }
            if sums.faults.isEmpty { return .seeOther("/import?\(sums.query)") }
            return try await importPage(request, sums.view)
        }
        router.post("/api/import") { request in
            let brought = try await bring(request.body, named: request.query["name"] ?? "", request)
            let isNew = if case .brought = brought.arrival { true } else { false }
            return .encoding(APIBrought(brought), status: isNew ? .created : .ok)
        }
    }

    private func importPage(_ request: Request, _ view: View) async throws -> Response {
        let view = view.with(["importStyles": assets.address(of: "styles/import.css")])
        return try await page("import/page", title: "Bring pictures", section: "/", request: request, view)
    }

    /// Brings one file; what is wrong with it is the sender's matter, what is wrong with the disk is ours.
    private func bring(_ bytes: [UInt8], named name: String, _ request: Request) async throws -> Studio.Brought {
        guard !bytes.isEmpty else { throw Problem.unreadable("The file is empty.") }
        let milliseconds = request.query["modified"].flatMap { Int64($0) }.flatMap {
            (0...8_000_000_000_000) ~= $0 ? $0 : nil
        }
        do {
            return try await studio.bring(
                bytes,
                named: FileName.plain(name),
                modified: milliseconds.map { Date(timeIntervalSince1970: Double($0) / 1000) },
                by: request.person
            )
        } catch let error as PictureError where error.isOfTheFile {
            throw Problem.unreadable(error.sentence)
        }
    }
}

/// A file's name as somebody's machine has it: never a path here, only a text to show.
enum FileName {
    private static let maximumLength = 200

    static func plain(_ name: String) -> String {
        let scalars = name.prefix(2000).unicodeScalars.filter { $0.properties.generalCategory != .control }
        return String(String(String.UnicodeScalarView(scalars)).suffix(maximumLength))
    }
}

extension PictureError {
    /// Whether the file is no picture that can be kept; else the house is at fault.
    fileprivate var isOfTheFile: Bool {
        switch self {
        case .unreadable, .unsupportedFormat, .tooManyPixels, .tooManyBytes: true
        case .missing, .cannotRead, .noSpace, .folderReadOnly, .io: false
        }
    }
}
