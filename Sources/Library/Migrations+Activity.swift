extension Migrations {
    // Who did what on which day, counted where it happens: a page of it is a stretch of one index.
    static let activity = """
        CREATE TABLE activity (
          day     TEXT    NOT NULL,                 -- local, YYYY-MM-DD
          user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          kind    TEXT    NOT NULL,                 -- what: a word of ActivityKind
          count   INTEGER NOT NULL,                 -- of pictures or other things; what was undone is taken off
          last_at INTEGER NOT NULL,                 -- the latest of them
          PRIMARY KEY (day, user_id, kind)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX activity_user ON activity (user_id, day);
        -- What one person did on one day, behind a line of the list.
        CREATE INDEX action_user     ON action (user_id, created_at);
        CREATE INDEX comparison_user ON comparison (user_id, created_at);

        INSERT INTO activity
          SELECT date(image.created_at / 1000, 'unixepoch', 'localtime'), user_id, 'make', count(*),
                 max(image.created_at)
          FROM image JOIN generation ON generation.id = generation_id WHERE service <> 'import' GROUP BY 1, 2;
        INSERT INTO activity
          SELECT date(created_at / 1000, 'unixepoch', 'localtime'), user_id, kind, sum(count), max(created_at)
          FROM action WHERE kind IN (\(countedActions)) AND undone_at IS NULL AND count > 0 GROUP BY 1, 2, 3;
        INSERT INTO activity
          SELECT date(created_at / 1000, 'unixepoch', 'localtime'), user_id, 'vote', count(*), max(created_at)
          FROM vote GROUP BY 1, 2;
        INSERT INTO activity
          SELECT date(created_at / 1000, 'unixepoch', 'localtime'), user_id, 'compare', count(*), max(created_at)
          FROM comparison GROUP BY 1, 2;

        \(counting("make", "AFTER INSERT ON image",
            when: "(SELECT service FROM generation WHERE id = new.generation_id) <> 'import'",
            user: "(SELECT user_id FROM generation WHERE id = new.generation_id)", at: "new.created_at"))
        -- An imported picture is of the day that its file is of; that it was brought is of today.
        \(counting("bring", "AFTER INSERT ON image",
            when: "(SELECT service FROM generation WHERE id = new.generation_id) = 'import'",
            user: "(SELECT user_id FROM generation WHERE id = new.generation_id)",
            at: "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"))
        \(counting("compare", "AFTER INSERT ON comparison", user: "new.user_id", at: "new.created_at"))
        \(counting("vote", "AFTER INSERT ON vote", user: "new.user_id", at: "new.created_at"))
        \(counting("unvote", "AFTER DELETE ON vote", as: "'vote'", user: "old.user_id", at: "old.created_at", "-1"))
        \(counting("act", "AFTER UPDATE OF count ON action",
            when: "new.count <> old.count AND new.kind IN (\(countedActions))", as: "new.kind",
            user: "new.user_id", at: "new.created_at", "new.count - old.count"))
        \(counting("undo", "AFTER UPDATE OF undone_at ON action",
            when: "new.undone_at IS NOT NULL AND old.undone_at IS NULL AND new.kind IN (\(countedActions))",
            as: "new.kind", user: "new.user_id", at: "new.created_at",
            "-coalesce(json_extract(new.detail, '$.tally.undone'), new.count)"))
        """

    // Saves of prompts are told of as well. Of images that come many at once, who brings them counts all together.
    static let activityOfPrompts = """
        INSERT INTO activity
          SELECT date(created_at / 1000, 'unixepoch', 'localtime'), user_id, 'prompt', count(*), max(created_at)
          FROM prompt_version GROUP BY 1, 2;
        \(counting("prompt", "AFTER INSERT ON prompt_version", user: "new.user_id", at: "new.created_at"))

        DROP TRIGGER activity_make;
        DROP TRIGGER activity_bring;
        \(counting(
            "image",
            "AFTER INSERT ON image",
            when: "(SELECT is_by_row FROM indexing)",
            as: "CASE WHEN \(isImported) THEN 'bring' ELSE 'make' END",
            user: "(SELECT user_id FROM generation WHERE id = new.generation_id)",
            at: "CASE WHEN \(isImported) THEN CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) ELSE new.created_at END"
        ))
        """

    private static let isImported = "(SELECT service FROM generation WHERE id = new.generation_id) = 'import'"

    /// The actions that the list of who did what tells of.
    private static let countedActions = "'favourite', 'rate', 'tag', 'collect', 'trash', 'note'"

    /// A trigger that counts what happens by person and local day, for ``ActivityQuery``.
    ///
    /// - Parameters:
    ///   - kind: a word of `ActivityKind`, and a part of the trigger's name.
    ///   - event: as in `AFTER INSERT ON comparison`.
    ///   - when: what else must hold.
    ///   - counted: the kind as an expression, where it is not the one that names the trigger.
    ///   - user: whose it is, as an expression.
    ///   - moment: milliseconds since 1970, as an expression.
    ///   - count: how many more, as an expression.
    static func counting(
        _ kind: String,
        _ event: String,
        when condition: String = "true",
        as counted: String? = nil,
        user: String,
        at moment: String,
        _ count: String = "1"
    ) -> String {
        """
        CREATE TRIGGER activity_\(kind) \(event) WHEN \(condition) BEGIN
          INSERT INTO activity (day, user_id, kind, count, last_at)
            VALUES (date((\(moment)) / 1000, 'unixepoch', 'localtime'), \(user), \(counted ?? "'\(kind)'"), \(count),
                    \(moment))
            ON CONFLICT DO UPDATE SET count = count + excluded.count, last_at = max(last_at, excluded.last_at);
        END;
        """
    }
}
