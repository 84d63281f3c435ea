extension Migrations {
    // Many images that come in one transaction are indexed by one statement at its end. Row by row, each further
    // statement with a trigger is a savepoint, at which FTS5 writes to its tables what it would else gather: that was
    // four fifths of an import.
    static let manyImagesIndexedAtOnce = """
        CREATE TABLE indexing (
          is_by_row INTEGER NOT NULL               -- 0 only within the transaction that indexes its images itself
        ) STRICT;
        INSERT INTO indexing (is_by_row) VALUES (1);

        -- Those that lie outside of the data folder, by their absolute paths.
        CREATE INDEX image_linked ON image (path) WHERE path >= '/' AND path < '0';

        DROP TRIGGER image_indexed;
        CREATE TRIGGER image_indexed AFTER INSERT ON image WHEN (SELECT is_by_row FROM indexing) BEGIN
          INSERT INTO image_text (rowid, prompt, negative_prompt, facets)
            SELECT place, prompt, negative_prompt, facets FROM image_search WHERE place = new.place;
        END;
        """
}
