/// When to look for a lost answer by itself: a few times, as histories lag behind a little.
///
/// A history that cannot be read says nothing: it is asked until it can, ever more rarely.
struct LookingPace {
    private var pauses = [2.0, 10, 60][...]
    private var trouble: Double?

    /// How many seconds to wait before the next look; `nil` when there is none.
    var pause: Double? { trouble ?? pauses.first }

    mutating func wasRead() {
        trouble = nil
        pauses = pauses.dropFirst()
    }

    mutating func wasUnreadable() { trouble = min((trouble ?? 30) * 2, 900) }
}
