import Foundation

/// The class in ratios.css for a picture's shape: width to height in steps of two per cent, from 1:4 to 4:1.
enum Ratio {
    static func name(width: Int, height: Int) -> String {
        guard width > 0, height > 0 else { return "r0" }
        let step = (log(Double(width) / Double(height)) / log(1.02)).rounded()
        let bounded = Int(min(max(step, -75), 75))
        return bounded < 0 ? "r_\(-bounded)" : "r\(bounded)"
    }
}
