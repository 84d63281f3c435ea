import Catalog
import Testing

@testable import Studio

@Suite struct UsualTimesTests {
    @Test func theListedTimeHoldsUntilExperienceSaysMore() throws {
        let times = UsualTimes(catalog: try .standard())
        #expect(times["sdxl1.0-dreamshaper"] == 6.45)
        times.learn("sdxl1.0-dreamshaper", seconds: 16.45)
        #expect(abs(times["sdxl1.0-dreamshaper"] - 9.45) < 0.001)
    }

    @Test func aClockThatWasSetBackTeachesNothing() throws {
        let times = UsualTimes(catalog: try .standard())
        times.learn("sdxl1.0-dreamshaper", seconds: -240)
        #expect(times["sdxl1.0-dreamshaper"] == 6.45)
    }
}
