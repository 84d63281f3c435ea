extension Migrations {
    // A generation outlives its images: whoever checks the library must know that they are not lost.
    static let deletedImages = """
        ALTER TABLE generation ADD COLUMN deleted_images INTEGER NOT NULL DEFAULT 0; -- for ever, out of the trash
        """
}
