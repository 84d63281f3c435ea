import Foundation
import Testing

@testable import Catalog

@Suite struct ParameterSetTests {
    @Test func writesNumbersAsTheDocumentsDo() {
        let set = ParameterSet([
            .init(name: "guidance_scale", value: .number(7)), .init(name: "g", value: .number(1.2)),
            .init(name: "seed", value: .integer(3_195_698_736)), .init(name: "base64", value: .boolean(false)),
        ])
        #expect(set.json == #"{"guidance_scale":7,"g":1.2,"seed":3195698736,"base64":false}"#)
    }

    @Test(arguments: ["plain", "a \"quoted\" \\ word", "line\nbreak\ttab\r", "\u{1}\u{1f}", "ünïcödé 😀 / </script>"])
    func textSurvivesTheRoundTrip(_ text: String) throws {
        let set = ParameterSet([.init(name: "prompt", value: .string(text))])
        #expect(try ParameterSet(json: set.json) == set)
        let foundation = try JSONSerialization.jsonObject(with: Data(set.json.utf8)) as? [String: String]
        #expect(foundation?["prompt"] == text)
    }

    @Test func storedRequestsReadBackEqual() throws {
        for model in try Catalog.standard().models {
            #expect(try model.parameterSet(json: model.example.json) == model.example)
        }
    }

    @Test func indentedJSONSaysTheSame() throws {
        for model in try Catalog.standard().models {
            #expect(try model.parameterSet(json: model.example.indentedJSON) == model.example)
        }
    }
}

@Suite struct AdaptationTests {
    @Test func carriesOverWhatFitsAndSaysWhatDoesNot() throws {
        let catalog = try Catalog.standard()
        let dreamshaper = try #require(catalog["sdxl1.0-dreamshaper"])
        let newReality = try #require(catalog["sdxl1.0-newreality-lightning"])
        let adaptation = newReality.adapt(dreamshaper.example, from: dreamshaper)
        #expect(adaptation.parameters["prompt"] == dreamshaper.example["prompt"])
        #expect(adaptation.parameters["seed"] == dreamshaper.example["seed"])
        #expect(adaptation.parameters["img_width"] == .integer(1024))
        #expect(adaptation.losses.map(\.field) == ["img_width", "img_height"])
        #expect(
            adaptation.losses[0].sentence
                == "Width was 896. Width can only be 1024 with this model. 1024 is used instead."
        )
    }

    @Test func saysThatASchedulerIsUnknownToTheOtherModel() throws {
        let catalog = try Catalog.standard()
        let yamers = try #require(catalog["sdxl1.0-yamers-realistic"])
        let realvis = try #require(catalog["sdxl1.0-realvis"])
        let adaptation = realvis.adapt(yamers.example, from: yamers)
        #expect(adaptation.losses.map(\.field) == ["scheduler"])
        #expect(adaptation.parameters["scheduler"] == .string("DPM2 Karras"))
    }
}
