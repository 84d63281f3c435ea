import Foundation
import HTTPServer
import Library

/// The page around the frames of the gallery.
///
/// It is drawn once for each shape it can have, with blanks for what changes from address to address.
struct GalleryView {
    let site: Site
    let request: Request
    let address: GalleryAddress
    let answer: GalleryPageQuery.Answer
    /// What was just done, if the address names it.
    let notice: View?

    private var page: GalleryQuery.Answer { answer.page }
    private var size: Int { FrameSize(request: request).step }
    private var isSearch: Bool { !address.search.isEmpty || !address.search.typed.isEmpty }

    /// The page with its frames.
    func html(frames: [UInt8]) throws -> [UInt8] {
        let title = isSearch ? "Search" : "Gallery"
        let standstill = site.standstillView
        let months = site.months.html(current: page.frames.first?.cursor.place, address: address)
        let shape = [
            "gallery", title, request.cookies["theme"] ?? "", request.person ?? "", String(request.rights.rawValue),
            String(answer.openCount),
            String(size), address.order.rawValue, String(newerCursor != nil), String(olderCursor != nil),
            String(page.reached != nil), String(page.reachedNewer != nil), String(months.isEmpty),
            String(page.frames.isEmpty), String(answer.count.count > 0), address.search.value(of: "model") ?? "",
            String(orders.count), standstill.map { "\($0)" } ?? "",
        ].joined(separator: "\u{0}")
        let isUsual = page.remarks.isEmpty && page.orderedAmong == nil && standstill == nil && notice == nil
        let stencil: Stencil
        if isUsual, let known = site.stencils[shape] {
            stencil = known
        } else {
            stencil = Stencil(try draw(title: title, standstill: standstill, hasMonths: !months.isEmpty))
            if isUsual { site.stencils[shape] = stencil }
        }
        var values: [String: [UInt8]] = ["frames": frames, "months": months]
        for (name, text) in texts { values[name] = Array(HTMLEscaper().escapeText(text).utf8) }
        return stencil.filled(values)
    }

    private var olderCursor: Cursor? { page.hasOlder ? page.frames.last?.cursor ?? start : page.reached }
    private var newerCursor: Cursor? { page.hasNewer ? page.frames.first?.cursor ?? start : page.reachedNewer }

    /// The way back from a page without frames.
    private var start: Cursor? {
        switch GalleryQuery.Start(request.query) {
        case .before(let cursor), .after(let cursor): cursor
        case .first, .since: nil
        }
    }

    /// By hand only where a collection is asked for, which has such an order.
    private var orders: [GalleryOrder] {
        GalleryOrder.allCases.filter { $0 != .hand || address.search.value(of: "in") != nil }
    }

    /// What the blanks hold.
    private var texts: [(String, String)] {
        var texts = [
            ("here", request.method == .get ? request.target : "/"),
            ("searchText", address.search.typed),
            ("filtersAddress", address.address("/search")),
            ("saveAddress", address.address("/collections/new")),
            ("countText", countText),
            ("firstAddress", address.address("/")),
            ("newerAddress", newerCursor.map { address.address("/", adding: [("after", $0.text)]) } ?? ""),
            ("olderAddress", olderCursor.map { address.address("/", adding: [("before", $0.text)]) } ?? ""),
        ]
        for order in orders {
            texts.append(("order-\(order.rawValue)", address.with(order).address("/")))
        }
        let others = address.search.typed.isEmpty ? "" : address.search.typed(without: ["model"])
        texts.append(("model-", address.address("/", of: others)))
        for model in site.studio.catalog.models {
            let typed = others.isEmpty ? "model:\(model.slug)" : "\(others) model:\(model.slug)"
            texts.append(("model-\(model.slug)", address.address("/", of: typed)))
        }
        return texts
    }

    private var countText: String {
        let count = answer.count
        return count.isCapped ? "\(Words.count(count.count))+ pictures" : Words.pictures(count.count)
    }

    private func draw(title: String, standstill: View?, hasMonths: Bool) throws -> String {
        let blank = Stencil.blank
        let frame = site.frame.view(
            title: title,
            section: "/",
            request: request,
            openCount: answer.openCount,
            standstill: standstill
        )
        let model = address.search.value(of: "model")
        let models = [("", "All models")] + site.studio.catalog.models.map { ($0.slug, $0.name) }
        let view: View = [
            "heading": title,
            "here": blank("here"),
            "searchText": blank("searchText"),
            "filtersAddress": blank("filtersAddress"),
            "countText": blank("countText"),
            "saveAddress": isSearch ? blank("saveAddress") : nil,
            "remarks": page.remarks.map(\.sentence) + notes,
            "modelFilters": models.map { slug, name -> View in
                ["label": name, "address": blank("model-\(slug)"), "isCurrent": slug == model ?? ""]
            },
            "orders": orders.map { order -> View in
                [
                    "label": order.label, "address": blank("order-\(order.rawValue)"),
                    "isCurrent": order == address.order,
                ]
            },
            "notice": notice,
            "months": hasMonths ? blank("months") : nil,
            "size": size,
            "hasCards": !page.frames.isEmpty,
            "frames": blank("frames"),
            "hasPager": newerCursor != nil || olderCursor != nil,
            "newerAddress": newerCursor == nil ? nil : blank("newerAddress"),
            "firstAddress": newerCursor == nil ? nil : blank("firstAddress"),
            "olderAddress": olderCursor == nil ? nil : blank("olderAddress"),
            "newerLabel": page.reachedNewer != nil
                ? "Look further forward" : address.order == .newest ? "Newer" : "Previous",
            "firstLabel": address.order == .newest ? "Newest" : "To the start",
            "olderLabel": page.reached != nil ? "Look further back" : address.order == .newest ? "Older" : "Next",
            "empty": page.frames.isEmpty ? empty : nil,
        ]
        return try site.templates.render("gallery/page", frame.with(view))
    }

    /// What is to be said of how far was looked.
    private var notes: [String] {
        var notes: [String] = []
        if let among = page.orderedAmong {
            notes.append("More match than can be ordered at once: these are the newest \(Words.count(among)) of them.")
        }
        if page.reached != nil, !page.frames.isEmpty {
            notes.append("This is rare: there may be more further back than was looked at.")
        }
        if page.reachedNewer != nil, !page.frames.isEmpty {
            notes.append("This is rare: there may be more further forward than was looked at.")
        }
        return notes
    }

    private var empty: View {
        if page.reached != nil {
            return [
                "title": "Nothing so far",
                "sentence": "This is rare among many pictures: none of those that were looked at is like it.",
                "address": Stencil.blank("olderAddress"), "action": "Look further back",
            ]
        }
        if page.reachedNewer != nil {
            return [
                "title": "Nothing so far",
                "sentence": "This is rare among many pictures: none of those that were looked at is like it.",
                "address": Stencil.blank("newerAddress"), "action": "Look further forward",
                "otherAddress": Stencil.blank("olderAddress"), "otherAction": "Back",
            ]
        }
        if answer.count.count > 0 {
            return [
                "title": "Nothing further", "sentence": "The pictures end before this place.",
                "address": Stencil.blank("firstAddress"), "action": "To the start",
            ]
        }
        if isSearch {
            return [
                "title": "Nothing found", "sentence": "No picture has all of this. Fewer words and filters find more.",
                "address": "/", "action": "Show everything",
            ]
        }
        return [
            "title": "An empty sheet",
            "sentence":
                "Every picture the team makes appears here, with its prompt, its seed and the way to make it again.",
            "address": "/generate", "action": "Make the first picture",
            "otherAddress": "/import", "otherAction": "Bring pictures",
        ]
    }
}

extension GalleryOrder {
    var label: String {
        switch self {
        case .newest: "Newest"
        case .rating: "Best rated"
        case .cost: "Dearest"
        case .random: "By chance"
        case .hand: "By hand"
        }
    }
}

/// How large the frames are, from 1 to 5, as a person last set it.
struct FrameSize {
    let step: Int

    init(request: Request) {
        let wanted = request.cookies["frames"].flatMap { Int($0) } ?? 3
        step = min(max(wanted, 1), 5)
    }
}
