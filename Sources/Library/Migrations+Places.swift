extension Migrations {
    // The gallery at a million: one order for every list (`place`), what a picture is as tokens (`facet`), what people
    // do with it as rows in that same order (`mark`). A table is made anew where a column may be empty from now on.
    static let placesFacetsAndMarks = """
        ALTER TABLE generation ADD COLUMN tool TEXT; -- the program that wrote an imported picture, where it says so
        CREATE INDEX generation_failed ON generation (id) WHERE state = 'failed';

        CREATE TABLE facet (
          id    INTEGER PRIMARY KEY,               -- the token in image_text.facets
          kind  TEXT    NOT NULL,
          value ANY     NOT NULL,
          count INTEGER NOT NULL DEFAULT 0,        -- images of it, the trash not counted
          UNIQUE (kind, value)
        ) STRICT;
        INSERT INTO facet (kind, value) VALUES ('all', 0);

        DROP TRIGGER image_counted;
        DROP TRIGGER image_uncounted;
        DROP TABLE image_count;
        DROP TABLE image_text;

        CREATE TABLE new_image (
          id              INTEGER PRIMARY KEY AUTOINCREMENT,
          place           INTEGER NOT NULL UNIQUE,        -- created_at * 1024 and more: the order of every list
          generation_id   INTEGER NOT NULL REFERENCES generation (id), -- goes after its images, never before
          sample          INTEGER NOT NULL,
          model           TEXT    NOT NULL,
          facets          TEXT    NOT NULL,               -- the ids of its facets as a JSON array
          seed            INTEGER,                        -- the generation's, for the filters
          inference_steps INTEGER,
          guidance_scale  REAL,
          cost            INTEGER NOT NULL DEFAULT 0,     -- its share, in millionths of a US dollar
          rating          INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
          dice            INTEGER NOT NULL,               -- its place in the random order
          sha256          TEXT    NOT NULL,
          path            TEXT    NOT NULL,               -- relative to the data folder; absolute for one left in place
          format          TEXT    NOT NULL,
          width           INTEGER NOT NULL,
          height          INTEGER NOT NULL,
          bytes           INTEGER NOT NULL,
          perceptual_hash INTEGER,                        -- with the colour, once its thumbnail is made
          colour          TEXT,                           -- the average, #rrggbb, for placeholders
          created_at      INTEGER NOT NULL,
          trashed_at      INTEGER,
          UNIQUE (generation_id, sample)
        ) STRICT;

        INSERT OR IGNORE INTO facet (kind, value) SELECT 'model', model FROM image;
        INSERT OR IGNORE INTO facet (kind, value)
          SELECT DISTINCT 'person', user_id FROM generation;
        INSERT OR IGNORE INTO facet (kind, value)
          SELECT DISTINCT 'scheduler', scheduler FROM generation WHERE scheduler IS NOT NULL;
        INSERT OR IGNORE INTO facet (kind, value)
          SELECT DISTINCT 'steps', inference_steps FROM generation WHERE inference_steps IS NOT NULL;
        INSERT OR IGNORE INTO facet (kind, value)
          SELECT DISTINCT 'guidance', guidance_scale FROM generation WHERE guidance_scale IS NOT NULL;
        INSERT OR IGNORE INTO facet (kind, value)
          SELECT DISTINCT 'size', width || 'x' || height FROM image;
        INSERT OR IGNORE INTO facet (kind, value)
          VALUES ('shape', 'portrait'), ('shape', 'landscape'), ('shape', 'square');
        INSERT OR IGNORE INTO facet (kind, value)
          SELECT DISTINCT 'month', strftime('%Y-%m', created_at / 1000, 'unixepoch', 'localtime') FROM image;

        INSERT INTO new_image
          SELECT image.id,
                 -- Never less than the time says, and never twice the same.
                 max(image.created_at * 1024 - number) OVER (ORDER BY number) + number,
                 generation_id, sample, image.model,
                 (SELECT json_group_array(facet.id) FROM facet
                  WHERE (kind = 'all' AND value = 0)
                     OR (kind = 'model' AND value = image.model)
                     OR (kind = 'person' AND value = generation.user_id)
                     OR (kind = 'scheduler' AND value = generation.scheduler)
                     OR (kind = 'steps' AND value = generation.inference_steps)
                     OR (kind = 'guidance' AND value = generation.guidance_scale)
                     OR (kind = 'size' AND value = image.width || 'x' || image.height)
                     OR (kind = 'shape' AND value = CASE WHEN image.width < image.height THEN 'portrait'
                                                         WHEN image.width > image.height THEN 'landscape'
                                                         ELSE 'square' END)
                     OR (kind = 'month'
                         AND value = strftime('%Y-%m', image.created_at / 1000, 'unixepoch', 'localtime'))),
                 generation.seed, generation.inference_steps, generation.guidance_scale,
                 CAST(round(coalesce(generation.cost_usd, 0) * 1e6 / generation.samples) AS INTEGER),
                 0, abs(random() >> 16),
                 sha256, path, format, image.width, image.height, bytes, perceptual_hash, colour, image.created_at,
                 NULL
          FROM (SELECT *, row_number() OVER (ORDER BY created_at, id) AS number FROM image) AS image
          JOIN generation ON generation.id = image.generation_id;
        -- What was deleted keeps its number.
        UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'image')
          WHERE name = 'new_image' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'image');
        DROP TABLE image;
        ALTER TABLE new_image RENAME TO image;

        UPDATE facet SET count = (SELECT count(*) FROM image, json_each(image.facets) WHERE json_each.value = facet.id);
        DELETE FROM facet WHERE count = 0 AND kind NOT IN ('all', 'shape');

        CREATE INDEX image_sha256  ON image (sha256);
        CREATE INDEX image_pending ON image (id) WHERE perceptual_hash IS NULL;
        CREATE INDEX image_trashed ON image (trashed_at, id) WHERE trashed_at IS NOT NULL;
        CREATE INDEX image_shown   ON image (place)         WHERE trashed_at IS NULL;
        CREATE INDEX image_seed    ON image (seed, place)   WHERE trashed_at IS NULL AND seed IS NOT NULL;
        CREATE INDEX image_rating  ON image (rating, place) WHERE trashed_at IS NULL;
        CREATE INDEX image_cost    ON image (cost, place)   WHERE trashed_at IS NULL;
        CREATE INDEX image_dice    ON image (dice, place)   WHERE trashed_at IS NULL;

        -- Its rowids are places, so what it finds comes in the order of the lists. Facets are tokens in the same row:
        -- a common word and a rare model stay one look-up. Its content is a view: it can be checked and made anew.
        CREATE VIEW image_search AS
          SELECT image.place, generation.prompt, generation.negative_prompt, image.facets
          FROM image JOIN generation ON generation.id = image.generation_id;
        CREATE VIRTUAL TABLE image_text USING fts5 (
          prompt, negative_prompt, facets,
          content = 'image_search', content_rowid = 'place',
          prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
        );
        INSERT INTO image_text (image_text) VALUES ('rebuild');

        -- What people do with images: their favourites, tags, collections.
        CREATE TABLE mark (
          id    INTEGER PRIMARY KEY,
          kind  TEXT    NOT NULL CHECK (kind IN ('favourite', 'tag', 'collection')),
          value ANY     NOT NULL,                 -- a user's id, a tag in lower case, a collection's id
          label TEXT    NOT NULL DEFAULT '',      -- as it was written
          count INTEGER NOT NULL DEFAULT 0,       -- images that have it, the trash not counted
          UNIQUE (kind, value)
        ) STRICT;
        CREATE TABLE image_mark (
          mark_id  INTEGER NOT NULL REFERENCES mark (id) ON DELETE CASCADE,
          place    INTEGER NOT NULL,              -- the image's, so that a mark lists its images in order
          image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
          PRIMARY KEY (mark_id, place)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX image_mark_image ON image_mark (image_id);
        CREATE TABLE collection (
          id          INTEGER PRIMARY KEY AUTOINCREMENT,
          name        TEXT    NOT NULL UNIQUE COLLATE NOCASE,
          description TEXT    NOT NULL DEFAULT '',
          user_id     INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          created_at  INTEGER NOT NULL
        ) STRICT;

        -- What was done to many images at once, and what was before: for the way back.
        CREATE TABLE action (
          id         INTEGER PRIMARY KEY AUTOINCREMENT,
          kind       TEXT    NOT NULL,
          detail     TEXT    NOT NULL DEFAULT '{}',
          user_id    INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          created_at INTEGER NOT NULL,
          undone_at  INTEGER,
          count      INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE action_image (
          action_id INTEGER NOT NULL REFERENCES action (id) ON DELETE CASCADE,
          image_id  INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
          before    INTEGER,
          PRIMARY KEY (action_id, image_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX action_image_image ON action_image (image_id);

        CREATE TRIGGER image_counted AFTER INSERT ON image WHEN new.trashed_at IS NULL BEGIN
          UPDATE facet SET count = count + 1 WHERE id IN (SELECT value FROM json_each(new.facets));
        END;
        CREATE TRIGGER image_indexed AFTER INSERT ON image BEGIN
          INSERT INTO image_text (rowid, prompt, negative_prompt, facets)
            SELECT place, prompt, negative_prompt, facets FROM image_search WHERE place = new.place;
        END;
        CREATE TRIGGER image_trashed AFTER UPDATE OF trashed_at ON image
        WHEN old.trashed_at IS NULL AND new.trashed_at IS NOT NULL BEGIN
          UPDATE facet SET count = count - 1 WHERE id IN (SELECT value FROM json_each(new.facets));
          UPDATE mark SET count = count - 1 WHERE id IN (SELECT mark_id FROM image_mark WHERE image_id = new.id);
        END;
        CREATE TRIGGER image_restored AFTER UPDATE OF trashed_at ON image
        WHEN old.trashed_at IS NOT NULL AND new.trashed_at IS NULL BEGIN
          UPDATE facet SET count = count + 1 WHERE id IN (SELECT value FROM json_each(new.facets));
          UPDATE mark SET count = count + 1 WHERE id IN (SELECT mark_id FROM image_mark WHERE image_id = new.id);
        END;
        -- Before, while the row is there for the view and for the marks.
        CREATE TRIGGER image_removed BEFORE DELETE ON image BEGIN
          INSERT INTO image_text (image_text, rowid, prompt, negative_prompt, facets)
            SELECT 'delete', place, prompt, negative_prompt, facets FROM image_search WHERE place = old.place;
          DELETE FROM image_mark WHERE image_id = old.id;
          UPDATE facet SET count = count - 1
            WHERE old.trashed_at IS NULL AND id IN (SELECT value FROM json_each(old.facets));
        END;
        CREATE TRIGGER image_marked AFTER INSERT ON image_mark BEGIN
          UPDATE mark SET count = count + 1
            WHERE id = new.mark_id AND (SELECT trashed_at FROM image WHERE id = new.image_id) IS NULL;
        END;
        CREATE TRIGGER image_unmarked AFTER DELETE ON image_mark BEGIN
          UPDATE mark SET count = count - 1
            WHERE id = old.mark_id AND (SELECT trashed_at FROM image WHERE id = old.image_id) IS NULL;
        END;
        CREATE TRIGGER image_costed AFTER UPDATE OF cost_usd ON generation
        WHEN new.cost_usd IS NOT old.cost_usd BEGIN
          UPDATE image SET cost = CAST(round(coalesce(new.cost_usd, 0) * 1e6 / new.samples) AS INTEGER)
            WHERE generation_id = new.id;
        END;
        """
}
