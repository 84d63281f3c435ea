import Foundation
import SegmindService

extension SandboxBackend {
    /// Paints all pictures of a request that was just taken.
    func paint(_ request: SandboxRequest) async {
        defer { jobs[request.id] = nil }
        guard request.failure == nil else { return }
        for sample in 0..<request.samples where !Task.isCancelled {
            // Whoever asks for the picture is told; here nothing is left to do but to end.
            _ = try? await bytes(of: request, sample: sample)
        }
        let now = clock.now()
        requests.update(request.id) { $0.painted = now }
    }

    /// A picture of a request as it is delivered, with the request's mishaps.
    func picture(of request: SandboxRequest, sample: Int) async throws(ServiceFault) -> ServicePicture {
        if request.words.contains(.badimage) {
            return ServicePicture(bytes: Array("This is no picture.\n".utf8), mediaType: "image/jpeg")
        }
        var bytes: [UInt8]
        do {
            bytes = try await self.bytes(of: request, sample: sample)
        } catch {
            throw .refused(status: 500, error: "The picture could not be painted: \(error)")
        }
        let isDamaged = questionChances.falls(within: options.damage) || request.words.contains(.truncated)
        if isDamaged { bytes.removeLast(bytes.count / 2) }
        return ServicePicture(
            bytes: bytes,
            mediaType: "image/jpeg",
            duration: request.words.contains(.drip) ? .seconds(options.slowness) : nil
        )
    }

    /// From the shelf, or painted; two who ask at once share one painting.
    private func bytes(of request: SandboxRequest, sample: Int) async throws -> [UInt8] {
        let name = request.pictureName(sample)
        if let bytes = shelf[name] { return bytes }
        if let task = painting[name] { return try await task.value }
        let task = Task { [easel] in
            try await easel.picture(of: request.model, request.parameters, sample: sample)
        }
        painting[name] = task
        defer { painting[name] = nil }
        let bytes = try await task.value
        shelf.insert(bytes, named: name)
        return bytes
    }
}
