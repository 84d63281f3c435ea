import GRDB

/// The schema, step by step: append only, named by date and purpose.
enum Migrations {
    static func run(on pool: DatabasePool) throws {
        let migrator = Self.migrator
        guard try !pool.read(migrator.hasBeenSuperseded) else { throw LibraryError.newerVersion }
        try migrator.migrate(pool)
    }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("2026-11-21 generations and images") { db in
            try db.execute(sql: generationsAndImages)
        }
        migrator.registerMigration("2026-11-21 people, spending and settings") { db in
            try db.execute(sql: peopleSpendingAndSettings)
        }
        migrator.registerMigration("2026-11-21 places, facets and marks") { db in
            try db.execute(sql: placesFacetsAndMarks)
        }
        migrator.registerMigration("2026-11-21 deleted images") { db in
            try db.execute(sql: deletedImages)
        }
        migrator.registerMigration("2026-11-21 comparisons and votes") { db in
            try db.execute(sql: comparisonsAndVotes)
        }
        migrator.registerMigration("2026-11-27 the settled without imports") { db in
            try db.execute(sql: settledWithoutImports)
        }
        migrator.registerMigration("2026-11-27 many images indexed at once") { db in
            try db.execute(sql: manyImagesIndexedAtOnce)
        }
        migrator.registerMigration("2026-11-27 prompts") { db in
            try db.execute(sql: prompts)
        }
        migrator.registerMigration("2026-11-27 ordered collections") { db in
            try db.execute(sql: orderedCollections)
        }
        migrator.registerMigration("2026-11-27 notes") { db in
            try db.execute(sql: notes)
        }
        migrator.registerMigration("2026-11-27 activity") { db in
            try db.execute(sql: activity)
        }
        migrator.registerMigration("2026-11-27 words and styles") { db in
            try db.execute(sql: wordsAndStyles)
        }
        migrator.registerMigration("2026-11-27 activity of prompts") { db in
            try db.execute(sql: activityOfPrompts)
        }
        migrator.registerMigration("2026-11-27 people who may come in") { db in
            try db.execute(sql: people)
        }
        migrator.registerMigration("2026-11-27 ceilings of people") { db in
            try db.execute(sql: ceilingsOfPeople)
        }
        migrator.registerMigration("2026-11-27 links for people outside") { db in
            try db.execute(sql: shares)
        }
        return migrator
    }

    // Times are milliseconds since 1970. Every query on `generation` or `image` names its index here.
    private static let generationsAndImages = """
        CREATE TABLE generation (
          id                INTEGER PRIMARY KEY AUTOINCREMENT,
          model             TEXT    NOT NULL,
          request           TEXT    NOT NULL,             -- the exact JSON that is sent
          prompt            TEXT    NOT NULL,
          negative_prompt   TEXT    NOT NULL DEFAULT '',
          width             INTEGER,
          height            INTEGER,
          inference_steps   INTEGER,
          guidance_scale    REAL,
          scheduler         TEXT,
          seed              INTEGER,
          samples           INTEGER NOT NULL,
          service           TEXT    NOT NULL,             -- who was asked: a base URL, or "sandbox"
          once              TEXT,                         -- the form it came from: pressed twice is asked once
          state             TEXT    NOT NULL CHECK (state IN ('queued', 'submitting', 'running', 'storing',
                                                    'completed', 'failed', 'cancelled', 'unresolved')),
          request_id        TEXT    UNIQUE,
          error             TEXT,
          attempts          INTEGER NOT NULL DEFAULT 0,   -- submits that the service did not take
          not_before        INTEGER,                      -- while queued: when to try again
          created_at        INTEGER NOT NULL,
          submitted_at      INTEGER,
          finished_at       INTEGER,
          inference_seconds REAL,
          cost_usd          REAL,
          parent_image_id   INTEGER REFERENCES image (id) ON DELETE SET NULL,
          relation          TEXT    CHECK (relation IN ('regeneration', 'variation')),
          verdict           TEXT    CHECK (verdict IN ('identical', 'near', 'drifted')),
          verdict_distance  INTEGER
        ) STRICT;

        -- The queue and the recovery look only at what is open, people at what is unresolved.
        CREATE INDEX generation_open       ON generation (id) WHERE finished_at IS NULL;
        CREATE INDEX generation_unresolved ON generation (id) WHERE state = 'unresolved';
        CREATE INDEX generation_once   ON generation (once) WHERE once IS NOT NULL;
        CREATE INDEX generation_parent ON generation (parent_image_id) WHERE parent_image_id IS NOT NULL;

        CREATE TABLE image (
          id              INTEGER PRIMARY KEY AUTOINCREMENT,
          generation_id   INTEGER NOT NULL REFERENCES generation (id) ON DELETE CASCADE,
          sample          INTEGER NOT NULL,
          model           TEXT    NOT NULL,               -- the generation's, for the gallery's filter
          sha256          TEXT    NOT NULL,
          path            TEXT    NOT NULL,               -- relative to the data folder
          format          TEXT    NOT NULL,
          width           INTEGER NOT NULL,
          height          INTEGER NOT NULL,
          bytes           INTEGER NOT NULL,
          perceptual_hash INTEGER NOT NULL,
          colour          TEXT    NOT NULL,               -- the average, #rrggbb, for placeholders
          created_at      INTEGER NOT NULL,
          UNIQUE (generation_id, sample)
        ) STRICT;

        CREATE INDEX image_model  ON image (model, id);
        CREATE INDEX image_sha256 ON image (sha256);

        -- Facets are tokens in the same row: a common word and a rare model stay one look-up.
        CREATE VIRTUAL TABLE image_text USING fts5 (
          prompt, negative_prompt, facets,
          content = '', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
        );

        -- Counters, not group-bys.
        CREATE TABLE image_count (
          model TEXT    PRIMARY KEY,
          count INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER image_counted AFTER INSERT ON image BEGIN
          INSERT INTO image_count (model, count) VALUES (new.model, 1)
            ON CONFLICT (model) DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER image_uncounted AFTER DELETE ON image BEGIN
          UPDATE image_count SET count = count - 1 WHERE model = old.model;
        END;
        """

    // What a generation costs is counted where it changes: the counters cannot miss a way through the house.
    private static let peopleSpendingAndSettings = """
        CREATE TABLE user (
          id        INTEGER PRIMARY KEY,
          name      TEXT    NOT NULL UNIQUE COLLATE NOCASE,
          served_at INTEGER NOT NULL DEFAULT 0      -- when the queue last took one of theirs: whose turn it is
        ) STRICT;
        INSERT INTO user (id, name) VALUES (0, ''); -- whoever did not say a name

        ALTER TABLE generation ADD COLUMN user_id      INTEGER NOT NULL DEFAULT 0 REFERENCES user (id)
                                                               ON DELETE SET DEFAULT;
        ALTER TABLE generation ADD COLUMN price_usd    REAL;    -- what it is expected to cost
        ALTER TABLE generation ADD COLUMN cost_is_real INTEGER NOT NULL DEFAULT 0; -- the service's own word
        ALTER TABLE generation ADD COLUMN spent_on     TEXT;    -- the local day of its submit, YYYY-MM-DD
        ALTER TABLE generation ADD COLUMN successor_id INTEGER; -- the one that was asked for in its place

        CREATE INDEX generation_waiting   ON generation (service, user_id, (attempts > 0), id) WHERE state = 'queued';
        CREATE INDEX generation_in_flight ON generation (service, user_id, model)
          WHERE state IN ('submitting', 'running', 'storing');
        CREATE INDEX generation_cost_open ON generation (service, submitted_at)
          WHERE cost_is_real = 0 AND request_id IS NOT NULL;
        CREATE INDEX generation_unclaimed ON generation (service, submitted_at)
          WHERE request_id IS NULL AND submitted_at IS NOT NULL;

        CREATE TABLE spending (
          service      TEXT    NOT NULL,
          day          TEXT    NOT NULL,
          user_id      INTEGER NOT NULL,
          model        TEXT    NOT NULL,
          generations  INTEGER NOT NULL,
          microdollars INTEGER NOT NULL,            -- whole numbers: taken back exactly as they were added
          PRIMARY KEY (service, day, user_id, model)
        ) STRICT, WITHOUT ROWID;

        UPDATE generation SET spent_on = date(submitted_at / 1000, 'unixepoch', 'localtime')
        WHERE cost_usd IS NOT NULL AND submitted_at IS NOT NULL;
        INSERT INTO spending
          SELECT service, spent_on, user_id, model, count(*), sum(CAST(round(cost_usd * 1e6) AS INTEGER))
          FROM generation WHERE cost_usd IS NOT NULL AND spent_on IS NOT NULL
          GROUP BY service, spent_on, user_id, model;

        CREATE TRIGGER spending_added AFTER INSERT ON generation
        WHEN new.cost_usd IS NOT NULL AND new.spent_on IS NOT NULL BEGIN
          INSERT INTO spending (service, day, user_id, model, generations, microdollars)
            VALUES (new.service, new.spent_on, new.user_id, new.model, 1, CAST(round(new.cost_usd * 1e6) AS INTEGER))
            ON CONFLICT DO UPDATE SET generations = generations + 1,
                                      microdollars = microdollars + excluded.microdollars;
        END;
        CREATE TRIGGER spending_removed AFTER DELETE ON generation
        WHEN old.cost_usd IS NOT NULL AND old.spent_on IS NOT NULL BEGIN
          UPDATE spending SET generations = generations - 1,
                              microdollars = microdollars - CAST(round(old.cost_usd * 1e6) AS INTEGER)
            WHERE service = old.service AND day = old.spent_on AND user_id = old.user_id AND model = old.model;
        END;
        CREATE TRIGGER spending_taken_back AFTER UPDATE OF cost_usd, spent_on, user_id, model, service ON generation
        WHEN old.cost_usd IS NOT NULL AND old.spent_on IS NOT NULL BEGIN
          UPDATE spending SET generations = generations - 1,
                              microdollars = microdollars - CAST(round(old.cost_usd * 1e6) AS INTEGER)
            WHERE service = old.service AND day = old.spent_on AND user_id = old.user_id AND model = old.model;
        END;
        CREATE TRIGGER spending_changed AFTER UPDATE OF cost_usd, spent_on, user_id, model, service ON generation
        WHEN new.cost_usd IS NOT NULL AND new.spent_on IS NOT NULL BEGIN
          INSERT INTO spending (service, day, user_id, model, generations, microdollars)
            VALUES (new.service, new.spent_on, new.user_id, new.model, 1, CAST(round(new.cost_usd * 1e6) AS INTEGER))
            ON CONFLICT DO UPDATE SET generations = generations + 1,
                                      microdollars = microdollars + excluded.microdollars;
        END;

        CREATE TABLE setting (
          name  TEXT PRIMARY KEY,
          value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
