/// Why a vote is not counted.
public enum VoteFault: Error, Sendable, Hashable {
    /// There is no such picture, or not any more.
    case missing(Image.ID)
    /// The two pictures are not comparable.
    case unfit(String)
    /// The person has judged the pair since it was shown.
    case judged

    /// The sentence a person reads.
    public var sentence: String {
        switch self {
        case .missing(let id): "There is no picture \(id), or it lies in the trash. The vote was not counted."
        case .unfit(let sentence): sentence
        case .judged: "This pair was judged already. The vote was not counted a second time."
        }
    }
}
