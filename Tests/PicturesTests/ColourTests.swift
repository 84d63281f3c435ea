import Foundation
import Pictures
import Testing

@Suite struct ColourTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func readsColoursThroughTheFilesProfile() async throws {
        let colour = try await averageColour(of: Self.displayP3)
        #expect(abs(Int(colour.red) - 200) <= 3 && abs(Int(colour.green) - 100) <= 3 && abs(Int(colour.blue) - 50) <= 3)
    }

    @Test func laysTransparencyOverMidGrey() async throws {
        #expect(try await averageColour(of: Self.transparent) == RGB(red: 128, green: 128, blue: 128))
    }

    private func averageColour(of base64: String) async throws -> RGB {
        let file = try #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters))
        return try await folder.store().place(Array(file)).averageColour
    }

    /// A PNG of 16 by 16 pixels (187, 105, 62) with the Display P3 profile: (200, 100, 50) in sRGB.
    private static let displayP3 = """
        iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAACZWlDQ1BpY2MAACiRY2BgepCTnFvMJMDAkJtXUhTk7qQQERmlwP6IgZlB
        hIGTgY9BNjG5uMA32C2EAQiKE8uLk0uKchhQwLdrDIwg+rJuRmJeSnU+/+kHro5m9v4upqel2iQZ8APOlNTiZCD9AYjjkguKShgYGHmA
        bJ7ykgIQWwLIFikCOgrI1gGx0yFsBxA7CcIOAasJCXIGsjOAuCIdiZ2ExIbaBQKsxQHGzsgOKUmtKAHRzs4GDKAwgIh+DgT7jVHsDEKs
        +T4Dg+1+EAsh5gXkbzRnYODaihDTsGBgEORiYDhRkVxaVAa1ZhsQyzBYMIQwFDD0MKxgOMLwkJGBUYnRjTGXcSrjQcYPTApMoUzdTEeY
        GZntmZuYj7HwsUSyLGf5yerDuoT1H1sM2z52RfYu9i8cyRxXOT05D3PZc+3nduI+yRPC85C3hI+TbxG/A/8DgVZBXcFbQl3CdsLfRDaJ
        FoqZif0VPyUxUzJPyk1aSYZZ5rnsBbm98usUlijOU5qjPF9lqepGtQPqVzXeanFpa+sE6tbordK/ZyhmFGQ8xeSmmYp5scUxKwXrGpv7
        dq72GxwVnaa5CLj2uwt5zPbS8N7tG+j3LqA/yDT4QeiEcNdIhqh9MS1xPgnSie+Tj6cuS+/MLMyOzw3M9yp0K/YqDSyPqyys7qhdVn+i
        8UOLXFtAR2fX0V7O/sCJ8yd/nuY9Y/VsvrkV858vil5ybXnYyttr0td939i/RWvbmZ0lexT3XT3Ye8TnuMDJW2dWn6+/FHPV9obKbaF7
        LA/+Pf7znPEVz1uZDyafA74V/5z959T//wDUytJGPF1SSAAAAAlwSFlzAAAD6AAAA+gBtXtSawAAABZJREFUKM9j2J1pRxJiGNUwqmH4
        agAAr9JiENqBNR4AAAAASUVORK5CYII=
        """

    /// A PNG of 4 by 4 clear pixels that are red underneath.
    private static let transparent = """
        iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAYAAACp8Z5+AAAAEUlEQVR42mP8z4AKmBhIFgAARBEBB46tjmgAAAAASUVORK5CYII=
        """
}
