extension Migrations {
    // Lists and styles are few (thousands) and looked for by their key; what was deleted stays for 30 days.
    static let wordsAndStyles = """
        CREATE TABLE wildcard_list (
          id         INTEGER PRIMARY KEY AUTOINCREMENT,
          name       TEXT    NOT NULL,
          key        TEXT    NOT NULL,              -- the name in small letters
          text       TEXT    NOT NULL,              -- the file as it came, or as it was typed
          count      INTEGER NOT NULL,              -- of its values
          user_id    INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          created_at INTEGER NOT NULL,
          updated_at INTEGER NOT NULL,              -- grows with every change: two people cannot save over each other
          deleted_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX wildcard_list_key ON wildcard_list (key) WHERE deleted_at IS NULL;
        CREATE INDEX wildcard_list_deleted    ON wildcard_list (deleted_at) WHERE deleted_at IS NOT NULL;

        CREATE TABLE style (
          id              INTEGER PRIMARY KEY AUTOINCREMENT,
          name            TEXT    NOT NULL,
          key             TEXT    NOT NULL,
          prompt          TEXT    NOT NULL,
          negative_prompt TEXT    NOT NULL,
          user_id         INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          created_at      INTEGER NOT NULL,
          updated_at      INTEGER NOT NULL,
          deleted_at      INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX style_key ON style (key) WHERE deleted_at IS NULL;
        CREATE INDEX style_deleted    ON style (deleted_at) WHERE deleted_at IS NOT NULL;

        -- What was typed and what was drawn, where a request is not what was typed.
        CREATE TABLE generation_wording (
          generation_id INTEGER PRIMARY KEY REFERENCES generation (id) ON DELETE CASCADE,
          prompt        TEXT    NOT NULL,           -- as typed
          wording       TEXT    NOT NULL            -- JSON: as typed, styles, fields, the seed, what was drawn
        ) STRICT;

        -- One's own prompts, the newest first.
        CREATE INDEX generation_person ON generation (user_id, id);
        """
}
