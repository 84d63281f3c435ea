extension Migrations {
    // Models side by side: a comparison's axes and cells, and what people say of two pictures of it.
    static let comparisonsAndVotes = """
        -- The same request again: asked before a comparison pays for a cell. The length of the request tells most of
        -- those apart that share a seed, in eight bytes instead of the request's three hundred.
        ALTER TABLE generation ADD COLUMN request_length INTEGER GENERATED ALWAYS AS (length(request)) VIRTUAL;
        CREATE INDEX generation_same ON generation (seed, model, request_length) WHERE service <> 'import';

        CREATE TABLE comparison (
          id         INTEGER PRIMARY KEY AUTOINCREMENT,
          name       TEXT    NOT NULL,              -- what people call it; the beginning of its prompt at first
          plan       TEXT    NOT NULL,              -- what was asked for, as JSON: cells are added by it later
          service    TEXT    NOT NULL,              -- who was asked: a base URL, or "sandbox"
          once       TEXT,                          -- the form it came from: pressed twice is made once
          user_id    INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          created_at INTEGER NOT NULL,
          voting_at  INTEGER                        -- since when it is open for blind votes
        ) STRICT;
        CREATE INDEX comparison_once   ON comparison (once) WHERE once IS NOT NULL;
        CREATE INDEX comparison_voting ON comparison (id) WHERE voting_at IS NOT NULL;

        CREATE TABLE comparison_tag (
          tag           TEXT    NOT NULL,           -- in lower case
          comparison_id INTEGER NOT NULL REFERENCES comparison (id) ON DELETE CASCADE,
          PRIMARY KEY (tag, comparison_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX comparison_tag_comparison ON comparison_tag (comparison_id);

        -- At most three axes, 0 to 2, each with its values in order.
        CREATE TABLE comparison_value (
          comparison_id INTEGER NOT NULL REFERENCES comparison (id) ON DELETE CASCADE,
          axis          INTEGER NOT NULL,
          number        INTEGER NOT NULL,
          parameter     TEXT    NOT NULL,           -- what the axis varies, the same in all its values
          value         TEXT    NOT NULL,
          PRIMARY KEY (comparison_id, axis, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE comparison_cell (
          comparison_id INTEGER NOT NULL REFERENCES comparison (id) ON DELETE CASCADE,
          x             INTEGER NOT NULL,           -- the numbers of its values on the axes; 0 where there is no axis
          y             INTEGER NOT NULL,
          z             INTEGER NOT NULL,
          generation_id INTEGER REFERENCES generation (id) ON DELETE SET NULL, -- none where it was left out
          is_reused     INTEGER NOT NULL DEFAULT 0, -- whether the generation was there before
          remark        TEXT,                       -- why it was left out, or what was sent instead
          PRIMARY KEY (comparison_id, x, y, z)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX comparison_cell_generation ON comparison_cell (generation_id) WHERE generation_id IS NOT NULL;

        -- A vote outlives its pictures: what it says of models stays true.
        CREATE TABLE vote (
          id                  INTEGER PRIMARY KEY AUTOINCREMENT,
          user_id             INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          comparison_id       INTEGER REFERENCES comparison (id) ON DELETE SET NULL,
          left_image_id       INTEGER NOT NULL,
          right_image_id      INTEGER NOT NULL,
          left_generation_id  INTEGER NOT NULL REFERENCES generation (id) ON DELETE CASCADE,
          right_generation_id INTEGER NOT NULL REFERENCES generation (id) ON DELETE CASCADE,
          outcome             TEXT    NOT NULL CHECK (outcome IN ('left', 'right', 'tie', 'bad')),
          created_at          INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX vote_user        ON vote (user_id, id);
        CREATE INDEX vote_comparison  ON vote (comparison_id, user_id) WHERE comparison_id IS NOT NULL;
        CREATE INDEX vote_left        ON vote (left_generation_id);
        CREATE INDEX vote_right       ON vote (right_generation_id);

        -- Requests sent again to see whether the service still paints the same.
        CREATE TABLE drift (
          id            INTEGER PRIMARY KEY AUTOINCREMENT,
          name          TEXT    NOT NULL,
          comparison_id INTEGER REFERENCES comparison (id) ON DELETE SET NULL, -- none for a selection
          once          TEXT,
          user_id       INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          created_at    INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX drift_once ON drift (once) WHERE once IS NOT NULL;

        CREATE TABLE drift_pair (
          drift_id      INTEGER NOT NULL REFERENCES drift (id) ON DELETE CASCADE,
          number        INTEGER NOT NULL,
          image_id      INTEGER NOT NULL,           -- the picture of then
          generation_id INTEGER NOT NULL REFERENCES generation (id) ON DELETE CASCADE, -- its request of now
          PRIMARY KEY (drift_id, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX drift_pair_generation ON drift_pair (generation_id);
        """
}
