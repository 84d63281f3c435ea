/// Why a request's body cannot be read as a form.
public enum FormError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The body is neither `application/x-www-form-urlencoded` nor `multipart/form-data`.
    case otherType(String)
    /// The multipart body is broken: what is wrong with it.
    case malformed(String)
    /// There are more fields than a form may have.
    case tooManyFields(limit: Int)

    /// A sentence for the person who sent the form.
    public var sentence: String {
        switch self {
        case .otherType(let type) where type.isEmpty: "The request has no form."
        case .otherType(let type): "The request's body is of type \(type), not a form."
        case .malformed(let fault): "The form cannot be read: \(fault)."
        case .tooManyFields(let limit): "The form has more than \(limit) fields."
        }
    }

    /// As ``sentence``.
    public var description: String { sentence }
}
