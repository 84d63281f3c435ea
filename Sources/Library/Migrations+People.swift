extension Migrations {
    // Who may come in. Names that were only said stay rows of `user` without a role. What opens a door is kept as a
    // hash: a copy of this file lets nobody in.
    static let people = """
        ALTER TABLE user ADD COLUMN role      TEXT CHECK (role IN ('viewer', 'member', 'administrator'));
        ALTER TABLE user ADD COLUMN password  TEXT;       -- argon2id, as libsodium writes it
        ALTER TABLE user ADD COLUMN joined_at INTEGER;
        ALTER TABLE user ADD COLUMN closed_at INTEGER;

        CREATE TABLE session (
          id         INTEGER PRIMARY KEY,
          hash       BLOB    NOT NULL UNIQUE,             -- SHA-256 of the cookie
          user_id    INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          created_at INTEGER NOT NULL,
          seen_at    INTEGER NOT NULL,
          address    TEXT    NOT NULL,
          agent      TEXT    NOT NULL
        ) STRICT;
        CREATE INDEX session_user ON session (user_id, seen_at);

        CREATE TABLE token (
          id         INTEGER PRIMARY KEY,
          hash       BLOB    NOT NULL UNIQUE,
          user_id    INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          name       TEXT    NOT NULL,
          scope      TEXT    NOT NULL CHECK (scope IN ('read', 'generate')),
          created_at INTEGER NOT NULL,
          expires_at INTEGER NOT NULL,
          used_at    INTEGER
        ) STRICT;
        CREATE INDEX token_user ON token (user_id);

        CREATE TABLE invitation (
          id         INTEGER PRIMARY KEY,
          hash       BLOB    NOT NULL UNIQUE,
          role       TEXT    CHECK (role IN ('viewer', 'member', 'administrator')), -- of the account that it makes
          user_id    INTEGER REFERENCES user (id) ON DELETE CASCADE,                -- or whose password it sets
          remark     TEXT    NOT NULL,
          maker_id   INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          created_at INTEGER NOT NULL,
          expires_at INTEGER NOT NULL,
          CHECK ((role IS NULL) <> (user_id IS NULL))
        ) STRICT;
        CREATE INDEX invitation_user ON invitation (user_id);

        -- Names as they were then: a line stays true whatever becomes of the account.
        CREATE TABLE record (
          id      INTEGER PRIMARY KEY AUTOINCREMENT,
          at      INTEGER NOT NULL,
          person  TEXT    NOT NULL COLLATE NOCASE,
          what    TEXT    NOT NULL,
          detail  TEXT    NOT NULL,
          address TEXT    NOT NULL
        ) STRICT;
        CREATE INDEX record_at     ON record (at);
        CREATE INDEX record_person ON record (person, id);
        CREATE INDEX record_what   ON record (what, id);
        """
}
