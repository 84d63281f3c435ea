import Library

/// One way through the images without a thumbnail, from the newest down; what comes meanwhile goes first.
struct ThumbnailRound {
    /// So many are asked for at once; so many looks are one transaction.
    private static let pageSize = 16

    /// Every image up to here was tried.
    private var floor: Image.ID = 0
    /// The way has come down to here.
    private var reached: Image.ID = .max
    /// The newest image of this way.
    private var newest: Image.ID = 0
    /// Those that could not be made: not tried again by this run of the program.
    private var givenUp: Set<Image.ID> = []

    /// The next page's.
    var query: PendingThumbnailsQuery {
        PendingThumbnailsQuery(after: floor, before: reached, limit: Self.pageSize)
    }

    /// Takes a page, and returns what is to be made of it; `nil` when the way is at its end.
    mutating func take(_ answer: PendingThumbnailsQuery.Answer) -> [PendingThumbnailsQuery.Pending]? {
        let page = answer.page.filter { !givenUp.contains($0.image) }
        if let top = answer.newest, top > newest {
            newest = top
            if reached != .max {
                // Something came: after this page from the top once more.
                reached = .max
                return page
            }
        }
        guard let last = answer.page.last else {
            end()
            return nil
        }
        reached = last.image
        return page
    }

    mutating func giveUp(_ image: Image.ID) { givenUp.insert(image) }

    /// Everything up to the newest image was tried.
    private mutating func end() {
        floor = newest
        reached = .max
        givenUp.removeAll()
    }
}
