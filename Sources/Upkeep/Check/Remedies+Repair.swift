import Library
import Pictures

extension Remedies {
    /// Everything that can be put right without spending money: for who holds the data folder alone.
    ///
    /// - Parameter source: where lost pictures may still be had.
    public static func repair(
        library: Library,
        folder: PictureFolder,
        store: PictureStore,
        source: PictureSource
    ) -> Remedies {
        var remedies = Remedies()
        remedies.recount = { () async throws(LibraryError) in try await library.recount() }
        remedies.rebuildSearch = { () async throws(LibraryError) in try await library.rebuildSearch() }
        remedies.picture = { file, condition in
            await fetch(file, condition, from: source, into: store, folder, library: library)
        }
        remedies.stray = { entry in
            do throws(PictureError) {
                let place = try folder.setAside(fileAt: entry.path, reason: "No image in the library names it.")
                return .done("Moved \(entry.path), which no image names, to \(place).")
            } catch {
                return .left("\(entry.path), \(entry.byteCount) bytes; it could not be moved. \(error.sentence)")
            }
        }
        remedies.removable = removing(from: folder)
        remedies.thumbnail = { entry, file in
            guard let digest = file.digest, let format = PictureFormat(rawValue: file.format) else {
                return .left("\(entry.path) cannot be opened.")
            }
            do throws(PictureError) {
                try folder.remove(entry.path)
                _ = try await store.thumbnail(digest, format, of: file.path)
                return .done("Made \(entry.path) again.")
            } catch .missing {
                return .done("Removed \(entry.path), which could not be opened; its picture is missing.")
            } catch {
                return .left("\(entry.path) could not be made again. \(error.sentence)")
            }
        }
        return remedies
    }

    /// Removes what was never finished or can be made again.
    static func removing(from folder: PictureFolder) -> @Sendable (PictureFolder.Entry, Kind) -> Remedy {
        { entry, kind in
            do throws(PictureError) {
                try folder.remove(entry.path)
                let what = kind == .leftover ? "which was never finished" : "a thumbnail of no picture"
                return .done("Removed \(entry.path), \(what).")
            } catch {
                return .left("\(entry.path); it could not be removed. \(error.sentence)")
            }
        }
    }

    /// Fetches a picture again; what lies in its place is set aside only once the right bytes are in hand.
    private static func fetch(
        _ file: KeptFile,
        _ condition: PictureCondition,
        from source: PictureSource,
        into store: PictureStore,
        _ folder: PictureFolder,
        library: Library
    ) async -> Remedy {
        let fault = file.sentence(condition)
        guard let generation = try? await library.answer(GenerationQuery(id: file.generation))?.generation else {
            return .left("\(fault). Its generation cannot be read.")
        }
        switch await source.bytes(of: file, generation) {
        case .none(let reason): return .left("\(fault). \(reason)")
        case .found(let bytes):
            do throws(PictureError) {
                var done = "Fetched \(file.path) again."
                if condition != .missing {
                    let place = try folder.setAside(fileAt: file.path, reason: "It \(condition.phrase).")
                    done += " What was in its place is \(place) now."
                }
                _ = try await store.place(bytes)
                return .done(done)
            } catch {
                return .left("\(fault). It was fetched again but could not be kept. \(error.sentence)")
            }
        }
    }
}
