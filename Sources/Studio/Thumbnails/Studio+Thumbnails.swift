import Foundation
import Library
import Pictures

extension Studio {
    /// A picture's thumbnail for a page that waits for it; how it looks is written down where it was not known.
    ///
    /// - Throws: ``PictureError``; `missing` for a file that is gone or has other bytes.
    public func thumbnail(of file: ImageFile) async throws(PictureError) -> [UInt8] {
        guard let digest = SHA256Digest(file.sha256), let format = PictureFormat(rawValue: file.format) else {
            throw .missing
        }
        guard file.perceptualHash == nil else {
            return try await pictures.thumbnail(digest, format, of: file.path)
        }
        let look = try await pictures.look(digest, format, of: file.path, .waiting)
        thumbnails.made.add(look)
        thumbnails.wake()
        return look.thumbnail
    }

    /// Makes what is to be made whenever something came, until the task is cancelled.
    func makeThumbnails() async {
        thumbnails.wake()
        var round = ThumbnailRound()
        for await _ in thumbnails.bell.rings {
            await keepLooks(thumbnails.made.takeAll())
            await make(&round)
        }
        await keepLooks(thumbnails.made.takeAll())
    }

    /// Looks now and then for what another program's import left.
    func watchForImports() async {
        var noticed = library.othersWrites
        while await rest(10) {
            // Asking for the edition has it look for others' writes.
            _ = library.edition
            let writes = library.othersWrites
            if writes != noticed { thumbnails.wake() }
            noticed = writes
        }
    }

    private func make(_ round: inout ThumbnailRound) async {
        do throws(LibraryError) {
            while !Task.isCancelled {
                guard let page = round.take(try await library.answer(round.query)) else { return }
                let looks = await looks(of: page)
                await keepLooks(looks.compactMap(\.look) + thumbnails.made.takeAll())
                for (image, look) in looks where look == nil { round.giveUp(image) }
            }
        } catch {
            // The next import, or the next start, goes on.
            logger.notice("Thumbnails wait. \(error)")
        }
    }

    private func looks(
        of page: [PendingThumbnailsQuery.Pending]
    ) async -> [(image: Image.ID, look: PictureLook?)] {
        await withTaskGroup(of: (Image.ID, PictureLook?)?.self) { group in
            for pending in page {
                group.addTask {
                    guard !Task.isCancelled else { return nil }
                    return (pending.image, await self.look(of: pending))
                }
            }
            return await group.reduce(into: []) { looks, look in if let look { looks.append((look.0, look.1)) } }
        }
    }

    private func look(of pending: PendingThumbnailsQuery.Pending) async -> PictureLook? {
        guard let digest = SHA256Digest(pending.sha256), let format = PictureFormat(rawValue: pending.format) else {
            return nil
        }
        do throws(PictureError) {
            return try await pictures.look(digest, format, of: pending.path, .quiet)
        } catch {
            logger.notice("A thumbnail cannot be made. \(error)", metadata: ["image": "\(pending.image)"])
            return nil
        }
    }

    private func keepLooks(_ looks: [PictureLook]) async {
        guard !looks.isEmpty else { return }
        do throws(LibraryError) {
            let kept = looks.map { look in
                Library.Look(
                    sha256: look.digest.description,
                    perceptualHash: look.perceptualHash,
                    colour: look.averageColour.hex
                )
            }
            thumbnails.announce(try await library.keep(kept))
        } catch {
            // The thumbnails are on the disk: the next start finds them there.
            logger.notice("How pictures look could not be written. \(error)")
        }
    }
}
