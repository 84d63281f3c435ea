import Catalog
import Foundation
import Library

/// What one page of an exported collection shows.
public struct ExportPage: Sendable {
    /// A picture on it.
    public struct Picture: Sendable {
        /// Which of the collection, from 1 on.
        public var number: Int
        /// Its path from the page; `nil` where its file is missing.
        public var file: String?
        /// In pixels.
        public var width: Int
        /// In pixels.
        public var height: Int
        /// The model's slug, or a checkpoint's name.
        public var model: String
        /// The seed, where there is one.
        public var seed: Int64?
        /// From 1 to 5, or 0.
        public var rating: Int
        /// The prompt text.
        public var prompt: String
        /// The negative prompt; empty for none.
        public var negativePrompt: String
        /// What else it was made with, by name.
        public var parameters: [(name: String, value: String)]
        /// What somebody wrote beside it.
        public var note: String?
        /// Its tags.
        public var tags: [String]
        /// What is wrong with its file.
        public var remark: String?

        init(number: Int, _ description: PictureDescription) {
            self.number = number
            file = description.remark == nil ? description.file : nil
            width = description.width
            height = description.height
            model = description.model
            seed = description.seed
            rating = description.rating
            prompt = description.prompt
            negativePrompt = description.negativePrompt
            let shown: Set = ["prompt", "negative_prompt", "seed"]
            parameters = (description.parameters ?? [:]).filter { !shown.contains($0.key) }
                .map { (name: $0.key, value: $0.value.text) }.sorted { $0.name < $1.name }
            note = description.note
            tags = description.tags ?? []
            remark = description.remark
        }
    }

    /// Which page, from 1 on.
    public var number: Int
    /// How many pages there are.
    public var pages: Int
    /// The collection.
    public var collection: ImageCollection
    /// How many pictures it has.
    public var count: Int
    /// Those of this page.
    public var pictures: [Picture]
    /// When all of it was made.
    public var madeAt: Date

    /// The file of a page of the same export.
    public func name(of number: Int) -> String { number == 1 ? "index.html" : "page-\(number).html" }
}
