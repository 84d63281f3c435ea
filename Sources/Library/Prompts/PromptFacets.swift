import GRDB

/// What prompts are found by besides their words: rows of `prompt_facet`, tokens of `prompt_text`.
enum PromptFacetKind: String {
    /// Every prompt has this one, with the value 0.
    case all
    /// A tag in lower case.
    case tag
    /// The model that the present version is for.
    case model
    /// The user's id of the author.
    case person
}

extension Database {
    /// The facets of a prompt, as the JSON array that `prompt.facets` holds.
    func promptFacets(of content: PromptContent, by author: Int64) throws -> String {
        var ids = [try promptFacet(.all, 0), try promptFacet(.person, author)]
        if let model = content.model { ids.append(try promptFacet(.model, model)) }
        for tag in content.tags { ids.append(try promptFacet(.tag, tag.lowercased(), label: tag)) }
        return "[" + ids.map(String.init).joined(separator: ",") + "]"
    }

    /// The id of a facet, which is its token; written down when it is new.
    private func promptFacet(
        _ kind: PromptFacetKind,
        _ value: some DatabaseValueConvertible,
        label: String = ""
    ) throws -> Int64 {
        if let known = try promptFacets(kind, [value]).first { return known.id }
        try run(
            cached: "INSERT INTO prompt_facet (kind, value, label) VALUES (?, ?, ?)",
            arguments: [kind.rawValue, value, label]
        )
        return lastInsertedRowID
    }

    /// The facets of some values; those that no prompt has had are left out.
    func promptFacets(
        _ kind: PromptFacetKind,
        _ values: [some DatabaseValueConvertible]
    ) throws -> [FacetRow] {
        try values.compactMap { value in
            try Row.fetchOne(
                self,
                cached: "SELECT id, value, count FROM prompt_facet WHERE kind = ? AND value = ?",
                arguments: [kind.rawValue, value]
            ).map { FacetRow(id: $0[0], value: $0[1], count: $0[2]) }
        }
    }

    /// The facets of images that came from prompts of some titles: those of exactly the title, or else those whose
    /// title has its words in a row, the last perhaps only begun. At most so many of each, the newest first.
    func promptFacets(called titles: [String], most: Int) throws -> [FacetRow] {
        var found: [FacetRow] = []
        for title in titles {
            let named =
                "SELECT id FROM prompt WHERE title = ? COLLATE NOCASE AND trashed_at IS NULL ORDER BY place DESC"
            let isExact = try Int64.fetchOne(self, cached: named + " LIMIT 1", arguments: [title]) != nil
            let match = Self.titleMatch(title)
            guard isExact || match != nil else { continue }
            let list =
                isExact
                ? named + " LIMIT 1000"
                : """
                SELECT prompt.id FROM (SELECT rowid AS place FROM prompt_text WHERE prompt_text MATCH ?
                                       ORDER BY rowid DESC LIMIT 5000) AS list
                CROSS JOIN prompt ON prompt.place = list.place
                """
            found += try Row.fetchAll(
                self,
                cached: """
                    SELECT facet.id, facet.value, facet.count FROM (\(list)) AS list
                    CROSS JOIN facet ON facet.kind = 'prompt' AND facet.value = list.id LIMIT ?
                    """,
                arguments: [isExact ? title : match, most]
            ).map { FacetRow(id: $0[0], value: $0[1], count: $0[2]) }
        }
        return found
    }

    /// Titles that begin or hold what was begun, of prompts that pictures came from, the newest first, each with how
    /// many pictures.
    func promptTitles(beginning begun: String, limit: Int) throws -> [(title: String, count: Int)] {
        let match = Self.titleMatch(begun)
        let list =
            match == nil
            ? "SELECT place FROM prompt WHERE trashed_at IS NULL ORDER BY place DESC LIMIT 1000"
            : "SELECT rowid AS place FROM prompt_text WHERE prompt_text MATCH ? ORDER BY rowid DESC LIMIT 1000"
        return try Row.fetchAll(
            self,
            cached: """
                SELECT prompt.title, facet.count FROM (\(list)) AS list CROSS JOIN prompt ON prompt.place = list.place
                CROSS JOIN facet ON facet.kind = 'prompt' AND facet.value = prompt.id AND facet.count > 0 LIMIT ?
                """,
            arguments: StatementArguments([match?.databaseValue, limit.databaseValue].compactMap(\.self))
        ).map { ($0[0], $0[1]) }
    }

    /// What FTS5 is asked for a part of a title; `nil` when it holds no word.
    private static func titleMatch(_ title: String) -> String? {
        let words = title.split { !($0.isLetter || $0.isNumber) }
        guard let last = words.last else { return nil }
        let isLong = last.unicodeScalars.count >= 2
        return "title : \"\(words.prefix(30).joined(separator: " "))\"\(isLong ? " *" : "")"
    }
}
