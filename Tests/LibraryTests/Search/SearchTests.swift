import Foundation
import Testing

@testable import Library

@Suite("The search box")
struct SearchTests {
    /// Ids 1 to 8, in the order of time.
    private static let pictures: [Shelf.Picture] = [
        .init(
            prompt: "a red fox in the snow, golden light",
            negative: "blurry",
            scheduler: "DPM++ 2M Karras",
            seed: 42,
            steps: 8,
            guidance: 1.5,
            size: (896, 1152),
            person: "Anna",
            cost: 0.005,
            date: day(-400),
            rating: 5,
            tags: ["Winter", "animal"],
            favouriteOf: ["Anna"]
        ),
        .init(
            prompt: "foxes at night",
            model: "realvis",
            steps: 25,
            guidance: 7,
            person: "Ben",
            date: day(-40),
            rating: 3
        ),
        .init(
            prompt: "a sci-fi city, (neon:1.2) light",
            model: "realvis",
            scheduler: "Euler",
            steps: 30,
            date: day(-3)
        ),
        .init(
            prompt: "golden retriever, light golden fur",
            seed: 18_446_744_073_709,
            size: (1344, 768),
            cost: 0.02,
            date: day(-2),
            collections: ["Dogs & Co"]
        ),
        .init(prompt: "Ein naïver Leuchtturm", tool: "comfyui", date: day(-1), rating: 4, tags: ["animal"]),
        .init(prompt: "the light golden", size: (832, 1216), date: day(0), favouriteOf: ["Ben"]),
        .init(prompt: "a fox that was thrown away", date: day(1), rating: 5, tags: ["animal"], isTrashed: true),
        .init(prompt: "猫 with a hat \"quoted\" AND more", date: day(2)),
    ]

    /// Only read from, so one serves all.
    private static let shelf = Result { try Shelf(pictures) }

    private static func day(_ number: Int) -> Date {
        Calendar(identifier: .gregorian).date(byAdding: .day, value: number, to: Shelf.noon) ?? Shelf.noon
    }

    @Test(
        "finds what the language says",
        arguments: [
            ("", [8, 6, 5, 4, 3, 2, 1]),
            ("fox", [1]),
            ("fox*", [2, 1]),
            ("FOX snow", [1]),
            ("snow foxes", []),
            ("\"golden light\"", [1]),
            ("“golden light”", [1]),
            ("golden light", [6, 4, 1]),
            ("light -golden", [3]),
            ("-light", [8, 5, 2]),
            ("-\"golden light\" golden", [6, 4]),
            ("light -gold*", [3]),
            ("naiver", [5]),
            ("sci-fi", [3]),
            ("\"sci fi\"", [3]),
            ("(neon:1.2)", [3]),
            ("猫", [8]),
            ("AND more", [8]),
            // A facet's token is no word of the prompt.
            ("7", []),
            ("blurry", []),
            ("negative:blurry", [1]),
            ("-negative:blurry fox*", [2]),
            ("model:realvis", [3, 2]),
            ("model:\"dream shaper\" golden", [6, 4, 1]),
            ("model:vis", [3, 2]),
            ("-model:realvis light", [6, 4, 1]),
            ("model:realvis,dreamshaper fox*", [2, 1]),
            ("scheduler:karras", [1]),
            ("scheduler:euler,dpm++", [3, 1]),
            ("sampler:euler", [3]),
            ("by:anna", [1]),
            ("by:Anna,ben", [2, 1]),
            ("-by:anna fox*", [2]),
            ("from:comfyui", [5]),
            ("tag:winter", [1]),
            ("tag:animal", [5, 1]),
            ("tag:animal,winter", [5, 1]),
            ("tag:animal -tag:winter", [5]),
            ("tag:animal fox", [1]),
            ("in:\"dogs & co\"", [4]),
            ("-in:\"dogs & co\" golden", [6, 1]),
            ("seed:42", [1]),
            ("seed:18446744073709", [4]),
            ("seed:40-50", [1]),
            ("seed:>42", [4]),
            ("-seed:42 fox*", [2]),
            ("steps:30", [3]),
            ("steps:20-30", [3, 2]),
            ("steps:>=25", [3, 2]),
            ("steps:<25", [1]),
            ("steps:8,30", [3, 1]),
            ("guidance:1.5", [1]),
            ("cfg:>5", [2]),
            ("size:896x1152", [1]),
            ("size:896×1152", [1]),
            ("size:portrait", [6, 1]),
            ("size:landscape", [4]),
            ("size:portrait,landscape", [6, 4, 1]),
            ("rating:5", [1]),
            ("rating:>3", [5, 1]),
            ("rating:3..", [5, 2, 1]),
            ("rating:>3 fox", [1]),
            ("-rating:>3 fox*", [2]),
            ("is:rated", [5, 2, 1]),
            ("is:unrated golden", [6, 4]),
            ("cost:>0.01", [4]),
            ("cost:$0.005", [1]),
            ("on:2026-03-10", [6]),
            ("before:2026", [1]),
            ("before:2025-12", [1]),
            ("after:2026-03-09", [8, 6, 5]),
            ("after:2026-03-07 before:2026-03-10", [5, 4, 3]),
            ("-on:2026-03 fox*", [2, 1]),
            ("golden size:landscape cost:>0.01", [4]),
        ] as [(String, [Int64])]
    )
    func language(_ typed: String, _ ids: [Int64]) async throws {
        let shelf = try Self.shelf.get()
        #expect(try await shelf.find(typed) == ids)
        let count = try await shelf.library.answer(
            GalleryCountQuery(Search(typed), context: .init(modelNames: ["dreamshaper": "Dream Shaper"]))
        )
        #expect(count == .init(count: ids.count, isCapped: false))
    }

    @Test("knows who looks")
    func person() async throws {
        let shelf = try Self.shelf.get()
        #expect(try await shelf.find("is:favourite", by: "Anna") == [1])
        #expect(try await shelf.find("is:favourite", by: "Ben") == [6])
        #expect(try await shelf.find("is:favourite") == [])
        #expect(try await shelf.find("-is:favourite golden", by: "Ben") == [4, 1])
        #expect(try await shelf.find("by:me", by: "ben") == [2])
        #expect(try await shelf.find("by:me", by: "Nobody yet") == [])
    }

    @Test(
        "says what it cannot read, and the rest still counts",
        arguments: [
            ("fox steps:many", "“steps:many” is no number or range, such as 7, >3 or 20-30."),
            ("fox style:anime", "“style:” is no filter, so its words are looked for."),
            ("fox before:soon", "“before:soon” is no date such as 2026-11-21, 2026-11 or today."),
            ("fox before:2026-02-30", "“before:2026-02-30” is no date such as 2026-11-21, 2026-11 or today."),
            ("fox size:big", "“size:” takes a size such as 896x1152, or portrait, landscape or square."),
            ("fox is:nice", "“is:” takes favourite, rated, unrated, noted or failed."),
            ("fox ***", "“***” holds no word to look for."),
            ("fox f*", "“f*” needs two letters before the star."),
            ("fox model:none", "No picture has “none” as its model."),
            ("fox by:nobody", "Nobody here is called “nobody”."),
            ("fox tag:none", "No picture has the tag “none”."),
            ("fox in:none", "No collection is called “none”."),
        ]
    )
    func remarks(_ typed: String, _ sentence: String) async throws {
        #expect(try await Self.shelf.get().remarks(typed) == [sentence])
    }

    @Test("orders by rating, by cost and by chance")
    func orders() async throws {
        let shelf = try Self.shelf.get()
        #expect(try await shelf.find("", order: .rating) == [1, 5, 2, 8, 6, 4, 3])
        #expect(try await shelf.find("golden", order: .rating) == [1, 6, 4])
        #expect(try await shelf.find("golden", order: .cost) == [4, 1, 6])
        #expect(try await Set(shelf.find("", order: .random)) == [1, 2, 3, 4, 5, 6, 8])
        #expect(try await shelf.find("", order: .random) == shelf.find("", order: .random))
    }

    @Test("turns pages of every order in both directions", arguments: GalleryOrder.allCases, ["", "golden"])
    func pages(order: GalleryOrder, typed: String) async throws {
        let shelf = try Self.shelf.get()
        let all = try await shelf.find(typed, order: order)
        var seen: [Int64] = []
        var start = GalleryQuery.Start.first
        var last: GalleryQuery.Answer?
        for _ in 0..<10 {
            let page = try await shelf.library.answer(GalleryQuery(Search(typed), order: order, start: start, limit: 2))
            #expect(page.hasNewer == !seen.isEmpty)
            seen += page.frames.map(\.id)
            last = page
            guard page.hasOlder, let cursor = page.frames.last?.cursor else { break }
            start = .before(cursor)
        }
        #expect(seen == all)
        let first = try #require(last?.frames.first?.cursor)
        let back = try await shelf.library.answer(
            GalleryQuery(Search(typed), order: order, start: .after(first), limit: 100)
        )
        #expect(back.frames.map(\.id) + (last?.frames.map(\.id) ?? []) == all)
        #expect(!back.hasNewer && back.hasOlder)
    }

    @Test("takes filters out and puts them in, and keeps the rest as typed")
    func editing() {
        let search = Search("fox  model:\"real vis\" -\"golden light\" rating:>3")
        #expect(search.without(["model", "rating"]).typed == "fox -\"golden light\"")
        #expect(search.value(of: "model") == "real vis")
        #expect(search.value(of: "seed") == nil)
        #expect(search.without(["model"]).adding("seed:7").typed == "fox -\"golden light\" rating:>3 seed:7")
    }
}
