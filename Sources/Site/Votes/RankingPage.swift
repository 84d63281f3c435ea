import Curation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    func addRanking(to router: inout Router) {
        router.get("/ranking") { request in
            let address = try RankingAddress(request.query)
            let standings = try await curation.standings(address.wish)
            let choices = try await studio.library.answer(VotingChoicesQuery())
            let view = RankingView(site: self, address: address, standings: standings).all(choices)
            return try await page("votes/ranking", title: "Ranking", section: "/compare", request: request, view)
        }
    }
}
