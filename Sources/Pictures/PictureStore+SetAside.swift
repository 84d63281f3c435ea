extension PictureStore {
    /// Keeps bytes that are no picture, with the reason, for somebody to look at; they are never served.
    ///
    /// - Returns: the path relative to the data folder, `set-aside/<sha256>.bin`; beside it lies `<sha256>.txt`.
    /// - Throws: `noSpace`, `folderReadOnly` or `io`.
    public func setAside(_ bytes: [UInt8], reason: String) throws(PictureError) -> String {
        let path = "set-aside/\(SHA256Digest(of: bytes))"
        try DurableFile.makeFolder("\(folder)/set-aside")
        if DurableFile.length(of: "\(folder)/\(path).bin") != bytes.count {
            try DurableFile.write(bytes, to: "\(folder)/\(path).bin")
        }
        try DurableFile.write(Array("\(reason)\n".utf8), to: "\(folder)/\(path).txt")
        return "\(path).bin"
    }
}
