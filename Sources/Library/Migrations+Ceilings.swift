extension Migrations {
    // What one person may spend; NULL is as for everybody, which stands in the settings. Whole numbers, as `spending`.
    static let ceilingsOfPeople = """
        ALTER TABLE user ADD COLUMN daily_microdollars   INTEGER;
        ALTER TABLE user ADD COLUMN monthly_microdollars INTEGER;
        CREATE INDEX spending_user ON spending (service, user_id, day, microdollars);
        """
}
