import HTTPTypes

extension Form {
    /// How many fields and files a form may have.
    static let maximumFields = 2000
}

extension Request {
    /// Reads the body as a form, `application/x-www-form-urlencoded` or `multipart/form-data`.
    ///
    /// - Throws: ``FormError`` when the body is of another type, broken, or has too many fields.
    public func form() throws(FormError) -> Form {
        let type = headers[.contentType] ?? ""
        let name = (type.split(separator: ";").first ?? "").trimmingBlanks.lowercased()
        switch name {
        case "application/x-www-form-urlencoded":
            let fields = Query(encodedBytes: body)
            guard fields.pairs.count <= Form.maximumFields else { throw .tooManyFields(limit: Form.maximumFields) }
            return Form(fields: fields)
        case "multipart/form-data":
            guard let boundary = HeaderParameters(type)["boundary"], !boundary.isEmpty else {
                throw .malformed("its boundary is missing")
            }
            return try Multipart(boundary: boundary).form(body)
        default:
            throw .otherType(name)
        }
    }
}
