import Foundation
import HTTPServer
import Library

/// What the lightbox shows, as its address says it: a view of the gallery to walk along, details, a slideshow.
struct LightboxAddress: Sendable {
    /// So long a picture may stand in a slideshow, in seconds.
    static let pace = 1...3600

    var gallery: GalleryAddress
    /// Whether the parameters stand beside the picture.
    var hasDetails: Bool
    /// Seconds per picture, while a slideshow runs.
    var slideshow: Int?

    /// Reads what ``GalleryAddress`` reads, `details` and `slideshow`.
    init(_ query: Query) {
        gallery = GalleryAddress(query)
        hasDetails = query["details"] == "1"
        slideshow = query["slideshow"].flatMap { Int($0) }.flatMap { Self.pace.contains($0) ? $0 : nil }
    }

    /// An image in the lightbox.
    func view(of id: Image.ID) -> String {
        var more: [(String, String)] = []
        if hasDetails { more.append(("details", "1")) }
        if let slideshow { more.append(("slideshow", String(slideshow))) }
        return gallery.address("/images/\(id)/view", adding: more)
    }

    /// The same with or without details.
    func toggled(_ part: WritableKeyPath<LightboxAddress, Bool>) -> LightboxAddress {
        var other = self
        other[keyPath: part].toggle()
        return other
    }

    /// The same with another slideshow, or none.
    func with(slideshow: Int?) -> LightboxAddress {
        var other = self
        other.slideshow = slideshow
        return other
    }
}
