import HTTPServer
import HTTPTypes
import Testing

@Suite struct ResponseTests {
    @Test func setsCookiesThatScriptsCannotRead() {
        let response = Response.text("").cookie("session", "abc", maxAge: .seconds(60)).forgettingCookie("old")
        #expect(
            response.headers[values: .setCookie] == [
                "session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60",
                "old=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0",
            ]
        )
    }

    @Test func encodesWhereToGo() {
        #expect(Response.seeOther("/?q=red+cat&x=%20").headers[.location] == "/?q=red+cat&x=%20")
        #expect(Response.seeOther("/?q=é b").headers[.location] == "/?q=%C3%A9%20b")
        #expect(Response.seeOther("/a\r\nSet-Cookie: x").headers[.location] == "/a%0D%0ASet-Cookie:%20x")
    }

    @Test func namesDownloads() {
        let field = Response.text("").download(as: "kätz \"1\".png").headers[.contentDisposition]
        #expect(field == "attachment; filename=\"k_tz _1_.png\"; filename*=UTF-8''k%C3%A4tz%20%221%22.png")
    }

    @Test func neverLetsALineBreakIntoAHeader() async throws {
        var router = Router()
        router.get("/") { request in
            Response.text("x").header(.server, "a\r\nX-Injected: \(request.query["q"] ?? "")").etag(
                "t\r\nX-Injected: 1"
            )
            .cookie("name", "v\r\nX-Injected: 1")
        }
        try await withServer(router) { server in
            let response = try await server.get("/?q=%0d%0aX-Injected:%201")
            #expect(response.status == 200)
            #expect(response["x-injected"] == nil)
        }
    }
}
