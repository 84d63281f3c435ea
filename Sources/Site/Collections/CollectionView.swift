import Foundation
import HTTPServer
import Library

/// A collection's page around its frames.
struct CollectionView {
    /// What the blank is called that the frames go into.
    static let frames = "frames"

    let site: Site
    let request: Request
    let detail: CollectionQuery.Detail
    let answer: GalleryPageQuery.Answer
    /// What was typed and could not be kept.
    let form: CollectionForm?

    private var collection: ImageCollection { detail.collection }
    private var page: GalleryQuery.Answer { answer.page }
    private var address: CollectionAddress { CollectionAddress(collection) }

    func all() -> View {
        let hasFrames = !page.frames.isEmpty
        return head.with(pager).with((form ?? CollectionForm(collection)).view).with([
            "isEditing": form != nil,
            "searchText": address.gallery.search.typed,
            "filtersAddress": address.gallery.address("/search"),
            "remarks": page.remarks.map(\.sentence),
            "size": FrameSize(request: request).step,
            "hasCards": hasFrames,
            "frames": Stencil.blank(Self.frames),
            "isVacant": !hasFrames && answer.count.count == 0,
            "isBeyond": !hasFrames && answer.count.count > 0,
            "arrange": hasFrames && !collection.isSmart ? arranging : nil,
            "coverAddress": hasFrames && collection.isSmart ? "/collections/\(collection.id)/cover" : nil,
        ])
    }

    private var head: View {
        [
            "collectionID": collection.id,
            "shareAddress": site.shareAddress(.collection, collection.id),
            "isSharedCollection": true,
            "name": collection.name,
            "description": collection.description.isEmpty ? nil : collection.description,
            "isSmart": collection.isSmart,
            "isByHand": !collection.isSmart,
            "savedSearch": collection.search,
            "searchAddress": address.gallery.address("/"),
            "countText": Words.pictures(answer.count),
            "person": collection.person,
            "when": Words.ago(collection.createdAt, now: site.now()),
            "exact": Words.exact(collection.createdAt),
            "cover": detail.cover.map { cover -> View in
                [
                    "source": "/thumbnails/\(cover.sha256)", "imageAddress": "/images/\(cover.id)",
                    "coverWidth": cover.width, "coverHeight": cover.height, "coverLabel": "Cover: picture \(cover.id)",
                ]
            },
            "hasChosenCover": collection.chosenCover != nil,
            "sortings": collection.isSmart
                ? []
                : CollectionOrder.allCases.filter { $0 != .hand }.map { order -> View in
                    ["order": order.rawValue, "label": order.words.capitalisedFirst]
                },
        ]
    }

    /// What the bar of the selection offers besides what the gallery's does.
    private var arranging: View {
        let base = "/collections/\(collection.id)"
        return [
            "moveAddress": "\(base)/move", "coverAddress": "\(base)/cover", "moves": "/api\(base)/moves",
            "takeOut": "uncollect:\(collection.name)",
        ]
    }

    private var pager: View {
        let first = page.hasNewer ? page.frames.first?.cursor : nil
        let last = page.hasOlder ? page.frames.last?.cursor : page.reached
        return [
            "hasPager": first != nil || last != nil,
            "newerAddress": first.map { address.page("after", $0) },
            "firstAddress": page.hasNewer ? "/collections/\(collection.id)" : nil,
            "olderAddress": last.map { address.page("before", $0) },
        ]
    }
}

extension String {
    /// With its first letter as a sentence begins.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
