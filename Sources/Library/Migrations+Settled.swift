extension Migrations {
    // What was settled last, however large an import came after it: imported pictures were never in the queue.
    static let settledWithoutImports = """
        CREATE INDEX generation_settled ON generation (id)
          WHERE finished_at IS NOT NULL AND state <> 'unresolved' AND service <> 'import';
        """
}
