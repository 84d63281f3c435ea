extension Migrations {
    // The team's prompts: every save is a version, and what is made from one remembers it.
    static let prompts = """
        CREATE TABLE prompt (
          id         INTEGER PRIMARY KEY AUTOINCREMENT,
          key        TEXT    NOT NULL UNIQUE,          -- the same in every library that it is carried to
          place      INTEGER NOT NULL UNIQUE,          -- its last save * 1024 and more: the order of the list
          version    INTEGER NOT NULL DEFAULT 0,       -- the number of the present one; 0 before the first is written
          title      TEXT    NOT NULL DEFAULT '',      -- the present version's, for the gallery's prompt:"…"
          facets     TEXT    NOT NULL DEFAULT '[]',    -- the ids of its facets as a JSON array
          cover      TEXT,                             -- the SHA-256 of the chosen picture
          once       TEXT,                             -- the form it came from: pressed twice is saved once
          user_id    INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          trashed_at INTEGER
        ) STRICT;
        CREATE INDEX prompt_shown   ON prompt (place) WHERE trashed_at IS NULL;
        CREATE INDEX prompt_title   ON prompt (title COLLATE NOCASE, place) WHERE trashed_at IS NULL;
        CREATE INDEX prompt_trashed ON prompt (trashed_at, id) WHERE trashed_at IS NOT NULL;
        CREATE INDEX prompt_once    ON prompt (once) WHERE once IS NOT NULL;

        -- Written once and never changed.
        CREATE TABLE prompt_version (
          id            INTEGER PRIMARY KEY,
          prompt_id     INTEGER NOT NULL REFERENCES prompt (id) ON DELETE CASCADE,
          number        INTEGER NOT NULL,              -- from 1
          title         TEXT    NOT NULL,
          text          TEXT    NOT NULL,
          negative_text TEXT    NOT NULL,
          notes         TEXT    NOT NULL,
          tags          TEXT    NOT NULL,              -- as they were written, between commas
          model         TEXT,                          -- the slug, or a checkpoint's name
          parameters    TEXT    NOT NULL,              -- a JSON object
          message       TEXT    NOT NULL,
          picture       TEXT,                          -- the SHA-256 of the picture that it was saved from
          user_id       INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          created_at    INTEGER NOT NULL,
          UNIQUE (prompt_id, number)
        ) STRICT;
        CREATE INDEX prompt_version_picture ON prompt_version (picture) WHERE picture IS NOT NULL;

        -- Tags, models and people, counted: tokens in the same row of the index, as facets of images are.
        CREATE TABLE prompt_facet (
          id    INTEGER PRIMARY KEY,
          kind  TEXT    NOT NULL,                      -- all, tag, model or person
          value ANY     NOT NULL,                      -- a tag in lower case, a model, a user's id
          label TEXT    NOT NULL DEFAULT '',           -- a tag as it was written
          count INTEGER NOT NULL DEFAULT 0,            -- prompts that have it, the trash not counted
          UNIQUE (kind, value)
        ) STRICT;
        INSERT INTO prompt_facet (kind, value) VALUES ('all', 0);

        -- The present versions, by place: newest first by rowid. What lies in the trash is not found.
        CREATE VIEW prompt_search AS
          SELECT prompt.place, prompt_version.title, text, negative_text, notes, prompt.facets
          FROM prompt JOIN prompt_version ON prompt_id = prompt.id AND number = prompt.version
          WHERE trashed_at IS NULL;
        CREATE VIRTUAL TABLE prompt_text USING fts5 (
          title, text, negative_text, notes, facets,
          content = 'prompt_search', content_rowid = 'place',
          prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
        );
        -- Before, while the view still shows what was indexed.
        CREATE TRIGGER prompt_unindexed BEFORE UPDATE OF place, version, facets, trashed_at ON prompt BEGIN
          INSERT INTO prompt_text (prompt_text, rowid, title, text, negative_text, notes, facets)
            SELECT 'delete', place, title, text, negative_text, notes, facets FROM prompt_search
            WHERE place = old.place;
        END;
        CREATE TRIGGER prompt_indexed AFTER UPDATE OF place, version, facets, trashed_at ON prompt BEGIN
          INSERT INTO prompt_text (rowid, title, text, negative_text, notes, facets)
            SELECT place, title, text, negative_text, notes, facets FROM prompt_search WHERE place = new.place;
        END;
        CREATE TRIGGER prompt_counted AFTER UPDATE OF facets, trashed_at ON prompt BEGIN
          UPDATE prompt_facet SET count = count - 1
            WHERE old.trashed_at IS NULL AND id IN (SELECT value FROM json_each(old.facets));
          UPDATE prompt_facet SET count = count + 1
            WHERE new.trashed_at IS NULL AND id IN (SELECT value FROM json_each(new.facets));
        END;
        CREATE TRIGGER prompt_removed BEFORE DELETE ON prompt BEGIN
          INSERT INTO prompt_text (prompt_text, rowid, title, text, negative_text, notes, facets)
            SELECT 'delete', place, title, text, negative_text, notes, facets FROM prompt_search
            WHERE place = old.place;
          UPDATE prompt_facet SET count = count - 1
            WHERE old.trashed_at IS NULL AND id IN (SELECT value FROM json_each(old.facets));
        END;

        -- Where a request came from, and whether what was typed differs from the version's words.
        ALTER TABLE generation ADD COLUMN prompt_id        INTEGER REFERENCES prompt (id) ON DELETE SET NULL;
        ALTER TABLE generation ADD COLUMN prompt_version   INTEGER;
        ALTER TABLE generation ADD COLUMN prompt_is_edited INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX generation_prompt ON generation (prompt_id) WHERE prompt_id IS NOT NULL;
        ALTER TABLE comparison ADD COLUMN prompt_id      INTEGER REFERENCES prompt (id) ON DELETE SET NULL;
        ALTER TABLE comparison ADD COLUMN prompt_version INTEGER;
        CREATE INDEX comparison_prompt ON comparison (prompt_id, id) WHERE prompt_id IS NOT NULL;

        -- The pictures of a prompt and of a version, best rated first.
        ALTER TABLE image ADD COLUMN prompt_id      INTEGER REFERENCES prompt (id) ON DELETE SET NULL;
        ALTER TABLE image ADD COLUMN prompt_version INTEGER;
        CREATE INDEX image_prompt  ON image (prompt_id, trashed_at, rating, place) WHERE prompt_id IS NOT NULL;
        CREATE INDEX image_version ON image (prompt_id, prompt_version, trashed_at, rating, place)
          WHERE prompt_id IS NOT NULL;
        """
}
