import Foundation
import HTTPServer
import Library
import Logging
import Segmind
import SegmindService

/// A service after the hour: it knows no results any more, but its history still says where the pictures are.
struct ForgetfulService: SegmindBackend {
    private var entries: [HistoryEntry] = []
    private var pictures: [String: [UInt8]] = [:]
    private var refuses = false

    /// A service that made a house's pictures.
    ///
    /// - Parameter change: what happened to the bytes since.
    static func remembering(
        _ house: House,
        _ change: ([UInt8]) -> [UInt8] = { $0 }
    ) async throws -> ForgetfulService {
        var service = ForgetfulService()
        for file in try await house.kept() {
            guard let made = try await house.library.answer(GenerationQuery(id: file.generation))?.generation,
                let id = made.requestID
            else { continue }
            let name = "\(file.sha256).jpg"
            service.pictures[name] = change(try house.bytes(file.path))
            service.entries.append(
                HistoryEntry(
                    requestID: id,
                    model: made.model,
                    status: .completed,
                    cost: 0.01,
                    inputs: try JSONValue(bytes: Array(made.request.utf8)).object ?? [:],
                    pictureName: name,
                    latencySeconds: 1,
                    submitted: made.submittedAt ?? made.createdAt,
                    error: nil
                )
            )
        }
        return service
    }

    /// Runs a test with a client of this service.
    func serve(refusing: Bool = false, _ test: (SegmindClient) async throws -> Void) async throws {
        var service = self
        service.refuses = refusing
        var router = Router()
        SegmindRoutes(backend: service).add(to: &router)
        let server = HTTPServer(
            configuration: ServerConfiguration(),
            router: router,
            logger: Logger(label: "forgetful")
        )
        try server.start()
        let configuration = try SegmindClient.Configuration(key: "test", baseURL: "http://127.0.0.1:\(server.port)")
        let http = SegmindClient.http(for: configuration)
        let result: Result<Void, any Error>
        do {
            try await test(SegmindClient(http: http, configuration: configuration))
            result = .success(())
        } catch {
            result = .failure(error)
        }
        try await http.shutdown()
        await server.stop()
        try result.get()
    }

    private func forgotten() -> ServiceFault {
        refuses ? .refused(status: 401, error: "no such key") : .refused(status: 404, error: "not found or expired")
    }

    func submit(_ order: Order) async throws(ServiceFault) -> String {
        throw .refused(status: 406, error: "nothing is sold")
    }
    func generate(_ order: Order) async throws(ServiceFault) -> [ServicePicture] {
        throw .refused(status: 406, error: "nothing is sold")
    }
    func status(of requestID: String, key: String) async throws(ServiceFault) -> RequestStatus { throw forgotten() }
    func result(of requestID: String, key: String) async throws(ServiceFault) -> ServiceResult { throw forgotten() }
    func account(key: String) async throws(ServiceFault) -> JSONValue { throw forgotten() }

    func picture(named name: String) async throws(ServiceFault) -> ServicePicture {
        guard let bytes = pictures[name] else { throw forgotten() }
        return ServicePicture(bytes: bytes, mediaType: "image/jpeg")
    }

    func history(_ query: HistoryQuery, key: String) async throws(ServiceFault) -> HistoryPage {
        if refuses { throw forgotten() }
        let rows = entries.dropFirst((query.page - 1) * query.perPage).prefix(query.perPage)
        return HistoryPage(rows: Array(rows), total: entries.count)
    }

    func history(of requestID: String, key: String) async throws(ServiceFault) -> HistoryEntry {
        guard !refuses, let entry = entries.first(where: { $0.requestID == requestID }) else { throw forgotten() }
        return entry
    }
}
