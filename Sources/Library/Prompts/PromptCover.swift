import GRDB

/// The picture that stands for a prompt.
public struct PromptCover: Sendable, Hashable {
    /// The image.
    public var image: Image.ID
    /// Names its file.
    public var sha256: String
    /// In pixels.
    public var width: Int
    /// In pixels.
    public var height: Int
    /// The average colour as `#rrggbb`, once known.
    public var colour: String?
    /// Whether a person chose it; else it is the best rated one.
    public var isChosen: Bool
}

extension Database {
    /// The chosen picture if it is there, else the best rated that came from the prompt.
    func cover(of prompt: Prompt) throws -> PromptCover? {
        let columns = "id, sha256, width, height, colour"
        let chosen = try prompt.cover.flatMap { sha256 in
            try Row.fetchOne(
                self,
                cached: "SELECT \(columns) FROM image WHERE sha256 = ? AND trashed_at IS NULL ORDER BY id LIMIT 1",
                arguments: [sha256]
            )
        }
        let best =
            try chosen
            ?? Row.fetchOne(
                self,
                cached: """
                    SELECT \(columns) FROM image WHERE prompt_id = ? AND trashed_at IS NULL
                    ORDER BY rating DESC, place DESC LIMIT 1
                    """,
                arguments: [prompt.id]
            )
        return best.map { row in
            PromptCover(
                image: row[0],
                sha256: row[1],
                width: row[2],
                height: row[3],
                colour: row[4],
                isChosen: chosen != nil
            )
        }
    }
}
