/// What a browser calls itself, in words that people use.
enum BrowserName {
    /// `Firefox on Linux`, as far as the field says it.
    static func of(_ agent: String) -> String {
        func first(_ names: [(mark: String, name: String)]) -> String? {
            names.first { agent.contains($0.mark) }?.name
        }
        // The more special first: nearly all say Mozilla, and many say Chrome and Safari besides.
        let browser = first([
            ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
            ("curl/", "curl"), ("Python", "Python"),
        ])
        let system = first([
            ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
            ("Linux", "Linux"),
        ])
        return [browser ?? "A browser", system].compactMap { $0 }.joined(separator: " on ")
    }
}
