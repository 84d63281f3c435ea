/// Who may reach what: every route of the site, once. Behind a colon stands what the record says of it.
///
/// A route that is not here stops the program at its start, and so does a line without a route.
enum Rules {
    static let table: [(Rule.Need, String)] = [
        (.nothing, door), (.nearness, figures), (.rights(.own), own), (.rights(.look), looking),
        (.rights(.vote), voting),
        (.rights(.generate), generating), (.rights(.curate), curating), (.rights(.administer), minding),
    ]

    /// What those see who have not come in: the door, and how it looks.
    private static let door = """
        GET  /public/{name...}
        GET  /login
        POST /login
        POST /logout
        GET  /invitations/{secret}
        POST /invitations/{secret}
        GET  /shared/{secret}
        GET  /shared/{secret}/files/{sha256}
        GET  /shared/{secret}/thumbnails/{sha256}
        POST /theme
        """

    private static let figures = """
        GET  /healthz
        GET  /metrics
        """

    private static let own = """
        GET  /account
        POST /account
        POST /account/password
        POST /account/sessions/end
        POST /account/sessions/{id}/end
        POST /account/tokens
        POST /account/tokens/{id}/end
        """

    private static let looking = """
        GET  /
        GET  /actions/{id}/notice
        GET  /activity
        GET  /api/actions/{id}
        GET  /api/collections
        GET  /api/collections/{id}
        GET  /api/comparisons/{id}
        GET  /api/drifts/{id}
        GET  /api/generations/{id}
        GET  /api/images
        GET  /api/images/{id}/neighbours
        GET  /api/images/{id}/note
        GET  /api/marks
        GET  /api/prompts
        GET  /api/prompts/{id}
        GET  /api/prompts/{id}/versions/{number}
        GET  /api/ranking
        GET  /api/spending
        GET  /api/suggestions
        GET  /api/tags
        GET  /api/words
        GET  /api/words/mine
        GET  /collections
        GET  /collections/{id}
        GET  /collections/{id}/offline
        GET  /compare
        GET  /comparisons/{id}
        GET  /comparisons/{id}/events
        GET  /comparisons/{id}/files
        GET  /comparisons/{id}/offline
        GET  /comparisons/{id}/sheet
        GET  /differences/{one}/{other}
        GET  /drifts
        GET  /drifts/{id}
        GET  /drifts/{id}/events
        GET  /files/{sha256}
        GET  /generations/{id}
        GET  /generations/{id}/events
        GET  /images/{id}
        GET  /images/{id}/download
        GET  /images/{id}/panel
        GET  /images/{id}/view
        GET  /jobs
        GET  /jobs/{id}
        GET  /jobs/{id}/events
        GET  /models
        GET  /models/{slug}
        GET  /prompts
        GET  /prompts/carry/prompts.csv
        GET  /prompts/carry/prompts.json
        GET  /prompts/{id}
        GET  /prompts/{id}/compare
        GET  /prompts/{id}/versions/{number}
        GET  /queue
        GET  /queue/events
        GET  /ranking
        GET  /search
        GET  /search/apply
        GET  /spending
        GET  /styles
        GET  /styles.csv
        GET  /tags
        GET  /thumbnails/{sha256}
        GET  /wildcards
        GET  /wildcards.zip
        GET  /wildcards/{id}/text
        POST /selection/zip
        """

    private static let voting = """
        GET  /vote
        POST /vote
        POST /vote/undo
        POST /api/votes
        """

    private static let generating = """
        GET  /generate
        GET  /generate/{slug}
        GET  /compare/new
        POST /generate/{slug}
        POST /generate/{slug}/words
        POST /generations/{id}/again
        POST /generations/{id}/cancel
        POST /generations/{id}/give-up
        POST /generations/{id}/look
        POST /images/{id}/new-seed
        POST /images/{id}/regenerate
        POST /compare/new
        POST /compare/weigh
        POST /compare/words
        POST /comparisons/{id}/again
        POST /comparisons/{id}/values
        POST /drifts
        POST /queue/try
        POST /api/comparisons
        POST /api/generations
        POST /api/images/{id}/regenerate
        POST /api/prompts/expand
        """

    private static let curating = """
        GET    /collections/new
        GET    /import
        GET    /prompts/carry
        GET    /prompts/new
        GET    /prompts/{id}/edit
        GET    /shares
        GET    /styles/new
        GET    /styles/{id}
        GET    /trash
        GET    /wildcards/new
        GET    /wildcards/{id}
        POST   /actions/{id}/undo
        POST   /api/actions/{id}/stop
        POST   /api/actions/{id}/undo
        POST   /api/collections
        PUT    /api/collections/{id}
        DELETE /api/collections/{id}            : deleted a collection
        POST   /api/collections/{id}/moves
        POST   /api/collections/{id}/sort
        PUT    /api/images/{id}/note
        POST   /api/import                      : imported pictures
        POST   /api/prompts
        PUT    /api/prompts/{id}
        POST   /api/selection
        POST   /api/tags/delete                 : deleted tags
        POST   /api/tags/merge
        POST   /api/tags/rename
        POST   /collections
        POST   /collections/{id}
        POST   /collections/{id}/cover
        POST   /collections/{id}/delete         : deleted a collection
        POST   /collections/{id}/move
        POST   /collections/{id}/share          : shared a collection
        POST   /collections/{id}/sort
        POST   /comparisons/{id}/delete         : deleted a comparison
        POST   /comparisons/{id}/describe
        POST   /comparisons/{id}/share          : shared a comparison
        POST   /compare/voting
        POST   /comparisons/{id}/voting
        POST   /images/{id}/note
        POST   /images/{id}/share               : shared a picture
        POST   /import                          : imported pictures
        POST   /jobs/{id}/stop
        POST   /prompts/carry                   : imported prompts
        POST   /prompts/new
        POST   /prompts/words
        POST   /prompts/{id}/cover
        POST   /prompts/{id}/edit
        POST   /prompts/{id}/restore
        POST   /prompts/{id}/trash              : deleted a prompt
        POST   /prompts/{id}/versions/{number}/back
        POST   /selection
        POST   /shares/{id}/end                 : took a link back
        POST   /styles/import                   : imported styles
        POST   /styles/new
        POST   /styles/{id}
        POST   /styles/{id}/delete              : deleted a style
        POST   /styles/{id}/restore
        POST   /tags/delete                     : deleted tags
        POST   /tags/merge
        POST   /tags/rename
        POST   /trash/empty                     : emptied the trash
        POST   /wildcards/import                : imported word lists
        POST   /wildcards/new
        POST   /wildcards/{id}
        POST   /wildcards/{id}/delete           : deleted a word list
        POST   /wildcards/{id}/restore
        """

    private static let minding = """
        GET  /record
        GET  /settings
        GET  /api/settings
        GET  /users
        POST /settings                          : changed the settings
        PUT  /api/settings                      : changed the settings
        POST /users/invite
        POST /users/invitations/{id}/end
        POST /users/{id}
        POST /users/{id}/password
        """
}
