extension Migrations {
    // Collections get an order of their own, a cover, smart ones, and a way back after they were deleted. Their table is
    // made anew: a name is taken only by what is there.
    static let orderedCollections = """
        CREATE TABLE new_collection (
          id          INTEGER PRIMARY KEY AUTOINCREMENT,
          name        TEXT    NOT NULL COLLATE NOCASE,
          description TEXT    NOT NULL DEFAULT '',
          search      TEXT,                         -- of a smart one, as it was typed: what it finds is in it
          cover_id    INTEGER REFERENCES image (id) ON DELETE SET NULL, -- none chosen: the first picture
          user_id     INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          created_at  INTEGER NOT NULL,
          deleted_at  INTEGER                       -- nobody sees it any more; for some time it can be brought back
        ) STRICT;
        INSERT INTO new_collection (id, name, description, user_id, created_at)
          SELECT id, name, description, user_id, created_at FROM collection;
        -- What was deleted keeps its number.
        UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'collection')
          WHERE name = 'new_collection' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'collection');
        DROP TABLE collection;
        ALTER TABLE new_collection RENAME TO collection;
        CREATE UNIQUE INDEX collection_name ON collection (name) WHERE deleted_at IS NULL;
        CREATE INDEX collection_cover   ON collection (cover_id)   WHERE cover_id IS NOT NULL;
        CREATE INDEX collection_deleted ON collection (deleted_at) WHERE deleted_at IS NOT NULL;

        -- Where a picture stands in a collection: the numbers have gaps, so that one is moved without the others.
        ALTER TABLE image_mark ADD COLUMN position INTEGER;
        UPDATE image_mark SET position = numbered.position
          FROM (SELECT mark_id, place,
                       1099511627776 + 1048576 * row_number() OVER (PARTITION BY mark_id ORDER BY place DESC) AS position
                FROM image_mark WHERE mark_id IN (SELECT id FROM mark WHERE kind = 'collection')) AS numbered
          WHERE image_mark.mark_id = numbered.mark_id AND image_mark.place = numbered.place;
        CREATE UNIQUE INDEX image_mark_position ON image_mark (mark_id, position) WHERE position IS NOT NULL;
        CREATE TRIGGER image_collected AFTER INSERT ON image_mark
        WHEN new.position IS NULL AND (SELECT kind FROM mark WHERE id = new.mark_id) = 'collection' BEGIN
          UPDATE image_mark
            SET position = (SELECT coalesce(max(position), 1099511627776) + 1048576 FROM image_mark
                            WHERE mark_id = new.mark_id AND position IS NOT NULL)
            WHERE mark_id = new.mark_id AND place = new.place;
        END;
        """

    // What people write beside pictures. The words have an index of their own with the same rowids as the lists, so that
    // a search for them comes in the same order and costs the others nothing.
    static let notes = """
        CREATE TABLE note (
          place      INTEGER PRIMARY KEY,           -- the image's
          image_id   INTEGER NOT NULL UNIQUE REFERENCES image (id) ON DELETE CASCADE,
          text       TEXT    NOT NULL,
          author_id  INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          created_at INTEGER NOT NULL,
          editor_id  INTEGER NOT NULL DEFAULT 0 REFERENCES user (id) ON DELETE SET DEFAULT,
          edited_at  INTEGER NOT NULL
        ) STRICT;
        CREATE VIRTUAL TABLE note_text USING fts5 (
          text, content = 'note', content_rowid = 'place', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE TRIGGER note_indexed AFTER INSERT ON note BEGIN
          INSERT INTO note_text (rowid, text) VALUES (new.place, new.text);
        END;
        CREATE TRIGGER note_unindexed AFTER DELETE ON note BEGIN
          INSERT INTO note_text (note_text, rowid, text) VALUES ('delete', old.place, old.text);
        END;
        CREATE TRIGGER note_indexed_anew AFTER UPDATE OF text ON note BEGIN
          INSERT INTO note_text (note_text, rowid, text) VALUES ('delete', old.place, old.text);
          INSERT INTO note_text (rowid, text) VALUES (new.place, new.text);
        END;
        """
}
