import Catalog

/// A comparison before it has a number.
public struct NewComparison: Sendable {
    /// One place of its grid.
    public struct Cell: Sendable {
        /// The numbers of its values on the axes.
        public var coordinates: [Int]
        /// What is asked for; `nil` where the cell is left out.
        public var wish: NewGeneration?
        /// Why it is left out, or what is sent instead of what was asked for.
        public var remark: String?

        /// Creates a cell.
        public init(coordinates: [Int], wish: NewGeneration?, remark: String?) {
            self.coordinates = coordinates
            self.wish = wish
            self.remark = remark
        }
    }

    /// What people call it.
    public var name: String
    /// What was asked for.
    public var plan: GridPlan
    /// Its axes.
    public var axes: [Axis]
    /// Its cells.
    public var cells: [Cell]
    /// Who is asked.
    public var service: String
    /// The name of who asks.
    public var person: String?
    /// Names the form it came from: pressed twice is made once.
    public var once: String?
    /// Whether pictures are made again that are there already.
    public var isFresh: Bool
    /// The prompt of the library that it comes from: its cells come from there, too.
    public var source: PromptSource?

    /// Creates a comparison.
    public init(
        name: String,
        plan: GridPlan,
        axes: [Axis],
        cells: [Cell],
        service: String,
        person: String? = nil,
        once: String? = nil,
        isFresh: Bool = false
    ) {
        self.name = name
        self.plan = plan
        self.axes = axes
        self.cells = cells
        self.service = service
        self.person = person
        self.once = once
        self.isFresh = isFresh
    }
}
