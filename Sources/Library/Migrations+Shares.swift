extension Migrations {
    // Links for people outside. No number is given twice to a picture, a collection or a comparison: a link never comes
    // to show another.
    static let shares = """
        CREATE TABLE share (
          id         INTEGER PRIMARY KEY,
          hash       BLOB    NOT NULL UNIQUE,               -- SHA-256 of the address's last part
          kind       TEXT    NOT NULL CHECK (kind IN ('picture', 'collection', 'comparison')),
          thing_id   INTEGER NOT NULL,                      -- also of one that is gone meanwhile
          user_id    INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          remark     TEXT    NOT NULL,
          with_words INTEGER NOT NULL CHECK (with_words IN (0, 1)),
          created_at INTEGER NOT NULL,
          expires_at INTEGER NOT NULL,
          opened     INTEGER NOT NULL DEFAULT 0,
          opened_at  INTEGER
        ) STRICT;
        CREATE INDEX share_user    ON share (user_id, expires_at);
        CREATE INDEX share_expires ON share (expires_at);
        """
}
